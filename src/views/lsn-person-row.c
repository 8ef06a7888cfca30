/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-person-row.h"
#include "model/clients/lsn-contact.h"

#include <glib/gi18n-lib.h>

struct _LsnPersonRow
{
  AdwComboRow parent_instance;

  GArray *ids; /* owned; element-type gint64: of the rows, 0 the first */
};

G_DEFINE_FINAL_TYPE (LsnPersonRow, lsn_person_row, ADW_TYPE_COMBO_ROW)

static void
lsn_person_row_finalize (GObject *object)
{
  g_array_unref (LSN_PERSON_ROW (object)->ids);

  G_OBJECT_CLASS (lsn_person_row_parent_class)->finalize (object);
}

static void
lsn_person_row_class_init (LsnPersonRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lsn_person_row_finalize;
}

static void
lsn_person_row_init (LsnPersonRow *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
add (LsnPersonRow *self, GtkStringList *names, gint64 id, const char *name)
{
  g_array_append_val (self->ids, id);
  gtk_string_list_append (names, name ? name : "");
}

void
lsn_person_row_set_people (LsnPersonRow *self, GPtrArray *people, gint64 chosen,
                           const char *chosen_name)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_array_set_size (self->ids, 0);
  add (self, names, 0, C_ ("contact", "Nobody in Particular"));
  for (guint i = 0; i < people->len; i++)
    {
      const LsnRow *person = g_ptr_array_index (people, i);
      gint64 id = lsn_row_get_int64 (person, LSN_CLIENT_CONTACT_CONTACT_ID);

      if (id == chosen)
        selected = self->ids->len;
      add (self, names, id, lsn_row_get_text (person, LSN_CLIENT_CONTACT_NAME));
    }
  if (chosen && selected == 0)
    {
      selected = self->ids->len;
      add (self, names, chosen, chosen_name);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  gtk_widget_set_visible (GTK_WIDGET (self), self->ids->len > 1);
}

gint64
lsn_person_row_get_contact (LsnPersonRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  return selected < self->ids->len ? g_array_index (self->ids, gint64, selected) : 0;
}
