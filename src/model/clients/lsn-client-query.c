/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/clients/lsn-client-query-private.h"

#include <glib/gi18n-lib.h>

const char *const lsn_client_query_tables[] = { "client",         "channel",    "contact",
                                                "client_contact", "client_tag", "tag",
                                                "segment",        "member",     NULL };

/* Each order has an index that begins with `listed` and ends with the name and the id. */
static const struct
{
  const char *key;
  const char *column;  /* nullable: the name itself */
  gboolean blank_last; /* the column may be NULL, and says nothing then */
  const char *label;
} orders[] = {
  [LSN_CLIENT_ORDER_NAME] = { "name", NULL, FALSE, NC_ ("column", "Name") },
  [LSN_CLIENT_ORDER_STATUS] = { "status", "status_rank", FALSE, NC_ ("column", "Status") },
  [LSN_CLIENT_ORDER_SEGMENT] = { "segment", "segment_position", TRUE, NC_ ("column", "Segment") },
  [LSN_CLIENT_ORDER_OWNER] = { "owner", "owner_key", TRUE, NC_ ("column", "Owner") },
  [LSN_CLIENT_ORDER_CITY] = { "city", "city_key", TRUE, NC_ ("column", "City") },
  [LSN_CLIENT_ORDER_NEXT] = { "next", "next_touch", TRUE, NC_ ("column", "Next Step") },
  [LSN_CLIENT_ORDER_LAST] = { "last", "last_touch", FALSE, NC_ ("column", "Last Contact") },
  [LSN_CLIENT_ORDER_TURN] = { "turn", "turn", TRUE, NC_ ("column", "Whose Move") },
  [LSN_CLIENT_ORDER_DUE] = { "due", "touch_due", TRUE, NC_ ("column", "Contact Due") },
  [LSN_CLIENT_ORDER_SOURCE] = { "source", "source_key", TRUE, NC_ ("column", "Source") },
  [LSN_CLIENT_ORDER_TAG] = { "tag", "tag_key", TRUE, NC_ ("column", "Tags") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (orders) == N_LSN_CLIENT_ORDERS);

/* Each facet is a column as well, and is called like it. */
static const LsnClientOrder facets[] = {
  [LSN_CLIENT_FACET_STATUS] = LSN_CLIENT_ORDER_STATUS,
  [LSN_CLIENT_FACET_NEXT] = LSN_CLIENT_ORDER_NEXT,
  [LSN_CLIENT_FACET_TURN] = LSN_CLIENT_ORDER_TURN,
  [LSN_CLIENT_FACET_LAST] = LSN_CLIENT_ORDER_LAST,
  [LSN_CLIENT_FACET_SEGMENT] = LSN_CLIENT_ORDER_SEGMENT,
  [LSN_CLIENT_FACET_OWNER] = LSN_CLIENT_ORDER_OWNER,
  [LSN_CLIENT_FACET_TAG] = LSN_CLIENT_ORDER_TAG,
  [LSN_CLIENT_FACET_CITY] = LSN_CLIENT_ORDER_CITY,
  [LSN_CLIENT_FACET_SOURCE] = LSN_CLIENT_ORDER_SOURCE,
};
G_STATIC_ASSERT (G_N_ELEMENTS (facets) == N_LSN_CLIENT_FACETS);

const char *
lsn_client_order_get_key (LsnClientOrder order)
{
  return orders[order].key;
}

gboolean
lsn_client_order_parse (const char *key, LsnClientOrder *order)
{
  for (guint i = 0; i < N_LSN_CLIENT_ORDERS; i++)
    {
      if (g_str_equal (orders[i].key, key))
        {
          *order = i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
lsn_client_order_get_label (LsnClientOrder order)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "column", orders[order].label);
}

const char *
lsn_client_order_get_column (LsnClientOrder order, gboolean *blank_last)
{
  *blank_last = orders[order].blank_last;
  return orders[order].column;
}

const char *
lsn_client_facet_get_key (LsnClientFacet facet)
{
  return orders[facets[facet]].key;
}

gboolean
lsn_client_facet_parse (const char *key, LsnClientFacet *facet)
{
  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    {
      if (g_str_equal (orders[facets[i]].key, key))
        {
          *facet = i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
lsn_client_facet_get_label (LsnClientFacet facet)
{
  return lsn_client_order_get_label (facets[facet]);
}

LsnClientQuery *
lsn_client_query_new (void)
{
  LsnClientQuery *self = g_new0 (LsnClientQuery, 1);

  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    self->values[i] = g_ptr_array_new_with_free_func (g_free);
  return self;
}

LsnClientQuery *
lsn_client_query_copy (const LsnClientQuery *self)
{
  LsnClientQuery *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);
  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    {
      copy->values[i] = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_extend (copy->values[i], self->values[i], (GCopyFunc) (gpointer) g_strdup, NULL);
    }
  return copy;
}

void
lsn_client_query_free (LsnClientQuery *self)
{
  g_free (self->text);
  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    g_ptr_array_unref (self->values[i]);
  g_free (self);
}

gboolean
lsn_client_query_has (const LsnClientQuery *self, LsnClientFacet facet, const char *value)
{
  return g_ptr_array_find_with_equal_func (self->values[facet], value, g_str_equal, NULL);
}

void
lsn_client_query_add (LsnClientQuery *self, LsnClientFacet facet, const char *value)
{
  if (!lsn_client_query_has (self, facet, value))
    g_ptr_array_add (self->values[facet], g_strdup (value));
}

void
lsn_client_query_remove (LsnClientQuery *self, LsnClientFacet facet, const char *value)
{
  guint index;

  if (g_ptr_array_find_with_equal_func (self->values[facet], value, g_str_equal, &index))
    g_ptr_array_remove_index (self->values[facet], index);
}

void
lsn_client_query_clear (LsnClientQuery *self, LsnClientFacet facet)
{
  g_ptr_array_set_size (self->values[facet], 0);
}

gboolean
lsn_client_query_is_filtered (const LsnClientQuery *self)
{
  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    {
      if (self->values[i]->len > 0)
        return TRUE;
    }
  return self->archived;
}

/* --- Text form -------------------------------------------------------------------------------- */

char *
lsn_client_query_format (const LsnClientQuery *self)
{
  GString *line = g_string_new ("order=");

  g_string_append (line, orders[self->order].key);
  if (self->descending)
    g_string_append (line, " desc");
  for (guint i = 0; i < N_LSN_CLIENT_FACETS; i++)
    {
      for (guint j = 0; j < self->values[i]->len; j++)
        {
          if (j == 0)
            g_string_append_printf (line, " %s=", lsn_client_facet_get_key (i));
          else
            g_string_append_c (line, ',');
          g_string_append_uri_escaped (line, g_ptr_array_index (self->values[i], j), NULL, FALSE);
        }
    }
  if (self->text && *self->text)
    {
      g_string_append (line, " text=");
      g_string_append_uri_escaped (line, self->text, NULL, FALSE);
    }
  if (self->archived)
    g_string_append (line, " archived");
  return g_string_free_and_steal (line);
}

static void
parse_values (LsnClientQuery *self, LsnClientFacet facet, const char *list)
{
  g_auto (GStrv) values = g_strsplit (list, ",", -1);

  /* g_strsplit() makes nothing of "", which here is one value: none. */
  if (values[0] == NULL)
    lsn_client_query_add (self, facet, "");
  for (guint i = 0; values[i]; i++)
    {
      g_autofree char *value = g_uri_unescape_string (values[i], NULL);
      LsnClientStatus status;

      if (facet == LSN_CLIENT_FACET_STATUS && value && lsn_client_status_parse (value, &status))
        lsn_client_query_add (self, facet, lsn_client_status_get_key (status));
      else if (facet != LSN_CLIENT_FACET_STATUS && value)
        lsn_client_query_add (self, facet, value);
    }
}

static void
parse_word (LsnClientQuery *self, const char *key, const char *value)
{
  LsnClientFacet facet;

  if (g_str_equal (key, "desc"))
    self->descending = TRUE;
  else if (g_str_equal (key, "archived"))
    self->archived = TRUE;
  else if (value == NULL)
    return;
  else if (lsn_client_facet_parse (key, &facet))
    parse_values (self, facet, value);
  else if (g_str_equal (key, "text"))
    {
      g_autofree char *text = g_uri_unescape_string (value, NULL);

      g_set_str (&self->text, text);
    }
  else if (g_str_equal (key, "order"))
    lsn_client_order_parse (value, &self->order);
}

LsnClientQuery *
lsn_client_query_parse (const char *text)
{
  LsnClientQuery *self = lsn_client_query_new ();
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], "=", 2);

      if (parts[0])
        parse_word (self, parts[0], parts[1]);
    }
  return self;
}
