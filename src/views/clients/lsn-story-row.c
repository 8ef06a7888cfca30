/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-story-row.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"

#include <glib/gi18n-lib.h>

struct _LsnStoryRow
{
  GtkBox parent_instance;

  LsnEntry *entry; /* owned, nullable */

  /* Template widgets */
  GtkImage *kind_image;
  GtkLabel *head_label;
  GtkLabel *time_label;
  GtkLabel *title_label;
  GtkLabel *text_label;
  GtkWidget *files_box;
  GtkLabel *files_label;
  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (LsnStoryRow, lsn_story_row, GTK_TYPE_BOX)

/* “Incoming call · Anna · 12 min” */
static char *
dup_head (LsnRecord *record)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  const char *contact = lsn_record_get_text (record, LSN_ENTRY_CONTACT_NAME);
  gint64 seconds = lsn_record_get_int64 (record, LSN_ENTRY_DURATION_S);

  g_strv_builder_add (parts,
                      lsn_entry_get_heading (lsn_record_get_text (record, LSN_ENTRY_KIND),
                                             lsn_record_get_text (record, LSN_ENTRY_DIRECTION)));
  if (contact)
    g_strv_builder_add (parts, contact);
  if (seconds > 0)
    g_strv_builder_take (parts, lsn_when_dup_duration ((seconds + 59) / 60));
  list = g_strv_builder_end (parts);
  return g_strjoinv (" · ", list);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text && *text);
}

static void
refresh (LsnStoryRow *self)
{
  LsnRecord *record = LSN_RECORD (self->entry);
  gboolean loaded = record && lsn_record_is_loaded (record);
  const char *title = loaded ? lsn_record_get_text (record, LSN_ENTRY_TITLE) : NULL;
  const char *text = loaded ? lsn_record_get_text (record, LSN_ENTRY_TEXT) : NULL;
  const char *files = loaded ? lsn_record_get_text (record, LSN_ENTRY_FILES) : NULL;
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  g_autofree char *head = loaded ? dup_head (record) : NULL;
  g_autofree char *time = NULL;
  g_autofree char *exact = NULL;
  int minute;

  if (loaded)
    {
      LsnDate day =
          lsn_date_from_instant (lsn_record_get_int64 (record, LSN_ENTRY_AT), zone, &minute);

      time = lsn_when_dup_time (minute);
      exact = lsn_when_dup_exact (day, minute);
      gtk_image_set_from_icon_name (self->kind_image,
                                    lsn_entry_kind_get_icon (
                                        lsn_record_get_text (record, LSN_ENTRY_KIND)));
    }
  gtk_label_set_text (self->head_label, head ? head : "");
  gtk_label_set_text (self->time_label, time ? time : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->time_label), exact);
  show_text (self->title_label, title);
  show_text (self->text_label, text);
  show_text (self->files_label, files);
  gtk_widget_set_visible (self->files_box, files != NULL);
}

LsnEntry *
lsn_story_row_get_entry (LsnStoryRow *self)
{
  return self->entry;
}

void
lsn_story_row_set_entry (LsnStoryRow *self, LsnEntry *entry)
{
  if (self->entry == entry)
    return;
  if (self->entry)
    g_signal_handlers_disconnect_by_func (self->entry, refresh, self);
  g_set_object (&self->entry, entry);
  if (entry)
    {
      g_signal_connect_object (entry, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
      refresh (self);
    }
}

/* --- Menu ------------------------------------------------------------------------------------- */

/* The menu is made when it is opened, since the row stands for another entry by then. */
static void
create_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  LsnStoryRow *self = user_data;
  const struct
  {
    const char *label;
    const char *action;
    int section;
  } items[] = {
    { N_ ("_Edit…"), "client.edit-entry", 0 },
    { N_ ("_Copy Text"), "client.copy-entry", 0 },
    { N_ ("Make an A_greement…"), "client.agree-by-entry", 0 },
    { N_ ("_Delete"), "client.delete-entry", 1 },
  };
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();

  if (self->entry == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (items[i].label), NULL);

      g_menu_item_set_action_and_target (item, items[i].action, "x",
                                         lsn_record_get_id (LSN_RECORD (self->entry)));
      g_menu_append_item (section, item);
      if (i + 1 == G_N_ELEMENTS (items) || items[i + 1].section != items[i].section)
        {
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
          g_object_unref (section);
          section = g_menu_new ();
        }
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

void
lsn_story_row_open_menu (LsnStoryRow *self)
{
  gtk_menu_button_popup (self->menu_button);
}

static void
right_click_cb (LsnStoryRow *self)
{
  lsn_story_row_open_menu (self);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_story_row_dispose (GObject *object)
{
  LsnStoryRow *self = LSN_STORY_ROW (object);

  lsn_story_row_set_entry (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_STORY_ROW);

  G_OBJECT_CLASS (lsn_story_row_parent_class)->dispose (object);
}

static void
lsn_story_row_class_init (LsnStoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_story_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/views/clients/lsn-story-row.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LsnStoryRow, name)
  CHILD (kind_image);
  CHILD (head_label);
  CHILD (time_label);
  CHILD (title_label);
  CHILD (text_label);
  CHILD (files_box);
  CHILD (files_label);
  CHILD (menu_button);
#undef CHILD
}

static void
lsn_story_row_init (LsnStoryRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu_cb, self, NULL);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (right_click_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
lsn_story_row_new (void)
{
  return g_object_new (LSN_TYPE_STORY_ROW, NULL);
}
