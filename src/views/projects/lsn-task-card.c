/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-task-card.h"
#include "base/lsn-when.h"
#include "model/followups/lsn-today.h"
#include "widgets/lsn-text-label.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _LsnTaskCard
{
  GtkWidget parent_instance;

  LsnTask *task; /* owned, nullable */
  LsnDate today;
  gulong notified;

  GtkWidget *box; /* borrowed, as all below */
  GtkWidget *title;
  GtkWidget *facts;
  GtkWidget *late;
  GtkWidget *due;
  GtkWidget *items;
  GtkWidget *progress;
  GtkWidget *spring;
  GtkWidget *assignee;
};

G_DEFINE_FINAL_TYPE (LsnTaskCard, lsn_task_card, GTK_TYPE_WIDGET)

const LsnKey lsn_task_card_keys[] = {
  { "d", N_ ("Done"), "card.done" },
  { "Delete", N_ ("Archive"), "card.archive" },
  { "<Alt>Left", N_ ("Move to the Column Before"), "card.move-left" },
  { "<Alt>Right", N_ ("Move to the Next Column"), "card.move-right" },
  { "<Alt>Up", N_ ("Move Up"), "card.move-up" },
  { "<Alt>Down", N_ ("Move Down"), "card.move-down" },
  { NULL },
};

static int
get_severity (LsnRecord *record, LsnDate today)
{
  LsnDate due = lsn_date_from_iso (lsn_record_get_text (record, LSN_TASK_DUE_ON));

  if (due == LSN_DATE_NONE || !lsn_record_is_null (record, LSN_TASK_DONE_AT))
    return 0;
  return lsn_today_get_severity (due, today);
}

static char *
dup_due (LsnRecord *record, LsnDate today)
{
  LsnDate due = lsn_date_from_iso (lsn_record_get_text (record, LSN_TASK_DUE_ON));

  if (due == LSN_DATE_NONE)
    return NULL;
  if (!lsn_record_is_null (record, LSN_TASK_DONE_AT))
    return lsn_when_dup_short (due, today);
  return lsn_when_dup_due (due, LSN_WHEN_NO_TIME, today);
}

char *
lsn_task_card_dup_description (LsnTaskCard *self)
{
  LsnRecord *record = LSN_RECORD (self->task);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *due = dup_due (record, self->today);
  const char *assignee = lsn_record_get_text (record, LSN_TASK_ASSIGNEE_NAME);

  if (due)
    g_strv_builder_add (parts, due);
  if (assignee)
    g_strv_builder_add (parts, assignee);
  list = g_strv_builder_end (parts);
  return g_strjoinv (", ", list);
}

static void
show_due (LsnTaskCard *self, LsnRecord *record)
{
  static const char *const classes[] = { "dim-label", "warning", "error", "error" };
  int severity = get_severity (record, self->today);
  g_autofree char *due = dup_due (record, self->today);
  GtkWidget *const marked[] = { self->due, self->late };

  lsn_text_label_set (self->due, due);
  gtk_widget_set_visible (self->due, due != NULL);
  gtk_widget_set_visible (self->late, due != NULL && severity > 0);
  for (guint i = 0; i < G_N_ELEMENTS (marked); i++)
    {
      gtk_widget_remove_css_class (marked[i], "dim-label");
      gtk_widget_remove_css_class (marked[i], "warning");
      gtk_widget_remove_css_class (marked[i], "error");
      gtk_widget_add_css_class (marked[i], classes[severity]);
    }
}

static void
refresh (LsnTaskCard *self)
{
  LsnRecord *record = LSN_RECORD (self->task);
  const char *assignee;
  gint64 items;
  gint64 items_done;
  gint64 priority;
  g_autofree char *title = NULL;
  g_autofree char *done = NULL;

  gtk_widget_set_visible (self->box, record && lsn_record_is_loaded (record));
  if (record == NULL || !lsn_record_is_loaded (record))
    return;

  assignee = lsn_record_get_text (record, LSN_TASK_ASSIGNEE_NAME);
  items = lsn_record_get_int64 (record, LSN_TASK_ITEMS);
  items_done = lsn_record_get_int64 (record, LSN_TASK_ITEMS_DONE);
  priority = lsn_record_get_int64 (record, LSN_TASK_PRIORITY);
  title = g_strconcat (priority > 2   ? "!!! "
                       : priority > 1 ? "!! "
                       : priority > 0 ? "! "
                                      : "",
                       lsn_record_get_text (record, LSN_TASK_TITLE), NULL);
  done = g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, items_done, items);

  lsn_text_label_set (self->title, title);
  show_due (self, record);
  lsn_text_label_set (self->items, done);
  gtk_widget_set_visible (self->items, items > 0);
  gtk_widget_set_visible (self->progress, items > 0);
  gtk_level_bar_set_max_value (GTK_LEVEL_BAR (self->progress), (double) MAX (items, 1));
  gtk_level_bar_set_value (GTK_LEVEL_BAR (self->progress), (double) items_done);
  gtk_widget_set_visible (self->assignee, assignee != NULL);
  gtk_widget_set_tooltip_text (self->assignee, assignee);
  adw_avatar_set_text (ADW_AVATAR (self->assignee), assignee);
  gtk_widget_set_visible (self->facts,
                          items > 0 || assignee != NULL || gtk_widget_get_visible (self->due));
  if (lsn_record_is_null (record, LSN_TASK_DONE_AT))
    gtk_widget_remove_css_class (self->title, "dim-label");
  else
    gtk_widget_add_css_class (self->title, "dim-label");
}

void
lsn_task_card_set_task (LsnTaskCard *self, LsnTask *task, LsnDate today)
{
  if (self->task)
    g_clear_signal_handler (&self->notified, self->task);
  g_set_object (&self->task, task);
  self->today = today;
  if (task)
    self->notified = g_signal_connect_swapped (task, "changed", G_CALLBACK (refresh), self);
  lsn_task_card_set_gap (self, LSN_GAP_NONE);
  refresh (self);
}

LsnTask *
lsn_task_card_get_task (LsnTaskCard *self)
{
  return self->task;
}

void
lsn_task_card_set_gap (LsnTaskCard *self, LsnGap gap)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "gap-above");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "gap-below");
  if (gap == LSN_GAP_ABOVE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "gap-above");
  else if (gap == LSN_GAP_BELOW)
    gtk_widget_add_css_class (GTK_WIDGET (self), "gap-below");
}

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = lsn_text_label_new (NULL, css_class);

  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
lsn_task_card_dispose (GObject *object)
{
  LsnTaskCard *self = LSN_TASK_CARD (object);

  if (self->task)
    g_clear_signal_handler (&self->notified, self->task);
  g_clear_object (&self->task);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (lsn_task_card_parent_class)->dispose (object);
}

static void
lsn_task_card_class_init (LsnTaskCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_task_card_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "taskcard");
}

static void
lsn_task_card_init (LsnTaskCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "task-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->title = add_label (self->box, NULL);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->title), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->title), 2);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);

  self->progress = gtk_level_bar_new ();
  gtk_level_bar_set_mode (GTK_LEVEL_BAR (self->progress), GTK_LEVEL_BAR_MODE_CONTINUOUS);
  gtk_widget_add_css_class (self->progress, "thin");
  /* One colour: how far the work is says no more than that. */
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->progress), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->progress), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->progress), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Checklist"), -1);
  gtk_box_append (GTK_BOX (self->box), self->progress);

  self->facts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->box), self->facts);
  self->late = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (self->late), 12);
  gtk_box_append (GTK_BOX (self->facts), self->late);
  self->due = add_label (self->facts, "caption");
  self->items = add_label (self->facts, "caption");
  gtk_widget_add_css_class (self->items, "dim-label");
  gtk_widget_add_css_class (self->items, "numeric");
  self->spring = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_hexpand (self->spring, TRUE);
  gtk_box_append (GTK_BOX (self->facts), self->spring);
  self->assignee = adw_avatar_new (20, NULL, TRUE);
  gtk_box_append (GTK_BOX (self->facts), self->assignee);
}

GtkWidget *
lsn_task_card_new (void)
{
  return g_object_new (LSN_TYPE_TASK_CARD, NULL);
}
