/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/today/lsn-today-page.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client.h"
#include "model/followups/lsn-today.h"
#include "views/lsn-client-row.h"
#include "views/lsn-followup-row.h"
#include "widgets/lsn-lazy-rows.h"

#include <glib/gi18n-lib.h>

/* A page of work; what is behind it comes up as the list shrinks. */
#define LIMIT 100

typedef enum
{
  SECTION_OVERDUE,
  SECTION_TODAY,
  SECTION_SILENT,
  SECTION_STUCK,
  SECTION_TOMORROW,
  N_SECTIONS
} Section;

struct _LsnTodayPage
{
  AdwNavigationPage parent_instance;

  LsnContext *context;       /* owned */
  GCancellable *cancellable; /* owned, nullable: of the read under way */
  gboolean again;
  guint midnight_source;
  LsnDate today;
  LsnLazyRows *rows;    /* owned */
  GPtrArray *followups; /* owned, nullable: of the first rows, until they are made */
  GPtrArray *clients;   /* owned, nullable: likewise */

  GtkWidget *boxes[N_SECTIONS]; /* borrowed */
  GtkLabel *counts[N_SECTIONS]; /* borrowed */

  /* Template widgets */
  AdwWindowTitle *window_title;
  AdwBanner *error_banner;
  GtkStack *stack;
  GtkScrolledWindow *scrolled_window;
  GtkBox *sections;
};

G_DEFINE_FINAL_TYPE (LsnTodayPage, lsn_today_page, ADW_TYPE_NAVIGATION_PAGE)

static void load (LsnTodayPage *self);

/* --- Sections --------------------------------------------------------------------------------- */

static const char *
get_title (Section section)
{
  switch (section)
    {
    case SECTION_OVERDUE:
      return _ ("Overdue");
    case SECTION_TODAY:
      return _ ("Today");
    case SECTION_SILENT:
      return _ ("Quiet for Too Long");
    case SECTION_STUCK:
      return _ ("No Next Step");
    case SECTION_TOMORROW:
      return _ ("Tomorrow");
    case N_SECTIONS:
    default:
      g_assert_not_reached ();
    }
}

static void
row_activated_cb (LsnTodayPage *self, GtkListBoxRow *row)
{
  gint64 client_id = 0;

  if (LSN_IS_FOLLOWUP_ROW (row))
    client_id =
        lsn_record_get_int64 (LSN_RECORD (lsn_followup_row_get_followup (LSN_FOLLOWUP_ROW (row))),
                              LSN_FOLLOWUP_CLIENT_ID);
  else if (LSN_IS_CLIENT_ROW (row))
    client_id = lsn_client_row_get_id (LSN_CLIENT_ROW (row));

  if (client_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open-client", "x", client_id);
}

static void
make_section (LsnTodayPage *self, Section section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (get_title (section));
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), count);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_title (section), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), list);
  gtk_widget_set_visible (box, FALSE);
  gtk_box_append (self->sections, box);
  self->boxes[section] = box;
  lsn_lazy_rows_add (self->rows, GTK_LIST_BOX (list));
  self->counts[section] = GTK_LABEL (count);
}

static GtkWidget *
make_row (gpointer owner, guint section, gint64 id)
{
  LsnTodayPage *self = owner;
  g_autoptr (LsnRecord) record = NULL;

  if (section == SECTION_SILENT || section == SECTION_STUCK)
    {
      record = lsn_record_pool_dup (lsn_context_get_clients (self->context), id);
      return lsn_client_row_new (LSN_CLIENT (record), self->today, section == SECTION_SILENT);
    }
  record = lsn_record_pool_dup (lsn_context_get_followups (self->context), id);
  return lsn_followup_row_new (LSN_FOLLOWUP (record), self->today, TRUE);
}

static void
fill (LsnTodayPage *self, Section section, GArray *ids, gint64 total)
{
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, total);

  lsn_lazy_rows_set_ids (self->rows, section, ids);
  gtk_label_set_text (self->counts[section], count);
  gtk_widget_set_visible (self->boxes[section], ids->len > 0);
}

static void
show_date (LsnTodayPage *self, LsnDate today)
{
  g_autofree char *day = lsn_when_dup_day_heading (today, today);

  adw_window_title_set_subtitle (self->window_title, day);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnTodayPage) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnToday *today = lsn_store_finish (LSN_STORE (source), result, &error);
  gboolean empty;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  adw_banner_set_title (self->error_banner, error ? error->message : "");
  adw_banner_set_revealed (self->error_banner, error != NULL);
  if (today == NULL)
    return;

  show_date (self, today->today);
  if (self->today != today->today)
    lsn_lazy_rows_forget (self->rows);
  self->today = today->today;
  g_clear_pointer (&self->followups, g_ptr_array_unref);
  self->followups =
      lsn_record_pool_take_rows (lsn_context_get_followups (self->context), today->followup_rows);
  g_clear_pointer (&self->clients, g_ptr_array_unref);
  self->clients =
      lsn_record_pool_take_rows (lsn_context_get_clients (self->context), today->client_rows);
  fill (self, SECTION_OVERDUE, today->overdue, today->n_overdue);
  fill (self, SECTION_TODAY, today->due, today->n_due);
  fill (self, SECTION_SILENT, today->silent, today->n_silent);
  fill (self, SECTION_STUCK, today->stuck, today->n_stuck);
  fill (self, SECTION_TOMORROW, today->tomorrow, today->n_tomorrow);
  empty = today->overdue->len + today->due->len + today->silent->len + today->stuck->len +
              today->tomorrow->len ==
          0;
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "content");
  if (self->again)
    load (self);
}

static void
load (LsnTodayPage *self)
{
  LsnToday *today = lsn_today_new (lsn_context_get_today (self->context), LIMIT);

  self->again = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  lsn_store_read_async (lsn_context_get_store (self->context), lsn_today_on_worker, today,
                        (GDestroyNotify) lsn_today_free, self->cancellable, loaded_cb,
                        g_object_ref (self));
}

static void
changed_cb (LsnTodayPage *self, LsnChanges *changes)
{
  for (guint i = 0; lsn_today_tables[i]; i++)
    {
      if (!lsn_changes_touches (changes, lsn_today_tables[i]))
        continue;
      if (self->cancellable)
        self->again = TRUE;
      else
        load (self);
      return;
    }
}

static void
retry_cb (LsnTodayPage *self)
{
  load (self);
}

/* A day that turns while the page is open, or a clock that jumps, is noticed within a minute. */
static gboolean
minute_cb (gpointer user_data)
{
  LsnTodayPage *self = user_data;
  g_autofree char *day = NULL;
  LsnDate today = lsn_context_get_today (self->context);

  day = lsn_when_dup_day_heading (today, today);
  if (g_strcmp0 (day, adw_window_title_get_subtitle (self->window_title)) != 0)
    load (self);
  return G_SOURCE_CONTINUE;
}

static void
lsn_today_page_dispose (GObject *object)
{
  LsnTodayPage *self = LSN_TODAY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->midnight_source, g_source_remove);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->followups, g_ptr_array_unref);
  g_clear_pointer (&self->clients, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_TODAY_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_today_page_parent_class)->dispose (object);
}

static void
lsn_today_page_class_init (LsnTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_today_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/views/today/lsn-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnTodayPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, LsnTodayPage, error_banner);
  gtk_widget_class_bind_template_child (widget_class, LsnTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LsnTodayPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, LsnTodayPage, sections);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
lsn_today_page_init (LsnTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = lsn_lazy_rows_new (self->scrolled_window, make_row, self);
  for (Section section = 0; section < N_SECTIONS; section++)
    make_section (self, section);
}

LsnTodayPage *
lsn_today_page_new (LsnContext *context)
{
  LsnTodayPage *self = g_object_new (LSN_TYPE_TODAY_PAGE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  self->midnight_source = g_timeout_add_seconds (60, minute_cb, self);
  load (self);
  return self;
}
