/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-task-card.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client.h"
#include "model/followups/lsn-today.h"
#include "widgets/lsn-text-label.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MAX_LABELS 2

/* Days in one column, from which a card is old. */
static const int ages[] = { 7, 14, 28 };

struct _LsnTaskCard
{
  GtkWidget parent_instance;

  LsnTask *task; /* owned, nullable */
  LsnDate today;
  LsnCardFields fields;
  gulong notified;

  GtkWidget *box; /* borrowed, as all below */
  GtkWidget *labels;
  GtkWidget *marks[MAX_LABELS];
  GtkWidget *more_labels;
  GtkWidget *title;
  GtkWidget *whose; /* client and project */
  GtkWidget *progress;
  GtkWidget *foot;
  GtkWidget *facts; /* wrap, so that none is cut */
  GtkWidget *priority;
  GtkWidget *late;
  GtkWidget *due;
  GtkWidget *blocked;
  GtkWidget *turn;
  GtkWidget *items;
  GtkWidget *comments;
  GtkWidget *files;
  GtkWidget *estimate;
  GtkWidget *age;
  GtkWidget *assignee;
};

G_DEFINE_FINAL_TYPE (LsnTaskCard, lsn_task_card, GTK_TYPE_WIDGET)

const LsnKey lsn_task_card_keys[] = {
  { "Return", N_ ("Open the Card") },
  { "d", N_ ("Done"), "board.done" },
  { "Delete", N_ ("Archive"), "board.archive" },
  { "<Alt>Left", N_ ("Move to the Column Before"), "card.move-left" },
  { "<Alt>Right", N_ ("Move to the Next Column"), "card.move-right" },
  { "<Alt>Up", N_ ("Move Up"), "card.move-up" },
  { "<Alt>Down", N_ ("Move Down"), "card.move-down" },
  { "<Alt>Page_Up", N_ ("Move the Column to the Left"), "lane.left" },
  { "<Alt>Page_Down", N_ ("Move the Column to the Right"), "lane.right" },
  { "<Shift>F10", N_ ("Date, Assignee, Label, Priority"), "card.menu" },
  { "n", N_ ("New Card in This Column"), "lane.new-card" },
  { NULL },
};

static gboolean
is_done (LsnRecord *record)
{
  return !lsn_record_is_null (record, LSN_TASK_DONE_AT);
}

static int
get_severity (LsnRecord *record, LsnDate today)
{
  LsnDate due = lsn_date_from_iso (lsn_record_get_text (record, LSN_TASK_DUE_ON));

  return due == LSN_DATE_NONE || is_done (record) ? 0 : lsn_today_get_severity (due, today);
}

static char *
dup_due (LsnRecord *record, LsnDate today)
{
  LsnDate due = lsn_date_from_iso (lsn_record_get_text (record, LSN_TASK_DUE_ON));

  if (due == LSN_DATE_NONE)
    return NULL;
  return is_done (record) ? lsn_when_dup_short (due, today)
                          : lsn_when_dup_due (due, LSN_WHEN_NO_TIME, today);
}

/* Returns: (nullable): whose move it is, where it is not ours. */
static const char *
get_turn (LsnRecord *record)
{
  const char *turn = lsn_record_get_text (record, LSN_TASK_TURN);

  return is_done (record) || g_strcmp0 (turn, "us") == 0 ? NULL : lsn_turn_get_label (turn);
}

/* Whole days in the column; -1 of a card that is done. */
static int
get_age (LsnRecord *record)
{
  gint64 since = lsn_record_get_int64 (record, LSN_TASK_ENTERED_AT);

  return is_done (record) ? -1 : (int) ((lsn_clock_now () - since) / G_TIME_SPAN_DAY);
}

char *
lsn_task_card_dup_description (LsnTaskCard *self)
{
  LsnRecord *record = LSN_RECORD (self->task);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *due = dup_due (record, self->today);
  const char *const words[] = {
    due,
    lsn_record_get_int64 (record, LSN_TASK_BLOCKERS) > 0 ? _ ("blocked") : NULL,
    get_turn (record),
    lsn_record_get_text (record, LSN_TASK_CLIENT_NAME),
    lsn_record_get_text (record, LSN_TASK_ASSIGNEE_NAME),
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (words[i])
        g_strv_builder_add (parts, words[i]);
    }
  list = g_strv_builder_end (parts);
  return g_strjoinv (", ", list);
}

/* --- Showing ---------------------------------------------------------------------------------- */

/* @severity: 0 quiet … 3 */
static void
set_severity (GtkWidget *widget, int severity)
{
  static const char *const classes[] = { "dim-label", "warning", "error", "error" };

  gtk_widget_remove_css_class (widget, "dim-label");
  gtk_widget_remove_css_class (widget, "warning");
  gtk_widget_remove_css_class (widget, "error");
  gtk_widget_add_css_class (widget, classes[severity]);
}

static void
show_due (LsnTaskCard *self, LsnRecord *record)
{
  int severity = get_severity (record, self->today);
  g_autofree char *due = self->fields & LSN_CARD_DUE ? dup_due (record, self->today) : NULL;

  lsn_text_label_set (self->due, due);
  gtk_widget_set_visible (self->due, due != NULL);
  gtk_widget_set_visible (self->late, due != NULL && severity > 0);
  set_severity (self->due, severity);
  set_severity (self->late, severity);
}

static void
show_labels (LsnTaskCard *self, LsnRecord *record)
{
  g_autofree char *text = g_strdup (lsn_record_get_text (record, LSN_TASK_LABELS));
  LsnLabelMark marks[MAX_LABELS];
  guint n = self->fields & LSN_CARD_LABELS ? lsn_task_labels_split (text, marks, MAX_LABELS) : 0;
  g_autofree char *more = g_strdup_printf ("+%u", n - MIN (n, MAX_LABELS));

  for (guint i = 0; i < MAX_LABELS; i++)
    {
      const char *classes[] = { "card-label", i < n ? marks[i].color : NULL, NULL };

      gtk_widget_set_visible (self->marks[i], i < n);
      gtk_widget_set_css_classes (self->marks[i], classes);
      lsn_text_label_set (self->marks[i], i < n ? marks[i].name : NULL);
    }
  lsn_text_label_set (self->more_labels, more);
  gtk_widget_set_visible (self->more_labels, n > MAX_LABELS);
  gtk_widget_set_visible (self->labels, n > 0);
}

static void
show_whose (LsnTaskCard *self, LsnRecord *record)
{
  const char *client =
      self->fields & LSN_CARD_CLIENT ? lsn_record_get_text (record, LSN_TASK_CLIENT_NAME) : NULL;
  const char *project =
      self->fields & LSN_CARD_PROJECT ? lsn_record_get_text (record, LSN_TASK_PROJECT_NAME) : NULL;
  g_autofree char *both = client && project ? g_strdup_printf ("%s · %s", client, project) : NULL;

  lsn_text_label_set (self->whose, both ? both : client ? client : project);
  gtk_widget_set_visible (self->whose, client || project);
}

/* A small icon with a number, or words. */
static void
show_fact (GtkWidget *fact, const char *text, const char *tooltip)
{
  gtk_widget_set_visible (fact, text != NULL);
  if (text)
    lsn_text_label_set (gtk_widget_get_last_child (fact), text);
  gtk_widget_set_tooltip_text (fact, tooltip);
}

static void
show_count (GtkWidget *fact, gint64 n, const char *tooltip)
{
  g_autofree char *text = n > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, n) : NULL;

  show_fact (fact, text, tooltip);
}

static void
show_age (LsnTaskCard *self, LsnRecord *record)
{
  int days = self->fields & LSN_CARD_AGE ? get_age (record) : -1;
  int severity = days < ages[1] ? 0 : days < ages[2] ? 1 : 2;
  g_autofree char *text =
      days >= ages[0] ? g_strdup_printf (C_ ("short, days in a column", "%d d"), days) : NULL;
  g_autofree char *tooltip =
      g_strdup_printf (ngettext ("%d day in this column", "%d days in this column", (guint) days),
                       days);

  show_fact (self->age, text, tooltip);
  set_severity (gtk_widget_get_first_child (self->age), severity);
  set_severity (gtk_widget_get_last_child (self->age), severity);
}

static void
show_checklist (LsnTaskCard *self, LsnRecord *record)
{
  gint64 n = self->fields & LSN_CARD_CHECKLIST ? lsn_record_get_int64 (record, LSN_TASK_ITEMS) : 0;
  gint64 n_done = lsn_record_get_int64 (record, LSN_TASK_ITEMS_DONE);
  g_autofree char *text =
      n > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, n_done, n) : NULL;

  show_fact (self->items, text, _ ("Checklist"));
  gtk_widget_set_visible (self->progress, n > 0);
  gtk_level_bar_set_max_value (GTK_LEVEL_BAR (self->progress), (double) MAX (n, 1));
  gtk_level_bar_set_value (GTK_LEVEL_BAR (self->progress), (double) MIN (n_done, MAX (n, 1)));
}

static void
show_assignee (LsnTaskCard *self, LsnRecord *record)
{
  const char *name = self->fields & LSN_CARD_ASSIGNEE
                         ? lsn_record_get_text (record, LSN_TASK_ASSIGNEE_NAME)
                         : NULL;

  gtk_widget_set_visible (self->assignee, name != NULL);
  gtk_widget_set_tooltip_text (self->assignee, name);
  adw_avatar_set_text (ADW_AVATAR (self->assignee), name);
}

static void
show_facts (LsnTaskCard *self, LsnRecord *record)
{
  gboolean counts = (self->fields & LSN_CARD_COUNTS) != 0;
  gint64 minutes = self->fields & LSN_CARD_ESTIMATE
                       ? lsn_record_get_int64 (record, LSN_TASK_ESTIMATE_MINUTES)
                       : 0;
  g_autofree char *estimate = minutes > 0 ? lsn_when_dup_duration (minutes) : NULL;
  const char *turn = self->fields & LSN_CARD_TURN ? get_turn (record) : NULL;
  gint64 priority = lsn_record_get_int64 (record, LSN_TASK_PRIORITY);

  lsn_text_label_set (self->priority, priority > 2 ? "!!!" : priority > 1 ? "!!" : "!");
  gtk_widget_set_visible (self->priority, priority > 0 && !is_done (record));
  gtk_widget_set_visible (self->blocked, lsn_record_get_int64 (record, LSN_TASK_BLOCKERS) > 0 &&
                                             !is_done (record));
  show_fact (self->turn, turn, _ ("Whose Move"));
  show_count (self->comments, counts ? lsn_record_get_int64 (record, LSN_TASK_COMMENTS) : 0,
              _ ("Comments"));
  show_count (self->files, counts ? lsn_record_get_int64 (record, LSN_TASK_FILES) : 0, _ ("Files"));
  show_fact (self->estimate, estimate, _ ("Estimate"));
}

static gboolean
has_facts (LsnTaskCard *self)
{
  if (gtk_widget_get_visible (self->assignee))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (self->facts); child;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_get_visible (child))
        return TRUE;
    }
  return FALSE;
}

static void
refresh (LsnTaskCard *self)
{
  LsnRecord *record = LSN_RECORD (self->task);

  gtk_widget_set_visible (self->box, record && lsn_record_is_loaded (record));
  if (record == NULL || !lsn_record_is_loaded (record))
    return;

  lsn_text_label_set (self->title, lsn_record_get_text (record, LSN_TASK_TITLE));
  show_labels (self, record);
  show_whose (self, record);
  show_due (self, record);
  show_checklist (self, record);
  show_facts (self, record);
  show_age (self, record);
  show_assignee (self, record);
  gtk_widget_set_visible (self->foot, has_facts (self));
  if (is_done (record))
    gtk_widget_add_css_class (self->title, "dim-label");
  else
    gtk_widget_remove_css_class (self->title, "dim-label");
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
lsn_task_card_set_fields (LsnTaskCard *self, LsnCardFields fields)
{
  if (self->fields == fields)
    return;
  self->fields = fields;
  refresh (self);
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

/* --- Object ----------------------------------------------------------------------------------- */

static void
add (GtkWidget *box, GtkWidget *child)
{
  if (ADW_IS_WRAP_BOX (box))
    adw_wrap_box_append (ADW_WRAP_BOX (box), child);
  else
    gtk_box_append (GTK_BOX (box), child);
}

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = lsn_text_label_new (NULL, css_class);

  add (box, label);
  return label;
}

static GtkWidget *
add_icon (GtkWidget *box, const char *name)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (name);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  add (box, icon);
  return icon;
}

static GtkWidget *
add_fact (LsnTaskCard *self, const char *icon)
{
  GtkWidget *fact = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *label;

  gtk_widget_add_css_class (add_icon (fact, icon), "dim-label");
  label = add_label (fact, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  add (self->facts, fact);
  return fact;
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
add_labels (LsnTaskCard *self)
{
  self->labels = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  for (guint i = 0; i < MAX_LABELS; i++)
    {
      self->marks[i] = add_label (self->labels, "card-label");
      gtk_label_set_max_width_chars (GTK_LABEL (self->marks[i]), 16);
    }
  self->more_labels = add_label (self->labels, "caption");
  gtk_widget_add_css_class (self->more_labels, "dim-label");
  gtk_box_append (GTK_BOX (self->box), self->labels);
}

static void
add_progress (LsnTaskCard *self)
{
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
}

static void
add_facts (LsnTaskCard *self)
{
  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->box), self->foot);
  self->facts = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->facts), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (self->facts), 3);
  gtk_widget_set_hexpand (self->facts, TRUE);
  gtk_widget_set_valign (self->facts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->foot), self->facts);
  self->priority = add_label (self->facts, "card-priority");
  self->late = add_icon (self->facts, "dialog-warning-symbolic");
  self->due = add_label (self->facts, "caption");
  self->blocked = add_icon (self->facts, "changes-prevent-symbolic");
  gtk_widget_set_tooltip_text (self->blocked, _ ("Waits for another card"));
  gtk_widget_add_css_class (self->blocked, "warning");
  self->turn = add_fact (self, "lsn-turn-symbolic");
  self->items = add_fact (self, "object-select-symbolic");
  self->comments = add_fact (self, "lsn-comment-symbolic");
  self->files = add_fact (self, "mail-attachment-symbolic");
  self->estimate = add_fact (self, "document-open-recent-symbolic");
  self->age = add_fact (self, "lsn-age-symbolic");
  self->assignee = adw_avatar_new (20, NULL, TRUE);
  gtk_widget_set_valign (self->assignee, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self->foot), self->assignee);
}

static void
lsn_task_card_init (LsnTaskCard *self)
{
  self->fields = LSN_CARD_ALL;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "task-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  add_labels (self);
  self->title = add_label (self->box, NULL);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->title), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->title), 2);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  self->whose = add_label (self->box, "caption");
  gtk_widget_add_css_class (self->whose, "dim-label");
  add_progress (self);
  add_facts (self);
}

GtkWidget *
lsn_task_card_new (void)
{
  return g_object_new (LSN_TYPE_TASK_CARD, NULL);
}
