/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "widgets/lsn-lazy-rows.h"

#define N_LISTS 2
#define N_IDS   300

typedef struct
{
  GtkWidget *window;
  GtkScrolledWindow *scrolled;
  GtkListBox *lists[N_LISTS];
  LsnLazyRows *rows;
} Fixture;

static GtkWidget *
make_row (gpointer owner, guint section, gint64 id)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_size_request (row, -1, 50);
  g_object_set_data (G_OBJECT (row), "id", GINT_TO_POINTER ((int) id));
  return row;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 600);
  fixture->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  fixture->rows = lsn_lazy_rows_new (fixture->scrolled, make_row, fixture);
  for (guint i = 0; i < N_LISTS; i++)
    {
      fixture->lists[i] = GTK_LIST_BOX (gtk_list_box_new ());
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->lists[i]));
      lsn_lazy_rows_add (fixture->rows, fixture->lists[i]);
    }
  gtk_scrolled_window_set_child (fixture->scrolled, box);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->scrolled));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->rows);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static GArray *
new_ids (gint64 first, guint n)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n; i++, first++)
    g_array_append_val (ids, first);
  return ids;
}

static guint
count (Fixture *fixture, guint list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (fixture->lists[list], (int) n))
    n++;
  return n;
}

static int
get_id (Fixture *fixture, guint list, guint at)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (fixture->lists[list], (int) at);

  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "id"));
}

static void
wait_for_rows (Fixture *fixture, guint list, guint n)
{
  while (count (fixture, list) < n)
    g_main_context_iteration (NULL, TRUE);
}

/* The first screen and one more; then as the user goes down, to the last row of the last list. */
static void
test_growing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) ids = new_ids (1, N_IDS);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (fixture->scrolled);

  lsn_lazy_rows_set_ids (fixture->rows, 0, ids);
  lsn_lazy_rows_set_ids (fixture->rows, 1, ids);
  g_assert_cmpuint (count (fixture, 0), ==, 0);
  wait_for_rows (fixture, 0, 2 * 600 / 50);
  g_assert_cmpuint (count (fixture, 0), <, N_IDS / 4);
  g_assert_cmpuint (count (fixture, 1), ==, 0);

  while (count (fixture, 1) < N_IDS)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (count (fixture, 0), ==, N_IDS);
  for (guint i = 0; i < N_IDS; i++)
    g_assert_cmpint (get_id (fixture, 1, i), ==, (int) i + 1);
}

/* A row whose id stays is the same widget. */
static void
test_keeping (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) ids = new_ids (1, N_IDS);
  g_autoptr (GArray) fewer = new_ids (2, N_IDS - 1);
  GtkListBoxRow *second;

  lsn_lazy_rows_set_ids (fixture->rows, 0, ids);
  wait_for_rows (fixture, 0, 10);
  second = gtk_list_box_get_row_at_index (fixture->lists[0], 1);
  lsn_lazy_rows_set_ids (fixture->rows, 0, fewer);
  g_assert_true (second == gtk_list_box_get_row_at_index (fixture->lists[0], 0));
  lsn_lazy_rows_set_ids (fixture->rows, 0, ids);
  g_assert_true (second == gtk_list_box_get_row_at_index (fixture->lists[0], 1));

  lsn_lazy_rows_forget (fixture->rows);
  g_assert_cmpuint (count (fixture, 0), ==, 0);
  wait_for_rows (fixture, 0, 10);
}

/* Whatever comes, the rows are the first of the ids, in order. */
static void
test_anything (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) first = new_ids (1, 20);

  lsn_lazy_rows_set_ids (fixture->rows, 0, first);
  wait_for_rows (fixture, 0, 10);
  for (guint round = 0; round < 300; round++)
    {
      guint n = (guint) g_test_rand_int_range (0, 20);
      g_autoptr (GArray) ids = new_ids (1, 20);

      for (guint i = 19; i > 0; i--)
        {
          guint other = (guint) g_test_rand_int_range (0, (int) i + 1);
          gint64 id = g_array_index (ids, gint64, i);

          g_array_index (ids, gint64, i) = g_array_index (ids, gint64, other);
          g_array_index (ids, gint64, other) = id;
        }
      g_array_set_size (ids, n);
      lsn_lazy_rows_set_ids (fixture->rows, 0, ids);
      if (round % 3 == 0)
        wait_for_rows (fixture, 0, MIN (n, 8));
      g_assert_cmpuint (count (fixture, 0), <=, n);
      for (guint i = 0; i < count (fixture, 0); i++)
        g_assert_cmpint (get_id (fixture, 0, i), ==, (int) g_array_index (ids, gint64, i));
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/lazy-rows/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("growing", test_growing);
  ADD ("keeping", test_keeping);
  ADD ("anything", test_anything);
  return g_test_run ();
}
