/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/interchange/lsn-csv-source.h"

#include <string.h>

static char *
dup_table (const char *text)
{
  g_autoptr (LsnCsvReader) reader = lsn_csv_reader_new (g_strdup (text));
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GString *table = g_string_new (NULL);

  while (lsn_csv_reader_next (reader, fields, &error))
    {
      for (guint i = 0; i < fields->len; i++)
        g_string_append_printf (table, "[%s]", (char *) g_ptr_array_index (fields, i));
      g_string_append_c (table, '/');
    }
  g_assert_no_error (error);
  return g_string_free_and_steal (table);
}

static void
test_dialects (void)
{
  const char *const cases[][2] = {
    { "a,b\n1,2\n", "[a][b]/[1][2]/" },
    { "a;b\r\n1;2,5\r\n", "[a][b]/[1][2,5]/" },
    { "a\tb\r1\t2", "[a][b]/[1][2]/" },
    { "a|b\n1|2", "[a][b]/[1][2]/" },
    { "sep=;\na,x;b\n", "[a,x][b]/" },
    { "a,b\n\n\n1,2\n\n", "[a][b]/[1][2]/" },
    { "\"a \"\"x\"\"\",\"b\nc\"\n1,2", "[a \"x\"][b\nc]/[1][2]/" },
    { "\"a;b\";c\n\"d;e\";f\n", "[a;b][c]/[d;e][f]/" },
    { "a,b,c\n1\n1,2,3,4\n", "[a][b][c]/[1]/[1][2][3][4]/" },
    { "\"never closed,b\n1,2", "[never closed,b\n1,2]/" },
    { "", "" },
    { "\n\r\n\r", "" },
    { "one", "[one]/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *table = dup_table (cases[i][0]);

      g_assert_cmpstr (table, ==, cases[i][1]);
    }
}

static void
test_encodings (void)
{
  const char *const names[] = { "UTF-8", "WINDOWS-1251", "UTF-16LE", "UTF-16BE", "KOI8-R" };
  const char *text =
      "Компания;Телефон;Город\nРомашка;+7 916 123-45-67;Москва\nСеверная верфь;8 812 "
      "000-00-00;Санкт-Петербург\nОбщество с ограниченной ответственностью;;Казань\n";

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length;
      g_autofree char *encoded = g_convert (text, -1, names[i], "UTF-8", NULL, &length, NULL);
      g_autoptr (GBytes) bytes = g_bytes_new (encoded, length);
      g_autoptr (GError) error = NULL;
      const char *found;
      g_autofree char *decoded = lsn_encoding_decode (bytes, &found, &error);

      g_assert_no_error (error);
      g_test_message ("%s as %s", names[i], found);
      g_assert_cmpstr (decoded, ==, text);
    }
}

static void
test_marks (void)
{
  g_autoptr (GBytes) utf8 = g_bytes_new_static ("\xef\xbb\xbf"
                                                "a,b",
                                                6);
  g_autoptr (GBytes) utf16 = g_bytes_new_static ("\xff\xfe"
                                                 "a\0,\0b\0",
                                                 8);
  g_autofree char *first = lsn_encoding_decode (utf8, NULL, NULL);
  g_autofree char *second = lsn_encoding_decode (utf16, NULL, NULL);

  g_assert_cmpstr (first, ==, "a,b");
  g_assert_cmpstr (second, ==, "a,b");
}

static void
test_refusals (void)
{
  const char *const cases[] = { "PK\x03\x04rest", "%PDF-1.7", "\xd0\xcf\x11\xe0\xa1" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i], strlen (cases[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (lsn_csv_source_new (bytes, &error));
      g_assert_error (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_NOT_TEXT);
    }
}

/* Never "0 imported" without a reason. */
static void
test_empty (void)
{
  const char *const cases[] = { "", "\n\n", "Компания;Телефон\n" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i], strlen (cases[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (lsn_csv_source_new (bytes, &error));
      g_assert_error (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_EMPTY);
    }
}

static void
test_headers (void)
{
  const struct
  {
    const char *header;
    LsnColumn column;
  } cases[] = {
    { "Компания", LSN_COLUMN_CLIENT },
    { "Company Name", LSN_COLUMN_CLIENT },
    { "ФИО", LSN_COLUMN_PERSON },
    { "Раб. тел.", LSN_COLUMN_PHONE },
    { "Phone 1 - Value", LSN_COLUMN_PHONE },
    { "E-mail 1 - Value", LSN_COLUMN_EMAIL },
    { "Электронная почта", LSN_COLUMN_EMAIL },
    { "Nachname", LSN_COLUMN_LAST_NAME },
    { "Ответственный", LSN_COLUMN_OWNER },
    { "Lead Source", LSN_COLUMN_SOURCE },
    { "теги", LSN_COLUMN_TAGS },
    { "Whatever", LSN_COLUMN_IGNORED },
    { "", LSN_COLUMN_IGNORED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].header);
      g_assert_cmpint (lsn_column_recognise (cases[i].header), ==, cases[i].column);
    }
}

/* Whatever is written comes back, formulas and all. */
static void
test_round_trip (void)
{
  const char *const pieces[] = { "=", "+",  "-", "@", "'", "\"", ",",
                                 ";", "\n", "a", "Ё", " ", "1",  "\t" };

  for (int i = 0; i < 100000; i++)
    {
      g_autoptr (GString) value = g_string_new ("x");
      g_autoptr (GString) row = g_string_new (NULL);
      g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (LsnCsvReader) reader = NULL;
      g_autofree char *back = NULL;
      int length = g_test_rand_int_range (1, 8);

      g_string_truncate (value, 0);
      for (int j = 0; j < length; j++)
        g_string_append (value, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      lsn_csv_append (row, "first,cell", TRUE);
      lsn_csv_append (row, value->str, FALSE);
      reader = lsn_csv_reader_new (g_string_free_and_steal (g_steal_pointer (&row)));
      g_assert_true (lsn_csv_reader_next (reader, fields, NULL));
      g_assert_cmpuint (fields->len, ==, 2);
      g_assert_null (strchr ("=+-@\t", *(char *) g_ptr_array_index (fields, 1)));
      back = lsn_csv_dup_value (g_ptr_array_index (fields, 1));
      g_assert_cmpstr (back, ==, value->str);
    }
}

static void
test_hostile (void)
{
  for (int i = 0; i < 3000; i++)
    {
      guint8 data[200];
      gsize length = (gsize) g_test_rand_int_range (0, sizeof data);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (LsnCsvSource) source = NULL;
      LsnImportRecord *record;

      for (gsize j = 0; j < length; j++)
        data[j] = g_test_rand_bit () ? "\",;\n\r\0=@"[g_test_rand_int_range (0, 8)]
                                     : (guint8) g_test_rand_int_range (0, 256);
      bytes = g_bytes_new (data, length);
      source = lsn_csv_source_new (bytes, NULL);
      while (source && (record = lsn_csv_source_next (source, NULL)))
        {
          g_assert_true (record->name == NULL || g_utf8_validate (record->name, -1, NULL));
          lsn_import_record_free (record);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/dialects", test_dialects);
  g_test_add_func ("/csv/encodings", test_encodings);
  g_test_add_func ("/csv/marks", test_marks);
  g_test_add_func ("/csv/refusals", test_refusals);
  g_test_add_func ("/csv/empty", test_empty);
  g_test_add_func ("/csv/headers", test_headers);
  g_test_add_func ("/csv/round-trip", test_round_trip);
  g_test_add_func ("/csv/hostile", test_hostile);
  return g_test_run ();
}
