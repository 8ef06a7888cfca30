/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/calendar/lsn-event-remove.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  LsnScopeFunc func;
  GWeakRef owner;
  gpointer data;
  GDestroyNotify destroy;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_weak_ref_clear (&asking->owner);
  if (asking->destroy)
    asking->destroy (asking->data);
  g_free (asking);
}

static void
answered_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GObject) owner = g_weak_ref_get (&asking->owner);
  LsnEventScope scope = g_str_equal (response, "all")         ? LSN_EVENT_ALL
                        : g_str_equal (response, "following") ? LSN_EVENT_FOLLOWING
                                                              : LSN_EVENT_THIS;

  if (owner && !g_str_equal (response, "cancel"))
    asking->func (owner, scope, asking->data);
}

void
lsn_event_ask_scope (GtkWidget *parent, const char *heading, gboolean destructive,
                     LsnScopeFunc func, GObject *owner, gpointer data, GDestroyNotify destroy)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, _ ("This event repeats."));
  Asking *asking = g_new0 (Asking, 1);

  asking->func = func;
  g_weak_ref_init (&asking->owner, owner);
  asking->data = data;
  asking->destroy = destroy;
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "this",
                                  _ ("_Only This Event"), "following",
                                  _ ("This and _Following Events"), "all", _ ("_All Events"), NULL);
  if (destructive)
    {
      adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "this",
                                                ADW_RESPONSE_DESTRUCTIVE);
      adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "following",
                                                ADW_RESPONSE_DESTRUCTIVE);
      adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "all",
                                                ADW_RESPONSE_DESTRUCTIVE);
    }
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "this");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), asking, asking_free, 0);
  adw_dialog_present (dialog, parent);
}

typedef struct
{
  gint64 id;
  char *occurrence;
  char *title;
} Removing;

static void
removing_free (gpointer data)
{
  Removing *removing = data;

  g_free (removing->occurrence);
  g_free (removing->title);
  g_free (removing);
}

static void
remove_scope (GObject *owner, LsnEventScope scope, gpointer data)
{
  const Removing *removing = data;
  LsnEventRemoval *removal = g_new0 (LsnEventRemoval, 1);
  g_autofree char *message = g_strdup_printf (_ ("“%s” deleted"), removing->title);

  removal->id = removing->id;
  removal->occurrence = g_strdup (removing->occurrence);
  removal->scope = scope;
  lsn_context_write (LSN_CONTEXT (owner), _ ("Delete Event"), message, lsn_event_removal_on_worker,
                     removal, (GDestroyNotify) lsn_event_removal_free);
}

void
lsn_event_remove (LsnContext *context, GtkWidget *parent, gint64 id, const char *occurrence,
                  const char *title)
{
  Removing *removing = g_new0 (Removing, 1);

  removing->id = id;
  removing->occurrence = g_strdup (occurrence);
  removing->title = g_strdup (title);
  if (occurrence)
    {
      lsn_event_ask_scope (parent, _ ("Delete Event?"), TRUE, remove_scope, G_OBJECT (context),
                           removing, removing_free);
      return;
    }
  remove_scope (G_OBJECT (context), LSN_EVENT_ALL, removing);
  removing_free (removing);
}
