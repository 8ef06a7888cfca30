/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "print-record.h"

#include "model/interchange/lsn-json-source.h"

#include <string.h>

#define HEAD "{\"format\":\"liaison-clients\",\"version\":1,\"clients\":["

static LsnJsonSource *
open_text (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return lsn_json_source_new (lsn_text_stream_new_for_bytes (bytes, NULL), error);
}

static void
test_clients (void)
{
  const struct
  {
    const char *text;
    const char *records;
    gboolean fails;
  } cases[] = {
    { HEAD "]}", "", FALSE },
    { " {\n \"format\" : \"liaison-clients\",\n \"version\" : 1 ,\n\"clients\" : [ \n{\"name\":\"A\"} , "
      "{\"name\":\"B\"}\n]\n}",
      "1:A/2:B/", FALSE },
    { HEAD "{\"name\":\"A \\\"}{\",\"kind\":\"person\",\"tags\":[\"x\",1],\"turnover_minor\":5,"
           "\"currency\":\"RUB\"}]}",
      "1:~A \"}{ 5 RUB +x/", FALSE },
    { HEAD
      "{\"name\":\"A\",\"channels\":[{\"kind\":\"phone\",\"value\":\"1\",\"label\":\"w\"},7,{\"kind\":"
      "\"odd\",\"value\":\"2\"}],\"people\":[{\"name\":\"P\",\"role\":\"r\",\"dates\":[{\"date\":"
      "\"2001-01-01\",\"title\":\"t\"}]}]}]}",
      "1:A (P, r) -1:phone=1[w] -1:other=2 0:t=2001-01-01/", FALSE },
    /* what has another type says nothing */
    { HEAD "{\"name\":5,\"people\":{},\"tags\":\"x\",\"note\":[]}]}", "1:-/", FALSE },
    /* one is damaged, the rest is not */
    { HEAD "{\"name\":tru},{\"name\":\"B\"}]}", "1:- !/2:B/", FALSE },
    { HEAD "{\"name\":\"A\"},{\"name\":\"B", "1:A/", TRUE },
    { HEAD "{\"name\":\"A\"}", "1:A/", TRUE },
    { HEAD "7]}", "", TRUE },
    { HEAD "{\"a\":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]}]}", "", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LsnJsonSource) source = open_text (cases[i].text, strlen (cases[i].text), &error);
      g_autofree char *records = NULL;

      g_assert_no_error (error);
      records = print_records (lsn_json_source_next, source, &error);
      g_assert_cmpstr (records, ==, cases[i].records);
      if (cases[i].fails)
        g_assert_error (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID);
      else
        g_assert_no_error (error);
    }
}

static void
test_others (void)
{
  const char *const cases[] = { "{}", "{\"clients\":[]}", "{\"format\":\"x\"}",
                                "{\"format\":\"liaison-clients\",\"version\":2,\"clients\":[]}" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_text (cases[i], strlen (cases[i]), &error));
      g_assert_error (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID);
    }
}

static void
test_hostile (void)
{
  const char *const pieces[] = { "{",  "}",  "[",         "]", ",",    ":",
                                 "\"", "\\", "\"name\":", "1", "\xff", " " };
  g_autoptr (LsnImportRecord) record = lsn_import_record_new ();

  for (int i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (HEAD);
      g_autoptr (LsnJsonSource) source = NULL;
      int n = 0;

      for (int j = g_test_rand_int_range (0, 30); j > 0; j--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      source = open_text (text->str, text->len, NULL);
      while (source && lsn_json_source_next (source, record, NULL))
        g_assert_cmpint (++n, <, 100);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/clients", test_clients);
  g_test_add_func ("/json/others", test_others);
  g_test_add_func ("/json/hostile", test_hostile);
  return g_test_run ();
}
