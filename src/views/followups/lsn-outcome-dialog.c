/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/followups/lsn-outcome-dialog.h"
#include "base/lsn-clock.h"
#include "model/timeline/lsn-touch.h"
#include "widgets/lsn-text-row.h"

#include <glib/gi18n-lib.h>

struct _LsnOutcomeDialog
{
  LsnFormDialog parent_instance;

  LsnFollowup *followup; /* owned */

  /* Template widgets */
  AdwActionRow *subject_row;
  LsnTextRow *outcome_row;
  AdwSwitchRow *log_row;
  AdwEntryRow *next_row;
};

G_DEFINE_FINAL_TYPE (LsnOutcomeDialog, lsn_outcome_dialog, LSN_TYPE_FORM_DIALOG)

static void
changed_cb (LsnOutcomeDialog *self)
{
  lsn_form_dialog_changed (LSN_FORM_DIALOG (self));
}

static void
activated_cb (LsnOutcomeDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.save", NULL);
}

static void
save (LsnFormDialog *form)
{
  LsnOutcomeDialog *self = LSN_OUTCOME_DIALOG (form);
  LsnRecord *record = LSN_RECORD (self->followup);
  LsnContext *context = lsn_form_dialog_get_context (form);
  LsnTouch *touch = g_new0 (LsnTouch, 1);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autofree char *next = lsn_form_dup_text (self->next_row);
  g_autofree char *message =
      g_strdup_printf (_ ("Done: “%s”"), lsn_record_get_text (record, LSN_FOLLOWUP_TITLE));

  touch->done = g_new0 (LsnFollowupDone, 1);
  touch->done->id = lsn_record_get_id (record);
  touch->done->outcome = lsn_text_row_dup_text (self->outcome_row);
  touch->done->log = adw_switch_row_get_active (self->log_row);
  touch->done->now = lsn_clock_now ();
  touch->done->today = lsn_context_get_today (context);
  touch->done->workdays = lsn_workdays_ref (lsn_context_get_workdays (context));
  if (next)
    touch->next = lsn_capture_job_new (next, lsn_record_get_int64 (record, LSN_FOLLOWUP_CLIENT_ID),
                                       lsn_clock_now (), zone);
  lsn_form_dialog_write (form, _ ("Done"), message, lsn_touch_on_worker, touch,
                         (GDestroyNotify) lsn_touch_free);
}

static void
lsn_outcome_dialog_dispose (GObject *object)
{
  LsnOutcomeDialog *self = LSN_OUTCOME_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_OUTCOME_DIALOG);
  g_clear_object (&self->followup);

  G_OBJECT_CLASS (lsn_outcome_dialog_parent_class)->dispose (object);
}

static void
lsn_outcome_dialog_class_init (LsnOutcomeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_outcome_dialog_dispose;
  LSN_FORM_DIALOG_CLASS (klass)->save = save;

  g_type_ensure (LSN_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/followups/lsn-outcome-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnOutcomeDialog, subject_row);
  gtk_widget_class_bind_template_child (widget_class, LsnOutcomeDialog, outcome_row);
  gtk_widget_class_bind_template_child (widget_class, LsnOutcomeDialog, log_row);
  gtk_widget_class_bind_template_child (widget_class, LsnOutcomeDialog, next_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
lsn_outcome_dialog_init (LsnOutcomeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
lsn_outcome_dialog_new (LsnContext *context, LsnFollowup *followup)
{
  LsnOutcomeDialog *self = g_object_new (LSN_TYPE_OUTCOME_DIALOG, NULL);
  const char *title = lsn_record_get_text (LSN_RECORD (followup), LSN_FOLLOWUP_TITLE);

  self->followup = g_object_ref (followup);
  lsn_form_dialog_start (LSN_FORM_DIALOG (self), context);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->subject_row), title ? title : "");
  lsn_form_dialog_settle (LSN_FORM_DIALOG (self));
  return ADW_DIALOG (self);
}
