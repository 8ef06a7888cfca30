/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-form-dialog.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  LsnContext *context; /* owned, nullable until it is started */
  gboolean dirty;
  gboolean writing;
  LsnFormHintFunc hint_func; /* nullable */
  GWeakRef hint_owner;

  /* Template widgets */
  AdwBanner *error_banner;
  AdwBanner *hint_banner;
  GtkButton *save_button;
  AdwPreferencesPage *page;
} LsnFormDialogPrivate;

static void buildable_iface_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (LsnFormDialog, lsn_form_dialog, ADW_TYPE_DIALOG,
                                  G_ADD_PRIVATE (LsnFormDialog)
                                      G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                             buildable_iface_init))

static GtkBuildableIface *parent_buildable;

#define PRIVATE(self) ((LsnFormDialogPrivate *) lsn_form_dialog_get_instance_private (self))

/* --- State ------------------------------------------------------------------------------------ */

static void
refresh (LsnFormDialog *self)
{
  LsnFormDialogPrivate *priv = PRIVATE (self);
  LsnFormDialogClass *klass = LSN_FORM_DIALOG_GET_CLASS (self);
  gboolean valid = klass->is_valid == NULL || klass->is_valid (self);

  gtk_widget_set_sensitive (GTK_WIDGET (priv->save_button),
                            valid && !priv->writing && lsn_context_is_writable (priv->context));
  adw_dialog_set_can_close (ADW_DIALOG (self), !priv->dirty);
}

void
lsn_form_dialog_changed (LsnFormDialog *self)
{
  PRIVATE (self)->dirty = TRUE;
  refresh (self);
}

void
lsn_form_dialog_settle (LsnFormDialog *self)
{
  PRIVATE (self)->dirty = FALSE;
  refresh (self);
}

/* --- Closing ---------------------------------------------------------------------------------- */

static void
answered_cb (LsnFormDialog *self, const char *response)
{
  if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
close_attempt_cb (LsnFormDialog *self)
{
  AdwDialog *dialog =
      adw_alert_dialog_new (_ ("Discard Changes?"), _ ("What you changed here is not saved yet."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _ ("_Keep Editing"), "discard",
                                  _ ("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
cancel_cb (LsnFormDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- Saving ----------------------------------------------------------------------------------- */

static void
save_cb (LsnFormDialog *self)
{
  LsnFormDialogPrivate *priv = PRIVATE (self);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (priv->save_button)))
    return;
  adw_banner_set_revealed (priv->error_banner, FALSE);
  LSN_FORM_DIALOG_GET_CLASS (self)->save (self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save_cb (LSN_FORM_DIALOG (widget));
}

void
lsn_form_dialog_show_error (LsnFormDialog *self, const char *message)
{
  LsnFormDialogPrivate *priv = PRIVATE (self);

  adw_banner_set_title (priv->error_banner, message);
  adw_banner_set_revealed (priv->error_banner, TRUE);
}

void
lsn_form_dialog_show_hint (LsnFormDialog *self, const char *message, const char *button,
                           LsnFormHintFunc func, GObject *owner)
{
  LsnFormDialogPrivate *priv = PRIVATE (self);

  /* A banner keeps its words while it goes. */
  if (message)
    adw_banner_set_title (priv->hint_banner, message);
  if (button)
    adw_banner_set_button_label (priv->hint_banner, button);
  adw_banner_set_revealed (priv->hint_banner, message != NULL);
  priv->hint_func = func;
  g_weak_ref_set (&priv->hint_owner, owner);
}

static void
hint_clicked_cb (LsnFormDialog *self)
{
  LsnFormDialogPrivate *priv = PRIVATE (self);
  g_autoptr (GObject) owner = g_weak_ref_get (&priv->hint_owner);

  if (owner && priv->hint_func)
    priv->hint_func (owner);
}

static void
failed_cb (LsnFormDialog *self, const char *message)
{
  PRIVATE (self)->writing = FALSE;
  refresh (self);
  lsn_form_dialog_show_error (self, message);
}

static void
written (GObject *owner, gpointer data)
{
  LsnFormDialog *self = LSN_FORM_DIALOG (owner);
  LsnFormDialogClass *klass = LSN_FORM_DIALOG_GET_CLASS (self);

  PRIVATE (self)->writing = FALSE;
  if (klass->saved)
    klass->saved (self, data);
  adw_dialog_force_close (ADW_DIALOG (self));
}

void
lsn_form_dialog_write (LsnFormDialog *self, const char *label, const char *message,
                       LsnStoreFunc func, gpointer data, GDestroyNotify destroy)
{
  LsnFormDialogPrivate *priv = PRIVATE (self);

  priv->writing = TRUE;
  refresh (self);
  lsn_context_write_then (priv->context, label, message, func, data, destroy, written,
                          G_OBJECT (self));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  LsnFormDialog *self = LSN_FORM_DIALOG (buildable);

  if (ADW_IS_PREFERENCES_GROUP (child))
    lsn_form_dialog_add_group (self, ADW_PREFERENCES_GROUP (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_iface_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static void
lsn_form_dialog_dispose (GObject *object)
{
  LsnFormDialog *self = LSN_FORM_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_FORM_DIALOG);
  g_clear_object (&PRIVATE (self)->context);

  G_OBJECT_CLASS (lsn_form_dialog_parent_class)->dispose (object);
}

static void
lsn_form_dialog_finalize (GObject *object)
{
  g_weak_ref_clear (&PRIVATE (LSN_FORM_DIALOG (object))->hint_owner);

  G_OBJECT_CLASS (lsn_form_dialog_parent_class)->finalize (object);
}

static void
lsn_form_dialog_class_init (LsnFormDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_form_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_form_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/views/lsn-form-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, LsnFormDialog, error_banner);
  gtk_widget_class_bind_template_child_private (widget_class, LsnFormDialog, hint_banner);
  gtk_widget_class_bind_template_child_private (widget_class, LsnFormDialog, save_button);
  gtk_widget_class_bind_template_child_private (widget_class, LsnFormDialog, page);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);
  gtk_widget_class_bind_template_callback (widget_class, hint_clicked_cb);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.save",
                                       NULL);
}

static void
lsn_form_dialog_init (LsnFormDialog *self)
{
  g_weak_ref_init (&PRIVATE (self)->hint_owner, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lsn_form_dialog_start (LsnFormDialog *self, LsnContext *context)
{
  PRIVATE (self)->context = g_object_ref (context);
  g_signal_connect_object (context, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}

LsnContext *
lsn_form_dialog_get_context (LsnFormDialog *self)
{
  return PRIVATE (self)->context;
}

void
lsn_form_dialog_add_group (LsnFormDialog *self, AdwPreferencesGroup *group)
{
  adw_preferences_page_add (PRIVATE (self)->page, group);
}

/* --- Rows of a form --------------------------------------------------------------------------- */

char *
lsn_form_dup_text (AdwEntryRow *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  return *text ? g_steal_pointer (&text) : NULL;
}

void
lsn_form_set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

void
lsn_form_set_choices (AdwComboRow *row, const char *const *labels, guint n)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, labels[i]);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
}

guint
lsn_form_find_key (const char *const *keys, guint n, const char *key)
{
  for (guint i = 0; i < n; i++)
    {
      if (g_strcmp0 (keys[i], key) == 0)
        return i;
    }
  return 0;
}
