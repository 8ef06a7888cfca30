/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/preferences/lsn-preferences-dialog.h"
#include "base/lsn-home.h"
#include "base/lsn-region.h"
#include "base/lsn-when.h"
#include "views/preferences/lsn-me-group.h"

#include <glib/gi18n-lib.h>

#define STEP_MINUTES 30
#define DAY_MINUTES  (24 * 60)

struct _LsnPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  LsnContext *context;       /* owned */
  LsnSecrets *secrets;       /* owned */
  LsnBackground *background; /* owned */
  gboolean showing_login;    /* the switch is set by us, not by the user */
  GCancellable *cancellable;
  GPtrArray *kept_rows; /* owned; element-type GtkWidget, borrowed */

  /* Template widgets */
  AdwPreferencesPage *general_page;
  LsnMeGroup *me_group;
  AdwPreferencesPage *reminders_page;
  AdwWrapBox *days_box;
  AdwComboRow *work_start_row;
  AdwComboRow *work_end_row;
  AdwComboRow *country_row;
  AdwComboRow *region_row;
  AdwSwitchRow *login_row;
  AdwExpanderRow *quiet_row;
  AdwComboRow *quiet_start_row;
  AdwComboRow *quiet_end_row;
  AdwSwitchRow *urgent_row;
  AdwComboRow *snooze_row;
  AdwActionRow *store_row;
  GtkButton *store_button;
  AdwPreferencesGroup *kept_group;
};

G_DEFINE_FINAL_TYPE (LsnPreferencesDialog, lsn_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* --- Rows of choices -------------------------------------------------------------------------- */

/* A row that writes the value beside the chosen name to a key. */
typedef struct
{
  GSettings *settings; /* owned */
  const char *key;     /* static */
  GPtrArray *values;   /* owned; element-type GVariant */
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->settings);
  g_ptr_array_unref (choice->values);
  g_free (choice);
}

static void
chosen_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  Choice *choice = user_data;
  guint selected = adw_combo_row_get_selected (row);

  if (selected < choice->values->len)
    g_settings_set_value (choice->settings, choice->key,
                          g_ptr_array_index (choice->values, selected));
}

/* @values: (transfer full): beside @names; the value of the key is selected. */
static void
fill (AdwComboRow *row, GSettings *settings, const char *key, GtkStringList *names,
      GPtrArray *values)
{
  g_autoptr (GVariant) now = g_settings_get_value (settings, key);
  g_autoptr (GtkExpression) expression =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  Choice *choice = g_new0 (Choice, 1);
  guint selected;

  if (!g_ptr_array_find_with_equal_func (values, now, g_variant_equal, &selected))
    selected = GTK_INVALID_LIST_POSITION;
  choice->settings = g_object_ref (settings);
  choice->key = key;
  choice->values = values;
  adw_combo_row_set_expression (row, expression);
  adw_combo_row_set_search_match_mode (row, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
  g_signal_connect_data (row, "notify::selected", G_CALLBACK (chosen_cb), choice, choice_free, 0);
}

static GPtrArray *
new_values (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
}

static void
add (GtkStringList *names, GPtrArray *values, const char *name, GVariant *value)
{
  gtk_string_list_append (names, name);
  g_ptr_array_add (values, g_variant_ref_sink (value));
}

/* Every half hour, and what is chosen where that lies between. */
static void
fill_times (AdwComboRow *row, GSettings *settings, const char *key)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *values = new_values ();
  int now = g_settings_get_int (settings, key);

  for (int minute = 0; minute < DAY_MINUTES; minute += STEP_MINUTES)
    {
      g_autofree char *name = lsn_when_dup_time (minute);

      add (names, values, name, g_variant_new_int32 (minute));
      if (now > minute && now < minute + STEP_MINUTES)
        {
          g_autofree char *between = lsn_when_dup_time (now);

          add (names, values, between, g_variant_new_int32 (now));
        }
    }
  fill (row, settings, key, names, values);
}

static void
fill_snooze (AdwComboRow *row, GSettings *settings)
{
  const int lengths[] = { 10, 15, 30, 60, 120, 180, 240 };
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *values = new_values ();

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *name = lsn_when_dup_duration (lengths[i]);

      add (names, values, name, g_variant_new_int32 (lengths[i]));
    }
  fill (row, settings, "snooze-minutes", names, values);
}

/* What nobody chooses follows the locale, which is said. @known: (nullable): the countries that
 * there is something for */
static void
add_automatic (GtkStringList *names, GPtrArray *values, const char *const *known)
{
  g_autofree char *region = lsn_region_dup_chosen (NULL);
  g_autofree char *country = NULL;
  g_autofree char *name = NULL;

  if (region && (known == NULL || g_strv_contains (known, region)))
    country = lsn_region_dup_name (region);
  else if (known)
    country = g_strdup (C_ ("holidays", "None"));
  /* Translators: a choice among countries; %s is the country of the computer's language settings */
  name = country ? g_strdup_printf (_ ("Automatic (%s)"), country) : g_strdup (_ ("Automatic"));
  add (names, values, name, g_variant_new_string (""));
}

static void
fill_regions (AdwComboRow *row, GSettings *settings)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_auto (GStrv) regions = lsn_region_list ();
  GPtrArray *values = new_values ();

  add_automatic (names, values, NULL);
  for (guint i = 0; regions[i]; i++)
    {
      g_autofree char *name = lsn_region_dup_name (regions[i]);

      add (names, values, name, g_variant_new_string (regions[i]));
    }
  fill (row, settings, "phone-region", names, values);
}

static void
list_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, lsn_workdays_list_countries (), (GDestroyNotify) g_strfreev);
}

static void
countries_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LsnPreferencesDialog *self = LSN_PREFERENCES_DIALOG (source);
  g_auto (GStrv) countries = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GtkStringList) names = NULL;
  GPtrArray *values;

  if (countries == NULL || self->context == NULL)
    return;
  names = gtk_string_list_new (NULL);
  values = new_values ();
  add_automatic (names, values, (const char *const *) countries);
  add (names, values, C_ ("holidays", "None"), g_variant_new_string (LSN_NO_HOLIDAYS));
  for (guint i = 0; countries[i]; i++)
    {
      g_autofree char *name = lsn_region_dup_name (countries[i]);

      add (names, values, name, g_variant_new_string (countries[i]));
    }
  fill (self->country_row, lsn_context_get_settings (self->context), "country", names, values);
}

static void
day_toggled_cb (GtkToggleButton *button, LsnPreferencesDialog *self)
{
  GSettings *settings = lsn_context_get_settings (self->context);
  guint bit = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "bit"));
  guint days = g_settings_get_uint (settings, "working-days");

  g_settings_set_uint (settings, "working-days",
                       gtk_toggle_button_get_active (button) ? days | bit : days & ~bit);
}

static void
make_days (LsnPreferencesDialog *self, GSettings *settings)
{
  guint days = g_settings_get_uint (settings, "working-days");
  int first = lsn_when_get_first_weekday ();

  for (int i = 0; i < 7; i++)
    {
      int weekday = (first - 1 + i) % 7 + 1;
      guint bit = 1u << (weekday - 1);
      g_autofree char *brief = lsn_when_dup_weekday (weekday, TRUE);
      g_autofree char *full = lsn_when_dup_weekday (weekday, FALSE);
      GtkWidget *button = gtk_toggle_button_new_with_label (brief);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), (days & bit) != 0);
      gtk_widget_set_tooltip_text (button, full);
      /* The whole word is told, not the label. */
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, full,
                                      -1);
      g_object_set_data (G_OBJECT (button), "bit", GUINT_TO_POINTER (bit));
      g_signal_connect_object (button, "toggled", G_CALLBACK (day_toggled_cb), self, 0);
      adw_wrap_box_append (self->days_box, button);
    }
}

/* --- Reminders at login ----------------------------------------------------------------------- */

static void
show_login (LsnPreferencesDialog *self, gboolean on)
{
  self->showing_login = TRUE;
  adw_switch_row_set_active (self->login_row, on);
  gtk_widget_set_sensitive (GTK_WIDGET (self->login_row), TRUE);
  self->showing_login = FALSE;
}

static void
show_toast (LsnPreferencesDialog *self, const char *message)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, message);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self), toast);
}

static void
login_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnPreferencesDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  int on = lsn_background_get_finish (LSN_BACKGROUND (source), result, &error);

  if (self->context == NULL)
    return;
  if (on < 0)
    show_toast (self, error->message);
  show_login (self, on > 0 && g_settings_get_boolean (lsn_context_get_settings (self->context),
                                                      "reminders-enabled"));
}

static void
load_login (LsnPreferencesDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->login_row), FALSE);
  lsn_background_get_async (self->background, self->cancellable, login_read_cb,
                            g_object_ref (self));
}

static void
login_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnPreferencesDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = lsn_background_set_finish (LSN_BACKGROUND (source), result, &error);

  if (self->context == NULL)
    return;
  if (done && adw_switch_row_get_active (self->login_row))
    done = lsn_background_start (self->background, &error);
  if (!done)
    show_toast (self, error->message);
  load_login (self);
}

/* Turned off, the reminder that runs now keeps still, too. */
static void
login_changed_cb (LsnPreferencesDialog *self)
{
  gboolean on = adw_switch_row_get_active (self->login_row);

  if (self->showing_login)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->login_row), FALSE);
  g_settings_set_boolean (lsn_context_get_settings (self->context), "reminders-enabled", on);
  lsn_background_set_async (self->background, on,
                            _ ("Liaison reminds you of follow-ups while its window is closed."),
                            self->cancellable, login_set_cb, g_object_ref (self));
}

/* --- Passwords -------------------------------------------------------------------------------- */

static void
keep_row (LsnPreferencesDialog *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (self->kept_group, row);
  g_ptr_array_add (self->kept_rows, row);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnPreferencesDialog) self = user_data;
  g_autoptr (GPtrArray) infos = lsn_secrets_list_finish (LSN_SECRETS (source), result, NULL);

  if (self->context == NULL)
    return;
  for (guint i = 0; i < self->kept_rows->len; i++)
    adw_preferences_group_remove (self->kept_group, g_ptr_array_index (self->kept_rows, i));
  g_ptr_array_set_size (self->kept_rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->kept_group), infos != NULL);
  for (guint i = 0; infos && i < infos->len; i++)
    {
      const LsnSecretInfo *info = g_ptr_array_index (infos, i);

      keep_row (self, info->label ? info->label : "", info->account ? info->account : "");
    }
  if (infos && infos->len == 0)
    keep_row (self, _ ("Nothing Yet"),
              _ ("Passwords of your mail and other accounts will stand "
                 "here."));
}

static void
show_store (LsnPreferencesDialog *self)
{
  LsnSecretsState state = lsn_secrets_get_state (self->secrets);
  const char *label = _ ("_Try Again");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->store_row),
                                 lsn_secrets_state_get_title (state));
  adw_action_row_set_subtitle (self->store_row, lsn_secrets_state_get_text (state));
  if (state == LSN_SECRETS_LOCKED)
    label = _ ("_Unlock");
  else if (state == LSN_SECRETS_NOT_SET_UP)
    label = _ ("_Set Up");
  gtk_button_set_use_underline (self->store_button, TRUE);
  gtk_button_set_label (self->store_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->store_button),
                          state != LSN_SECRETS_AVAILABLE && state != LSN_SECRETS_UNKNOWN);
  lsn_secrets_list_async (self->secrets, self->cancellable, listed_cb, g_object_ref (self));
}

static void
state_cb (LsnPreferencesDialog *self)
{
  show_store (self);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnPreferencesDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lsn_secrets_unlock_finish (LSN_SECRETS (source), result, &error) || self->context == NULL)
    return;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      AdwToast *toast = adw_toast_new ("");

      adw_toast_set_use_markup (toast, FALSE);
      adw_toast_set_title (toast, error->message);
      adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self), toast);
    }
}

static void
store_clicked_cb (LsnPreferencesDialog *self)
{
  LsnSecretsState state = lsn_secrets_get_state (self->secrets);

  if (state == LSN_SECRETS_LOCKED || state == LSN_SECRETS_NOT_SET_UP)
    lsn_secrets_unlock_async (self->secrets, self->cancellable, unlocked_cb, g_object_ref (self));
  else
    lsn_secrets_check_async (self->secrets, self->cancellable, NULL, NULL);
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_preferences_dialog_dispose (GObject *object)
{
  LsnPreferencesDialog *self = LSN_PREFERENCES_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->kept_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_PREFERENCES_DIALOG);
  g_clear_object (&self->secrets);
  g_clear_object (&self->background);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_preferences_dialog_parent_class)->dispose (object);
}

static void
lsn_preferences_dialog_class_init (LsnPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_preferences_dialog_dispose;

  g_type_ensure (LSN_TYPE_ME_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/preferences/lsn-preferences-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, LsnPreferencesDialog, name)
  BIND (general_page);
  BIND (me_group);
  BIND (reminders_page);
  BIND (days_box);
  BIND (work_start_row);
  BIND (work_end_row);
  BIND (country_row);
  BIND (region_row);
  BIND (login_row);
  BIND (quiet_row);
  BIND (quiet_start_row);
  BIND (quiet_end_row);
  BIND (urgent_row);
  BIND (snooze_row);
  BIND (store_row);
  BIND (store_button);
  BIND (kept_group);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, login_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, store_clicked_cb);
}

static void
lsn_preferences_dialog_init (LsnPreferencesDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->kept_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_choices (LsnPreferencesDialog *self, GSettings *settings)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, countries_cb, NULL);

  make_days (self, settings);
  fill_times (self->work_start_row, settings, "work-start");
  fill_times (self->work_end_row, settings, "work-end");
  fill_times (self->quiet_start_row, settings, "quiet-start");
  fill_times (self->quiet_end_row, settings, "quiet-end");
  fill_regions (self->region_row, settings);
  fill_snooze (self->snooze_row, settings);
  g_settings_bind (settings, "quiet-enabled", self->quiet_row, "enable-expansion",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "quiet-allow-urgent", self->urgent_row, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_task_run_in_thread (task, list_on_thread);
}

AdwDialog *
lsn_preferences_dialog_new (LsnContext *context, LsnSecrets *secrets, LsnBackground *background)
{
  LsnPreferencesDialog *self = g_object_new (LSN_TYPE_PREFERENCES_DIALOG, NULL);
  GSettings *settings = lsn_context_get_settings (context);

  self->context = g_object_ref (context);
  self->secrets = g_object_ref (secrets);
  self->background = g_object_ref (background);
  /* Without the schema, as out of a build folder, nothing can be remembered. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->general_page), settings != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reminders_page), settings != NULL);
  if (settings)
    {
      show_choices (self, settings);
      load_login (self);
    }
  lsn_me_group_start (self->me_group, context);
  g_signal_connect_object (secrets, "notify::state", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  show_store (self);
  return ADW_DIALOG (self);
}
