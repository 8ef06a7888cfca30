/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/preferences/lsn-me-group.h"
#include "model/clients/lsn-me.h"

#include <glib/gi18n-lib.h>

struct _LsnMeGroup
{
  AdwPreferencesGroup parent_instance;

  LsnContext *context;   /* owned */
  AdwEntryRow *name_row; /* borrowed */
};

G_DEFINE_FINAL_TYPE (LsnMeGroup, lsn_me_group, ADW_TYPE_PREFERENCES_GROUP)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnMeGroup) self = user_data;
  const LsnMe *me = lsn_store_finish (LSN_STORE (source), result, NULL);

  if (me == NULL || me->name == NULL || self->context == NULL)
    return;
  /* The button that applies is for what the user types. */
  adw_entry_row_set_show_apply_button (self->name_row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), me->name);
  adw_entry_row_set_show_apply_button (self->name_row, TRUE);
}

static void
load (LsnMeGroup *self)
{
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_me_on_worker, lsn_me_new (NULL),
                        (GDestroyNotify) lsn_me_free, NULL, read_cb, g_object_ref (self));
}

static void
applied_cb (LsnMeGroup *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));
  g_autofree char *message = g_strdup_printf (_ ("You are “%s”"), name);

  lsn_context_write (self->context, _ ("Your Name"), message, lsn_me_write_on_worker,
                     lsn_me_new (name), (GDestroyNotify) lsn_me_free);
}

static void
changed_cb (LsnMeGroup *self, LsnChanges *changes)
{
  if (lsn_changes_touches (changes, "member"))
    load (self);
}

static void
lsn_me_group_dispose (GObject *object)
{
  LsnMeGroup *self = LSN_ME_GROUP (object);

  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_me_group_parent_class)->dispose (object);
}

static void
lsn_me_group_class_init (LsnMeGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lsn_me_group_dispose;
}

static void
lsn_me_group_init (LsnMeGroup *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  self->name_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _ ("Your Name"));
  adw_entry_row_set_show_apply_button (self->name_row, TRUE);
  g_signal_connect_swapped (self->name_row, "apply", G_CALLBACK (applied_cb), self);
  adw_preferences_group_set_title (group, _ ("You"));
  adw_preferences_group_set_description (group,
                                         _ ("Whose clients and cards are “mine” in the lists"));
  adw_preferences_group_add (group, GTK_WIDGET (self->name_row));
}

void
lsn_me_group_start (LsnMeGroup *self, LsnContext *context)
{
  self->context = g_object_ref (context);
  lsn_context_guard (context, GTK_WIDGET (self->name_row), NULL);
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  load (self);
}
