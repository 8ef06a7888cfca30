/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/lsn-markdown-view.h"
#include "widgets/lsn-text-label.h"

#include <cmark.h>

#define MAX_BYTES (256 * 1024)
#define MAX_LINKS 12
#define INDENT_PX 18

struct _LsnMarkdownView
{
  GtkWidget parent_instance;

  GtkWidget *box; /* borrowed */
};

G_DEFINE_FINAL_TYPE (LsnMarkdownView, lsn_markdown_view, GTK_TYPE_WIDGET)

/* One block: words that become one label. */
typedef struct
{
  GString *words;
  PangoAttrList *attributes;
  GtkWidget *links; /* where the links of the text go */
  guint n_links;
} Block;

static void
add_attribute (Block *block, PangoAttribute *attribute, gsize start)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) block->words->len;
  pango_attr_list_insert (block->attributes, attribute);
}

static gboolean
is_web (const char *url)
{
  return url && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://"));
}

static void
add_link (Block *block, const char *url, const char *words)
{
  GtkWidget *button;

  if (!is_web (url) || block->n_links++ >= MAX_LINKS)
    return;
  button = gtk_link_button_new_with_label (url, *words ? words : url);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (block->links), button);
}

/* The children of a paragraph: emphasis, code, links. */
static void
read_inlines (Block *block, cmark_node *parent)
{
  for (cmark_node *node = cmark_node_first_child (parent); node; node = cmark_node_next (node))
    {
      gsize start = block->words->len;
      const char *literal = cmark_node_get_literal (node);

      switch (cmark_node_get_type (node))
        {
        case CMARK_NODE_EMPH:
          read_inlines (block, node);
          add_attribute (block, pango_attr_style_new (PANGO_STYLE_ITALIC), start);
          break;
        case CMARK_NODE_STRONG:
          read_inlines (block, node);
          add_attribute (block, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start);
          break;
        case CMARK_NODE_CODE:
          g_string_append (block->words, literal);
          add_attribute (block, pango_attr_family_new ("monospace"), start);
          break;
        case CMARK_NODE_LINK:
          read_inlines (block, node);
          add_attribute (block, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start);
          add_link (block, cmark_node_get_url (node), block->words->str + start);
          break;
        case CMARK_NODE_SOFTBREAK:
          g_string_append_c (block->words, ' ');
          break;
        case CMARK_NODE_LINEBREAK:
          g_string_append_c (block->words, '\n');
          break;
        default:
          if (literal)
            g_string_append (block->words, literal);
          else
            read_inlines (block, node);
          break;
        }
    }
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, PangoAttrList *attributes, const char *css_class)
{
  GtkWidget *label = lsn_text_label_new (text, css_class);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_words (GtkWidget *box, GtkWidget *links, cmark_node *node, const char *css_class)
{
  Block block = { g_string_new (NULL), pango_attr_list_new (), links, 0 };

  read_inlines (&block, node);
  add_label (box, block.words->str, block.attributes, css_class);
  g_string_free (block.words, TRUE);
  pango_attr_list_unref (block.attributes);
}

static void add_blocks (GtkWidget *box, GtkWidget *links, cmark_node *parent);

static void
add_list (GtkWidget *box, GtkWidget *links, cmark_node *list)
{
  gboolean numbered = cmark_node_get_list_type (list) == CMARK_ORDERED_LIST;
  int number = cmark_node_get_list_start (list);

  for (cmark_node *item = cmark_node_first_child (list); item; item = cmark_node_next (item))
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
      g_autofree char *text = numbered ? g_strdup_printf ("%d.", number++) : g_strdup ("•");
      GtkWidget *mark = lsn_text_label_new (text, "dim-label");

      gtk_widget_set_valign (mark, GTK_ALIGN_START);
      gtk_widget_set_size_request (mark, INDENT_PX, -1);
      gtk_box_append (GTK_BOX (row), mark);
      gtk_box_append (GTK_BOX (row), inner);
      gtk_box_append (GTK_BOX (box), row);
      add_blocks (inner, links, item);
    }
}

static void
add_quote (GtkWidget *box, GtkWidget *links, cmark_node *quote)
{
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (inner, "markdown-quote");
  gtk_box_append (GTK_BOX (box), inner);
  add_blocks (inner, links, quote);
}

static void
add_code (GtkWidget *box, cmark_node *code)
{
  g_autofree char *text = g_strchomp (g_strdup (cmark_node_get_literal (code)));

  add_label (box, text, NULL, "monospace");
}

static void
add_blocks (GtkWidget *box, GtkWidget *links, cmark_node *parent)
{
  for (cmark_node *node = cmark_node_first_child (parent); node; node = cmark_node_next (node))
    {
      switch (cmark_node_get_type (node))
        {
        case CMARK_NODE_HEADING:
          add_words (box, links, node,
                     cmark_node_get_heading_level (node) == 1 ? "title-4" : "heading");
          break;
        case CMARK_NODE_PARAGRAPH:
          add_words (box, links, node, NULL);
          break;
        case CMARK_NODE_LIST:
          add_list (box, links, node);
          break;
        case CMARK_NODE_BLOCK_QUOTE:
          add_quote (box, links, node);
          break;
        case CMARK_NODE_CODE_BLOCK:
        case CMARK_NODE_HTML_BLOCK:
          add_code (box, node);
          break;
        case CMARK_NODE_THEMATIC_BREAK:
          gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
          break;
        default:
          add_blocks (box, links, node);
          break;
        }
    }
}

void
lsn_markdown_view_set_text (LsnMarkdownView *self, const char *text)
{
  GtkWidget *links = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gsize length = text ? MIN (strlen (text), MAX_BYTES) : 0;
  cmark_node *document;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), child);
  document =
      cmark_parse_document (text ? text : "", length, CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_SMART);
  add_blocks (self->box, links, document);
  cmark_node_free (document);
  gtk_box_append (GTK_BOX (self->box), links);
}

static void
lsn_markdown_view_dispose (GObject *object)
{
  LsnMarkdownView *self = LSN_MARKDOWN_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lsn_markdown_view_parent_class)->dispose (object);
}

static void
lsn_markdown_view_class_init (LsnMarkdownViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lsn_markdown_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
lsn_markdown_view_init (LsnMarkdownView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
lsn_markdown_view_new (void)
{
  return g_object_new (LSN_TYPE_MARKDOWN_VIEW, NULL);
}
