/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-entry-dialog.h"
#include "base/lsn-clock.h"
#include "model/clients/lsn-contact.h"
#include "model/timeline/lsn-attachment.h"
#include "model/timeline/lsn-entry-card.h"
#include "model/timeline/lsn-entry-write.h"
#include "views/lsn-keeping.h"
#include "views/lsn-person-row.h"
#include "views/lsn-picker-dialog.h"
#include "widgets/lsn-date-button.h"
#include "widgets/lsn-text-row.h"

#include <glib/gi18n-lib.h>

struct _LsnEntryDialog
{
  LsnFormDialog parent_instance;

  gint64 id;
  gint64 client_id;
  gint64 stored_client_id;
  gboolean loaded;
  GArray *links;      /* owned; element-type LsnEntryLink: to write */
  GPtrArray *files;   /* owned; element-type LsnKeptFile: to attach */
  guint copying;      /* so many files are on their way */
  GArray *gone_files; /* owned; element-type gint64: to delete */

  /* Template widgets */
  LsnTextRow *text_row;
  AdwEntryRow *title_row;
  AdwComboRow *kind_row;
  AdwComboRow *direction_row;
  LsnPersonRow *contact_row;
  LsnDateButton *when_button;
  AdwSpinRow *duration_row;
  AdwPreferencesGroup *links_group;
  AdwActionRow *client_row;
  AdwPreferencesGroup *files_group;
};

G_DEFINE_FINAL_TYPE (LsnEntryDialog, lsn_entry_dialog, LSN_TYPE_FORM_DIALOG)

static const char *const kinds[] = { "call", "meeting", "message", "mail", "note", "file" };
static const char *const directions[] = { "out", "in", "none" };
static const char *const client_kinds[] = { "client", NULL };
static const char *const link_kinds[] = { "client", "contact", "followup", "agreement", NULL };

static void
changed_cb (LsnEntryDialog *self)
{
  if (self->loaded)
    lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

/* --- Links ------------------------------------------------------------------------------------ */

typedef struct
{
  LsnEntryDialog *self; /* borrowed: the row lives in it */
  GtkWidget *row;
  const char *kind; /* of link_kinds */
  gint64 id;
} Removable;

static const char *
intern_kind (const char *kind)
{
  for (guint i = 0; link_kinds[i]; i++)
    {
      if (g_str_equal (link_kinds[i], kind))
        return link_kinds[i];
    }
  return NULL;
}

static void
remember_link (LsnEntryDialog *self, const char *kind, gint64 id, gboolean remove)
{
  LsnEntryLink link = { self->id, kind, id, remove };

  g_array_append_val (self->links, link);
  changed_cb (self);
}

static void
unlink_cb (GtkButton *button, gpointer user_data)
{
  Removable *removable = user_data;

  remember_link (removable->self, removable->kind, removable->id, TRUE);
  adw_preferences_group_remove (removable->self->links_group, removable->row);
}

/* A row with a button that takes it away; @callback gets a Removable. */
static GtkWidget *
add_row (LsnEntryDialog *self, AdwPreferencesGroup *group, const char *icon, const char *title,
         const char *subtitle, const char *kind, gint64 id, const char *tooltip, GCallback callback)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  Removable *removable = g_new0 (Removable, 1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  removable->self = self;
  removable->row = row;
  removable->kind = kind;
  removable->id = id;
  g_signal_connect_data (button, "clicked", callback, removable, (GClosureNotify) (void *) g_free,
                         0);
  adw_preferences_group_add (group, row);
  return row;
}

static void
add_link_row (LsnEntryDialog *self, const char *kind, gint64 id, const char *title)
{
  add_row (self, self->links_group, lsn_picker_get_kind_icon (kind), title,
           lsn_picker_get_kind_label (kind), intern_kind (kind), id, _ ("Take the Link Away"),
           G_CALLBACK (unlink_cb));
}

static void
link_picked (GObject *owner, const LsnSearchHit *hit)
{
  LsnEntryDialog *self = LSN_ENTRY_DIALOG (owner);

  if (g_str_equal (hit->kind, "client") && hit->id == self->client_id)
    return;
  add_link_row (self, hit->kind, hit->id, hit->title);
  remember_link (self, intern_kind (hit->kind), hit->id, FALSE);
}

static void
add_link_cb (LsnEntryDialog *self)
{
  LsnContext *context = lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));

  adw_dialog_present (lsn_picker_dialog_new (context, _ ("Link To"), link_kinds, link_picked,
                                             G_OBJECT (self)),
                      GTK_WIDGET (self));
}

static void
show_client (LsnEntryDialog *self, gint64 client_id, const char *name)
{
  self->client_id = client_id;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->client_row),
                                 name ? name : _ ("Nobody Yet"));
}

static void
client_picked (GObject *owner, const LsnSearchHit *hit)
{
  LsnEntryDialog *self = LSN_ENTRY_DIALOG (owner);

  show_client (self, hit->id, hit->title);
  changed_cb (self);
}

static void
change_client_cb (LsnEntryDialog *self)
{
  LsnContext *context = lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));

  adw_dialog_present (lsn_picker_dialog_new (context, _ ("Move to Another Client"), client_kinds,
                                             client_picked, G_OBJECT (self)),
                      GTK_WIDGET (self));
}

/* --- Files ------------------------------------------------------------------------------------ */

static void
remove_file_cb (GtkButton *button, gpointer user_data)
{
  Removable *removable = user_data;
  LsnEntryDialog *self = removable->self;
  LsnKeptFile *file = g_object_get_data (G_OBJECT (removable->row), "file");

  if (file)
    g_ptr_array_remove (self->files, file);
  else
    g_array_append_val (self->gone_files, removable->id);
  changed_cb (self);
  adw_preferences_group_remove (self->files_group, removable->row);
}

static void
add_file_row (LsnEntryDialog *self, const char *name, gint64 size, gint64 id, LsnKeptFile *file)
{
  g_autofree char *subtitle = g_format_size ((guint64) size);
  GtkWidget *row = add_row (self, self->files_group, "mail-attachment-symbolic", name, subtitle,
                            NULL, id, _ ("Remove the File"), G_CALLBACK (remove_file_cb));

  g_object_set_data (G_OBJECT (row), "file", file);
}

static void
kept (GObject *owner, LsnKeeping *keeping, GPtrArray *files)
{
  LsnEntryDialog *self = LSN_ENTRY_DIALOG (owner);

  self->copying--;
  adw_preferences_group_remove (self->files_group, GTK_WIDGET (keeping));
  for (guint i = 0; i < files->len; i++)
    {
      LsnKeptFile *file = lsn_kept_file_copy (g_ptr_array_index (files, i));

      g_ptr_array_add (self->files, file);
      add_file_row (self, file->name, file->size, 0, file);
    }
  changed_cb (self);
}

static void
keep (LsnEntryDialog *self, GPtrArray *files)
{
  LsnContext *context = lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));

  if (files->len == 0)
    return;
  self->copying++;
  changed_cb (self);
  adw_preferences_group_add (self->files_group,
                             lsn_keeping_new (context, files, kept, G_OBJECT (self)));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  g_autoptr (GPtrArray) files = lsn_keeping_list_dropped_files (value);

  keep (LSN_ENTRY_DIALOG (user_data), files);
  return files->len > 0;
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnEntryDialog) self = user_data;
  g_autoptr (GListModel) list =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GPtrArray) files = lsn_keeping_list_model_files (list);

  keep (self, files);
}

static void
add_files_cb (LsnEntryDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Attach Files"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 chosen_cb, g_object_ref (self));
}

/* --- Reading ---------------------------------------------------------------------------------- */

static void
show_entry (LsnEntryDialog *self, const LsnRow *row)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  int minute;
  LsnDate date = lsn_date_from_instant (lsn_row_get_int64 (row, LSN_ENTRY_AT), zone, &minute);

  lsn_text_row_set_text (self->text_row, lsn_row_get_text (row, LSN_ENTRY_TEXT));
  lsn_form_set_text (self->title_row, lsn_row_get_text (row, LSN_ENTRY_TITLE));
  adw_combo_row_set_selected (self->kind_row,
                              lsn_form_find_key (kinds, G_N_ELEMENTS (kinds),
                                                 lsn_row_get_text (row, LSN_ENTRY_KIND)));
  adw_combo_row_set_selected (self->direction_row,
                              lsn_form_find_key (directions, G_N_ELEMENTS (directions),
                                                 lsn_row_get_text (row, LSN_ENTRY_DIRECTION)));
  lsn_date_button_set (self->when_button, date, minute);
  adw_spin_row_set_value (self->duration_row,
                          (double) (lsn_row_get_int64 (row, LSN_ENTRY_DURATION_S) / 60));
  self->stored_client_id = lsn_row_get_int64 (row, LSN_ENTRY_CLIENT_ID);
  show_client (self, self->stored_client_id, lsn_row_get_text (row, LSN_ENTRY_CLIENT_NAME));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnEntryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnEntryCard *card = lsn_store_finish (LSN_STORE (source), result, &error);

  if (card == NULL || card->entry == NULL)
    {
      lsn_form_dialog_show_error (LSN_FORM_DIALOG (self),
                                  error ? error->message
                                        : _ ("This entry does not exist any more."));
      return;
    }

  lsn_person_row_set_people (self->contact_row, card->people,
                             lsn_row_get_int64 (card->entry, LSN_ENTRY_CONTACT_ID),
                             lsn_row_get_text (card->entry, LSN_ENTRY_CONTACT_NAME));
  show_entry (self, card->entry);
  for (guint i = 0; i < card->links->len; i++)
    {
      const LsnLinked *linked = g_ptr_array_index (card->links, i);

      if (intern_kind (linked->kind))
        add_link_row (self, linked->kind, linked->id, linked->title);
    }
  for (guint i = 0; i < card->files->len; i++)
    {
      const LsnRow *file = g_ptr_array_index (card->files, i);

      add_file_row (self, lsn_row_get_text (file, LSN_ATTACHMENT_NAME),
                    lsn_row_get_int64 (file, LSN_ATTACHMENT_SIZE),
                    lsn_row_get_int64 (file, LSN_ATTACHMENT_ID), NULL);
    }
  self->loaded = TRUE;
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
}

/* --- Writing ---------------------------------------------------------------------------------- */

static gboolean
is_valid (LsnFormDialog *form)
{
  LsnEntryDialog *self = LSN_ENTRY_DIALOG (form);

  return self->loaded && self->copying == 0 &&
         lsn_date_button_get_date (self->when_button) != LSN_DATE_NONE;
}

static LsnRow *
make_row (LsnEntryDialog *self)
{
  LsnRow *row = lsn_row_new (&lsn_entry_info);
  gint64 contact_id = lsn_person_row_get_contact (self->contact_row);
  guint minutes = (guint) adw_spin_row_get_value (self->duration_row);
  int minute = MAX (lsn_date_button_get_minute (self->when_button), 0);
  g_autofree char *text = lsn_text_row_dup_text (self->text_row);
  g_autofree char *title = lsn_form_dup_text (self->title_row);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  lsn_row_set_text (row, LSN_ENTRY_TEXT, text);
  lsn_row_set_text (row, LSN_ENTRY_TITLE, title);
  lsn_row_set_text (row, LSN_ENTRY_KIND,
                    kinds[adw_combo_row_get_selected (self->kind_row) % G_N_ELEMENTS (kinds)]);
  lsn_row_set_text (
      row, LSN_ENTRY_DIRECTION,
      directions[adw_combo_row_get_selected (self->direction_row) % G_N_ELEMENTS (directions)]);
  lsn_row_set_int64 (row, LSN_ENTRY_AT,
                     lsn_date_to_instant (lsn_date_button_get_date (self->when_button), minute,
                                          zone));
  if (contact_id)
    lsn_row_set_int64 (row, LSN_ENTRY_CONTACT_ID, contact_id);
  else
    lsn_row_set_null (row, LSN_ENTRY_CONTACT_ID);
  if (minutes > 0)
    lsn_row_set_int64 (row, LSN_ENTRY_DURATION_S, (gint64) minutes * 60);
  else
    lsn_row_set_null (row, LSN_ENTRY_DURATION_S);
  if (self->client_id != self->stored_client_id)
    lsn_row_set_int64 (row, LSN_ENTRY_CLIENT_ID, self->client_id);
  return row;
}

static void
save (LsnFormDialog *form)
{
  LsnEntryDialog *self = LSN_ENTRY_DIALOG (form);
  LsnEntryEdit *edit = g_new0 (LsnEntryEdit, 1);
  g_autofree char *message = NULL;

  edit->id = self->id;
  edit->now = lsn_clock_now ();
  edit->row = make_row (self);
  edit->files = g_ptr_array_ref (self->files);
  edit->gone_files = g_array_ref (self->gone_files);
  edit->links = g_array_ref (self->links);
  message =
      g_strdup_printf (_ ("Changed: %s"),
                       lsn_entry_get_heading (lsn_row_get_text (edit->row, LSN_ENTRY_KIND),
                                              lsn_row_get_text (edit->row, LSN_ENTRY_DIRECTION)));
  lsn_form_dialog_write (form, _ ("Edit Entry"), message, lsn_entry_edit_on_worker, edit,
                         (GDestroyNotify) lsn_entry_edit_free);
}

static void
delete_cb (LsnEntryDialog *self)
{
  LsnRemoval removal = { &lsn_entry_info, self->id };

  lsn_form_dialog_write (LSN_FORM_DIALOG (self), _ ("Delete Entry"), _ ("Entry deleted"),
                         lsn_removal_on_worker, g_memdup2 (&removal, sizeof removal), g_free);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_entry_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LSN_TYPE_ENTRY_DIALOG);

  G_OBJECT_CLASS (lsn_entry_dialog_parent_class)->dispose (object);
}

static void
lsn_entry_dialog_finalize (GObject *object)
{
  LsnEntryDialog *self = LSN_ENTRY_DIALOG (object);

  g_array_unref (self->links);
  g_array_unref (self->gone_files);
  g_ptr_array_unref (self->files);

  G_OBJECT_CLASS (lsn_entry_dialog_parent_class)->finalize (object);
}

static void
lsn_entry_dialog_class_init (LsnEntryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_entry_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_entry_dialog_finalize;
  form_class->is_valid = is_valid;
  form_class->save = save;

  g_type_ensure (LSN_TYPE_DATE_BUTTON);
  g_type_ensure (LSN_TYPE_PERSON_ROW);
  g_type_ensure (LSN_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/clients/lsn-entry-dialog.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LsnEntryDialog, name)
  CHILD (text_row);
  CHILD (title_row);
  CHILD (kind_row);
  CHILD (direction_row);
  CHILD (contact_row);
  CHILD (when_button);
  CHILD (duration_row);
  CHILD (links_group);
  CHILD (client_row);
  CHILD (files_group);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_client_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_files_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
lsn_entry_dialog_init (LsnEntryDialog *self)
{
  const char *const direction_labels[] = { C_ ("direction", "Outgoing"),
                                           C_ ("direction", "Incoming"),
                                           C_ ("direction", "Neither") };
  const char *labels[G_N_ELEMENTS (kinds)];
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->links = g_array_new (FALSE, FALSE, sizeof (LsnEntryLink));
  self->gone_files = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) lsn_kept_file_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    labels[i] = lsn_entry_kind_get_label (kinds[i]);
  lsn_form_set_choices (self->kind_row, labels, G_N_ELEMENTS (kinds));
  lsn_form_set_choices (self->direction_row, direction_labels, G_N_ELEMENTS (direction_labels));
  lsn_date_button_set_label (self->when_button, _ ("When"));
}

AdwDialog *
lsn_entry_dialog_new (LsnContext *context, gint64 entry_id)
{
  LsnEntryDialog *self = g_object_new (LSN_TYPE_ENTRY_DIALOG, NULL);

  self->id = entry_id;
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  lsn_store_read_async (lsn_context_get_store (context), lsn_entry_card_on_worker,
                        lsn_entry_card_new (entry_id), (GDestroyNotify) lsn_entry_card_free, NULL,
                        loaded_cb, g_object_ref (self));
  return ADW_DIALOG (self);
}
