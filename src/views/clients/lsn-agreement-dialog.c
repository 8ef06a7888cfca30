/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-agreement-dialog.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client.h"
#include "model/clients/lsn-contact.h"
#include "model/timeline/lsn-agreement.h"
#include "model/timeline/lsn-entry-write.h"
#include "views/lsn-keeping.h"
#include "views/lsn-person-row.h"
#include "views/lsn-picker-dialog.h"
#include "widgets/lsn-date-button.h"
#include "widgets/lsn-text-row.h"

#include <glib/gi18n-lib.h>

struct _LsnAgreementDialog
{
  LsnFormDialog parent_instance;

  gint64 id;
  gint64 client_id;
  gint64 proof_entry_id;
  gint64 proof_file_id;
  LsnKeptFile *file;    /* owned, nullable: to become the proof */
  GtkWidget *keeping;   /* borrowed, nullable: it is being copied */
  LsnDate confirmed_on; /* as stored */
  gboolean loaded;

  /* Template widgets */
  LsnTextRow *text_row;
  AdwComboRow *made_by_row;
  LsnPersonRow *contact_row;
  LsnDateButton *agreed_button;
  LsnDateButton *due_button;
  AdwComboRow *state_row;
  AdwActionRow *confirmed_row;
  LsnDateButton *confirmed_button;
  AdwComboRow *turn_row;
  AdwActionRow *proof_row;
  GtkWidget *clear_proof_button;
  AdwPreferencesGroup *proof_group;
  AdwActionRow *file_row;
  GtkWidget *clear_file_button;
  AdwEntryRow *link_row;
  GtkWidget *delete_group;
};

G_DEFINE_FINAL_TYPE (LsnAgreementDialog, lsn_agreement_dialog, LSN_TYPE_FORM_DIALOG)

static const char *const sides[] = { "client", "us", "performer" };
static const char *const states[] = { "open", "confirmed", "kept", "broken", "declined" };
static const char *const proof_kinds[] = { "entry", NULL };

static void
changed_cb (LsnAgreementDialog *self)
{
  if (self->loaded)
    lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

/* --- The proof -------------------------------------------------------------------------------- */

static void
show_proof (LsnAgreementDialog *self, gint64 entry_id, const char *text, const char *subtitle)
{
  self->proof_entry_id = entry_id;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->proof_row),
                                 entry_id == 0 ? _ ("No Proof")
                                 : text        ? text
                                               : _ ("An entry without words"));
  adw_action_row_set_subtitle (self->proof_row, subtitle ? subtitle : "");
  gtk_widget_set_visible (self->clear_proof_button, entry_id != 0);
}

static void
proof_picked (GObject *owner, const LsnSearchHit *hit)
{
  LsnAgreementDialog *self = LSN_AGREEMENT_DIALOG (owner);

  show_proof (self, hit->id, hit->title, hit->subtitle);
  changed_cb (self);
}

static void
choose_proof_cb (LsnAgreementDialog *self)
{
  LsnContext *context = lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));

  adw_dialog_present (lsn_picker_dialog_new (context, _ ("Proof"), proof_kinds, proof_picked,
                                             G_OBJECT (self)),
                      GTK_WIDGET (self));
}

static void
clear_proof_cb (LsnAgreementDialog *self)
{
  show_proof (self, 0, NULL, NULL);
  changed_cb (self);
}

static void
show_file (LsnAgreementDialog *self, gint64 file_id, const char *name)
{
  self->proof_file_id = file_id;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), name ? name : _ ("No File"));
  gtk_widget_set_visible (self->clear_file_button, name != NULL);
}

static void
kept (GObject *owner, LsnKeeping *keeping, GPtrArray *files)
{
  LsnAgreementDialog *self = LSN_AGREEMENT_DIALOG (owner);

  adw_preferences_group_remove (self->proof_group, GTK_WIDGET (keeping));
  self->keeping = NULL;
  if (files->len > 0)
    {
      g_clear_pointer (&self->file, lsn_kept_file_free);
      self->file = lsn_kept_file_copy (g_ptr_array_index (files, 0));
      show_file (self, 0, self->file->name);
    }
  changed_cb (self);
}

static void
keep (LsnAgreementDialog *self, GPtrArray *files)
{
  LsnContext *context = lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));

  if (files->len == 0 || self->keeping)
    return;
  g_ptr_array_set_size (files, 1);
  self->keeping = lsn_keeping_new (context, files, kept, G_OBJECT (self));
  adw_preferences_group_add (self->proof_group, self->keeping);
  changed_cb (self);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnAgreementDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  if (file)
    g_ptr_array_add (files, g_steal_pointer (&file));
  keep (self, files);
}

static void
choose_file_cb (LsnAgreementDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Proof"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        file_chosen_cb, g_object_ref (self));
}

static void
clear_file_cb (LsnAgreementDialog *self)
{
  g_clear_pointer (&self->file, lsn_kept_file_free);
  show_file (self, 0, NULL);
  changed_cb (self);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  g_autoptr (GPtrArray) files = lsn_keeping_list_dropped_files (value);

  keep (LSN_AGREEMENT_DIALOG (user_data), files);
  return files->len > 0;
}

static gboolean
is_confirmed (LsnAgreementDialog *self)
{
  return g_str_equal (states[adw_combo_row_get_selected (self->state_row) % G_N_ELEMENTS (states)],
                      "confirmed");
}

static void
state_changed_cb (LsnAgreementDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->confirmed_row), is_confirmed (self));
  changed_cb (self);
}

/* --- Reading ---------------------------------------------------------------------------------- */

static void
show_agreement (LsnAgreementDialog *self, const LsnRow *row)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  lsn_text_row_set_text (self->text_row, lsn_row_get_text (row, LSN_AGREEMENT_TEXT));
  adw_combo_row_set_selected (self->made_by_row,
                              lsn_form_find_key (sides, G_N_ELEMENTS (sides),
                                                 lsn_row_get_text (row, LSN_AGREEMENT_MADE_BY)));
  lsn_date_button_set (self->agreed_button,
                       lsn_date_from_iso (lsn_row_get_text (row, LSN_AGREEMENT_AGREED_ON)), -1);
  lsn_date_button_set (self->due_button,
                       lsn_date_from_iso (lsn_row_get_text (row, LSN_AGREEMENT_DUE)), -1);
  adw_combo_row_set_selected (self->state_row,
                              lsn_form_find_key (states, G_N_ELEMENTS (states),
                                                 lsn_row_get_text (row, LSN_AGREEMENT_STATE)));
  adw_combo_row_set_selected (self->turn_row,
                              lsn_form_find_key (sides, G_N_ELEMENTS (sides),
                                                 lsn_row_get_text (row, LSN_AGREEMENT_TURN)));
  lsn_form_set_text (self->link_row, lsn_row_get_text (row, LSN_AGREEMENT_PROOF_LINK));
  show_file (self, lsn_row_get_int64 (row, LSN_AGREEMENT_PROOF_FILE_ID),
             lsn_row_get_text (row, LSN_AGREEMENT_PROOF_FILE_NAME));
  if (!lsn_row_is_null (row, LSN_AGREEMENT_CONFIRMED_AT))
    {
      self->confirmed_on =
          lsn_date_from_instant (lsn_row_get_int64 (row, LSN_AGREEMENT_CONFIRMED_AT), zone, NULL);
      lsn_date_button_set (self->confirmed_button, self->confirmed_on, -1);
    }
  gtk_widget_set_visible (self->delete_group, TRUE);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnAgreementDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnAgreementCard *card = lsn_store_finish (LSN_STORE (source), result, &error);
  g_autofree char *when = NULL;

  if (card == NULL || (self->id != 0 && card->agreement == NULL))
    {
      lsn_form_dialog_show_error (LSN_FORM_DIALOG (self),
                                  error ? error->message
                                        : _ ("This agreement does not exist any more."));
      return;
    }

  self->client_id = card->client_id;
  lsn_person_row_set_people (self->contact_row, card->people, card->contact_id,
                             card->agreement
                                 ? lsn_row_get_text (card->agreement, LSN_AGREEMENT_CONTACT_NAME)
                                 : NULL);
  if (card->agreement)
    show_agreement (self, card->agreement);
  else
    lsn_text_row_set_text (self->text_row, card->proof_text);
  if (card->proof_at)
    {
      g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
      int minute;
      LsnDate day = lsn_date_from_instant (card->proof_at, zone, &minute);

      when = lsn_when_dup_exact (day, minute);
      if (card->agreement == NULL)
        lsn_date_button_set (self->agreed_button, day, -1);
    }
  show_proof (self, card->proof_at ? card->proof_entry_id : 0, card->proof_text, when);
  state_changed_cb (self);
  self->loaded = TRUE;
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
}

/* --- Writing ---------------------------------------------------------------------------------- */

static gboolean
is_valid (LsnFormDialog *form)
{
  LsnAgreementDialog *self = LSN_AGREEMENT_DIALOG (form);
  g_autofree char *text = lsn_text_row_dup_text (self->text_row);

  return self->loaded && text && self->keeping == NULL &&
         lsn_date_button_get_date (self->agreed_button) != LSN_DATE_NONE;
}

static void
set_id (LsnRow *row, guint field, gint64 id)
{
  if (id)
    lsn_row_set_int64 (row, field, id);
  else
    lsn_row_set_null (row, field);
}

/* A day that was chosen; the one that is stored keeps its moment. */
static void
set_confirmed (LsnAgreementDialog *self, LsnRow *row)
{
  LsnContext *context = lsn_form_dialog_get_context (LSN_FORM_DIALOG (self));
  LsnDate day = lsn_date_button_get_date (self->confirmed_button);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  if (is_confirmed (self) && day != LSN_DATE_NONE && day != self->confirmed_on &&
      day != lsn_context_get_today (context))
    lsn_row_set_int64 (row, LSN_AGREEMENT_CONFIRMED_AT, lsn_date_to_instant (day, 12 * 60, zone));
}

static void
save (LsnFormDialog *form)
{
  LsnAgreementDialog *self = LSN_AGREEMENT_DIALOG (form);
  LsnAgreementEdit *edit = g_new0 (LsnAgreementEdit, 1);
  g_autofree char *text = lsn_text_row_dup_text (self->text_row);
  g_autofree char *agreed_on = lsn_date_dup_iso (lsn_date_button_get_date (self->agreed_button));
  g_autofree char *due = lsn_date_dup_iso (lsn_date_button_get_date (self->due_button));
  g_autofree char *link = lsn_form_dup_text (self->link_row);
  g_autofree char *message = NULL;

  edit->id = self->id;
  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_agreement_info);
  if (self->id == 0)
    lsn_row_set_int64 (edit->row, LSN_AGREEMENT_CLIENT_ID, self->client_id);
  lsn_row_set_text (edit->row, LSN_AGREEMENT_TEXT, text);
  lsn_row_set_text (edit->row, LSN_AGREEMENT_MADE_BY,
                    sides[adw_combo_row_get_selected (self->made_by_row) % G_N_ELEMENTS (sides)]);
  set_id (edit->row, LSN_AGREEMENT_CONTACT_ID, lsn_person_row_get_contact (self->contact_row));
  lsn_row_set_text (edit->row, LSN_AGREEMENT_AGREED_ON, agreed_on);
  lsn_row_set_text (edit->row, LSN_AGREEMENT_DUE, due);
  lsn_row_set_text (edit->row, LSN_AGREEMENT_STATE,
                    states[adw_combo_row_get_selected (self->state_row) % G_N_ELEMENTS (states)]);
  lsn_row_set_text (edit->row, LSN_AGREEMENT_TURN,
                    sides[adw_combo_row_get_selected (self->turn_row) % G_N_ELEMENTS (sides)]);
  set_id (edit->row, LSN_AGREEMENT_PROOF_ENTRY_ID, self->proof_entry_id);
  set_id (edit->row, LSN_AGREEMENT_PROOF_FILE_ID, self->proof_file_id);
  edit->file = self->file ? lsn_kept_file_copy (self->file) : NULL;
  lsn_row_set_text (edit->row, LSN_AGREEMENT_PROOF_LINK, link);
  set_confirmed (self, edit->row);
  message = g_strdup_printf (self->id ? _ ("Changed: “%s”") : _ ("Agreed: “%s”"), text);
  lsn_form_dialog_write (form, self->id ? _ ("Edit Agreement") : _ ("Add Agreement"), message,
                         lsn_agreement_edit_on_worker, edit,
                         (GDestroyNotify) lsn_agreement_edit_free);
}

static void
delete_cb (LsnAgreementDialog *self)
{
  LsnRemoval removal = { &lsn_agreement_info, self->id };

  lsn_form_dialog_write (LSN_FORM_DIALOG (self), _ ("Delete Agreement"), _ ("Agreement deleted"),
                         lsn_removal_on_worker, g_memdup2 (&removal, sizeof removal), g_free);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_agreement_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), LSN_TYPE_AGREEMENT_DIALOG);

  G_OBJECT_CLASS (lsn_agreement_dialog_parent_class)->dispose (object);
}

static void
lsn_agreement_dialog_finalize (GObject *object)
{
  g_clear_pointer (&LSN_AGREEMENT_DIALOG (object)->file, lsn_kept_file_free);

  G_OBJECT_CLASS (lsn_agreement_dialog_parent_class)->finalize (object);
}

static void
lsn_agreement_dialog_class_init (LsnAgreementDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  LsnFormDialogClass *form_class = LSN_FORM_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_agreement_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_agreement_dialog_finalize;
  form_class->is_valid = is_valid;
  form_class->save = save;

  g_type_ensure (LSN_TYPE_DATE_BUTTON);
  g_type_ensure (LSN_TYPE_PERSON_ROW);
  g_type_ensure (LSN_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/clients/lsn-agreement-dialog.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LsnAgreementDialog, name)
  CHILD (text_row);
  CHILD (made_by_row);
  CHILD (contact_row);
  CHILD (agreed_button);
  CHILD (due_button);
  CHILD (state_row);
  CHILD (confirmed_row);
  CHILD (confirmed_button);
  CHILD (turn_row);
  CHILD (proof_row);
  CHILD (clear_proof_button);
  CHILD (proof_group);
  CHILD (file_row);
  CHILD (clear_file_button);
  CHILD (link_row);
  CHILD (delete_group);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_proof_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_proof_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
lsn_agreement_dialog_init (LsnAgreementDialog *self)
{
  const char *labels[G_N_ELEMENTS (states)];
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    labels[i] = lsn_turn_get_label (sides[i]);
  lsn_form_set_choices (self->made_by_row, labels, G_N_ELEMENTS (sides));
  lsn_form_set_choices (self->turn_row, labels, G_N_ELEMENTS (sides));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    labels[i] = lsn_agreement_state_get_label (states[i]);
  lsn_form_set_choices (self->state_row, labels, G_N_ELEMENTS (states));
  lsn_date_button_set_label (self->agreed_button, _ ("Agreed On"));
  lsn_date_button_set_label (self->confirmed_button, _ ("Confirmed On"));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  show_file (self, 0, NULL);
  lsn_date_button_set_label (self->due_button, _ ("To Be Kept By"));
}

AdwDialog *
lsn_agreement_dialog_new (LsnContext *context, gint64 id, gint64 client_id, gint64 proof_entry_id)
{
  LsnAgreementDialog *self = g_object_new (LSN_TYPE_AGREEMENT_DIALOG, NULL);

  self->id = id;
  self->client_id = client_id;
  adw_dialog_set_title (ADW_DIALOG (self), id ? _ ("Edit Agreement") : _ ("Add an Agreement"));
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  lsn_date_button_set (self->agreed_button, lsn_context_get_today (context), -1);
  lsn_date_button_set (self->confirmed_button, lsn_context_get_today (context), -1);
  self->confirmed_on = LSN_DATE_NONE;
  lsn_store_read_async (lsn_context_get_store (context), lsn_agreement_card_on_worker,
                        lsn_agreement_card_new (id, client_id, proof_entry_id),
                        (GDestroyNotify) lsn_agreement_card_free, NULL, loaded_cb,
                        g_object_ref (self));
  return ADW_DIALOG (self);
}
