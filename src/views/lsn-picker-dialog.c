/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/lsn-picker-dialog.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

/* So many are asked for that enough of the wanted kinds are among them. */
#define LIMIT 60

struct _LsnPickerDialog
{
  AdwDialog parent_instance;

  LsnContext *context;      /* owned */
  const char *const *kinds; /* static */
  LsnPickedFunc func;
  GWeakRef owner;
  GCancellable *cancellable; /* owned, nullable: of the search under way */
  gboolean wants_first;      /* Enter came before the answer to what was typed */
  GPtrArray *hits;           /* owned, nullable; element-type LsnSearchHit: those of the rows */

  /* Template widgets */
  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (LsnPickerDialog, lsn_picker_dialog, ADW_TYPE_DIALOG)

static const struct
{
  const char *key;
  const char *label;
  const char *icon;
} labels[] = {
  { "client", NC_ ("kind of record", "Client"), "lsn-company-symbolic" },
  { "contact", NC_ ("kind of record", "Person"), "avatar-default-symbolic" },
  { "followup", NC_ ("kind of record", "Follow-Up"), "object-select-symbolic" },
  { "agreement", NC_ ("kind of record", "Agreement"), "lsn-agreement-symbolic" },
  { "entry", NC_ ("kind of record", "Entry"), "document-edit-symbolic" },
};

static guint
find_label (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (g_strcmp0 (labels[i].key, kind) == 0)
        return i;
    }
  return 0;
}

const char *
lsn_picker_get_kind_label (const char *kind)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "kind of record", labels[find_label (kind)].label);
}

const char *
lsn_picker_get_kind_icon (const char *kind)
{
  return labels[find_label (kind)].icon;
}

/* --- Choosing --------------------------------------------------------------------------------- */

static void
row_activated_cb (LsnPickerDialog *self, GtkListBoxRow *row)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);

  if (owner)
    self->func (owner, g_object_get_data (G_OBJECT (row), "hit"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
activate_cb (LsnPickerDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  self->wants_first = self->cancellable != NULL;
  if (row && !self->wants_first)
    row_activated_cb (self, row);
}

/* --- Searching -------------------------------------------------------------------------------- */

static GtkWidget *
make_row (const LsnSearchHit *hit)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *image = gtk_image_new_from_icon_name (lsn_picker_get_kind_icon (hit->kind));
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_tooltip_text (image, lsn_picker_get_kind_label (hit->kind));
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), lsn_text_label_new (hit->title, NULL));
  if (hit->subtitle && *hit->subtitle)
    {
      GtkWidget *subtitle = lsn_text_label_new (hit->subtitle, "caption");

      gtk_widget_add_css_class (subtitle, "dim-label");
      gtk_box_append (GTK_BOX (texts), subtitle);
    }
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, hit->title,
                                  -1);
  return row;
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnPickerDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnSearch *search = lsn_store_finish (LSN_STORE (source), result, &error);
  guint shown = 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  gtk_list_box_remove_all (self->list);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  self->hits = search ? g_ptr_array_ref (search->hits) : g_ptr_array_new ();
  for (guint i = 0; i < self->hits->len; i++)
    {
      LsnSearchHit *hit = g_ptr_array_index (self->hits, i);
      GtkWidget *row;

      if (!g_strv_contains (self->kinds, hit->kind))
        continue;
      row = make_row (hit);
      g_object_set_data (G_OBJECT (row), "hit", hit);
      gtk_list_box_append (self->list, row);
      shown++;
    }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_stack_set_visible_child_name (self->stack, shown > 0 ? "list" : "nothing");
  if (self->wants_first)
    activate_cb (self);
}

static void
changed_cb (LsnPickerDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->wants_first = FALSE;
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_search_on_worker,
                        lsn_search_new (gtk_editable_get_text (GTK_EDITABLE (self->entry)), LIMIT),
                        (GDestroyNotify) lsn_search_free, self->cancellable, searched_cb,
                        g_object_ref (self));
}

static void
stop_cb (LsnPickerDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* The arrows move in the list while one types. */
static gboolean
key_cb (LsnPickerDialog *self, guint keyval)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int step = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;

  if (step == 0 || row == NULL)
    return GDK_EVENT_PROPAGATE;
  row =
      gtk_list_box_get_row_at_index (self->list, MAX (gtk_list_box_row_get_index (row) + step, 0));
  if (row)
    gtk_list_box_select_row (self->list, row);
  return GDK_EVENT_STOP;
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_picker_dialog_dispose (GObject *object)
{
  LsnPickerDialog *self = LSN_PICKER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_PICKER_DIALOG);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_picker_dialog_parent_class)->dispose (object);
}

static void
lsn_picker_dialog_finalize (GObject *object)
{
  g_weak_ref_clear (&LSN_PICKER_DIALOG (object)->owner);

  G_OBJECT_CLASS (lsn_picker_dialog_parent_class)->finalize (object);
}

static void
lsn_picker_dialog_class_init (LsnPickerDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_picker_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lsn_picker_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/views/lsn-picker-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnPickerDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, LsnPickerDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LsnPickerDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
lsn_picker_dialog_init (LsnPickerDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_weak_ref_init (&self->owner, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

AdwDialog *
lsn_picker_dialog_new (LsnContext *context, const char *title, const char *const *kinds,
                       LsnPickedFunc func, GObject *owner)
{
  LsnPickerDialog *self = g_object_new (LSN_TYPE_PICKER_DIALOG, "title", title, NULL);

  self->context = g_object_ref (context);
  self->kinds = kinds;
  self->func = func;
  g_weak_ref_set (&self->owner, owner);
  changed_cb (self);
  return ADW_DIALOG (self);
}
