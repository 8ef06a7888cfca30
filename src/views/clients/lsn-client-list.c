/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-clock.h"
#include "model/clients/lsn-client-write.h"
#include "views/clients/lsn-client-line.h"
#include "views/clients/lsn-client-list-private.h"
#include "widgets/lsn-drag.h"

#include <glib/gi18n-lib.h>

enum
{
  ORDERED,
  TYPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LsnClientList, lsn_client_list, ADW_TYPE_BIN)

const LsnKey lsn_client_list_keys[] = {
  { "Return", N_ ("Open the Client"), NULL },
  { "space", N_ ("Peek at the Client"), NULL },
  { "c", N_ ("Call"), "client.call" },
  { "m", N_ ("Write a Mail"), "client.mail" },
  { "n", N_ ("Set a Next Step"), "client.next" },
  { "e", N_ ("Edit"), "client.edit" },
  { "a", N_ ("Archive or Restore"), "client.archive" },
  { "<Control>space", N_ ("Select or Unselect"), NULL },
  { "<Shift>Down", N_ ("Select More"), NULL },
  { "<Control>a", N_ ("Select All"), NULL },
  { NULL },
};

/* --- Which one -------------------------------------------------------------------------------- */

static GtkWidget *
get_view (LsnClientList *self)
{
  return self->mode == LSN_CLIENT_LIST_TABLE ? GTK_WIDGET (self->table) : GTK_WIDGET (self->lines);
}

static GtkWidget *
get_focused_row (LsnClientList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && gtk_widget_is_ancestor (focus, get_view (self)) ? focus : NULL;
}

/* Whom the keys and the menu are about: the focused client, else the only selected one. */
static gint64
get_target (LsnClientList *self)
{
  GtkWidget *row = get_focused_row (self);
  gint64 id = row ? lsn_client_peek_get_client (row) : 0;

  return id ? id : lsn_id_selection_get_single (self->selection);
}

/* --- What one can do with it ------------------------------------------------------------------ */

/* What is done to one client is a command of the application each. */
static const struct
{
  const char *name;
  const char *command;
} commands[] = {
  { "client.open", "app.open-client" }, { "client.call", "app.call-client" },
  { "client.mail", "app.mail-client" }, { "client.next", "app.capture-for" },
  { "client.edit", "app.edit-client" },
};

static void
command_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 id = get_target (LSN_CLIENT_LIST (widget));
  guint i = 0;

  while (!g_str_equal (commands[i].name, name))
    i++;
  if (id)
    gtk_widget_activate_action (widget, commands[i].command, "x", id);
}

static void
peek_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnClientList *self = LSN_CLIENT_LIST (widget);
  GtkWidget *row = get_focused_row (self);

  if (row)
    lsn_client_peek_toggle (self->peek, row);
}

static void
archive (LsnClientList *self, gint64 id)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LsnRecord) client =
      lsn_record_pool_dup (lsn_context_get_pool (self->context, LSN_TYPE_CLIENT), id);
  const char *name = lsn_record_get_text (client, LSN_CLIENT_NAME);
  gboolean back = !lsn_record_is_null (client, LSN_CLIENT_ARCHIVED_AT);
  g_autofree char *message =
      g_strdup_printf (back ? _ ("“%s” is back from the archive") : _ ("“%s” archived"), name);
  LsnClientsEdit *edit;

  g_array_append_val (ids, id);
  edit = lsn_clients_edit_new (ids, lsn_clock_now ());
  edit->row = lsn_row_new (&lsn_client_info);
  if (back)
    lsn_row_set_null (edit->row, LSN_CLIENT_ARCHIVED_AT);
  else
    lsn_row_set_int64 (edit->row, LSN_CLIENT_ARCHIVED_AT, edit->now);
  lsn_context_write (self->context, back ? _ ("Restore Client") : _ ("Archive Client"), message,
                     lsn_clients_edit_on_worker, edit, (GDestroyNotify) lsn_clients_edit_free);
}

typedef struct
{
  LsnClientList *list; /* owned */
  gint64 id;
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_object_unref (asking->list);
  g_free (asking);
}

static void
answered_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Asking *asking = user_data;

  if (g_str_equal (response, "archive"))
    archive (asking->list, asking->id);
}

/* A letter alone archives nothing: it may be the first one of a name that is being typed. */
static void
archive_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnClientList *self = LSN_CLIENT_LIST (widget);
  gint64 id = get_target (self);
  g_autoptr (LsnRecord) client = NULL;
  g_autofree char *heading = NULL;
  AdwDialog *dialog;
  Asking *asking;

  if (id == 0)
    return;
  client = lsn_record_pool_dup (lsn_context_get_pool (self->context, LSN_TYPE_CLIENT), id);
  if (!lsn_record_is_loaded (client))
    return;
  if (!lsn_record_is_null (client, LSN_CLIENT_ARCHIVED_AT))
    {
      archive (self, id);
      return;
    }

  heading = g_strdup_printf (_ ("Archive “%s”?"), lsn_record_get_text (client, LSN_CLIENT_NAME));
  dialog = adw_alert_dialog_new (NULL, _ ("It leaves the lists and the reminders, and stays in the "
                                          "view Archive with all its story."));
  adw_alert_dialog_set_heading_use_markup (ADW_ALERT_DIALOG (dialog), FALSE);
  adw_alert_dialog_set_heading (ADW_ALERT_DIALOG (dialog), heading);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "archive",
                                  _ ("_Archive"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "archive");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  asking = g_new0 (Asking, 1);
  asking->list = g_object_ref (self);
  asking->id = id;
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), asking, asking_free, 0);
  adw_dialog_present (dialog, widget);
}

/* --- Rows of the list of lines ---------------------------------------------------------------- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, LsnClientList *self)
{
  gtk_list_item_set_child (item, lsn_client_line_new (self->context));
}

static void
name_item (GtkListItem *item)
{
  LsnRecord *client = gtk_list_item_get_item (item);
  const char *name = lsn_record_get_text (client, LSN_CLIENT_NAME);
  const char *next = lsn_record_get_text (client, LSN_CLIENT_NEXT_TITLE);

  gtk_list_item_set_accessible_label (item, name ? name : "");
  gtk_list_item_set_accessible_description (item, next ? next : "");
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, LsnClientList *self)
{
  LsnRecord *client = gtk_list_item_get_item (item);
  GtkWidget *line = gtk_list_item_get_child (item);

  lsn_client_line_set_client (LSN_CLIENT_LINE (line), client, self->today);
  lsn_client_peek_mark (line, lsn_record_get_id (client));
  g_signal_connect_swapped (client, "changed", G_CALLBACK (name_item), item);
  name_item (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, LsnClientList *self)
{
  GtkWidget *line = gtk_list_item_get_child (item);

  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), name_item, item);
  lsn_client_peek_mark (line, 0);
  lsn_client_line_set_client (LSN_CLIENT_LINE (line), NULL, self->today);
}

static void
activate_cb (LsnClientList *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-client", "x",
                              lsn_record_list_get_id (self->records, position));
}

/* --- Keys ------------------------------------------------------------------------------------- */

static gboolean
is_command (guint keyval)
{
  for (const LsnKey *key = lsn_client_list_keys; key->accel; key++)
    {
      guint accel;
      GdkModifierType modifiers;

      if (key->action && gtk_accelerator_parse (key->accel, &accel, &modifiers) && accel == keyval)
        return TRUE;
    }
  return FALSE;
}

/* A letter that is no command begins a search. Commands, which are shortcuts of the class, have
 * had their turn when the key comes up to here. */
static gboolean
typed_cb (LsnClientList *self, guint keyval, guint keycode, GdkModifierType state,
          GtkEventController *controller)
{
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->search)));
  gunichar letter = gdk_keyval_to_unicode (keyval);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 ||
      !g_unichar_isprint (letter) || letter == ' ' || is_command (keyval))
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[TYPED], 0);
  gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
  gtk_editable_set_position (GTK_EDITABLE (self->search), -1);
  return gtk_event_controller_key_forward (GTK_EVENT_CONTROLLER_KEY (controller), text);
}

static void
toggle_focused (LsnClientList *self, gint64 id)
{
  guint position = lsn_record_list_find (self->records, id);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  if (position == G_MAXUINT)
    return;
  if (gtk_selection_model_is_selected (model, position))
    gtk_selection_model_unselect_item (model, position);
  else
    gtk_selection_model_select_item (model, position, FALSE);
}

/* Ctrl+Space is a key of the application, which would take it before the list gets it. */
static gboolean
root_key_cb (LsnClientList *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *row = get_focused_row (self);
  gint64 id = row ? lsn_client_peek_get_client (row) : 0;

  if (id == 0 || keyval != GDK_KEY_space ||
      (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  toggle_focused (self, id);
  return GDK_EVENT_STOP;
}

/* Several become one, the focused one; one stays. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  LsnClientList *self = LSN_CLIENT_LIST (widget);
  guint position = lsn_record_list_find (self->records, get_target (self));

  if (lsn_id_selection_get_count (self->selection) < 2)
    return FALSE;
  if (position == G_MAXUINT)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  else
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  return TRUE;
}

/* --- The context menu ------------------------------------------------------------------------- */

static void
append_item (GMenu *menu, const char *label, const char *action, const char *accel)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "accel", "s", accel);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) see = g_menu_new ();
  g_autoptr (GMenu) reach = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();

  append_item (see, _ ("_Open"), "client.open", "Return");
  append_item (see, _ ("_Peek"), "client.peek", "space");
  append_item (reach, _ ("_Call"), "client.call", "c");
  append_item (reach, _ ("Write a _Mail"), "client.mail", "m");
  append_item (reach, _ ("Set a _Next Step…"), "client.next", "n");
  append_item (change, _ ("_Edit…"), "client.edit", "e");
  append_item (change, _ ("_Archive or Restore…"), "client.archive", "a");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (see));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (reach));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  return G_MENU_MODEL (menu);
}

static void
show_menu (LsnClientList *self, double x, double y)
{
  const GdkRectangle place = { (int) x, (int) y, 1, 1 };

  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

GtkWidget *
lsn_client_list_find_row (LsnClientList *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  /* The row is what the list gives the focus to. */
  while (widget && widget != GTK_WIDGET (self) && !gtk_widget_get_focusable (widget))
    widget = gtk_widget_get_parent (widget);
  return widget && lsn_client_peek_get_client (widget) && widget != get_view (self) &&
                 widget != GTK_WIDGET (self)
             ? widget
             : NULL;
}

static void
secondary_cb (LsnClientList *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkWidget *row = lsn_client_list_find_row (self, x, y);
  guint position;

  if (row == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (row);
  position = lsn_record_list_find (self->records, lsn_client_peek_get_client (row));
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  show_menu (self, x, y);
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  LsnClientList *self = LSN_CLIENT_LIST (widget);
  GtkWidget *row = get_focused_row (self);
  graphene_rect_t bounds;

  if (row == NULL || !gtk_widget_compute_bounds (row, widget, &bounds))
    return FALSE;
  show_menu (self, bounds.origin.x + 48, bounds.origin.y + bounds.size.height);
  return TRUE;
}

/* Fingers have no Ctrl: a long touch selects one more. */
static void
long_press_cb (LsnClientList *self, double x, double y, GtkGesture *gesture)
{
  GtkWidget *row = lsn_client_list_find_row (self, x, y);

  if (row == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  toggle_focused (self, lsn_client_peek_get_client (row));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_client_list_root (GtkWidget *widget)
{
  LsnClientList *self = LSN_CLIENT_LIST (widget);

  GTK_WIDGET_CLASS (lsn_client_list_parent_class)->root (widget);

  self->root = gtk_widget_get_root (widget);
  self->at_root = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->at_root, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->at_root, "key-pressed", G_CALLBACK (root_key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->root), self->at_root);
}

static void
lsn_client_list_unroot (GtkWidget *widget)
{
  LsnClientList *self = LSN_CLIENT_LIST (widget);

  gtk_widget_remove_controller (GTK_WIDGET (self->root), self->at_root);
  self->at_root = NULL;
  self->root = NULL;

  GTK_WIDGET_CLASS (lsn_client_list_parent_class)->unroot (widget);
}

static gboolean
lsn_client_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (get_view (LSN_CLIENT_LIST (widget)));
}

static void
lsn_client_list_dispose (GObject *object)
{
  LsnClientList *self = LSN_CLIENT_LIST (object);

  if (self->stack)
    {
      lsn_client_list_dispose_columns (self);
      gtk_column_view_set_model (self->table, NULL);
      gtk_list_view_set_model (self->lines, NULL);
      gtk_widget_unparent (self->menu);
      self->stack = NULL;
    }
  g_clear_object (&self->selection);
  g_clear_object (&self->records);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_client_list_parent_class)->dispose (object);
}

static void
lsn_client_list_class_init (LsnClientListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lsn_client_list_dispose;
  widget_class->root = lsn_client_list_root;
  widget_class->unroot = lsn_client_list_unroot;
  widget_class->grab_focus = lsn_client_list_grab_focus;

  signals[ORDERED] = g_signal_new ("ordered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_BOOLEAN);
  signals[TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    gtk_widget_class_install_action (widget_class, commands[i].name, NULL, command_action);
  gtk_widget_class_install_action (widget_class, "client.peek", NULL, peek_action);
  gtk_widget_class_install_action (widget_class, "client.archive", NULL, archive_action);
  lsn_key_install (widget_class, lsn_client_list_keys);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
}

static GtkWidget *
make_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  lsn_drag_scroll_at_edges (GTK_SCROLLED_WINDOW (scrolled));
  return scrolled;
}

static void
lsn_client_list_init (LsnClientList *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

static void
add_controllers (LsnClientList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (typed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (secondary), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (secondary, "pressed", G_CALLBACK (secondary_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_swapped (long_press, "pressed", G_CALLBACK (long_press_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (long_press));
}

static void
make_lines (LsnClientList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->lines = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_list_view_set_tab_behavior (self->lines, GTK_LIST_TAB_ITEM);
  gtk_widget_add_css_class (GTK_WIDGET (self->lines), "client-lines");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lines), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Clients"), -1);
  g_signal_connect_swapped (self->lines, "activate", G_CALLBACK (activate_cb), self);
  scrolled = make_scrolled (GTK_WIDGET (self->lines));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_stack_add_named (self->stack, scrolled, "lines");
}

static void
make_table (LsnClientList *self)
{
  self->table = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_tab_behavior (self->table, GTK_LIST_TAB_ITEM);
  gtk_widget_add_css_class (GTK_WIDGET (self->table), "data-table");
  gtk_widget_add_css_class (GTK_WIDGET (self->table), "client-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Clients"), -1);
  g_signal_connect_swapped (self->table, "activate", G_CALLBACK (activate_cb), self);
  gtk_stack_add_named (self->stack, make_scrolled (GTK_WIDGET (self->table)), "table");
  lsn_client_list_set_up_columns (self);
}

static const char *const writing[] = { "client.next", "client.edit", "client.archive", NULL };

void
lsn_client_list_set_up (LsnClientList *self, LsnContext *context, LsnRecordList *records,
                        LsnIdSelection *selection, GtkSearchEntry *search)
{
  g_autoptr (GMenuModel) menu = make_menu ();

  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  self->records = g_object_ref (records);
  self->selection = g_object_ref (selection);
  self->search = search;
  self->today = lsn_context_get_today (context);
  lsn_context_guard_actions (context, self, writing);
  make_lines (self);
  make_table (self);
  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  self->peek = lsn_client_peek_attach (GTK_WIDGET (self), context);
  add_controllers (self);
  lsn_client_list_take_cards (self);
  lsn_client_list_set_mode (self, LSN_CLIENT_LIST_TABLE);
}

/* Only the view that is shown has the model: the other one costs nothing. */
void
lsn_client_list_set_mode (LsnClientList *self, LsnClientListMode mode)
{
  gboolean table = mode == LSN_CLIENT_LIST_TABLE;
  gboolean focused = get_focused_row (self) != NULL;
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  self->mode = mode;
  gtk_list_view_set_single_click_activate (self->lines, mode == LSN_CLIENT_LIST_LINES);
  if ((table ? gtk_column_view_get_model (self->table) : gtk_list_view_get_model (self->lines)))
    return;

  gtk_list_view_set_model (self->lines, table ? NULL : model);
  gtk_column_view_set_model (self->table, table ? model : NULL);
  gtk_stack_set_visible_child_name (self->stack, table ? "table" : "lines");
  if (focused)
    gtk_widget_grab_focus (get_view (self));
}

LsnClientListMode
lsn_client_list_get_mode (LsnClientList *self)
{
  return self->mode;
}

void
lsn_client_list_set_today (LsnClientList *self, LsnDate today)
{
  self->today = today;
}

void
lsn_client_list_go_to (LsnClientList *self, guint position)
{
  const GtkListScrollFlags flags = GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT;

  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    return;
  if (self->mode == LSN_CLIENT_LIST_TABLE)
    gtk_column_view_scroll_to (self->table, position, NULL, flags, NULL);
  else
    gtk_list_view_scroll_to (self->lines, position, flags, NULL);
  gtk_widget_grab_focus (get_view (self));
}

gboolean
lsn_client_list_has_focus (LsnClientList *self)
{
  return get_focused_row (self) != NULL;
}
