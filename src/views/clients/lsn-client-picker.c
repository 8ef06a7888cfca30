/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-client-picker.h"
#include "base/lsn-clock.h"
#include "base/lsn-text.h"
#include "model/clients/lsn-client-choices.h"
#include "model/clients/lsn-client-write.h"
#include "model/clients/lsn-clients-shared.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

struct _LsnClientPicker
{
  AdwDialog parent_instance;

  LsnContext *context; /* owned */
  LsnClientFacet facet;
  GArray *ids; /* owned; element-type gint64 */

  /* Children */
  GtkEditable *entry;
  GtkListBox *list;
  GtkWidget *new_row; /* of the list: makes what is typed */
  GtkWidget *new_label;
  GtkWidget *apply_button; /* for tags */
};

G_DEFINE_FINAL_TYPE (LsnClientPicker, lsn_client_picker, ADW_TYPE_DIALOG)

/* What a row of the list stands for. */
typedef struct
{
  char *name;            /* owned; "" for none */
  char *folded;          /* owned */
  guint n;               /* of the clients that have it */
  gboolean picked;       /* tags: every client shall have it */
  gboolean touched;      /* tags: the user has said so */
  GtkCheckButton *check; /* nullable: for tags */
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->name);
  g_free (choice->folded);
  g_free (choice);
}

static Choice *
get_choice (gpointer row)
{
  return g_object_get_data (row, "choice");
}

static gboolean
is_tags (LsnClientPicker *self)
{
  return self->facet == LSN_CLIENT_FACET_TAG;
}

/* --- Applying --------------------------------------------------------------------------------- */

static char *
dup_tags_message (LsnClientPicker *self, char **added, char **removed)
{
  guint n = self->ids->len;

  if (g_strv_length (added) == 1 && removed[0] == NULL)
    return g_strdup_printf (ngettext ("Tag “%1$s” added to %2$u client",
                                      "Tag “%1$s” added to %2$u clients", n),
                            added[0], n);
  if (g_strv_length (removed) == 1 && added[0] == NULL)
    return g_strdup_printf (ngettext ("Tag “%1$s” taken from %2$u client",
                                      "Tag “%1$s” taken from %2$u clients", n),
                            removed[0], n);
  return g_strdup_printf (ngettext ("Tags of %u client changed", "Tags of %u clients changed", n),
                          n);
}

static void
apply_tags (LsnClientPicker *self, const char *typed)
{
  LsnClientsEdit *edit = lsn_clients_edit_new (self->ids, lsn_clock_now ());
  g_autoptr (GStrvBuilder) added = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) removed = g_strv_builder_new ();
  g_autofree char *message = NULL;

  if (typed)
    g_strv_builder_add (added, typed);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row;
       row = gtk_widget_get_next_sibling (row))
    {
      Choice *choice = get_choice (row);

      if (choice == NULL || !choice->touched)
        continue;
      if (choice->picked && choice->n < self->ids->len)
        g_strv_builder_add (added, choice->name);
      else if (!choice->picked && choice->n > 0)
        g_strv_builder_add (removed, choice->name);
    }
  edit->add_tags = g_strv_builder_end (added);
  edit->remove_tags = g_strv_builder_end (removed);
  message = dup_tags_message (self, edit->add_tags, edit->remove_tags);
  if (edit->add_tags[0] || edit->remove_tags[0])
    lsn_context_write (self->context, _ ("Change Tags"), message, lsn_clients_edit_on_worker, edit,
                       (GDestroyNotify) lsn_clients_edit_free);
  else
    lsn_clients_edit_free (edit);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
apply_name (LsnClientPicker *self, const char *name)
{
  gboolean owner = self->facet == LSN_CLIENT_FACET_OWNER;
  LsnClientsEdit *edit = lsn_clients_edit_new (self->ids, lsn_clock_now ());
  guint n = self->ids->len;
  g_autofree char *message = NULL;

  g_set_str (owner ? &edit->owner : &edit->segment, name);
  if (owner && *name)
    message = g_strdup_printf (ngettext ("%2$u client now belongs to %1$s",
                                         "%2$u clients now belong to %1$s", n),
                               name, n);
  else if (owner)
    message =
        g_strdup_printf (ngettext ("%u client has no owner now", "%u clients have no owner now", n),
                         n);
  else if (*name)
    message = g_strdup_printf (ngettext ("%2$u client is in segment “%1$s” now",
                                         "%2$u clients are in segment “%1$s” now", n),
                               name, n);
  else
    message = g_strdup_printf (ngettext ("%u client is in no segment now",
                                         "%u clients are in no segment now", n),
                               n);
  lsn_context_write (self->context, owner ? _ ("Set Owner") : _ ("Set Segment"), message,
                     lsn_clients_edit_on_worker, edit, (GDestroyNotify) lsn_clients_edit_free);
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- The list --------------------------------------------------------------------------------- */

static void
show_check (LsnClientPicker *self, Choice *choice)
{
  guint n = choice->touched ? (choice->picked ? self->ids->len : 0) : choice->n;

  gtk_check_button_set_active (choice->check, n == self->ids->len);
  gtk_check_button_set_inconsistent (choice->check, n > 0 && n < self->ids->len);
}

static char *
dup_typed (LsnClientPicker *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

static void
row_activated_cb (LsnClientPicker *self, GtkListBoxRow *row)
{
  Choice *choice = get_choice (row);

  if (choice == NULL)
    {
      g_autofree char *typed = dup_typed (self);

      if (is_tags (self))
        apply_tags (self, typed);
      else
        apply_name (self, typed);
      return;
    }
  if (!is_tags (self))
    {
      apply_name (self, choice->name);
      return;
    }
  choice->picked = choice->touched ? !choice->picked : choice->n < self->ids->len;
  choice->touched = TRUE;
  show_check (self, choice);
}

/* Enter takes what is typed: the first that matches, else a new one. */
static void
entry_activate_cb (LsnClientPicker *self)
{
  g_autofree char *typed = dup_typed (self);

  if (*typed == '\0')
    {
      if (is_tags (self))
        apply_tags (self, NULL);
      return;
    }
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row;
       row = gtk_widget_get_next_sibling (row))
    {
      Choice *choice = get_choice (row);

      if (choice == NULL || !gtk_widget_get_child_visible (row))
        continue;
      if (is_tags (self))
        apply_tags (self, choice->name);
      else
        apply_name (self, choice->name);
      return;
    }
  row_activated_cb (self, GTK_LIST_BOX_ROW (self->new_row));
}

static gboolean
filter_row (GtkListBoxRow *row, gpointer user_data)
{
  LsnClientPicker *self = user_data;
  g_autofree char *typed = dup_typed (self);
  g_autofree char *folded = lsn_text_fold (typed);
  Choice *choice = get_choice (row);

  if (choice)
    return strstr (choice->folded, folded) != NULL;

  /* What is there already is not made again. */
  if (*typed == '\0')
    return FALSE;
  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (self->list)); other;
       other = gtk_widget_get_next_sibling (other))
    {
      choice = get_choice (other);
      if (choice && g_str_equal (choice->folded, folded))
        return FALSE;
    }
  return TRUE;
}

static void
entry_changed_cb (LsnClientPicker *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autofree char *words = g_strdup_printf (_ ("New: “%s”"), typed);

  lsn_text_label_set (self->new_label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->new_row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  gtk_list_box_invalidate_filter (self->list);
}

static gboolean
entry_key_cb (LsnClientPicker *self, guint keyval)
{
  if (keyval != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;
  return gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
add_row (LsnClientPicker *self, const char *name, const char *label, guint n)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *text = lsn_text_label_new (label, NULL);
  g_autofree char *count = g_strdup_printf ("%u", n);
  GtkWidget *count_label = gtk_label_new (n > 0 ? count : NULL);
  Choice *choice = g_new0 (Choice, 1);

  choice->name = g_strdup (name);
  choice->folded = lsn_text_fold (label);
  choice->n = n;
  if (is_tags (self))
    {
      choice->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
      gtk_widget_set_can_target (GTK_WIDGET (choice->check), FALSE);
      gtk_widget_set_focusable (GTK_WIDGET (choice->check), FALSE);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (choice->check));
      show_check (self, choice);
    }
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (count_label, "dim-label");
  gtk_widget_add_css_class (count_label, "numeric");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), count_label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), "choice", choice, choice_free);
  gtk_list_box_append (self->list, row);
}

/* --- Reading ---------------------------------------------------------------------------------- */

typedef struct
{
  LsnClientChoices *choices; /* owned */
  LsnClientsShared *shared;  /* owned */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  lsn_client_choices_unref (reading->choices);
  lsn_clients_shared_free (reading->shared);
  g_free (reading);
}

static gboolean
read_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  return lsn_client_choices_on_worker (db, reading->choices, cancellable, error) &&
         lsn_clients_shared_on_worker (db, reading->shared, cancellable, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnClientPicker) self = user_data;
  Reading *reading = lsn_store_finish (LSN_STORE (source), result, NULL);

  /* Without what there is, a new name can be typed still. */
  if (reading == NULL || self->context == NULL)
    return;
  for (guint i = 0; i < reading->choices->choices[self->facet]->len; i++)
    {
      const LsnClientChoice *choice = g_ptr_array_index (reading->choices->choices[self->facet], i);

      if (g_str_equal (choice->value, "me") || (is_tags (self) && *choice->value == '\0'))
        continue;
      add_row (self, *choice->value ? choice->label : "", choice->label,
               lsn_clients_shared_count (reading->shared, choice->value));
    }
  gtk_list_box_invalidate_filter (self->list);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_client_picker_dispose (GObject *object)
{
  LsnClientPicker *self = LSN_CLIENT_PICKER (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->ids, g_array_unref);

  G_OBJECT_CLASS (lsn_client_picker_parent_class)->dispose (object);
}

static void
lsn_client_picker_class_init (LsnClientPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lsn_client_picker_dispose;
}

static void
lsn_client_picker_init (LsnClientPicker *self)
{
}

static void
make_list (LsnClientPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, filter_row, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "picker-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lsn_client_facet_get_label (self->facet), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);

  self->new_label = lsn_text_label_new (NULL, NULL);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_box_append (GTK_BOX (box), self->new_label);
  self->new_row = gtk_list_box_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->new_row), box);
  gtk_list_box_append (self->list, self->new_row);
}

static GtkWidget *
make_entry (LsnClientPicker *self)
{
  GtkWidget *entry = gtk_search_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  const char *words = is_tags (self)                          ? _ ("Find or Name a Tag")
                      : self->facet == LSN_CLIENT_FACET_OWNER ? _ ("Find or Name an Owner")
                                                              : _ ("Find or Name a Segment");

  self->entry = GTK_EDITABLE (entry);
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (entry), words);
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (entry), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_margin_start (entry, 12);
  gtk_widget_set_margin_end (entry, 12);
  gtk_widget_set_margin_bottom (entry, 6);
  g_signal_connect_object (entry, "search-changed", G_CALLBACK (entry_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (entry_activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "stop-search", G_CALLBACK (adw_dialog_close), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
  return entry;
}

static void
apply_cb (LsnClientPicker *self)
{
  apply_tags (self, NULL);
}

static void
build (LsnClientPicker *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  guint n = self->ids->len;
  g_autofree char *words = g_strdup_printf (ngettext ("%u client", "%u clients", n), n);
  GtkWidget *title =
      adw_window_title_new (is_tags (self)                          ? _ ("Change Tags")
                            : self->facet == LSN_CLIENT_FACET_OWNER ? _ ("Set Owner")
                                                                    : _ ("Set Segment"),
                            words);
  GtkWidget *entry = make_entry (self);

  make_list (self);
  if (is_tags (self))
    {
      self->apply_button = gtk_button_new_with_mnemonic (_ ("_Apply"));
      gtk_widget_add_css_class (self->apply_button, "suggested-action");
      g_signal_connect_object (self->apply_button, "clicked", G_CALLBACK (apply_cb), self,
                               G_CONNECT_SWAPPED);
      adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->apply_button);
    }
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), title);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), entry);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);
  adw_dialog_set_title (ADW_DIALOG (self), adw_window_title_get_title (ADW_WINDOW_TITLE (title)));
  adw_dialog_set_content_width (ADW_DIALOG (self), 360);
  adw_dialog_set_content_height (ADW_DIALOG (self), 440);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_focus (ADW_DIALOG (self), entry);
}

AdwDialog *
lsn_client_picker_new (LsnContext *context, LsnClientFacet facet, GArray *ids)
{
  LsnClientPicker *self = g_object_new (LSN_TYPE_CLIENT_PICKER, NULL);
  Reading *reading = g_new0 (Reading, 1);

  self->context = g_object_ref (context);
  self->facet = facet;
  self->ids = g_array_ref (ids);
  build (self);
  entry_changed_cb (self);

  reading->choices = lsn_client_choices_new ();
  reading->shared = lsn_clients_shared_new (ids, facet);
  lsn_store_read_async (lsn_context_get_store (context), read_on_worker, reading, reading_free,
                        NULL, read_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
