/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-client-peek.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client-card.h"
#include "model/clients/lsn-client.h"
#include "model/clients/lsn-contact.h"
#include "model/followups/lsn-followup.h"
#include "views/lsn-client-avatar.h"
#include "views/lsn-client-words.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define HOVER_MS 650 /* until a pointer that rests opens the card */
#define LEAVE_MS 250 /* to come from the name to the card */

/* Whatever is marked is as wide as this to the card, which so stands under its beginning. */
#define POINTED_AT 260
#define PHONE      500 /* narrower areas have the card in their middle */

struct _LsnClientPeek
{
  GtkPopover parent_instance;

  LsnContext *context; /* owned */
  GtkWidget *area;     /* borrowed: the parent */
  LsnRecord *client;   /* owned, nullable: whom it shows */
  gulong client_handler;
  GCancellable *cancellable; /* owned, nullable: of the read under way */
  GtkWidget *shown_at;       /* weak, nullable */
  GtkRoot *root;             /* borrowed, nullable: while the area is in a window */
  gulong focus_handler;
  guint hover_source;
  guint leave_source;
  guint place_source;
  double x; /* of the pointer in the area */
  double y;
  gboolean by_pointer; /* opened by it, so that it closes with it */

  /* Template widgets */
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *about_label;
  GtkWidget *next_box;
  GtkImage *next_image;
  GtkLabel *next_label;
  GtkLabel *due_label;
  GtkLabel *last_label;
  GtkWidget *last_box;
  GtkLabel *person_label;
  GtkWidget *person_box;
  GtkWidget *call_button;
  GtkWidget *mail_button;
  GtkWidget *open_button;
};

G_DEFINE_FINAL_TYPE (LsnClientPeek, lsn_client_peek, GTK_TYPE_POPOVER)

static G_DEFINE_QUARK (lsn-client-peek-mark, mark)

    /* --- Marks
       ------------------------------------------------------------------------------------ */

    void lsn_client_peek_mark (GtkWidget *widget, gint64 client_id)
{
  gint64 *present = g_object_get_qdata (G_OBJECT (widget), mark_quark ());

  if (client_id == 0)
    g_object_set_qdata (G_OBJECT (widget), mark_quark (), NULL);
  else if (present)
    *present = client_id;
  else
    g_object_set_qdata_full (G_OBJECT (widget), mark_quark (),
                             g_memdup2 (&client_id, sizeof client_id), g_free);
}

/* The first marked widget at or below @widget, else %NULL. */
static GtkWidget *
find_mark (GtkWidget *widget)
{
  if (g_object_get_qdata (G_OBJECT (widget), mark_quark ()))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_mark (child);

      if (found)
        return found;
    }
  return NULL;
}

gint64
lsn_client_peek_get_client (GtkWidget *widget)
{
  GtkWidget *marked = find_mark (widget);

  return marked ? *(gint64 *) g_object_get_qdata (G_OBJECT (marked), mark_quark ()) : 0;
}

/* --- What it says ----------------------------------------------------------------------------- */

static void
add_text (GStrvBuilder *parts, const char *text)
{
  if (text && *text)
    g_strv_builder_add (parts, text);
}

static char *
join (GStrvBuilder *parts)
{
  g_auto (GStrv) list = g_strv_builder_end (parts);

  /* A line breaks after the dot. */
  return g_strjoinv ("\u00a0· ", list);
}

static void
show_about (LsnClientPeek *self)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *about = NULL;
  LsnClientStatus status;

  if (lsn_client_status_parse (lsn_record_get_text (self->client, LSN_CLIENT_STATUS), &status))
    add_text (parts, lsn_client_status_get_label (status));
  add_text (parts, lsn_record_get_text (self->client, LSN_CLIENT_SEGMENT_NAME));
  add_text (parts, lsn_record_get_text (self->client, LSN_CLIENT_CITY));
  add_text (parts, lsn_record_get_text (self->client, LSN_CLIENT_OWNER_NAME));
  about = join (parts);
  gtk_label_set_text (self->about_label, about);
}

static void
show_next (LsnClientPeek *self, LsnDate today)
{
  const char *const classes[] = { "in-time", "late", "very-late", "very-late" };
  const char *title = lsn_record_get_text (self->client, LSN_CLIENT_NEXT_TITLE);
  gboolean stuck = lsn_client_words_is_stuck (self->client);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *when = NULL;
  g_autofree char *due = NULL;
  int severity;

  due = lsn_client_words_dup_due (self->client, today, &severity);
  severity = stuck ? 1 : CLAMP (severity, 0, 3);
  add_text (parts, due);
  if (title)
    {
      const char *turn = lsn_record_get_text (self->client, LSN_CLIENT_TURN);

      if (g_strcmp0 (turn, "client") == 0)
        add_text (parts, _ ("waiting for the client"));
      else if (g_strcmp0 (turn, "performer") == 0)
        add_text (parts, _ ("waiting for the performer"));
      else
        add_text (parts, _ ("our move"));
    }
  when = join (parts);

  gtk_label_set_text (self->next_label, title ? title : _ ("No next step"));
  gtk_label_set_text (self->due_label, when);
  gtk_widget_set_visible (GTK_WIDGET (self->due_label), *when != '\0');
  gtk_image_set_from_icon_name (self->next_image,
                                severity > 0 ? "dialog-warning-symbolic" : "lsn-turn-symbolic");
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (self->next_box, classes[i]);
  gtk_widget_add_css_class (self->next_box, classes[severity]);
}

static void
show_last (LsnClientPeek *self, LsnDate today)
{
  gint64 rhythm = lsn_record_get_int64 (self->client, LSN_CLIENT_RHYTHM);
  g_autofree char *last = lsn_client_words_dup_last (self->client, today);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *text = NULL;

  if (last)
    {
      /* Translators: %s is “5 days ago” or “yesterday” */
      g_autofree char *contact = g_strdup_printf (_ ("Last contact %s"), last);

      add_text (parts, contact);
    }
  else
    {
      add_text (parts, _ ("No contact yet"));
    }
  if (rhythm > 0)
    {
      g_autofree char *words =
          g_strdup_printf (ngettext ("rhythm is %u day", "rhythm is %u days", (guint) rhythm),
                           (guint) rhythm);

      add_text (parts, words);
    }
  text = join (parts);
  gtk_label_set_text (self->last_label, text);
}

static void
refresh (LsnClientPeek *self)
{
  LsnDate today = lsn_context_get_today (self->context);
  const char *name;

  if (self->client == NULL || !lsn_record_is_loaded (self->client))
    return;

  name = lsn_record_get_text (self->client, LSN_CLIENT_NAME);
  lsn_client_avatar_show (self->avatar, self->context, name,
                          lsn_record_get_text (self->client, LSN_CLIENT_AVATAR));
  gtk_label_set_text (self->name_label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  show_about (self);
  show_next (self, today);
  show_last (self, today);
  gtk_widget_set_sensitive (self->call_button,
                            !lsn_record_is_null (self->client, LSN_CLIENT_PHONE));
  gtk_widget_set_sensitive (self->mail_button,
                            !lsn_record_is_null (self->client, LSN_CLIENT_EMAIL));
}

static void
show_person (LsnClientPeek *self, const LsnClientCard *card)
{
  const LsnRow *person = card->people->len > 0 ? g_ptr_array_index (card->people, 0) : NULL;
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *text = NULL;

  if (person)
    {
      add_text (parts, lsn_row_get_text (person, LSN_CLIENT_CONTACT_NAME));
      add_text (parts, lsn_row_get_text (person, LSN_CLIENT_CONTACT_ROLE));
    }
  add_text (parts, card->client ? lsn_row_get_text (card->client, LSN_CLIENT_PHONE) : NULL);
  text = join (parts);
  gtk_label_set_text (self->person_label, text);
  gtk_widget_set_visible (self->person_box, *text != '\0');
}

static void
card_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnClientPeek) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnClientCard *card = lsn_store_finish (LSN_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (card)
    show_person (self, card);
}

/* The target comes first: an action without one is a complaint each time. */
static void
set_action (GtkWidget *button, const char *action, gint64 id)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
set_client (LsnClientPeek *self, gint64 id)
{
  if (self->client && lsn_record_get_id (self->client) == id)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->client)
    g_clear_signal_handler (&self->client_handler, self->client);
  g_clear_object (&self->client);
  if (id == 0)
    return;

  self->client = lsn_record_pool_dup (lsn_context_get_pool (self->context, LSN_TYPE_CLIENT), id);
  self->client_handler =
      g_signal_connect_swapped (self->client, "changed", G_CALLBACK (refresh), self);
  set_action (self->call_button, "app.call-client", id);
  set_action (self->mail_button, "app.mail-client", id);
  set_action (self->open_button, "app.open-client", id);
  refresh (self);

  self->cancellable = g_cancellable_new ();
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_client_card_on_worker,
                        lsn_client_card_new (id), (GDestroyNotify) lsn_client_card_free,
                        self->cancellable, card_read_cb, g_object_ref (self));
}

/* --- Where it stands -------------------------------------------------------------------------- */

static void
close_card (LsnClientPeek *self)
{
  g_clear_handle_id (&self->hover_source, g_source_remove);
  g_clear_handle_id (&self->leave_source, g_source_remove);
  g_clear_handle_id (&self->place_source, g_source_remove);
  g_clear_weak_pointer (&self->shown_at);
  gtk_popover_popdown (GTK_POPOVER (self));
  set_client (self, 0);
}

static gboolean
place (LsnClientPeek *self)
{
  graphene_rect_t bounds;
  GdkRectangle rectangle;

  if (self->shown_at == NULL || !gtk_widget_get_mapped (self->shown_at) ||
      !gtk_widget_compute_bounds (self->shown_at, self->area, &bounds))
    return FALSE;
  rectangle.x = (int) bounds.origin.x;
  rectangle.y = (int) bounds.origin.y;
  rectangle.width = POINTED_AT;
  if (gtk_widget_get_width (self->area) < PHONE)
    {
      rectangle.x = 0;
      rectangle.width = gtk_widget_get_width (self->area);
    }
  rectangle.height = (int) bounds.size.height;
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &rectangle);
  return TRUE;
}

/* A row that the focus has moved to scrolls into view in the next frame. */
static gboolean
place_cb (gpointer user_data)
{
  LsnClientPeek *self = user_data;

  self->place_source = 0;
  if (!place (self))
    close_card (self);
  return G_SOURCE_REMOVE;
}

static void
show_at (LsnClientPeek *self, GtkWidget *marked, gboolean by_pointer)
{
  gboolean open = gtk_widget_get_visible (GTK_WIDGET (self));

  self->by_pointer = by_pointer;
  g_set_weak_pointer (&self->shown_at, marked);
  set_client (self, lsn_client_peek_get_client (marked));
  if (!place (self))
    return;
  if (!open)
    gtk_popover_popup (GTK_POPOVER (self));
  if (!by_pointer && self->place_source == 0)
    self->place_source = g_timeout_add (60, place_cb, self);
}

void
lsn_client_peek_toggle (LsnClientPeek *self, GtkWidget *widget)
{
  GtkWidget *marked = find_mark (widget);

  if (gtk_widget_get_visible (GTK_WIDGET (self)) && !self->by_pointer)
    close_card (self);
  else if (marked)
    show_at (self, marked, FALSE);
}

void
lsn_client_peek_follow (LsnClientPeek *self, GtkWidget *widget)
{
  GtkWidget *marked = widget ? find_mark (widget) : NULL;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)) || self->by_pointer)
    return;
  if (marked)
    show_at (self, marked, FALSE);
  else
    close_card (self);
}

/* --- Keys ------------------------------------------------------------------------------------- */

/* The row that has the focus: no button or entry in it, as Space belongs to those. */
static GtkWidget *
get_focused_row (LsnClientPeek *self)
{
  GtkWidget *focus = self->root ? gtk_root_get_focus (self->root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->area) || GTK_IS_BUTTON (focus) ||
      GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus) || find_mark (focus) == NULL)
    return NULL;
  return focus;
}

static gboolean
key_cb (LsnClientPeek *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *row;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape && gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      close_card (self);
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_space)
    return GDK_EVENT_PROPAGATE;
  row = get_focused_row (self);
  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  lsn_client_peek_toggle (self, row);
  return GDK_EVENT_STOP;
}

static void
focus_cb (LsnClientPeek *self)
{
  lsn_client_peek_follow (self, get_focused_row (self));
}

/* --- Pointer ---------------------------------------------------------------------------------- */

static gboolean
hover_cb (gpointer user_data)
{
  LsnClientPeek *self = user_data;
  GtkWidget *widget = gtk_widget_pick (self->area, self->x, self->y, GTK_PICK_DEFAULT);

  self->hover_source = 0;
  while (widget && widget != self->area)
    {
      if (g_object_get_qdata (G_OBJECT (widget), mark_quark ()))
        {
          show_at (self, widget, TRUE);
          break;
        }
      widget = gtk_widget_get_parent (widget);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
leave_cb (gpointer user_data)
{
  LsnClientPeek *self = user_data;

  self->leave_source = 0;
  close_card (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_over_shown (LsnClientPeek *self, double x, double y)
{
  graphene_rect_t bounds;

  return self->shown_at && gtk_widget_compute_bounds (self->shown_at, self->area, &bounds) &&
         graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

/* The card is below the area in the tree, but has a surface of its own. */
static gboolean
is_of_card (LsnClientPeek *self, GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);

  return event && gdk_event_get_surface (event) == gtk_native_get_surface (GTK_NATIVE (self));
}

static void
motion_cb (LsnClientPeek *self, double x, double y, GtkEventController *controller)
{
  gboolean open = gtk_widget_get_visible (GTK_WIDGET (self));

  /* GTK repeats the last motion whenever the list is laid out anew. */
  if (is_of_card (self, controller) || (ABS (x - self->x) < 1 && ABS (y - self->y) < 1))
    return;
  self->x = x;
  self->y = y;
  g_clear_handle_id (&self->hover_source, g_source_remove);
  if (open && self->by_pointer && !is_over_shown (self, x, y))
    {
      if (self->leave_source == 0)
        self->leave_source = g_timeout_add (LEAVE_MS, leave_cb, self);
    }
  else if (open)
    {
      g_clear_handle_id (&self->leave_source, g_source_remove);
    }
  else
    {
      self->hover_source = g_timeout_add (HOVER_MS, hover_cb, self);
    }
}

static void
area_left_cb (LsnClientPeek *self)
{
  g_clear_handle_id (&self->hover_source, g_source_remove);
  if (gtk_widget_get_visible (GTK_WIDGET (self)) && self->by_pointer && self->leave_source == 0)
    self->leave_source = g_timeout_add (LEAVE_MS, leave_cb, self);
}

static void
card_entered_cb (LsnClientPeek *self)
{
  g_clear_handle_id (&self->leave_source, g_source_remove);
}

static void
card_left_cb (LsnClientPeek *self)
{
  if (self->by_pointer && self->leave_source == 0)
    self->leave_source = g_timeout_add (LEAVE_MS, leave_cb, self);
}

/* A click or a turn of the wheel is about the list, not about the card. */
static void
turn_away (LsnClientPeek *self, GtkEventController *controller)
{
  if (is_of_card (self, controller))
    return;
  g_clear_handle_id (&self->hover_source, g_source_remove);
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    close_card (self);
}

static void
pressed_cb (LsnClientPeek *self, int n_press, double x, double y, GtkEventController *controller)
{
  turn_away (self, controller);
}

static gboolean
scroll_cb (LsnClientPeek *self, double dx, double dy, GtkEventController *controller)
{
  turn_away (self, controller);
  return GDK_EVENT_PROPAGATE;
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
root_changed_cb (LsnClientPeek *self)
{
  if (self->root)
    g_clear_signal_handler (&self->focus_handler, self->root);
  self->root = gtk_widget_get_root (self->area);
  if (self->root)
    self->focus_handler =
        g_signal_connect_swapped (self->root, "notify::focus-widget", G_CALLBACK (focus_cb), self);
}

static void
area_unmapped_cb (LsnClientPeek *self)
{
  close_card (self);
}

/* The area owns the card, and lets go of it when it ends. */
static void
area_destroyed_cb (LsnClientPeek *self)
{
  gtk_widget_unparent (GTK_WIDGET (self));
}

static void
lsn_client_peek_dispose (GObject *object)
{
  LsnClientPeek *self = LSN_CLIENT_PEEK (object);

  g_clear_handle_id (&self->hover_source, g_source_remove);
  g_clear_handle_id (&self->leave_source, g_source_remove);
  g_clear_handle_id (&self->place_source, g_source_remove);
  g_clear_weak_pointer (&self->shown_at);
  if (self->root)
    g_clear_signal_handler (&self->focus_handler, self->root);
  self->root = NULL;
  set_client (self, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_CLIENT_PEEK);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_client_peek_parent_class)->dispose (object);
}

static void
lsn_client_peek_class_init (LsnClientPeekClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_client_peek_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/views/lsn-client-peek.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnClientPeek, avatar);
  gtk_widget_class_bind_template_child (widget_class, LsnClientPeek, name_label);
  gtk_widget_class_bind_template_child (widget_class, LsnClientPeek, about_label);
  gtk_widget_class_bind_template_child (widget_class, LsnClientPeek, next_box);
  gtk_widget_class_bind_template_child (widget_class, LsnClientPeek, next_image);
  gtk_widget_class_bind_template_child (widget_class, LsnClientPeek, next_label);
  gtk_widget_class_bind_template_child (widget_class, LsnClientPeek, due_label);
  gtk_widget_class_bind_template_child (widget_class, LsnClientPeek, last_label);
  gtk_widget_class_bind_template_child (widget_class, LsnClientPeek, last_box);
  gtk_widget_class_bind_template_child (widget_class, LsnClientPeek, person_label);
  gtk_widget_class_bind_template_child (widget_class, LsnClientPeek, person_box);
  gtk_widget_class_bind_template_child (widget_class, LsnClientPeek, call_button);
  gtk_widget_class_bind_template_child (widget_class, LsnClientPeek, mail_button);
  gtk_widget_class_bind_template_child (widget_class, LsnClientPeek, open_button);
}

static void
lsn_client_peek_init (LsnClientPeek *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (card_entered_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (card_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

static void
add_controllers (LsnClientPeek *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (area_left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->area, keys);
  gtk_widget_add_controller (self->area, motion);
  gtk_widget_add_controller (self->area, scroll);
  gtk_widget_add_controller (self->area, GTK_EVENT_CONTROLLER (click));
}

LsnClientPeek *
lsn_client_peek_attach (GtkWidget *area, LsnContext *context)
{
  LsnClientPeek *self = g_object_new (LSN_TYPE_CLIENT_PEEK, NULL);

  self->context = g_object_ref (context);
  self->area = area;
  gtk_widget_set_parent (GTK_WIDGET (self), area);
  add_controllers (self);
  g_signal_connect_object (area, "notify::root", G_CALLBACK (root_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (area, "unmap", G_CALLBACK (area_unmapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (area, "destroy", G_CALLBACK (area_destroyed_cb), self,
                           G_CONNECT_SWAPPED);
  root_changed_cb (self);
  return self;
}
