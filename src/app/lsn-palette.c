/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-palette.h"
#include "app/lsn-palette-row.h"
#include "base/lsn-match.h"
#include "views/lsn-client-peek.h"
#include "widgets/lsn-keycap.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

#define NAMES  8
#define HITS   20
#define RECENT 5

/* Commands are shown without waiting longer for what the reader finds. */
#define PATIENCE_MS 60

/* Which of the two actions of an item is run. */
typedef enum
{
  RUN_NOTHING,
  RUN_ACTION,
  RUN_ALTERNATIVE
} Run;

struct _LsnPalette
{
  AdwDialog parent_instance;

  LsnContext *context; /* owned */
  GArray *visited;     /* owned */
  guint n_items;
  const LsnCommand *asking;  /* nullable: the command whose client is asked for */
  GCancellable *cancellable; /* owned, nullable: of the search under way */
  guint patience_source;
  Run run_when_found;
  LsnClientPeek *peek; /* borrowed */

  /* Template widgets */
  GtkWidget *peek_area;
  GtkLabel *step_label;
  GtkEntry *entry;
  GtkStack *stack;
  GtkViewport *viewport;
  GtkListBox *list_box;
  GtkBox *action_hint;
  GtkLabel *action_label;
  GtkBox *alternative_hint;
  GtkLabel *alternative_label;
  GtkBox *peek_hint;
};

G_DEFINE_FINAL_TYPE (LsnPalette, lsn_palette, ADW_TYPE_DIALOG)

const LsnKey lsn_palette_keys[] = {
  { "Return", N_ ("Open or Run") },
  { "<Control>Return", N_ ("Set a Next Step, or Mark as Done") },
  { "Right", N_ ("Peek at the Client") },
  { NULL },
};

static void run (LsnPalette *self, Run what);
static void search (LsnPalette *self);

static LsnPaletteItem *
get_selected (LsnPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);

  return row ? lsn_palette_row_get_item (LSN_PALETTE_ROW (row)) : NULL;
}

/* --- What is shown ---------------------------------------------------------------------------- */

static void
show_hints (LsnPalette *self)
{
  LsnPaletteItem *item = get_selected (self);
  const char *action_text = NULL, *alternative_text = NULL;
  g_autofree char *action = item ? lsn_palette_item_dup_action (item, &action_text) : NULL;
  g_autofree char *alternative =
      item && !self->asking ? lsn_palette_item_dup_alternative (item, &alternative_text) : NULL;

  gtk_label_set_text (self->action_label, self->asking ? _ ("Choose") : action_text);
  gtk_widget_set_visible (GTK_WIDGET (self->action_hint), action != NULL);
  gtk_label_set_text (self->alternative_label, alternative_text);
  gtk_widget_set_visible (GTK_WIDGET (self->alternative_hint), alternative != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->peek_hint),
                          item && lsn_palette_item_get_client_id (item) != 0);
  if (self->peek)
    lsn_client_peek_follow (self->peek,
                            GTK_WIDGET (gtk_list_box_get_selected_row (self->list_box)));
}

static void
announce_count (LsnPalette *self, guint n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u result", "%u results", n), n);

  gtk_accessible_announce (GTK_ACCESSIBLE (self->entry), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
select_row (LsnPalette *self, guint position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list_box, (int) position);

  gtk_list_box_select_row (self->list_box, row);
  if (position == 0)
    gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->viewport)), 0);
  else
    gtk_viewport_scroll_to (self->viewport, GTK_WIDGET (row), NULL);
}

/* The rows are made once and used again: a key changes texts, not widgets. */
static void
show_items (LsnPalette *self, GPtrArray *items)
{
  GtkListBoxRow *row;

  g_clear_handle_id (&self->patience_source, g_source_remove);
  self->n_items = items->len;
  for (guint i = 0; i < items->len; i++)
    {
      row = gtk_list_box_get_row_at_index (self->list_box, (int) i);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (lsn_palette_row_new ());
          gtk_list_box_append (self->list_box, GTK_WIDGET (row));
        }
      lsn_palette_row_set_item (LSN_PALETTE_ROW (row), g_ptr_array_index (items, i));
    }
  for (guint i = items->len; (row = gtk_list_box_get_row_at_index (self->list_box, (int) i)); i++)
    lsn_palette_row_set_item (LSN_PALETTE_ROW (row), NULL);
  gtk_list_box_invalidate_headers (self->list_box);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : "nothing");
  if (items->len > 0)
    select_row (self, 0);
  else
    gtk_list_box_unselect_all (self->list_box);
  show_hints (self);
}

static char *
dup_typed (LsnPalette *self)
{
  return lsn_match_dup_words (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static gpointer
copy_item (gconstpointer item, gpointer user_data)
{
  return g_object_ref ((gpointer) item);
}

/* @found: (nullable): what was found so far */
static GPtrArray *
make_items (LsnPalette *self, const LsnSearch *found)
{
  g_autofree char *typed = dup_typed (self);
  g_autoptr (GPtrArray) commands =
      self->asking ? g_ptr_array_new_with_free_func (g_object_unref) : lsn_palette_match (typed);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  LsnDate today = lsn_context_get_today (self->context);
  gboolean commands_first =
      *typed && commands->len > 0 &&
      lsn_match_rank (lsn_palette_item_get_title (g_ptr_array_index (commands, 0)), typed) >=
          LSN_MATCH_PREFIX;

  for (guint i = 0; found && i < found->hits->len; i++)
    {
      const LsnSearchHit *hit = g_ptr_array_index (found->hits, i);

      if (!self->asking || hit->client_id != 0)
        g_ptr_array_add (hits, lsn_palette_item_new_hit (hit, *found->text == '\0', today));
    }
  for (LsnPaletteSection section = 0; section < LSN_N_PALETTE_SECTIONS; section++)
    {
      if (section == (commands_first ? LSN_PALETTE_RECENT : LSN_PALETTE_COMMANDS))
        g_ptr_array_extend (items, commands, copy_item, NULL);
      for (guint i = 0; i < hits->len; i++)
        {
          LsnPaletteItem *item = g_ptr_array_index (hits, i);

          if (lsn_palette_item_get_section (item) == section &&
              (!self->asking || section <= LSN_PALETTE_NAMES))
            g_ptr_array_add (items, g_object_ref (item));
        }
    }
  return items;
}

/* --- Searching -------------------------------------------------------------------------------- */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnPalette) self = user_data;
  g_autoptr (GError) error = NULL;
  const LsnSearch *found = lsn_store_finish (LSN_STORE (source), result, &error);
  Run wanted = self->run_when_found;
  g_autoptr (GPtrArray) items = NULL;

  /* Another letter came, or the palette was closed. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  self->run_when_found = RUN_NOTHING;
  if (error)
    g_debug ("The palette found nothing: %s", error->message);
  items = make_items (self, found);
  show_items (self, items);
  if (found && *found->text)
    announce_count (self, items->len);
  if (wanted != RUN_NOTHING)
    run (self, wanted);
}

static gboolean
patience_cb (gpointer user_data)
{
  LsnPalette *self = user_data;
  g_autoptr (GPtrArray) items = make_items (self, NULL);

  self->patience_source = 0;
  show_items (self, items);
  return G_SOURCE_REMOVE;
}

static void
search (LsnPalette *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  LsnSearch *wanted = lsn_search_new (g_strstrip (text), HITS);

  wanted->names_limit = *text == '\0' && !self->asking ? RECENT : self->asking ? HITS : NAMES;
  wanted->visited = g_array_ref (self->visited);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->run_when_found = RUN_NOTHING;
  g_clear_handle_id (&self->patience_source, g_source_remove);
  self->patience_source = g_timeout_add (PATIENCE_MS, patience_cb, self);
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_search_on_worker, wanted,
                        (GDestroyNotify) lsn_search_free, self->cancellable, found_cb,
                        g_object_ref (self));
}

static void
changed_cb (LsnPalette *self)
{
  search (self);
}

/* --- Two steps -------------------------------------------------------------------------------- */

/* @command: (nullable): whose client is asked for; %NULL goes back to the first step */
static void
set_asking (LsnPalette *self, const LsnCommand *command)
{
  g_autofree char *label = command ? lsn_command_dup_label (command) : NULL;

  self->asking = command;
  gtk_label_set_text (self->step_label, label);
  gtk_widget_set_visible (GTK_WIDGET (self->step_label), command != NULL);
  gtk_entry_set_placeholder_text (self->entry, command ? _ ("For which client?")
                                                       : _ ("Clients, people, talks, commands"));
  if (command)
    gtk_accessible_announce (GTK_ACCESSIBLE (self->entry), _ ("For which client?"),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    search (self);
}

static void
activate_action (LsnPalette *self, const char *detailed)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GtkApplication) application = NULL;

  g_assert (g_action_parse_detailed_name (detailed, &name, &target, NULL));

  application = g_object_ref (gtk_window_get_application (GTK_WINDOW (root)));
  /* Closed first, so that the focus is back in the page before the command moves it. */
  adw_dialog_close (ADW_DIALOG (self));
  g_action_group_activate_action (G_ACTION_GROUP (application), name, target);
}

static void
run (LsnPalette *self, Run what)
{
  LsnPaletteItem *item = get_selected (self);
  const LsnCommand *command;
  const char *label;
  g_autofree char *action = NULL;

  /* What is shown answers what was typed before. */
  if (self->cancellable)
    {
      self->run_when_found = what;
      return;
    }
  if (item == NULL)
    return;

  command = lsn_palette_item_get_command (item);
  if (self->asking)
    action = g_strdup_printf ("%s(int64 %" G_GINT64_FORMAT ")", self->asking->name,
                              lsn_palette_item_get_client_id (item));
  else if (command && (command->flags & LSN_COMMAND_CLIENT))
    set_asking (self, command);
  else if (what == RUN_ACTION)
    action = lsn_palette_item_dup_action (item, &label);
  else
    action = lsn_palette_item_dup_alternative (item, &label);
  if (action)
    activate_action (self, action);
}

static void
activated_cb (LsnPalette *self)
{
  run (self, RUN_ACTION);
}

/* --- Keys ------------------------------------------------------------------------------------- */

static void
move (LsnPalette *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list_box);
  int n = (int) self->n_items;
  int now;

  if (row == NULL)
    return;
  now = gtk_list_box_row_get_index (row);
  /* A single step goes around, a page stops at the end. */
  select_row (self,
              (guint) (ABS (step) == 1 ? (now + step + n) % n : CLAMP (now + step, 0, n - 1)));
  gtk_accessible_announce (GTK_ACCESSIBLE (self->entry),
                           lsn_palette_item_get_title (get_selected (self)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* The arrow that has nothing left to walk over in the text opens and closes the card. */
static gboolean
peek (LsnPalette *self)
{
  LsnPaletteItem *item = get_selected (self);
  GtkEditable *editable = GTK_EDITABLE (self->entry);
  int length = (int) g_utf8_strlen (gtk_editable_get_text (editable), -1);

  if (item == NULL || lsn_palette_item_get_client_id (item) == 0 ||
      gtk_editable_get_position (editable) != length ||
      gtk_editable_get_selection_bounds (editable, NULL, NULL))
    return FALSE;
  lsn_client_peek_toggle (self->peek, GTK_WIDGET (gtk_list_box_get_selected_row (self->list_box)));
  return TRUE;
}

static gboolean
key_pressed_cb (LsnPalette *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean is_empty = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0';

  switch (keyval)
    {
    case GDK_KEY_Up:
      move (self, -1);
      return TRUE;
    case GDK_KEY_Down:
      move (self, 1);
      return TRUE;
    case GDK_KEY_Page_Up:
      move (self, -8);
      return TRUE;
    case GDK_KEY_Page_Down:
      move (self, 8);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      run (self, state & GDK_CONTROL_MASK ? RUN_ALTERNATIVE : RUN_ACTION);
      return TRUE;
    case GDK_KEY_Right:
      return (state & gtk_accelerator_get_default_mod_mask ()) == 0 && peek (self);
    case GDK_KEY_Escape:
    case GDK_KEY_BackSpace:
      if (keyval == GDK_KEY_Escape && gtk_widget_get_visible (GTK_WIDGET (self->peek)))
        return FALSE;
      if (self->asking == NULL || (keyval == GDK_KEY_BackSpace && !is_empty))
        return FALSE;
      set_asking (self, NULL);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  LsnPaletteItem *item = lsn_palette_row_get_item (LSN_PALETTE_ROW (row));
  LsnPaletteItem *last = before ? lsn_palette_row_get_item (LSN_PALETTE_ROW (before)) : NULL;
  LsnPaletteSection section;
  GtkWidget *label = gtk_list_box_row_get_header (row);

  if (item == NULL ||
      (last && lsn_palette_item_get_section (last) == lsn_palette_item_get_section (item)))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  section = lsn_palette_item_get_section (item);
  if (label == NULL)
    {
      label = lsn_text_label_new (NULL, "caption-heading");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "palette-heading");
      gtk_list_box_row_set_header (row, label);
    }
  lsn_text_label_set (label, lsn_palette_section_get_title (section));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_palette_dispose (GObject *object)
{
  LsnPalette *self = LSN_PALETTE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->patience_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_PALETTE);
  g_clear_object (&self->context);
  g_clear_pointer (&self->visited, g_array_unref);

  G_OBJECT_CLASS (lsn_palette_parent_class)->dispose (object);
}

static void
closed_cb (LsnPalette *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->patience_source, g_source_remove);
}

/* The key that opened it: with a dialog open, the keys of the application rest. */
static gboolean
toggle_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return adw_dialog_close (ADW_DIALOG (widget));
}

static void
lsn_palette_class_init (LsnPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_palette_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/app/lsn-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnPalette, peek_area);
  gtk_widget_class_bind_template_child (widget_class, LsnPalette, step_label);
  gtk_widget_class_bind_template_child (widget_class, LsnPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, LsnPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, LsnPalette, viewport);
  gtk_widget_class_bind_template_child (widget_class, LsnPalette, list_box);
  gtk_widget_class_bind_template_child (widget_class, LsnPalette, action_hint);
  gtk_widget_class_bind_template_child (widget_class, LsnPalette, action_label);
  gtk_widget_class_bind_template_child (widget_class, LsnPalette, alternative_hint);
  gtk_widget_class_bind_template_child (widget_class, LsnPalette, alternative_label);
  gtk_widget_class_bind_template_child (widget_class, LsnPalette, peek_hint);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_hints);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, toggle_cb, NULL);
}

static void
lsn_palette_init (LsnPalette *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_prepend (self->action_hint, lsn_keycap_new ("Return"));
  gtk_box_prepend (self->alternative_hint, lsn_keycap_new ("<Control>Return"));
  gtk_box_prepend (self->peek_hint, lsn_keycap_new ("Right"));
  gtk_list_box_set_header_func (self->list_box, header_cb, NULL, NULL);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);

  /* Before the entry, which would eat them. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

AdwDialog *
lsn_palette_new (LsnContext *context, GArray *visited, const char *text)
{
  LsnPalette *self = g_object_new (LSN_TYPE_PALETTE, NULL);

  self->context = g_object_ref (context);
  self->visited = g_array_ref (visited);
  self->peek = lsn_client_peek_attach (self->peek_area, context);
  if (text && *text)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
    }
  else
    {
      search (self);
    }
  return ADW_DIALOG (self);
}
