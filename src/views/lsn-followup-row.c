/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-followup-row.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/followups/lsn-today.h"
#include "views/lsn-client-peek.h"
#include "views/lsn-outcome-popover.h"
#include "views/lsn-snooze-popover.h"

#include <glib/gi18n-lib.h>

struct _LsnFollowupRow
{
  GtkListBoxRow parent_instance;

  LsnFollowup *followup; /* owned */
  LsnDate today;
  gboolean show_client;
  gboolean wide;

  /* Template widgets */
  GtkWidget *when_box;
  GtkLabel *when_label;
  GtkLabel *title_label;
  GtkLabel *due_label;
  GtkLabel *detail_label;
  GtkWidget *late_image;
  GtkButton *call_button;
  GtkButton *done_button;
  GtkMenuButton *snooze_button;
};

G_DEFINE_FINAL_TYPE (LsnFollowupRow, lsn_followup_row, GTK_TYPE_LIST_BOX_ROW)

static const char *const severity_classes[] = { "dim-label", "warning", "error", "error" };
static const char *const edge_classes[] = { NULL, "late", "very-late", "very-late" };

static void
set_severity (GtkWidget *widget, const char *const *classes, int severity)
{
  for (guint i = 0; i < G_N_ELEMENTS (severity_classes); i++)
    {
      if (classes[i])
        gtk_widget_remove_css_class (widget, classes[i]);
    }
  if (classes[severity])
    gtk_widget_add_css_class (widget, classes[severity]);
}

/* Returns: (nullable) (transfer full): when it is due, as a sentence says it. */
static char *
show_due (LsnFollowupRow *self)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  int minute;
  LsnDate date = lsn_followup_get_due (self->followup, zone, &minute);
  int severity = date == LSN_DATE_NONE ? 0 : lsn_today_get_severity (date, self->today);
  g_autofree char *due = NULL;
  g_autofree char *when = NULL;
  g_autofree char *exact = NULL;

  if (date == LSN_DATE_NONE)
    return NULL;
  due = lsn_when_dup_due (date, minute, self->today);
  when = lsn_when_dup_column (date, minute, self->today);
  exact = lsn_when_dup_exact (date, minute);
  gtk_label_set_text (self->due_label, self->show_client ? when : due);
  gtk_label_set_text (self->when_label, when);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->due_label), exact);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->when_label), exact);
  set_severity (GTK_WIDGET (self->due_label), severity_classes, severity);
  set_severity (GTK_WIDGET (self->when_label), severity_classes, severity);
  set_severity (self->late_image, severity_classes, severity);
  set_severity (GTK_WIDGET (self), edge_classes, severity);
  gtk_widget_set_visible (self->late_image, severity > 0 && !self->wide);
  gtk_widget_set_visible (GTK_WIDGET (self->due_label), !self->wide);
  gtk_widget_set_visible (self->when_box, self->wide);
  return g_steal_pointer (&due);
}

static char *
dup_detail (LsnFollowupRow *self)
{
  LsnRecord *record = LSN_RECORD (self->followup);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  const char *client = lsn_record_get_text (record, LSN_FOLLOWUP_CLIENT_NAME);
  const char *contact = lsn_record_get_text (record, LSN_FOLLOWUP_CONTACT_NAME);
  const char *turn = lsn_record_get_text (record, LSN_FOLLOWUP_TURN);

  if (self->show_client && client)
    g_strv_builder_add (parts, client);
  if (contact && g_strcmp0 (contact, client) != 0)
    g_strv_builder_add (parts, contact);
  if (g_strcmp0 (turn, "client") == 0)
    g_strv_builder_add (parts, _ ("waiting for the client"));
  else if (g_strcmp0 (turn, "performer") == 0)
    g_strv_builder_add (parts, _ ("waiting for the performer"));
  if (!lsn_record_is_null (record, LSN_FOLLOWUP_RRULE))
    g_strv_builder_add (parts, _ ("repeats"));
  list = g_strv_builder_end (parts);
  return g_strjoinv (" · ", list);
}

static void
refresh (LsnFollowupRow *self)
{
  LsnRecord *record = LSN_RECORD (self->followup);
  const char *title = lsn_record_get_text (record, LSN_FOLLOWUP_TITLE);
  gint64 priority = lsn_record_get_int64 (record, LSN_FOLLOWUP_PRIORITY);
  g_autofree char *detail = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *due = NULL;
  g_autofree char *described = NULL;

  if (!lsn_record_is_loaded (record))
    return;

  if (self->show_client)
    lsn_client_peek_mark (GTK_WIDGET (self->detail_label),
                          lsn_record_get_int64 (record, LSN_FOLLOWUP_CLIENT_ID));
  detail = dup_detail (self);
  shown = g_strconcat (priority > 2   ? "!!! "
                       : priority > 1 ? "!! "
                       : priority > 0 ? "! "
                                      : "",
                       title, NULL);
  gtk_label_set_text (self->title_label, shown);
  gtk_label_set_text (self->detail_label, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), *detail != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->call_button),
                          !lsn_record_is_null (record, LSN_FOLLOWUP_PHONE));
  due = show_due (self);
  described = g_strjoin (", ", due ? due : "", *detail ? detail : NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, described, -1);
}

static gint64
get_id (LsnFollowupRow *self)
{
  return lsn_record_get_id (LSN_RECORD (self->followup));
}

static const char *const writing[] = { "followup.done", "followup.done-with", "followup.edit",
                                       "followup.snooze", NULL };

static void
set_up_actions (LsnFollowupRow *self, LsnContext *context)
{
  gint64 id = get_id (self);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->done_button), "app.followup-done");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->done_button), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->call_button), "app.followup-call");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->call_button), "x", id);
  lsn_snooze_popover_attach (self->snooze_button, context, id);
  lsn_context_guard (context, GTK_WIDGET (self->snooze_button), NULL);
  lsn_context_guard_actions (context, self, writing);
}

/* --- Keys ------------------------------------------------------------------------------------- */

const LsnKey lsn_followup_row_keys[] = {
  { "d", N_ ("Done"), "followup.done" },
  { "<Shift>d", N_ ("Done With an Outcome"), "followup.done-with" },
  { "s", N_ ("Snooze"), "followup.snooze" },
  { "c", N_ ("Call"), "followup.call" },
  { "m", N_ ("Write a Mail"), "followup.mail" },
  { "e", N_ ("Edit"), "followup.edit" },
  { "Return", N_ ("Open the Client") },
  { "space", N_ ("Peek at the Client") },
  { "Menu", N_ ("Menu"), "followup.menu" },
  { NULL },
};

static void
done_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "app.followup-done", "x", get_id (LSN_FOLLOWUP_ROW (widget)));
}

static void
done_with_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lsn_outcome_popover_show (widget, get_id (LSN_FOLLOWUP_ROW (widget)));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "app.edit-followup", "x", get_id (LSN_FOLLOWUP_ROW (widget)));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "app.open-followup", "x", get_id (LSN_FOLLOWUP_ROW (widget)));
}

static void
snooze_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (LSN_FOLLOWUP_ROW (widget)->snooze_button);
}

static void
call_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "app.followup-call", "x", get_id (LSN_FOLLOWUP_ROW (widget)));
}

static void
mail_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "app.followup-mail", "x", get_id (LSN_FOLLOWUP_ROW (widget)));
}

/* --- Menu ------------------------------------------------------------------------------------- */

static GMenuModel *
make_menu (LsnFollowupRow *self)
{
  const struct
  {
    const char *label;
    const char *action;
  } items[] = {
    { N_ ("_Done"), "followup.done" },
    { N_ ("Done With an _Outcome…"), "followup.done-with" },
    { N_ ("_Snooze…"), "followup.snooze" },
    { N_ ("_Call"), "followup.call" },
    { N_ ("Write a _Mail"), "followup.mail" },
    { N_ ("_Edit…"), "followup.edit" },
    { N_ ("O_pen the Client"), "followup.open" },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      if (g_str_equal (items[i].action, "followup.call") &&
          !gtk_widget_get_visible (GTK_WIDGET (self->call_button)))
        continue;
      if (g_str_equal (items[i].action, "followup.mail") &&
          lsn_record_is_null (LSN_RECORD (self->followup), LSN_FOLLOWUP_EMAIL))
        continue;
      if (g_str_equal (items[i].action, "followup.open") && !self->show_client)
        continue;
      g_menu_append (menu, _ (items[i].label), items[i].action);
    }
  return G_MENU_MODEL (menu);
}

static gboolean
remove_menu_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover))
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* Its items run after it is closed, so it goes a little later. */
static void
menu_closed_cb (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_LOW, remove_menu_cb, g_object_ref (popover), g_object_unref);
}

/* @at: (nullable): where the pointer is */
static void
show_menu (LsnFollowupRow *self, const GdkRectangle *at)
{
  g_autoptr (GMenuModel) menu = make_menu (self);
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);

  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), at == NULL);
  if (at)
    {
      gtk_widget_set_halign (popover, GTK_ALIGN_START);
      gtk_popover_set_pointing_to (GTK_POPOVER (popover), at);
    }
  g_signal_connect (popover, "closed", G_CALLBACK (menu_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_menu (LSN_FOLLOWUP_ROW (widget), NULL);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  const GdkRectangle at = { (int) x, (int) y, 1, 1 };

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_menu (user_data, &at);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_followup_row_dispose (GObject *object)
{
  LsnFollowupRow *self = LSN_FOLLOWUP_ROW (object);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child;)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (GTK_IS_POPOVER (child))
        gtk_widget_unparent (child);
      child = next;
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_FOLLOWUP_ROW);
  g_clear_object (&self->followup);

  G_OBJECT_CLASS (lsn_followup_row_parent_class)->dispose (object);
}

static void
lsn_followup_row_class_init (LsnFollowupRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_followup_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/views/lsn-followup-row.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, when_box);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, when_label);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, due_label);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, late_image);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, call_button);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, done_button);
  gtk_widget_class_bind_template_child (widget_class, LsnFollowupRow, snooze_button);
  gtk_widget_class_install_action (widget_class, "followup.done", NULL, done_action);
  gtk_widget_class_install_action (widget_class, "followup.done-with", NULL, done_with_action);
  gtk_widget_class_install_action (widget_class, "followup.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "followup.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "followup.menu", NULL, menu_action);
  gtk_widget_class_install_action (widget_class, "followup.snooze", NULL, snooze_action);
  gtk_widget_class_install_action (widget_class, "followup.call", NULL, call_action);
  gtk_widget_class_install_action (widget_class, "followup.mail", NULL, mail_action);
  lsn_key_install (widget_class, lsn_followup_row_keys);
}

static void
lsn_followup_row_init (LsnFollowupRow *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (gesture, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

GtkWidget *
lsn_followup_row_new (LsnContext *context, LsnFollowup *followup, LsnDate today,
                      gboolean show_client)
{
  LsnFollowupRow *self = g_object_new (LSN_TYPE_FOLLOWUP_ROW, NULL);

  self->followup = g_object_ref (followup);
  self->today = today;
  self->show_client = show_client;
  set_up_actions (self, context);
  g_signal_connect_object (followup, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

LsnFollowup *
lsn_followup_row_get_followup (LsnFollowupRow *self)
{
  return self->followup;
}

GtkWidget *
lsn_followup_row_get_when (LsnFollowupRow *self)
{
  return self->when_box;
}

void
lsn_followup_row_set_wide (LsnFollowupRow *self, gboolean wide)
{
  if (self->wide == wide)
    return;
  self->wide = wide;
  if (lsn_record_is_loaded (LSN_RECORD (self->followup)))
    g_free (show_due (self));
}
