/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "views/clients/lsn-clients-page.h"
#include "base/lsn-clock.h"
#include "base/lsn-when.h"
#include "model/clients/lsn-client-query.h"
#include "model/clients/lsn-client-write.h"
#include "model/followups/lsn-followup.h"
#include "model/followups/lsn-today.h"
#include "widgets/lsn-text-label.h"

#include <glib/gi18n-lib.h>

struct _LsnClientsPage
{
  AdwNavigationPage parent_instance;

  LsnContext *context;          /* owned */
  LsnRecordList *list;          /* owned */
  GtkMultiSelection *selection; /* owned */
  LsnClientQuery *query;        /* owned */

  /* Template widgets */
  AdwWindowTitle *window_title;
  AdwBanner *error_banner;
  GtkSearchEntry *search_entry;
  GtkDropDown *view_drop;
  GtkStack *stack;
  GtkColumnView *column_view;
  GtkActionBar *selection_bar;
  GtkLabel *selection_label;
};

G_DEFINE_FINAL_TYPE (LsnClientsPage, lsn_clients_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- Views: All, Mine and the like ------------------------------------------------------------ */

static const struct
{
  const char *label;
  const char *query;
} views[] = {
  { N_ ("All"), "order=name" },
  { N_ ("Active"), "order=name status=active" },
  { N_ ("At Risk"), "order=due status=at-risk" },
  { N_ ("Leads"), "order=name status=lead" },
  { N_ ("No Next Step"), "order=last next=none status=active,at-risk,lead" },
  { N_ ("Losing Touch"), "order=due last=losing" },
  { N_ ("Archive"), "order=name archived" },
};

static void
run_query (LsnClientsPage *self)
{
  self->query->today = lsn_context_get_today (self->context);
  lsn_record_list_set_query (self->list, lsn_client_query_on_worker, self->query,
                             (GBoxedCopyFunc) lsn_client_query_copy,
                             (GDestroyNotify) lsn_client_query_free);
}

static void
search_changed_cb (LsnClientsPage *self)
{
  g_set_str (&self->query->text, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  run_query (self);
}

static void
stop_search_cb (LsnClientsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
}

static void
view_changed_cb (LsnClientsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->view_drop);

  if (self->list == NULL || selected >= G_N_ELEMENTS (views))
    return;
  lsn_client_query_free (self->query);
  self->query = lsn_client_query_parse (views[selected].query);
  search_changed_cb (self);
}

static void
retry_cb (LsnClientsPage *self)
{
  lsn_record_list_refresh (self->list);
}

static void
show_state (LsnClientsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  const char *error = lsn_record_list_get_error_message (self->list);
  gboolean all = gtk_drop_down_get_selected (self->view_drop) == 0 &&
                 (self->query->text == NULL || *self->query->text == '\0');
  g_autofree char *count = NULL;

  adw_banner_set_title (self->error_banner, error ? error : "");
  adw_banner_set_revealed (self->error_banner, error != NULL);
  if (lsn_record_list_is_loading (self->list))
    return;

  count = g_strdup_printf (ngettext ("%u client", "%u clients", n), n);
  adw_window_title_set_subtitle (self->window_title, count);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "content" : all ? "empty" : "nothing");
}

/* --- Columns ---------------------------------------------------------------------------------- */

typedef struct
{
  const char *title;
  LsnClientOrder order;
  LsnClientField field;
  int width;
} Column;

static const Column columns[] = {
  { NC_ ("column", "Name"), LSN_CLIENT_ORDER_NAME, LSN_CLIENT_NAME, 210 },
  { NC_ ("column", "Next Step"), LSN_CLIENT_ORDER_NEXT, LSN_CLIENT_NEXT_TOUCH, 0 },
  { NC_ ("column", "Whose Move"), LSN_CLIENT_ORDER_TURN, LSN_CLIENT_TURN, 110 },
  { NC_ ("column", "Last Contact"), LSN_CLIENT_ORDER_LAST, LSN_CLIENT_LAST_TOUCH, 150 },
  { NC_ ("column", "Status"), LSN_CLIENT_ORDER_STATUS, LSN_CLIENT_STATUS, 110 },
  { NC_ ("column", "Segment"), LSN_CLIENT_ORDER_SEGMENT, LSN_CLIENT_SEGMENT_NAME, 110 },
  { NC_ ("column", "Owner"), LSN_CLIENT_ORDER_OWNER, LSN_CLIENT_OWNER_NAME, 120 },
  { NC_ ("column", "City"), LSN_CLIENT_ORDER_CITY, LSN_CLIENT_CITY, 130 },
};

static char *
dup_next (LsnRecord *record, LsnDate today)
{
  const char *next = lsn_record_get_text (record, LSN_CLIENT_NEXT_TOUCH);
  const char *title = lsn_record_get_text (record, LSN_CLIENT_NEXT_TITLE);
  g_autofree char *iso = next ? g_strndup (next, 10) : NULL;
  LsnDate date = iso ? lsn_date_from_iso (iso) : LSN_DATE_NONE;
  g_autofree char *due = NULL;

  if (date == LSN_DATE_NONE)
    return g_strdup ("—");
  due =
      lsn_when_dup_due (date, strlen (next) > 10 ? lsn_followup_parse_time (next + 11) : -1, today);
  return g_strdup_printf ("%s · %s", due, title ? title : "");
}

static char *
dup_cell (const Column *column, LsnRecord *record, LsnDate today)
{
  LsnClientStatus status;

  switch (column->field)
    {
    case LSN_CLIENT_NEXT_TOUCH:
      return dup_next (record, today);
    case LSN_CLIENT_TURN:
      return lsn_record_is_null (record, column->field)
                 ? NULL
                 : g_strdup (lsn_turn_get_label (lsn_record_get_text (record, column->field)));
    case LSN_CLIENT_LAST_TOUCH:
      {
        g_autoptr (GTimeZone) zone = lsn_clock_dup_zone ();

        if (lsn_record_is_null (record, column->field))
          return NULL;
        return lsn_when_dup_relative (
            lsn_date_from_instant (lsn_record_get_int64 (record, column->field), zone, NULL),
            LSN_WHEN_NO_TIME, today);
      }
    case LSN_CLIENT_STATUS:
      return lsn_client_status_parse (lsn_record_get_text (record, column->field), &status)
                 ? g_strdup (lsn_client_status_get_label (status))
                 : NULL;
    default:
      return g_strdup (lsn_record_get_text (record, column->field));
    }
}

static void
fill_cell (GtkColumnViewCell *cell)
{
  LsnClientsPage *self = g_object_get_data (G_OBJECT (cell), "page");
  const Column *column = g_object_get_data (G_OBJECT (cell), "column");
  LsnRecord *record = gtk_column_view_cell_get_item (cell);
  GtkWidget *label = g_object_get_data (G_OBJECT (cell), "label");
  GtkWidget *avatar = g_object_get_data (G_OBJECT (cell), "avatar");
  g_autofree char *text = NULL;
  int severity = 0;

  if (record == NULL || !lsn_record_is_loaded (record))
    {
      lsn_text_label_set (label, NULL);
      return;
    }

  text = dup_cell (column, record, self->query->today);
  lsn_text_label_set (label, text);
  if (avatar)
    adw_avatar_set_text (ADW_AVATAR (avatar), text);
  if (column->field == LSN_CLIENT_NEXT_TOUCH && !lsn_record_is_null (record, column->field))
    {
      g_autofree char *iso = g_strndup (lsn_record_get_text (record, column->field), 10);

      severity = lsn_today_get_severity (lsn_date_from_iso (iso), self->query->today);
    }
  gtk_widget_remove_css_class (label, "warning");
  gtk_widget_remove_css_class (label, "error");
  if (severity > 0)
    gtk_widget_add_css_class (label, severity > 1 ? "error" : "warning");
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, LsnClientsPage *self)
{
  const Column *column = g_object_get_data (G_OBJECT (factory), "column");
  GtkWidget *label = lsn_text_label_new (NULL, NULL);
  GtkWidget *child = label;

  if (column->field == LSN_CLIENT_NAME)
    {
      GtkWidget *avatar = adw_avatar_new (24, NULL, TRUE);

      child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      gtk_box_append (GTK_BOX (child), avatar);
      gtk_box_append (GTK_BOX (child), label);
      g_object_set_data (G_OBJECT (cell), "avatar", avatar);
    }
  g_object_set_data (G_OBJECT (cell), "page", self);
  g_object_set_data (G_OBJECT (cell), "column", (gpointer) column);
  g_object_set_data (G_OBJECT (cell), "label", label);
  gtk_column_view_cell_set_child (cell, child);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer user_data)
{
  GObject *item = gtk_column_view_cell_get_item (cell);

  g_signal_connect_swapped (item, "changed", G_CALLBACK (fill_cell), cell);
  fill_cell (cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_column_view_cell_get_item (cell), fill_cell, cell);
}

static void
add_column (LsnClientsPage *self, const Column *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

  g_object_set_data (G_OBJECT (factory), "column", (gpointer) column);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  view_column =
      gtk_column_view_column_new (g_dpgettext2 (GETTEXT_PACKAGE, "column", column->title), factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  if (column->width > 0)
    gtk_column_view_column_set_fixed_width (view_column, column->width);
  else
    gtk_column_view_column_set_expand (view_column, TRUE);

  /* The sorter never compares: it lets the header be clicked, and SQL sorts. */
  gtk_column_view_column_set_sorter (view_column, sorter);
  g_object_set_data (G_OBJECT (view_column), "column", (gpointer) column);
  gtk_column_view_append_column (self->column_view, view_column);
}

static void
sorter_changed_cb (LsnClientsPage *self)
{
  GtkColumnViewSorter *sorter =
      GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->column_view));
  GtkColumnViewColumn *view_column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  const Column *column;

  if (view_column == NULL)
    return;
  column = g_object_get_data (G_OBJECT (view_column), "column");
  self->query->order = column->order;
  self->query->descending =
      gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  run_query (self);
}

static void
activate_cb (LsnClientsPage *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-client", "x",
                              lsn_record_list_get_id (self->list, position));
}

/* --- Several at once -------------------------------------------------------------------------- */

static GArray *
dup_selected (LsnClientsPage *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) set =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, set, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = lsn_record_list_get_id (self->list, position);

      g_array_append_val (ids, id);
    }
  return ids;
}

static void
selection_changed_cb (LsnClientsPage *self)
{
  g_autoptr (GtkBitset) set =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n = (guint) gtk_bitset_get_size (set);
  g_autofree char *text = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);

  gtk_label_set_text (self->selection_label, text);
  gtk_action_bar_set_revealed (self->selection_bar, n > 1);
}

static LsnClientsEdit *
new_edit (LsnClientsPage *self)
{
  g_autoptr (GArray) ids = dup_selected (self);

  return lsn_clients_edit_new (ids, lsn_clock_now ());
}

static void
write_edit (LsnClientsPage *self, const char *label, LsnClientsEdit *edit)
{
  guint n = edit->ids->len;
  g_autofree char *message =
      g_strdup_printf (ngettext ("%u client changed", "%u clients changed", n), n);

  lsn_context_write (self->context, label, message, lsn_clients_edit_on_worker, edit,
                     (GDestroyNotify) lsn_clients_edit_free);
}

static void
archive_cb (LsnClientsPage *self)
{
  LsnClientsEdit *edit = new_edit (self);

  edit->row = lsn_row_new (&lsn_client_info);
  if (self->query->archived)
    lsn_row_set_null (edit->row, LSN_CLIENT_ARCHIVED_AT);
  else
    lsn_row_set_int64 (edit->row, LSN_CLIENT_ARCHIVED_AT, edit->now);
  write_edit (self, self->query->archived ? _ ("Restore Clients") : _ ("Archive Clients"), edit);
}

static void
status_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;
  LsnClientsEdit *edit = new_edit (self);

  edit->row = lsn_row_new (&lsn_client_info);
  lsn_row_set_text (edit->row, LSN_CLIENT_STATUS, g_variant_get_string (parameter, NULL));
  write_edit (self, _ ("Set Status"), edit);
}

typedef struct
{
  LsnClientsPage *page; /* owned */
  char *what;
  GtkEditable *entry; /* borrowed from the dialog */
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_object_unref (asking->page);
  g_free (asking->what);
  g_free (asking);
}

static void
answered_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Asking *asking = user_data;
  const char *text = gtk_editable_get_text (asking->entry);
  LsnClientsEdit *edit;

  if (!g_str_equal (response, "apply") || *text == '\0')
    return;

  edit = new_edit (asking->page);
  if (g_str_equal (asking->what, "tag"))
    {
      edit->add_tag = g_strdup (text);
      write_edit (asking->page, _ ("Add Tag"), edit);
    }
  else if (g_str_equal (asking->what, "owner"))
    {
      edit->owner = g_strdup (text);
      write_edit (asking->page, _ ("Set Owner"), edit);
    }
  else if (g_str_equal (asking->what, "segment"))
    {
      edit->segment = g_strdup (text);
      write_edit (asking->page, _ ("Set Segment"), edit);
    }
  else
    {
      g_autofree char *date = lsn_date_dup_iso (lsn_context_get_today (asking->page->context) + 1);

      edit->followup = lsn_row_new (&lsn_followup_info);
      lsn_row_set_text (edit->followup, LSN_FOLLOWUP_TITLE, text);
      lsn_row_set_text (edit->followup, LSN_FOLLOWUP_DUE_DATE, date);
      write_edit (asking->page, _ ("Set Follow-Ups"), edit);
    }
}

static void
ask_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LsnClientsPage *self = user_data;
  const char *what = g_variant_get_string (parameter, NULL);
  const char *title = g_str_equal (what, "tag")       ? _ ("Add Tag")
                      : g_str_equal (what, "owner")   ? _ ("Set Owner")
                      : g_str_equal (what, "segment") ? _ ("Set Segment")
                                                      : _ ("Follow-Up for Tomorrow");
  AdwDialog *dialog = adw_alert_dialog_new (title, NULL);
  GtkWidget *entry = gtk_entry_new ();
  Asking *asking = g_new0 (Asking, 1);

  asking->page = g_object_ref (self);
  asking->what = g_strdup (what);
  asking->entry = GTK_EDITABLE (entry);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "apply",
                                  _ ("_Apply"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "apply",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "apply");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), asking, asking_free, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
  gtk_widget_grab_focus (entry);
}

static const GActionEntry actions[] = {
  { "status", status_action, "s" },
  { "ask", ask_action, "s" },
};

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (LSN_CLIENTS_PAGE (widget)->search_entry));
}

/* --- Object ----------------------------------------------------------------------------------- */

static void
lsn_clients_page_dispose (GObject *object)
{
  LsnClientsPage *self = LSN_CLIENTS_PAGE (object);

  if (self->column_view)
    gtk_column_view_set_model (self->column_view, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), LSN_TYPE_CLIENTS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->context);
  g_clear_pointer (&self->query, lsn_client_query_free);

  G_OBJECT_CLASS (lsn_clients_page_parent_class)->dispose (object);
}

static void
lsn_clients_page_class_init (LsnClientsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lsn_clients_page_dispose;

  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action);
  gtk_widget_class_set_template_from_resource (widget_class, LSN_RESOURCE_BASE
                                               "/views/clients/lsn-clients-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LsnClientsPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, LsnClientsPage, error_banner);
  gtk_widget_class_bind_template_child (widget_class, LsnClientsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LsnClientsPage, view_drop);
  gtk_widget_class_bind_template_child (widget_class, LsnClientsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LsnClientsPage, column_view);
  gtk_widget_class_bind_template_child (widget_class, LsnClientsPage, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, LsnClientsPage, selection_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, archive_cb);
}

static void
lsn_clients_page_init (LsnClientsPage *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->query = lsn_client_query_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "clients", G_ACTION_GROUP (group));
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    gtk_string_list_append (names, _ (views[i].label));
  gtk_drop_down_set_model (self->view_drop, G_LIST_MODEL (names));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (self, &columns[i]);
}

LsnClientsPage *
lsn_clients_page_new (LsnContext *context)
{
  LsnClientsPage *self = g_object_new (LSN_TYPE_CLIENTS_PAGE, NULL);

  self->context = g_object_ref (context);
  self->list = lsn_record_list_new (lsn_context_get_clients (context), lsn_client_query_tables);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->list, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed",
                           G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  run_query (self);
  return self;
}
