/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-story-row.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

struct _LsnStoryRow
{
  GtkListBoxRow parent_instance;

  LsnEntry *entry; /* owned */
  GtkImage *icon;  /* borrowed */
  GtkWidget *time; /* borrowed */
  GtkWidget *text; /* borrowed */
  GtkWidget *meta; /* borrowed */
};

G_DEFINE_FINAL_TYPE (LsnStoryRow, lsn_story_row, GTK_TYPE_LIST_BOX_ROW)

static char *
dup_meta (LsnRecord *record)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  const char *contact = lsn_record_get_text (record, LSN_ENTRY_CONTACT_NAME);
  const char *files = lsn_record_get_text (record, LSN_ENTRY_FILES);
  gint64 seconds = lsn_record_get_int64 (record, LSN_ENTRY_DURATION_S);

  if (contact)
    g_strv_builder_add (parts, contact);
  if (seconds > 0)
    g_strv_builder_take (parts, lsn_when_dup_duration ((seconds + 59) / 60));
  if (files)
    g_strv_builder_add (parts, files);
  list = g_strv_builder_end (parts);
  return g_strjoinv (" · ", list);
}

static void
refresh (LsnStoryRow *self)
{
  LsnRecord *record = LSN_RECORD (self->entry);
  const char *kind = lsn_record_get_text (record, LSN_ENTRY_KIND);
  const char *title = lsn_record_get_text (record, LSN_ENTRY_TITLE);
  const char *text = lsn_record_get_text (record, LSN_ENTRY_TEXT);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autofree char *time = NULL;
  g_autofree char *both = NULL;
  g_autofree char *meta = NULL;
  int minute;

  if (!lsn_record_is_loaded (record))
    return;

  lsn_date_from_instant (lsn_record_get_int64 (record, LSN_ENTRY_AT), zone, &minute);
  time = lsn_when_dup_time (minute);
  both = g_strjoin (title && text ? "\n" : "", title ? title : "", text ? text : "", NULL);
  meta = dup_meta (record);
  gtk_image_set_from_icon_name (self->icon, lsn_entry_kind_get_icon (kind));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), lsn_entry_kind_get_label (kind));
  lsn_text_label_set (self->time, time);
  lsn_text_label_set (self->text, both);
  gtk_widget_set_visible (self->text, *both != '\0');
  lsn_text_label_set (self->meta, meta);
  gtk_widget_set_visible (self->meta, *meta != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *both ? both : lsn_entry_kind_get_label (kind), -1);
  gtk_list_box_row_changed (GTK_LIST_BOX_ROW (self));
}

static void
lsn_story_row_dispose (GObject *object)
{
  LsnStoryRow *self = LSN_STORY_ROW (object);

  g_clear_object (&self->entry);

  G_OBJECT_CLASS (lsn_story_row_parent_class)->dispose (object);
}

static void
lsn_story_row_class_init (LsnStoryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lsn_story_row_dispose;
}

static void
lsn_story_row_init (LsnStoryRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "dim-label");
  self->time = lsn_text_label_new (NULL, "caption");
  gtk_widget_add_css_class (self->time, "numeric");
  gtk_widget_add_css_class (self->time, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (self->time), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (self->time, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->time, 2);
  self->text = lsn_text_label_new (NULL, NULL);
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (self->text), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_selectable (GTK_LABEL (self->text), TRUE);
  self->meta = lsn_text_label_new (NULL, "caption");
  gtk_widget_add_css_class (self->meta, "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), self->text);
  gtk_box_append (GTK_BOX (texts), self->meta);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), self->time);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

GtkWidget *
lsn_story_row_new (LsnEntry *entry)
{
  LsnStoryRow *self = g_object_new (LSN_TYPE_STORY_ROW, NULL);

  self->entry = g_object_ref (entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

LsnDate
lsn_story_row_get_day (LsnStoryRow *self)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  if (!lsn_record_is_loaded (LSN_RECORD (self->entry)))
    return LSN_DATE_NONE;
  return lsn_date_from_instant (lsn_record_get_int64 (LSN_RECORD (self->entry), LSN_ENTRY_AT), zone,
                                NULL);
}
