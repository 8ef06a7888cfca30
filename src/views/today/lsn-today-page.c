/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/today/lsn-today-page.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client.h"
#include "model/followups/lsn-today.h"
#include "views/lsn-client-peek.h"
#include "views/lsn-client-row.h"
#include "views/lsn-followup-row.h"
#include "views/lsn-task-row.h"
#include "views/lsn-welcome.h"
#include "views/today/lsn-date-row.h"
#include "views/today/lsn-today-section.h"
#include "widgets/lsn-lazy-rows.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  SECTION_OVERDUE,
  SECTION_TODAY,
  SECTION_CARDS,
  SECTION_DATES,
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
  guint day_source;
  LsnDate today; /* as the rows tell it */
  gboolean wide;
  gboolean wants_place;
  LsnLazyRows *rows;        /* owned */
  GPtrArray *followups;     /* owned, nullable: of the first rows, until they are made */
  GPtrArray *cards;         /* owned, nullable: likewise */
  GPtrArray *clients;       /* owned, nullable: likewise */
  GPtrArray *dates;         /* owned, nullable; element-type LsnComingDate */
  GtkSizeGroup *when_group; /* owned: makes the columns of all rows one */

  LsnTodaySection *lists[N_SECTIONS]; /* borrowed */

  /* Template widgets */
  AdwWindowTitle *window_title;
  AdwBanner *error_banner;
  GtkStack *stack;
  GtkWidget *welcome;
  GtkScrolledWindow *scrolled_window;
  GtkWidget *peek_area;
  GtkWidget *clear_box;
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
    case SECTION_CARDS:
      return _ ("Cards Due");
    case SECTION_DATES:
      return _ ("Important Dates");
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
open_cb (LsnTodayPage *self, GtkListBoxRow *row)
{
  gint64 client_id = 0;

  if (LSN_IS_TASK_ROW (row))
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open-task", "x",
                                lsn_task_row_get_id (LSN_TASK_ROW (row)));
  else if (LSN_IS_FOLLOWUP_ROW (row))
    client_id =
        lsn_record_get_int64 (LSN_RECORD (lsn_followup_row_get_followup (LSN_FOLLOWUP_ROW (row))),
                              LSN_FOLLOWUP_CLIENT_ID);
  else if (LSN_IS_CLIENT_ROW (row))
    client_id = lsn_client_row_get_id (LSN_CLIENT_ROW (row));
  else if (LSN_IS_DATE_ROW (row))
    client_id = lsn_date_row_get_client_id (LSN_DATE_ROW (row));

  if (client_id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open-client", "x", client_id);
  else if (LSN_IS_FOLLOWUP_ROW (row))
    gtk_widget_activate_action (GTK_WIDGET (row), "followup.edit", NULL);
}

/* The arrows go on from the end of one section to the next. */
static void
leave_cb (LsnTodayPage *self, GtkDirectionType direction, LsnTodaySection *from)
{
  int step = direction == GTK_DIR_DOWN ? 1 : -1;
  int section = 0;

  while (self->lists[section] != from)
    section++;
  for (section += step; section >= 0 && section < N_SECTIONS; section += step)
    {
      if (lsn_today_section_focus (self->lists[section], step > 0 ? 0 : G_MAXUINT))
        return;
    }
  gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
make_section (LsnTodayPage *self, Section section)
{
  LsnTodaySection *list = lsn_today_section_new (get_title (section));

  g_signal_connect_object (list, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "more", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->sections, GTK_WIDGET (list));
  lsn_lazy_rows_add (self->rows, lsn_today_section_get_list (list));
  self->lists[section] = list;
}

/* --- Rows ------------------------------------------------------------------------------------- */

static void
set_wide (gpointer row, gpointer user_data)
{
  gboolean wide = LSN_TODAY_PAGE (user_data)->wide;

  if (LSN_IS_FOLLOWUP_ROW (row))
    lsn_followup_row_set_wide (row, wide);
  else if (LSN_IS_TASK_ROW (row))
    lsn_task_row_set_wide (row, wide);
  else if (LSN_IS_DATE_ROW (row))
    lsn_date_row_set_wide (row, wide);
}

static GtkWidget *
make_followup_row (LsnTodayPage *self, gint64 id)
{
  g_autoptr (LsnRecord) record =
      lsn_record_pool_dup (lsn_context_get_pool (self->context, LSN_TYPE_FOLLOWUP), id);
  GtkWidget *row = lsn_followup_row_new (self->context, LSN_FOLLOWUP (record), self->today, TRUE);

  gtk_size_group_add_widget (self->when_group, lsn_followup_row_get_when (LSN_FOLLOWUP_ROW (row)));
  return row;
}

static GtkWidget *
make_task_row (LsnTodayPage *self, gint64 id)
{
  g_autoptr (LsnRecord) record =
      lsn_record_pool_dup (lsn_context_get_pool (self->context, LSN_TYPE_TASK), id);
  GtkWidget *row = lsn_task_row_new (self->context, LSN_TASK (record), self->today);

  gtk_size_group_add_widget (self->when_group, lsn_task_row_get_when (LSN_TASK_ROW (row)));
  return row;
}

static GtkWidget *
make_date_row (LsnTodayPage *self, gint64 id)
{
  guint i = 0;
  GtkWidget *row;

  while (((const LsnComingDate *) g_ptr_array_index (self->dates, i))->id != id)
    i++;
  row = lsn_date_row_new (g_ptr_array_index (self->dates, i), self->today);
  gtk_size_group_add_widget (self->when_group, lsn_date_row_get_when (LSN_DATE_ROW (row)));
  return row;
}

static GtkWidget *
make_client_row (LsnTodayPage *self, gint64 id, gboolean silent)
{
  g_autoptr (LsnRecord) record =
      lsn_record_pool_dup (lsn_context_get_pool (self->context, LSN_TYPE_CLIENT), id);

  return lsn_client_row_new (self->context, LSN_CLIENT (record), self->today, silent);
}

static GtkWidget *
make_row (gpointer owner, guint section, gint64 id)
{
  LsnTodayPage *self = owner;
  GtkWidget *row;

  if (section == SECTION_SILENT || section == SECTION_STUCK)
    row = make_client_row (self, id, section == SECTION_SILENT);
  else if (section == SECTION_DATES)
    row = make_date_row (self, id);
  else if (section == SECTION_CARDS)
    row = make_task_row (self, id);
  else
    row = make_followup_row (self, id);
  set_wide (row, self);
  return row;
}

/* The list ends at what the section shows; what is behind comes up as it shrinks. */
static void
fill (LsnTodayPage *self, Section section, GArray *ids, gint64 total)
{
  guint limit = lsn_today_section_get_limit (self->lists[section]);

  g_array_set_size (ids, MIN (ids->len, limit));
  lsn_lazy_rows_set_ids (self->rows, section, ids);
  lsn_today_section_show (self->lists[section], total);
}

static gboolean
are_same (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const LsnComingDate *x = g_ptr_array_index (a, i);
      const LsnComingDate *y = g_ptr_array_index (b, i);

      if (x->id != y->id || x->date != y->date || g_strcmp0 (x->title, y->title) != 0 ||
          g_strcmp0 (x->client, y->client) != 0 || g_strcmp0 (x->contact, y->contact) != 0)
        return FALSE;
    }
  return TRUE;
}

/* An important date is no live record: when one of them changed, all rows are made anew. */
static void
fill_dates (LsnTodayPage *self, GPtrArray *dates)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean same = are_same (self->dates, dates);

  g_ptr_array_ref (dates);
  g_clear_pointer (&self->dates, g_ptr_array_unref);
  self->dates = dates;
  if (!same)
    lsn_lazy_rows_set_ids (self->rows, SECTION_DATES, ids);
  for (guint i = 0; i < dates->len; i++)
    g_array_append_val (ids, ((const LsnComingDate *) g_ptr_array_index (dates, i))->id);
  fill (self, SECTION_DATES, ids, dates->len);
}

/* --- The keyboard's place --------------------------------------------------------------------- */

typedef struct
{
  int section;        /* N_SECTIONS: not in a list */
  GtkListBoxRow *row; /* owned, nullable */
  int position;
} Place;

static void
get_place (LsnTodayPage *self, Place *place)
{
  for (place->section = 0; place->section < N_SECTIONS; place->section++)
    {
      GtkListBoxRow *row = lsn_today_section_get_focus (self->lists[place->section]);

      if (row == NULL)
        continue;
      place->row = g_object_ref (row);
      place->position = gtk_list_box_row_get_index (row);
      return;
    }
}

/* Where the row that had the keyboard is gone, the one that moved up has it now, else the next
 * section's first, else the last one before. */
static void
restore_place (LsnTodayPage *self, const Place *place)
{
  if (place->section == N_SECTIONS || gtk_widget_get_parent (GTK_WIDGET (place->row)) ||
      lsn_today_section_focus (self->lists[place->section], (guint) place->position))
    return;
  for (int section = place->section + 1; section < N_SECTIONS; section++)
    {
      if (lsn_today_section_focus (self->lists[section], 0))
        return;
    }
  for (int section = place->section - 1; section >= 0; section--)
    {
      if (lsn_today_section_focus (self->lists[section], G_MAXUINT))
        return;
    }
}

/* The row that had the keyboard when the page was left, which its parents remember. */
static gboolean
take_last_place (LsnTodayPage *self)
{
  GtkWidget *section = gtk_widget_get_focus_child (GTK_WIDGET (self->sections));
  GtkWidget *row = section && gtk_widget_get_visible (section)
                       ? gtk_widget_get_focus_child (
                             GTK_WIDGET (lsn_today_section_get_list (LSN_TODAY_SECTION (section))))
                       : NULL;

  return row && gtk_widget_grab_focus (row);
}

/* A page that is shown lets the keys act as soon as there is a row, unless someone is typing. */
static gboolean
take_place_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LsnTodayPage *self = LSN_TODAY_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if ((root && GTK_IS_EDITABLE (gtk_root_get_focus (root))) || take_last_place (self))
    return G_SOURCE_REMOVE;
  for (int section = 0; section < N_SECTIONS; section++)
    {
      if (lsn_today_section_focus (self->lists[section], 0))
        return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

/* --- Loading ---------------------------------------------------------------------------------- */

static void
show_day (LsnTodayPage *self, LsnDate today)
{
  g_autofree char *day = lsn_when_dup_day_heading (today, today);

  if (today == self->today)
    return;
  adw_window_title_set_subtitle (self->window_title, day);
  /* Every row tells of days counted from today. */
  for (Section section = 0; section < N_SECTIONS; section++)
    lsn_today_section_forget (self->lists[section]);
  lsn_lazy_rows_forget (self->rows);
  self->today = today;
}

/* The rows of the first screen came with the answer, so that none is empty for a moment. */
static void
take_rows (LsnTodayPage *self, const LsnToday *today)
{
  g_clear_pointer (&self->followups, g_ptr_array_unref);
  self->followups =
      lsn_record_pool_take_rows (lsn_context_get_pool (self->context, LSN_TYPE_FOLLOWUP),
                                 today->followup_rows);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  self->cards = lsn_record_pool_take_rows (lsn_context_get_pool (self->context, LSN_TYPE_TASK),
                                           today->card_rows);
  g_clear_pointer (&self->clients, g_ptr_array_unref);
  self->clients = lsn_record_pool_take_rows (lsn_context_get_pool (self->context, LSN_TYPE_CLIENT),
                                             today->client_rows);
}

static void
show (LsnTodayPage *self, const LsnToday *today)
{
  Place place = { 0 };
  gboolean clear = today->overdue->len + today->due->len + today->cards->len == 0;
  gboolean empty =
      clear &&
      today->dates->len + today->silent->len + today->stuck->len + today->tomorrow->len == 0;

  get_place (self, &place);
  show_day (self, today->today);
  take_rows (self, today);
  fill (self, SECTION_OVERDUE, today->overdue, today->n_overdue);
  fill (self, SECTION_TODAY, today->due, today->n_due);
  fill (self, SECTION_CARDS, today->cards, today->n_cards);
  fill_dates (self, today->dates);
  fill (self, SECTION_SILENT, today->silent, today->n_silent);
  fill (self, SECTION_STUCK, today->stuck, today->n_stuck);
  fill (self, SECTION_TOMORROW, today->tomorrow, today->n_tomorrow);
  gtk_widget_set_visible (self->clear_box, clear);
  gtk_stack_set_visible_child_name (self->stack, !today->begun ? "welcome"
                                                 : empty       ? "empty"
                                                               : "content");
  restore_place (self, &place);
  if (self->wants_place && !today->begun)
    {
      self->wants_place = FALSE;
      if (gtk_widget_get_mapped (self->welcome))
        gtk_widget_grab_focus (self->welcome);
    }
  if (self->wants_place && !empty)
    {
      self->wants_place = FALSE;
      gtk_widget_add_tick_callback (GTK_WIDGET (self), take_place_cb, NULL, NULL);
    }
  g_clear_object (&place.row);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LsnTodayPage) self = user_data;
  g_autoptr (GError) error = NULL;
  LsnToday *today = lsn_store_finish (LSN_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  adw_banner_set_title (self->error_banner, error ? error->message : "");
  adw_banner_set_revealed (self->error_banner, error != NULL);
  if (today)
    show (self, today);
  if (self->again)
    load (self);
}

/* The sections share one read, as long as the longest of them needs it. */
static void
load (LsnTodayPage *self)
{
  LsnToday *today;
  guint limit = 0;

  for (Section section = 0; section < N_SECTIONS; section++)
    limit = MAX (limit, lsn_today_section_get_limit (self->lists[section]));
  today = lsn_today_new (lsn_context_get_today (self->context), limit);
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

/* Whoever comes back from another page goes on where he was. */
static void
shown_cb (LsnTodayPage *self)
{
  if (!self->wants_place && g_str_equal (gtk_stack_get_visible_child_name (self->stack), "content"))
    gtk_widget_add_tick_callback (GTK_WIDGET (self), take_place_cb, NULL, NULL);
}

static void
retry_cb (LsnTodayPage *self)
{
  load (self);
}

static void watch_day (LsnTodayPage *self);

static void
day_cb (gpointer user_data)
{
  LsnTodayPage *self = user_data;

  self->day_source = 0;
  if (lsn_context_get_today (self->context) != self->today)
    load (self);
  watch_day (self);
}

/* The day turns while the page is open; a clock that jumps, or a sleep, is noticed within a minute.
 */
static void
watch_day (LsnTodayPage *self)
{
  g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();
  gint64 now = lsn_clock_now ();
  gint64 midnight = lsn_date_to_instant (lsn_date_get_today (now, zone) + 1, 0, zone);
  gint64 wait_us = CLAMP (midnight - now, 0, G_TIME_SPAN_MINUTE);

  self->day_source =
      g_timeout_add_once ((guint) (wait_us / G_TIME_SPAN_MILLISECOND) + 100, day_cb, self);
}

static void
show_width (LsnTodayPage *self, gboolean wide)
{
  self->wide = wide;
  for (Section section = 0; section < N_SECTIONS; section++)
    lsn_today_section_foreach (self->lists[section], set_wide, self);
}

static void
widened_cb (LsnTodayPage *self)
{
  show_width (self, TRUE);
}

static void
narrowed_cb (LsnTodayPage *self)
{
  show_width (self, FALSE);
}

static void
lsn_today_page_dispose (GObject *object)
{
  LsnTodayPage *self = LSN_TODAY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->day_source, g_source_remove);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->followups, g_ptr_array_unref);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  g_clear_pointer (&self->clients, g_ptr_array_unref);
  g_clear_pointer (&self->dates, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_TODAY_PAGE);
  g_clear_object (&self->when_group);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (lsn_today_page_parent_class)->dispose (object);
}

static void
lsn_today_page_class_init (LsnTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_today_page_dispose;

  g_type_ensure (LSN_TYPE_WELCOME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LSN_RESOURCE_BASE "/views/today/lsn-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnTodayPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, LsnTodayPage, error_banner);
  gtk_widget_class_bind_template_child (widget_class, LsnTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LsnTodayPage, welcome);
  gtk_widget_class_bind_template_child (widget_class, LsnTodayPage, sections);
  gtk_widget_class_bind_template_child (widget_class, LsnTodayPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, LsnTodayPage, peek_area);
  gtk_widget_class_bind_template_child (widget_class, LsnTodayPage, clear_box);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, widened_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
}

static void
lsn_today_page_init (LsnTodayPage *self)
{
  self->today = LSN_DATE_NONE;
  self->when_group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->wants_place = TRUE;
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
  lsn_client_peek_attach (self->peek_area, context);
  g_signal_connect_object (lsn_context_get_store (context), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (shown_cb), NULL);
  watch_day (self);
  load (self);
  return self;
}
