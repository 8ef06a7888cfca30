/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-duplicate-hint.h"
#include "model/clients/lsn-contact.h"
#include "model/clients/lsn-duplicate.h"

#include <glib/gi18n-lib.h>

/* One types on meanwhile. */
#define PAUSE_MS 250

struct _LsnDuplicateHint
{
  GObject parent_instance;

  LsnFormDialog *form; /* borrowed: it owns this */
  LsnContext *context; /* owned */
  gint64 client_id;
  GCancellable *cancellable; /* owned, nullable: of the question under way */
  guint pause_id;
  const char *kind;     /* static */
  char *value;          /* owned */
  gint64 found;         /* the client that is shown, 0 for none */
  const char *found_by; /* static: its kind */
};

G_DEFINE_FINAL_TYPE (LsnDuplicateHint, lsn_duplicate_hint, G_TYPE_OBJECT)

/* --- Telling ---------------------------------------------------------------------------------- */

/* The dialog goes first, after it asked about what was typed. */
static void
closed_cb (GtkWidget *parent, AdwDialog *dialog)
{
  const gint64 *id = g_object_get_data (G_OBJECT (dialog), "duplicate");

  if (id)
    gtk_widget_activate_action (parent, "app.open-client", "x", *id);
}

static void
open_cb (GObject *owner)
{
  LsnDuplicateHint *self = LSN_DUPLICATE_HINT (owner);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self->form));

  if (parent == NULL)
    return;
  if (g_object_get_data (G_OBJECT (self->form), "duplicate") == NULL)
    g_signal_connect_object (self->form, "closed", G_CALLBACK (closed_cb), parent,
                             G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (self->form), "duplicate",
                          g_memdup2 (&self->found, sizeof self->found), g_free);
  adw_dialog_close (ADW_DIALOG (self->form));
}

static char *
dup_message (const LsnDuplicate *answer)
{
  if (g_str_equal (answer->kind, "name"))
    return g_strdup_printf (_ ("“%s” is a client already"), answer->name);
  if (g_str_equal (answer->kind, "phone") || g_str_equal (answer->kind, "whatsapp"))
    return g_strdup_printf (_ ("“%s” has this number already"), answer->name);
  return g_strdup_printf (_ ("“%s” has this address already"), answer->name);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnDuplicateHint) self = user_data;
  const LsnDuplicate *answer = lsn_store_finish (LSN_STORE (source), result, NULL);
  g_autofree char *message = NULL;

  if (answer == NULL || self->form == NULL)
    return;
  if (answer->client_id == 0)
    {
      /* What another field found stays. */
      if (g_strcmp0 (self->found_by, answer->kind) == 0)
        lsn_form_dialog_show_hint (self->form, NULL, NULL, NULL, NULL);
      return;
    }
  self->found = answer->client_id;
  self->found_by = answer->kind;
  message = dup_message (answer);
  lsn_form_dialog_show_hint (self->form, message, _ ("_Open"), open_cb, G_OBJECT (self));
}

/* --- Asking ----------------------------------------------------------------------------------- */

static gboolean
paused_cb (gpointer user_data)
{
  LsnDuplicateHint *self = user_data;

  self->pause_id = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_duplicate_on_worker,
                        lsn_duplicate_new (self->kind, self->value,
                                           lsn_context_get_region (self->context), self->client_id),
                        (GDestroyNotify) lsn_duplicate_free, self->cancellable, answered_cb,
                        g_object_ref (self));
  return G_SOURCE_REMOVE;
}

void
lsn_duplicate_hint_ask (LsnDuplicateHint *self, const char *kind, const char *value)
{
  self->kind = g_intern_string (kind);
  g_set_str (&self->value, value);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (PAUSE_MS, paused_cb, self);
}

void
lsn_duplicate_hint_forget (LsnDuplicateHint *self)
{
  if (self->form)
    g_object_set_data (G_OBJECT (self->form), "duplicate", NULL);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_duplicate_hint_dispose (GObject *object)
{
  LsnDuplicateHint *self = LSN_DUPLICATE_HINT (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_weak_pointer (&self->form);

  G_OBJECT_CLASS (lsn_duplicate_hint_parent_class)->dispose (object);
}

static void
lsn_duplicate_hint_finalize (GObject *object)
{
  g_free (LSN_DUPLICATE_HINT (object)->value);

  G_OBJECT_CLASS (lsn_duplicate_hint_parent_class)->finalize (object);
}

static void
lsn_duplicate_hint_class_init (LsnDuplicateHintClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lsn_duplicate_hint_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_duplicate_hint_finalize;
}

static void
lsn_duplicate_hint_init (LsnDuplicateHint *self)
{
}

LsnDuplicateHint *
lsn_duplicate_hint_new (LsnFormDialog *form, LsnContext *context, gint64 client_id)
{
  LsnDuplicateHint *self = g_object_new (LSN_TYPE_DUPLICATE_HINT, NULL);

  g_set_weak_pointer (&self->form, form);
  self->context = g_object_ref (context);
  self->client_id = client_id;
  return self;
}
