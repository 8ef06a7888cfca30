/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-composer.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-contact.h"
#include "model/timeline/lsn-touch.h"
#include "widgets/lsn-date-button.h"

#include <glib/gi18n-lib.h>

struct _LsnComposer
{
  AdwBin parent_instance;

  LsnContext *context; /* owned, nullable until it is started */
  gint64 client_id;
  char *client_name;         /* owned, nullable */
  char *place;               /* owned: of the draft */
  GArray *contact_ids;       /* owned; element-type gint64: those of contact_drop, 0 the first */
  gint64 wanted_contact;     /* of a draft or an offer, until the people are known */
  GCancellable *cancellable; /* owned, nullable: of the reading of the next step */
  gboolean offered;          /* may be logged without words */
  gboolean restoring;
  gboolean logging;

  /* Template widgets */
  GtkImage *kind_image;
  GtkTextView *text_view;
  GtkLabel *placeholder;
  GtkRevealer *next_revealer;
  GtkToggleButton *next_button;
  GtkLabel *next_label;
  GtkRevealer *tools_revealer;
  AdwToggleGroup *kind_group;
  GtkToggleButton *direction_button;
  GtkDropDown *contact_drop;
  GtkDropDown *duration_drop;
  LsnDateButton *when_button;
  GtkButton *log_button;
};

G_DEFINE_FINAL_TYPE (LsnComposer, lsn_composer, ADW_TYPE_BIN)

static const char *const kinds[] = { "call", "meeting", "message", "mail", "note" };
static const int durations[] = { 0, 5, 10, 15, 30, 45, 60, 90, 120 };

const LsnKey lsn_composer_keys[] = {
  { "Return", N_ ("Log the Entry"), NULL },
  { "<Shift>Return", N_ ("New Line"), NULL },
  { "<Alt>1", N_ ("A Call"), "composer.call" },
  { "<Alt>2", N_ ("A Meeting"), "composer.meeting" },
  { "<Alt>3", N_ ("A Message"), "composer.message" },
  { "<Alt>4", N_ ("A Mail"), "composer.mail" },
  { "<Alt>5", N_ ("A Note"), "composer.note" },
  { "<Control>i", N_ ("Incoming or Outgoing"), "composer.direction" },
  { NULL },
};

/* --- What it says now ------------------------------------------------------------------------- */

static const char *
get_kind (LsnComposer *self)
{
  guint active = adw_toggle_group_get_active (self->kind_group);

  return kinds[active < G_N_ELEMENTS (kinds) ? active : 0];
}

static char *
dup_text (LsnComposer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
has_direction (const char *kind)
{
  return !g_str_equal (kind, "note") && !g_str_equal (kind, "meeting");
}

static gboolean
has_duration (const char *kind)
{
  return g_str_equal (kind, "call") || g_str_equal (kind, "meeting");
}

static const char *
get_direction (LsnComposer *self)
{
  if (!has_direction (get_kind (self)))
    return "none";
  return gtk_toggle_button_get_active (self->direction_button) ? "in" : "out";
}

static gint64
get_contact (LsnComposer *self)
{
  guint selected = gtk_drop_down_get_selected (self->contact_drop);

  if (self->wanted_contact)
    return self->wanted_contact;
  return selected < self->contact_ids->len ? g_array_index (self->contact_ids, gint64, selected)
                                           : 0;
}

static int
get_duration (LsnComposer *self)
{
  guint selected = gtk_drop_down_get_selected (self->duration_drop);

  return has_duration (get_kind (self)) && selected < G_N_ELEMENTS (durations) ? durations[selected]
                                                                               : 0;
}

/* 0 for now. */
static gint64
get_moment (LsnComposer *self)
{
  LsnDate date = lsn_date_button_get_date (self->when_button);
  int minute = lsn_date_button_get_minute (self->when_button);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  if (date == LSN_DATE_NONE)
    return 0;
  if (minute < 0)
    {
      /* A day without a time: the hour of now tells it from the other talks of that day. */
      lsn_date_from_instant (lsn_clock_now (), zone, &minute);
    }
  return lsn_date_to_instant (date, minute, zone);
}

/* --- The draft -------------------------------------------------------------------------------- */

static void
keep_draft (LsnComposer *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *draft = NULL;
  g_autoptr (GVariant) value = NULL;
  GVariantDict dict;

  if (self->restoring || self->context == NULL)
    return;
  if (*text == '\0')
    {
      lsn_drafts_set (lsn_context_get_drafts (self->context), self->place, NULL);
      return;
    }

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "text", "s", text);
  g_variant_dict_insert (&dict, "kind", "s", get_kind (self));
  g_variant_dict_insert (&dict, "incoming", "b",
                         gtk_toggle_button_get_active (self->direction_button));
  g_variant_dict_insert (&dict, "contact", "x", get_contact (self));
  g_variant_dict_insert (&dict, "duration", "u", gtk_drop_down_get_selected (self->duration_drop));
  g_variant_dict_insert (&dict, "date", "i", lsn_date_button_get_date (self->when_button));
  g_variant_dict_insert (&dict, "minute", "i", lsn_date_button_get_minute (self->when_button));
  value = g_variant_ref_sink (g_variant_dict_end (&dict));
  draft = g_variant_print (value, TRUE);
  lsn_drafts_set (lsn_context_get_drafts (self->context), self->place, draft);
}

static void
choose_contact (LsnComposer *self, gint64 contact_id)
{
  self->wanted_contact = contact_id;
  for (guint i = 0; i < self->contact_ids->len; i++)
    {
      if (g_array_index (self->contact_ids, gint64, i) == contact_id)
        {
          gtk_drop_down_set_selected (self->contact_drop, i);
          self->wanted_contact = 0;
        }
    }
}

static void
choose_kind (LsnComposer *self, const char *kind)
{
  for (guint i = 0; kind && i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i], kind))
        adw_toggle_group_set_active (self->kind_group, i);
    }
}

static void
restore_draft (GObject *owner, const char *draft)
{
  LsnComposer *self = LSN_COMPOSER (owner);
  g_autofree char *present = dup_text (self);
  g_autoptr (GVariant) value = NULL;
  GVariantDict dict;
  const char *text;
  const char *kind;
  gboolean incoming;
  gint64 contact;
  guint32 duration;
  gint32 date, minute;

  value = draft ? g_variant_parse (G_VARIANT_TYPE_VARDICT, draft, NULL, NULL, NULL) : NULL;
  if (value == NULL || *present != '\0')
    return;

  self->restoring = TRUE;
  g_variant_dict_init (&dict, value);
  if (g_variant_dict_lookup (&dict, "kind", "&s", &kind))
    choose_kind (self, kind);
  if (g_variant_dict_lookup (&dict, "incoming", "b", &incoming))
    gtk_toggle_button_set_active (self->direction_button, incoming);
  if (g_variant_dict_lookup (&dict, "contact", "x", &contact))
    choose_contact (self, contact);
  if (g_variant_dict_lookup (&dict, "duration", "u", &duration) &&
      duration < G_N_ELEMENTS (durations))
    gtk_drop_down_set_selected (self->duration_drop, duration);
  if (g_variant_dict_lookup (&dict, "date", "i", &date) &&
      g_variant_dict_lookup (&dict, "minute", "i", &minute))
    lsn_date_button_set (self->when_button, date, minute);
  if (g_variant_dict_lookup (&dict, "text", "&s", &text))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, -1);
  g_variant_dict_clear (&dict);
  self->restoring = FALSE;
}

/* --- The next step in the line ---------------------------------------------------------------- */

static LsnCaptureJob *
new_job (LsnComposer *self, const char *next)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

  return lsn_capture_job_new (next, self->client_id, lsn_clock_now (), zone);
}

static void
next_parsed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnComposer) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnCaptureJob *job = lsn_store_finish (LSN_STORE (source), result, &error);
  g_autofree char *due = NULL;
  g_autofree char *text = NULL;
  LsnDate date;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (job == NULL)
    return;

  date = lsn_date_from_iso (job->capture->due_date);
  due = lsn_when_dup_relative (date == LSN_DATE_NONE ? job->today : date, job->capture->time,
                               job->today);
  text = g_strdup_printf ("%s · %s", job->capture->title ? job->capture->title : "", due);
  gtk_label_set_text (self->next_label, text);
  gtk_revealer_set_reveal_child (self->next_revealer, TRUE);
}

static void
show_next (LsnComposer *self, const char *text)
{
  g_autofree char *said = NULL;
  g_autofree char *next = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  lsn_touch_split (text, &said, &next);
  if (next == NULL || self->context == NULL)
    {
      gtk_revealer_set_reveal_child (self->next_revealer, FALSE);
      gtk_toggle_button_set_active (self->next_button, TRUE);
      return;
    }
  self->cancellable = g_cancellable_new ();
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_capture_job_parse_on_worker,
                        new_job (self, next), (GDestroyNotify) lsn_capture_job_free,
                        self->cancellable, next_parsed_cb, g_object_ref (self));
}

static void
next_toggled_cb (LsnComposer *self)
{
  if (gtk_toggle_button_get_active (self->next_button))
    gtk_widget_remove_css_class (GTK_WIDGET (self->next_label), "struck");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->next_label), "struck");
}

/* --- Showing ---------------------------------------------------------------------------------- */

static const char *
get_placeholder (LsnComposer *self)
{
  const char *kind = get_kind (self);

  if (!self->offered)
    return _ ("What happened? “→ call Tuesday” sets the next step");
  if (g_str_equal (kind, "call"))
    return _ ("How did the call go? Enter logs it");
  if (g_str_equal (kind, "mail"))
    return _ ("What did you write? Enter logs it");
  return _ ("What was said? Enter logs it");
}

static void
show (LsnComposer *self)
{
  const char *kind = get_kind (self);
  gboolean incoming = gtk_toggle_button_get_active (self->direction_button);
  GtkWidget *focus = GTK_WIDGET (self->text_view);
  g_autofree char *text = dup_text (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focused = root ? gtk_root_get_focus (root) : NULL;
  gboolean active = *text != '\0' || self->offered || focused == focus ||
                    (focused && gtk_widget_is_ancestor (focused, GTK_WIDGET (self)));

  gtk_image_set_from_icon_name (self->kind_image, lsn_entry_kind_get_icon (kind));
  gtk_widget_set_visible (GTK_WIDGET (self->direction_button), has_direction (kind));
  gtk_button_set_icon_name (GTK_BUTTON (self->direction_button),
                            incoming ? "lsn-in-symbolic" : "lsn-out-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->direction_button),
                               incoming ? _ ("Incoming (Ctrl+I)") : _ ("Outgoing (Ctrl+I)"));
  gtk_widget_set_visible (GTK_WIDGET (self->duration_drop), has_duration (kind));
  gtk_widget_set_visible (GTK_WIDGET (self->contact_drop), self->contact_ids->len > 1);
  gtk_label_set_text (self->placeholder, get_placeholder (self));
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), *text == '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self->log_button), *text != '\0' || self->offered);
  gtk_revealer_set_reveal_child (self->tools_revealer, active);
}

static void
changed_cb (LsnComposer *self)
{
  show (self);
  keep_draft (self);
}

static void
kind_changed_cb (LsnComposer *self)
{
  changed_cb (self);
}

static void
text_changed_cb (LsnComposer *self)
{
  g_autofree char *text = dup_text (self);

  show_next (self, text);
  changed_cb (self);
}

/* --- Logging ---------------------------------------------------------------------------------- */

static void
clear (LsnComposer *self)
{
  self->offered = FALSE;
  self->restoring = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), "", -1);
  gtk_toggle_button_set_active (self->direction_button, FALSE);
  gtk_drop_down_set_selected (self->contact_drop, 0);
  gtk_drop_down_set_selected (self->duration_drop, 0);
  lsn_date_button_set (self->when_button, LSN_DATE_NONE, -1);
  self->restoring = FALSE;
  changed_cb (self);
}

static void
logged (GObject *owner, gpointer data)
{
  LsnComposer *self = LSN_COMPOSER (owner);

  self->logging = FALSE;
  clear (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
failed_cb (LsnComposer *self)
{
  self->logging = FALSE;
}

static LsnEntryEdit *
new_entry (LsnComposer *self, const char *said)
{
  LsnEntryEdit *edit = g_new0 (LsnEntryEdit, 1);
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  gint64 contact_id = get_contact (self);
  gint64 moment = get_moment (self);

  edit->now = lsn_clock_now ();
  edit->row = lsn_row_new (&lsn_entry_info);
  lsn_row_set_int64 (edit->row, LSN_ENTRY_CLIENT_ID, self->client_id);
  lsn_row_set_text (edit->row, LSN_ENTRY_KIND, get_kind (self));
  lsn_row_set_text (edit->row, LSN_ENTRY_DIRECTION, get_direction (self));
  lsn_row_set_text (edit->row, LSN_ENTRY_ZONE, g_time_zone_get_identifier (zone));
  lsn_row_set_text (edit->row, LSN_ENTRY_TEXT, *said ? said : NULL);
  if (contact_id)
    lsn_row_set_int64 (edit->row, LSN_ENTRY_CONTACT_ID, contact_id);
  if (get_duration (self) > 0)
    lsn_row_set_int64 (edit->row, LSN_ENTRY_DURATION_S, (gint64) get_duration (self) * 60);
  if (moment)
    lsn_row_set_int64 (edit->row, LSN_ENTRY_AT, moment);
  return edit;
}

/* The words stay where they are until they are durable: a full disk never costs what was typed. */
static void
log_cb (LsnComposer *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *said = NULL;
  g_autofree char *next = NULL;
  g_autofree char *message = NULL;
  const char *heading = lsn_entry_get_heading (get_kind (self), get_direction (self));
  LsnTouch *touch;

  if (gtk_toggle_button_get_active (self->next_button))
    lsn_touch_split (text, &said, &next);
  else
    said = g_strstrip (g_strdup (text));
  if (self->logging || (*said == '\0' && next == NULL && !self->offered))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
      return;
    }

  touch = g_new0 (LsnTouch, 1);
  if (*said != '\0' || !g_str_equal (get_kind (self), "note"))
    touch->entry = new_entry (self, said);
  if (next)
    touch->next = new_job (self, next);
  if (touch->entry == NULL)
    message = g_strdup_printf (_ ("Next step: %s"), next);
  else if (self->client_name)
    message = g_strdup_printf (next ? _ ("“%s”: %s logged, next step set") : _ ("“%s”: %s logged"),
                               self->client_name, heading);
  self->logging = TRUE;
  lsn_context_write_then (self->context, touch->entry ? _ ("Log Entry") : _ ("Set Next Step"),
                          message, lsn_touch_on_worker, touch, (GDestroyNotify) lsn_touch_free,
                          logged, G_OBJECT (self));
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
        gpointer user_data)
{
  LsnComposer *self = user_data;
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  if (keyval == GDK_KEY_Escape)
    {
      if (!self->offered)
        return GDK_EVENT_PROPAGATE;
      self->offered = FALSE;
      show (self);
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  if (state & GDK_SHIFT_MASK)
    return GDK_EVENT_PROPAGATE;
  /* An input method may want the key for the word it is composing. */
  if (event && gtk_text_view_im_context_filter_keypress (self->text_view, event))
    return GDK_EVENT_STOP;
  log_cb (self);
  return GDK_EVENT_STOP;
}

static void
kind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lsn_composer_begin (LSN_COMPOSER (widget), name + strlen ("composer."));
}

static void
direction_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LsnComposer *self = LSN_COMPOSER (widget);

  gtk_toggle_button_set_active (self->direction_button,
                                !gtk_toggle_button_get_active (self->direction_button));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_composer_dispose (GObject *object)
{
  LsnComposer *self = LSN_COMPOSER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_COMPOSER);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_composer_parent_class)->dispose (object);
}

static void
lsn_composer_finalize (GObject *object)
{
  LsnComposer *self = LSN_COMPOSER (object);

  g_array_unref (self->contact_ids);
  g_free (self->client_name);
  g_free (self->place);

  G_OBJECT_CLASS (lsn_composer_parent_class)->finalize (object);
}

static void
lsn_composer_class_init (LsnComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_composer_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_composer_finalize;

  g_type_ensure (LSN_TYPE_DATE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/views/clients/lsn-composer.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, LsnComposer, name)
  CHILD (kind_image);
  CHILD (text_view);
  CHILD (placeholder);
  CHILD (next_revealer);
  CHILD (next_button);
  CHILD (next_label);
  CHILD (tools_revealer);
  CHILD (kind_group);
  CHILD (direction_button);
  CHILD (contact_drop);
  CHILD (duration_drop);
  CHILD (when_button);
  CHILD (log_button);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, next_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, log_cb);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = g_strconcat ("composer.", kinds[i], NULL);

      gtk_widget_class_install_action (widget_class, name, NULL, kind_action);
    }
  gtk_widget_class_install_action (widget_class, "composer.direction", NULL, direction_action);
  lsn_key_install (widget_class, lsn_composer_keys);
}

static void
make_kinds (LsnComposer *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      AdwToggle *toggle = adw_toggle_new ();
      /* Translators: a kind of entry and the key for it: “Call (Alt+1)” */
      g_autofree char *tooltip =
          g_strdup_printf (_ ("%s (Alt+%u)"), lsn_entry_kind_get_label (kinds[i]), i + 1);

      adw_toggle_set_icon_name (toggle, lsn_entry_kind_get_icon (kinds[i]));
      adw_toggle_set_tooltip (toggle, tooltip);
      adw_toggle_group_add (self->kind_group, toggle);
    }
  adw_toggle_group_set_active (self->kind_group, 0);
}

static void
make_durations (LsnComposer *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, C_ ("duration of an entry", "… min"));
  for (guint i = 1; i < G_N_ELEMENTS (durations); i++)
    gtk_string_list_take (names, lsn_when_dup_duration (durations[i]));
  gtk_drop_down_set_model (self->duration_drop, G_LIST_MODEL (names));
}

static void
lsn_composer_init (LsnComposer *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->contact_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  make_kinds (self);
  make_durations (self);
  lsn_date_button_set_label (self->when_button, _ ("When"));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->text_view), keys);
  g_signal_connect_object (focus, "enter", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text_view), "changed",
                           G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  show (self);
}

void
lsn_composer_start (LsnComposer *self, LsnContext *context, gint64 client_id)
{
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  self->client_id = client_id;
  self->place = g_strdup_printf ("composer:%" G_GINT64_FORMAT, client_id);
  /* The entry besides, as whether it takes words is what a screen reader tells of it. */
  lsn_context_guard (context, GTK_WIDGET (self), GTK_WIDGET (self->text_view), NULL);
  g_signal_connect_object (context, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  lsn_drafts_get (lsn_context_get_drafts (context), self->place, restore_draft, G_OBJECT (self));
}

void
lsn_composer_set_people (LsnComposer *self, const char *client_name, GPtrArray *people)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 chosen = get_contact (self);
  gint64 nobody = 0;

  g_set_str (&self->client_name, client_name);
  g_array_set_size (self->contact_ids, 0);
  g_array_append_val (self->contact_ids, nobody);
  gtk_string_list_append (names, C_ ("contact of an entry", "With…"));
  for (guint i = 0; i < people->len; i++)
    {
      const LsnRow *person = g_ptr_array_index (people, i);
      gint64 id = lsn_row_get_int64 (person, LSN_CLIENT_CONTACT_CONTACT_ID);

      g_array_append_val (self->contact_ids, id);
      gtk_string_list_append (names, lsn_row_get_text (person, LSN_CLIENT_CONTACT_NAME));
    }
  self->restoring = TRUE;
  gtk_drop_down_set_model (self->contact_drop, G_LIST_MODEL (names));
  choose_contact (self, chosen);
  self->wanted_contact = 0; /* who is not with this client any more */
  self->restoring = FALSE;
  show (self);
}

void
lsn_composer_begin (LsnComposer *self, const char *kind)
{
  choose_kind (self, kind);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
  show (self);
}

void
lsn_composer_offer (LsnComposer *self, const char *kind, gint64 contact_id)
{
  self->offered = TRUE;
  if (contact_id)
    choose_contact (self, contact_id);
  gtk_toggle_button_set_active (self->direction_button, FALSE);
  lsn_composer_begin (self, kind);
}
