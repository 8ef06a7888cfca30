/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/projects/lsn-plan-print.h"
#include "base/lsn-when.h"
#include "model/projects/lsn-project.h"
#include "widgets/lsn-timeline.h"

#include <glib/gi18n-lib.h>

#define SCALE 0.68 /* from the screen to paper */
#define HEAD  44   /* points above the bars */
#define FOOT  20

typedef struct
{
  char *title;           /* owned */
  char *subtitle;        /* owned */
  GPtrArray *bars;       /* owned */
  GArray *links;         /* owned */
  LsnWorkdays *workdays; /* owned */
  LsnDate today;
  guint rows; /* of a page */
} Printing;

static void
printing_free (gpointer data)
{
  Printing *printing = data;

  g_free (printing->title);
  g_free (printing->subtitle);
  g_ptr_array_unref (printing->bars);
  g_array_unref (printing->links);
  lsn_workdays_unref (printing->workdays);
  g_free (printing);
}

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, Printing *printing)
{
  double height = gtk_print_context_get_height (context) - HEAD - FOOT;

  printing->rows = lsn_timeline_count_rows (height / SCALE);
  gtk_print_operation_set_n_pages (operation,
                                   (int) MAX (1, (printing->bars->len + printing->rows - 1) /
                                                     printing->rows));
}

static void
write_line (GtkPrintContext *context, const char *text, double x, double y, double width,
            double size, gboolean bold, double grey)
{
  cairo_t *cairo = gtk_print_context_get_cairo_context (context);
  g_autoptr (PangoLayout) layout = gtk_print_context_create_pango_layout (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans");

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_set_source_rgb (cairo, grey, grey, grey);
  cairo_move_to (cairo, x, y);
  pango_cairo_show_layout (cairo, layout);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Printing *printing)
{
  cairo_t *cairo = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);
  guint first = (guint) page * printing->rows;
  guint n = MIN (printing->rows, printing->bars->len - first);
  PangoContext *pango = gtk_print_context_create_pango_context (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans");
  g_autofree char *foot = NULL;
  g_autofree char *day = lsn_when_dup_exact (printing->today, LSN_WHEN_NO_TIME);
  GskRenderNode *node;

  write_line (context, printing->title, 0, 0, width, 16, TRUE, 0.1);
  write_line (context, printing->subtitle, 0, 22, width, 10, FALSE, 0.4);
  pango_font_description_set_absolute_size (font, 13 * PANGO_SCALE);
  pango_context_set_font_description (pango, font);
  node = lsn_timeline_paint_page (pango, printing->bars, printing->links, printing->today,
                                  printing->workdays, first, n, width / SCALE,
                                  (height - HEAD - FOOT) / SCALE);
  if (node)
    {
      cairo_save (cairo);
      cairo_translate (cairo, 0, HEAD);
      cairo_scale (cairo, SCALE, SCALE);
      gsk_render_node_draw (node, cairo);
      cairo_restore (cairo);
      gsk_render_node_unref (node);
    }
  g_object_unref (pango);
  /* Translators: under a printed plan: the day of printing, the page and how many there are */
  foot = g_strdup_printf (_ ("As of %1$s · page %2$d of %3$u"), day, page + 1,
                          (printing->bars->len + printing->rows - 1) / printing->rows);
  write_line (context, foot, 0, height - 12, width, 9, FALSE, 0.4);
}

/* Who it is for, and until when. */
static char *
dup_subtitle (const LsnPlan *plan)
{
  const char *client = lsn_row_get_text (plan->project, LSN_PROJECT_CLIENT_NAME);
  LsnDate due = lsn_date_from_iso (lsn_row_get_text (plan->project, LSN_PROJECT_DUE_ON));
  g_autofree char *day = due == LSN_DATE_NONE ? NULL : lsn_when_dup_short (due, plan->today);
  g_autofree char *promised = day ? g_strdup_printf (_ ("promised by %s"), day) : NULL;

  if (client && promised)
    return g_strdup_printf ("%s · %s", client, promised);
  return g_strdup (client ? client : promised ? promised : "");
}

gboolean
lsn_plan_print (const LsnPlan *plan, GPtrArray *bars, GArray *links, GFile *file, GtkWindow *parent,
                GError **error)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  Printing *printing = g_new0 (Printing, 1);

  printing->title = g_strdup (lsn_row_get_text (plan->project, LSN_PROJECT_NAME));
  printing->subtitle = dup_subtitle (plan);
  printing->bars = g_ptr_array_ref (bars);
  printing->links = g_array_ref (links);
  printing->workdays = lsn_workdays_ref (plan->workdays);
  printing->today = plan->today;

  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_job_name (operation, printing->title);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), printing);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), printing,
                         (GClosureNotify) (GCallback) printing_free, 0);
  if (path)
    gtk_print_operation_set_export_filename (operation, path);
  else
    gtk_print_operation_set_allow_async (operation, TRUE);
  return gtk_print_operation_run (operation,
                                  path ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                       : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                  parent, error) != GTK_PRINT_OPERATION_RESULT_ERROR;
}
