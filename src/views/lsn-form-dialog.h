/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "views/lsn-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LsnFormDialog: the dialog that edits a thing: Cancel, Save, a banner for what went wrong.
 *
 * Nothing typed vanishes: it stays open until the write is durable, and closing it with changes
 * asks. A subclass adds AdwPreferencesGroups as children of its template, calls
 * lsn_form_dialog_changed() when the user changed something, and writes in its `save`.
 */
#define LSN_TYPE_FORM_DIALOG (lsn_form_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (LsnFormDialog, lsn_form_dialog, LSN, FORM_DIALOG, AdwDialog)

struct _LsnFormDialogClass
{
  AdwDialogClass parent_class;

  gboolean (*is_valid) (LsnFormDialog *self);         /* nullable: always */
  void (*save) (LsnFormDialog *self);                 /* calls lsn_form_dialog_write() */
  void (*saved) (LsnFormDialog *self, gpointer data); /* nullable: before it closes */
};

/* Called once, by the constructor of the subclass. */
void lsn_form_dialog_start (LsnFormDialog *self, LsnContext *context);

LsnContext *lsn_form_dialog_get_context (LsnFormDialog *self);

/* Looks anew at what is valid; the user changed something. */
void lsn_form_dialog_changed (LsnFormDialog *self);

/* What the form shows now is what is stored. */
void lsn_form_dialog_settle (LsnFormDialog *self);

void lsn_form_dialog_add_group (LsnFormDialog *self, AdwPreferencesGroup *group);

void lsn_form_dialog_show_error (LsnFormDialog *self, const char *message);

/**
 * lsn_form_dialog_show_hint:
 * @message: (nullable): %NULL takes it away
 * @button: (nullable): what leads on, with a mnemonic
 * @func: (nullable): called when it is pressed, while @owner lives
 *
 * Says something that one may want to know before saving.
 */
typedef void (*LsnFormHintFunc) (GObject *owner);
void lsn_form_dialog_show_hint (LsnFormDialog *self, const char *message, const char *button,
                                LsnFormHintFunc func, GObject *owner);

/* As lsn_context_write_then(); closes the dialog when it is durable. */
void lsn_form_dialog_write (LsnFormDialog *self, const char *label, const char *message,
                            LsnStoreFunc func, gpointer data, GDestroyNotify destroy);

/* --- Rows of a form --------------------------------------------------------------------------- */

/* The text without blanks around it; %NULL of a blank one. */
char *lsn_form_dup_text (AdwEntryRow *row) G_GNUC_WARN_UNUSED_RESULT;
void lsn_form_set_text (AdwEntryRow *row, const char *text);

/* @labels: (array length=n) */
void lsn_form_set_choices (AdwComboRow *row, const char *const *labels, guint n);

/* The place of @key in @keys, 0 where it is none of them. @keys: (array length=n) */
guint lsn_form_find_key (const char *const *keys, guint n, const char *key);

G_END_DECLS
