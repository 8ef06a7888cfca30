/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/projects/lsn-task-write.h"
#include "model/timeline/lsn-entry-write.h"
#include "views/projects/lsn-task-dialog-private.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

static LsnContext *
get_context (LsnTaskDialog *self)
{
  return lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));
}

static gint64
get_id (LsnTaskDialog *self)
{
  return lsn_record_get_id (self->task);
}

char *
lsn_task_part_dup_typed (gpointer editable)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (editable))));

  if (*text)
    return text;
  g_free (text);
  return NULL;
}

/* --- Rows ------------------------------------------------------------------------------------- */

void
lsn_task_part_keep_row (LsnTaskDialog *self, GtkWidget *row)
{
  g_ptr_array_add (self->part_rows, g_object_ref_sink (row));
}

static void
remove_rows (LsnTaskDialog *self)
{
  GtkWidget *child;

  for (guint i = 0; i < self->part_rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->part_rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      if (group)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->part_rows, 0);
  gtk_list_box_remove_all (self->item_list);
  gtk_list_box_remove_all (self->comment_list);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->labels_box))))
    adw_wrap_box_remove (self->labels_box, child);
}

GtkWidget *
lsn_task_part_make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title ? title : "");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

GtkWidget *
lsn_task_part_add_button (LsnTaskDialog *self, GtkWidget *row, const char *icon,
                          const char *tooltip, GCallback clicked, gint64 id, const char *words)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&id, sizeof id), g_free);
  g_object_set_data_full (G_OBJECT (button), "words", g_strdup (words), g_free);
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

gint64
lsn_task_part_get_button_id (gpointer button)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (button), "id");
}

void
lsn_task_part_remove (LsnTaskDialog *self, const LsnRecordInfo *info, gint64 id, const char *label)
{
  LsnRemoval removal = { info, id };

  lsn_context_write (get_context (self), label, NULL, lsn_removal_on_worker,
                     g_memdup2 (&removal, sizeof removal), g_free);
}

void
lsn_task_part_write (LsnTaskDialog *self, LsnRow *row, const char *label, LsnContextDone done)
{
  LsnRowEdit *edit = g_new0 (LsnRowEdit, 1);

  edit->row = row;
  lsn_context_write_then (get_context (self), label, NULL, lsn_row_edit_on_worker, edit,
                          (GDestroyNotify) lsn_row_edit_free, done, G_OBJECT (self));
}

/* --- Labels ----------------------------------------------------------------------------------- */

static void
write_label (LsnTaskDialog *self, gint64 label_id, char *name, gboolean on, LsnContextDone done)
{
  LsnTaskLabel *label = g_new0 (LsnTaskLabel, 1);

  label->task_id = get_id (self);
  label->label_id = label_id;
  label->name = name;
  label->on = on;
  /* A new label takes the next colour, so that they can be told apart. */
  label->color = lsn_label_colors[1 + (self->parts ? self->parts->labels->len : 0) % 9];
  lsn_context_write_then (get_context (self), on ? _ ("Add Label") : _ ("Take Label Off"), NULL,
                          lsn_task_label_on_worker, label, (GDestroyNotify) lsn_task_label_free,
                          done, G_OBJECT (self));
}

static void
label_toggled_cb (GtkToggleButton *button, LsnTaskDialog *self)
{
  if (!self->filling)
    write_label (self, lsn_task_part_get_button_id (button), NULL,
                 gtk_toggle_button_get_active (button), NULL);
}

static void
label_added (GObject *owner, gpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (LSN_TASK_DIALOG (owner)->label_entry), "");
}

void
lsn_task_dialog_add_label (LsnTaskDialog *self)
{
  char *name = lsn_task_part_dup_typed (self->label_entry);

  if (name)
    write_label (self, 0, name, TRUE, label_added);
}

static gboolean
has_label (LsnTaskDialog *self, gint64 id)
{
  for (guint i = 0; i < self->parts->own_labels->len; i++)
    {
      if (g_array_index (self->parts->own_labels, gint64, i) == id)
        return TRUE;
    }
  return FALSE;
}

static void
show_labels (LsnTaskDialog *self)
{
  for (guint i = 0; i < self->parts->labels->len; i++)
    {
      const LsnRow *label = g_ptr_array_index (self->parts->labels, i);
      gint64 id = lsn_row_get_int64 (label, LSN_LABEL_ID);
      const char *name = lsn_row_get_text (label, LSN_LABEL_NAME);
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *words = lsn_text_label_new (name, "card-label");

      gtk_widget_add_css_class (words, lsn_row_get_text (label, LSN_LABEL_COLOR));
      gtk_button_set_child (GTK_BUTTON (button), words);
      gtk_widget_add_css_class (button, "label-toggle");
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), has_label (self, id));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&id, sizeof id), g_free);
      g_signal_connect_object (button, "toggled", G_CALLBACK (label_toggled_cb), self, 0);
      adw_wrap_box_append (self->labels_box, button);
    }
}

/* --- Checklist -------------------------------------------------------------------------------- */

static void
item_toggled_cb (GtkCheckButton *check, LsnTaskDialog *self)
{
  LsnTaskDone *done = g_new0 (LsnTaskDone, 1);

  done->id = lsn_task_part_get_button_id (check);
  done->done = gtk_check_button_get_active (check);
  done->now = lsn_clock_now ();
  lsn_context_write (get_context (self), done->done ? _ ("Done") : _ ("Open Again"), NULL,
                     lsn_task_done_on_worker, done, (GDestroyNotify) lsn_task_done_free);
}

static void
item_opened_cb (GtkButton *button, LsnTaskDialog *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (parent)
    gtk_widget_activate_action (parent, "app.open-task", "x", lsn_task_part_get_button_id (button));
}

/* “Olga Kim · tomorrow” */
static char *
dup_item_facts (LsnTaskDialog *self, const LsnRow *item)
{
  LsnDate due = lsn_date_from_iso (lsn_row_get_text (item, LSN_TASK_DUE_ON));
  const char *who = lsn_row_get_text (item, LSN_TASK_ASSIGNEE_NAME);
  g_autofree char *when =
      due == LSN_DATE_NONE
          ? NULL
          : lsn_when_dup_due (due, LSN_WHEN_NO_TIME, lsn_context_get_today (get_context (self)));

  if (who && when)
    return g_strdup_printf ("%s · %s", who, when);
  return who ? g_strdup (who) : g_steal_pointer (&when);
}

static void
show_items (LsnTaskDialog *self)
{
  for (guint i = 0; i < self->parts->items->len; i++)
    {
      const LsnRow *item = g_ptr_array_index (self->parts->items, i);
      gint64 id = lsn_row_get_int64 (item, LSN_TASK_ID);
      const char *title = lsn_row_get_text (item, LSN_TASK_TITLE);
      g_autofree char *facts = dup_item_facts (self, item);
      GtkWidget *row = lsn_task_part_make_row (title, facts);
      GtkWidget *check = gtk_check_button_new ();

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   !lsn_row_is_null (item, LSN_TASK_DONE_AT));
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                      -1);
      g_object_set_data_full (G_OBJECT (check), "id", g_memdup2 (&id, sizeof id), g_free);
      g_signal_connect_object (check, "toggled", G_CALLBACK (item_toggled_cb), self, 0);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      lsn_task_part_add_button (self, row, "document-edit-symbolic",
                                _ ("Date and Assignee of the Item"), G_CALLBACK (item_opened_cb),
                                id, title);
      gtk_list_box_append (self->item_list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->item_list), self->parts->items->len > 0);
}

static void
item_added (GObject *owner, gpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (LSN_TASK_DIALOG (owner)->item_entry), "");
}

void
lsn_task_dialog_add_item (LsnTaskDialog *self)
{
  g_autofree char *title = lsn_task_part_dup_typed (self->item_entry);
  g_autofree char *message = g_strdup_printf (_ ("Added: “%s”"), title ? title : "");
  LsnTaskEdit *edit;

  if (title == NULL)
    return;
  edit = g_new0 (LsnTaskEdit, 1);
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_task_info);
  lsn_row_set_int64 (edit->row, LSN_TASK_PARENT_ID, get_id (self));
  lsn_row_set_text (edit->row, LSN_TASK_TITLE, title);
  lsn_context_write_then (get_context (self), _ ("Add Item"), message, lsn_task_edit_on_worker,
                          edit, (GDestroyNotify) lsn_task_edit_free, item_added, G_OBJECT (self));
}

/* --- Blockers --------------------------------------------------------------------------------- */

static void
write_blocker (LsnTaskDialog *self, gint64 blocker_id, gboolean on)
{
  LsnTaskBlocker *blocker = g_new0 (LsnTaskBlocker, 1);

  blocker->task_id = get_id (self);
  blocker->blocker_id = blocker_id;
  blocker->on = on;
  lsn_context_write (get_context (self), on ? _ ("Wait for a Card") : _ ("Wait No More"), NULL,
                     lsn_task_blocker_on_worker, blocker, g_free);
}

static void
unblocked_cb (GtkButton *button, LsnTaskDialog *self)
{
  write_blocker (self, lsn_task_part_get_button_id (button), FALSE);
}

void
lsn_task_dialog_add_blocker (LsnTaskDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->blocker_row);

  if (self->filling || self->others == NULL || selected == 0 || selected > self->others->len)
    return;
  write_blocker (self,
                 lsn_row_get_int64 (g_ptr_array_index (self->others, selected - 1), LSN_TASK_ID),
                 TRUE);
}

static void
show_blockers (LsnTaskDialog *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < self->parts->blockers->len; i++)
    {
      const LsnRow *blocker = g_ptr_array_index (self->parts->blockers, i);
      gboolean done = !lsn_row_is_null (blocker, LSN_TASK_DONE_AT);
      const char *title = lsn_row_get_text (blocker, LSN_TASK_TITLE);
      GtkWidget *row =
          lsn_task_part_make_row (title, done ? _ ("Done")
                                              : lsn_row_get_text (blocker, LSN_TASK_COLUMN_TITLE));

      lsn_task_part_add_button (self, row, "edit-delete-symbolic", _ ("Wait No More"),
                                G_CALLBACK (unblocked_cb), lsn_row_get_int64 (blocker, LSN_TASK_ID),
                                title);
      lsn_task_part_keep_row (self, row);
      adw_preferences_group_add (self->blockers_group, row);
    }
  for (guint i = 0; i < self->parts->waiting->len; i++)
    {
      const LsnRow *waiting = g_ptr_array_index (self->parts->waiting, i);
      GtkWidget *row = lsn_task_part_make_row (lsn_row_get_text (waiting, LSN_TASK_TITLE),
                                               _ ("Waits for this card"));

      lsn_task_part_keep_row (self, row);
      adw_preferences_group_add (self->blockers_group, row);
    }
  g_ptr_array_add (labels, (gpointer) C_ ("card", "Choose…"));
  for (guint i = 0; i < self->others->len; i++)
    g_ptr_array_add (labels, (gpointer) lsn_row_get_text (g_ptr_array_index (self->others, i),
                                                          LSN_TASK_TITLE));
  lsn_form_set_choices (self->blocker_row, (const char *const *) labels->pdata, labels->len);
  gtk_widget_set_visible (GTK_WIDGET (self->blockers_group), self->others->len +
                                                                     self->parts->blockers->len +
                                                                     self->parts->waiting->len >
                                                                 0);
}

/* --- Comments --------------------------------------------------------------------------------- */

static void
comment_removed_cb (GtkButton *button, LsnTaskDialog *self)
{
  lsn_task_part_remove (self, &lsn_task_comment_info, lsn_task_part_get_button_id (button),
                        _ ("Delete Comment"));
}

static void
show_comments (LsnTaskDialog *self)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  for (guint i = 0; i < self->parts->comments->len; i++)
    {
      const LsnRow *comment = g_ptr_array_index (self->parts->comments, i);
      const char *author = lsn_row_get_text (comment, LSN_TASK_COMMENT_AUTHOR);
      const char *text = lsn_row_get_text (comment, LSN_TASK_COMMENT_TEXT);
      int minute;
      LsnDate day =
          lsn_date_from_instant (lsn_row_get_int64 (comment, LSN_TASK_COMMENT_AT), zone, &minute);
      g_autofree char *when =
          lsn_when_dup_relative (day, minute, lsn_context_get_today (get_context (self)));
      g_autofree char *facts = author ? g_strdup_printf ("%s · %s", author, when) : g_strdup (when);
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
      GtkWidget *words = lsn_markdown_view_new ();
      GtkWidget *head = lsn_text_label_new (facts, "caption");
      GtkWidget *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");
      gint64 id = lsn_row_get_int64 (comment, LSN_TASK_COMMENT_ID);

      gtk_widget_add_css_class (head, "dim-label");
      lsn_markdown_view_set_text (LSN_MARKDOWN_VIEW (words), text);
      gtk_box_append (GTK_BOX (box), head);
      gtk_box_append (GTK_BOX (box), words);
      gtk_widget_set_hexpand (box, TRUE);
      gtk_widget_set_margin_start (outer, 12);
      gtk_widget_set_margin_end (outer, 6);
      gtk_widget_set_margin_top (outer, 9);
      gtk_widget_set_margin_bottom (outer, 9);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_START);
      gtk_widget_set_tooltip_text (button, _ ("Delete Comment"));
      g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&id, sizeof id), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (comment_removed_cb), self, 0);
      gtk_box_append (GTK_BOX (outer), box);
      gtk_box_append (GTK_BOX (outer), button);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), outer);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                      -1);
      gtk_list_box_append (self->comment_list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->comment_list), self->parts->comments->len > 0);
}

static void
comment_added (GObject *owner, gpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (LSN_TASK_DIALOG (owner)->comment_entry), "");
}

void
lsn_task_dialog_add_comment (LsnTaskDialog *self)
{
  g_autofree char *text = lsn_task_part_dup_typed (self->comment_entry);
  LsnRow *row;

  if (text == NULL)
    return;
  row = lsn_row_new (&lsn_task_comment_info);
  lsn_row_set_int64 (row, LSN_TASK_COMMENT_TASK_ID, get_id (self));
  lsn_row_set_text (row, LSN_TASK_COMMENT_TEXT, text);
  lsn_row_set_int64 (row, LSN_TASK_COMMENT_AT, lsn_clock_now ());
  lsn_task_part_write (self, row, _ ("Add Comment"), comment_added);
}

/* --- Reading ---------------------------------------------------------------------------------- */

typedef struct
{
  LsnTaskParts *parts; /* owned */
  GPtrArray *others;   /* owned */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->parts, lsn_task_parts_free);
  g_clear_pointer (&reading->others, g_ptr_array_unref);
  g_free (reading);
}

/* The cards of the same project that are open and not waited for yet. */
static gboolean
read_on_worker (LsnDatabase *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  if (!lsn_task_parts_on_worker (db, reading->parts, cancellable, error))
    return FALSE;
  reading->others = lsn_row_load_many (
      db, &lsn_task_info, error,
      "WHERE task.project_id = (SELECT project_id FROM task WHERE id = ?1) AND task.id <> ?1"
      " AND task.parent_id IS NULL AND task.archived_at IS NULL AND task.done_at IS NULL"
      " AND task.id NOT IN (SELECT blocker_id FROM task_blocker WHERE task_id = ?1)"
      " AND ?1 NOT IN (SELECT id FROM task WHERE parent_id IS NOT NULL)"
      " ORDER BY board_column.rank, task.rank, task.id LIMIT 500",
      "i", reading->parts->task_id);
  return reading->others != NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnTaskDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  Reading *reading = lsn_store_finish (LSN_STORE (source), result, &error);

  if (self->task == NULL)
    return;
  if (reading == NULL)
    {
      lsn_form_dialog_show_error (LSN_FORM_DIALOG (self), error->message);
      return;
    }
  g_clear_pointer (&self->parts, lsn_task_parts_free);
  self->parts = g_steal_pointer (&reading->parts);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  self->others = g_steal_pointer (&reading->others);

  self->filling = TRUE;
  remove_rows (self);
  show_labels (self);
  show_items (self);
  show_blockers (self);
  lsn_task_dialog_show_links (self);
  show_comments (self);
  if (!self->members_shown)
    lsn_task_dialog_show_members (self);
  self->filling = FALSE;
}

void
lsn_task_dialog_load_parts (LsnTaskDialog *self)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->parts = lsn_task_parts_new (get_id (self));
  lsn_store_read_async (lsn_context_get_store (get_context (self)), read_on_worker, reading,
                        reading_free, NULL, read_cb, g_object_ref (self));
}
