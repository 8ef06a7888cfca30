/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "print-record.h"

#include <string.h>

static LsnTextStream *
stream_text (const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  LsnTextStream *stream = lsn_text_stream_new_for_bytes (bytes, &error);

  g_assert_no_error (error);
  return stream;
}

static LsnCsvSource *
open_source (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  LsnTextStream *stream = lsn_text_stream_new_for_bytes (bytes, error);

  return stream ? lsn_csv_source_new (stream, NULL, error) : NULL;
}

static char *
dup_decoded (GBytes *bytes, const char **encoding)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnTextStream) stream = lsn_text_stream_new_for_bytes (bytes, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  while (lsn_text_stream_read (stream, text, &error))
    continue;
  g_assert_no_error (error);
  if (encoding)
    *encoding = lsn_text_stream_get_encoding (stream);
  return g_string_free_and_steal (text);
}

static char *
dup_table (const char *text)
{
  g_autoptr (LsnCsvReader) reader = lsn_csv_reader_new (stream_text (text, strlen (text)), NULL);
  g_autoptr (GError) error = NULL;
  GString *table = g_string_new (NULL);

  while (lsn_csv_reader_next (reader, &error))
    {
      guint n;
      const char *const *fields = lsn_csv_reader_get_fields (reader, &n);

      for (guint i = 0; i < n; i++)
        g_string_append_printf (table, "[%s]", fields[i]);
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

/* Each of them, long and short, and the letters that only one of two likely ones has in the middle
 * of a piece of the stream. */
static void
test_encodings (void)
{
  const char *const names[] = {
    "UTF-8",    "WINDOWS-1251", "UTF-16LE", "UTF-16BE",   "UTF-32LE",
    "UTF-32BE", "KOI8-R",       "IBM866",   "ISO-8859-5", "MAC-CYRILLIC"
  };
  const char *const texts[] = {
    "Компания;Телефон;Город\nРомашка;+7 916 123-45-67;Москва\nСеверная верфь;8 812 "
    "000-00-00;Санкт-Петербург\nОбщество с ограниченной ответственностью;;Казань\n",
    "Имя;Город\nИван;Москва\nАнна;Казань\nЯна;Ялта\n",
    "name;phone\nИванов Пётр;123\nПетров;456\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          gsize length;
          g_autofree char *encoded =
              g_convert (texts[j], -1, names[i], "UTF-8", NULL, &length, NULL);
          g_autoptr (GBytes) bytes = g_bytes_new (encoded, length);
          const char *found;
          g_autofree char *decoded = dup_decoded (bytes, &found);

          g_test_message ("%s as %s", names[i], found);
          g_assert_cmpstr (decoded, ==, texts[j]);
        }
    }
}

/* Only the end of the file says that it is not UTF-8; letters stand across the borders of pieces.
 */
static void
test_long (void)
{
  const char *const names[] = { "UTF-8", "WINDOWS-1251", "UTF-16LE", "UTF-32BE" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *encoded = NULL;
      g_autofree char *decoded = NULL;
      g_autoptr (GBytes) bytes = NULL;
      gsize length;

      for (int j = 0; j < 30000; j++)
        g_string_append (text, "abc,def,123\n");
      for (int j = 0; j < 30000; j++)
        g_string_append_printf (text, "%.*sЁлка,Город\n", j % 7, "xxxxxxx");
      encoded = g_convert (text->str, -1, names[i], "UTF-8", NULL, &length, NULL);
      bytes = g_bytes_new (encoded, length);
      decoded = dup_decoded (bytes, NULL);
      g_assert_true (g_str_equal (decoded, text->str));
    }
}

static void
test_marks (void)
{
  const struct
  {
    const char *bytes;
    gsize length;
    const char *text;
  } cases[] = {
    { "\xef\xbb\xbf"
      "a,b",
      6, "a,b" },
    { "\xff\xfe"
      "a\0,\0b\0",
      8, "a,b" },
    { "\xff\xfe\0\0"
      "a\0\0\0b\0\0\0",
      12, "ab" },
    { "\xef\xbb\xbf"
      "a\xff",
      5, "a\xef\xbf\xbd" }, /* says UTF-8, and is not all of it */
    { "a\0b", 3, "ab" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (cases[i].bytes, cases[i].length);
      g_autofree char *decoded = dup_decoded (bytes, NULL);

      g_assert_cmpstr (decoded, ==, cases[i].text);
    }
}

/* By its name, by its zeros, by its control characters. */
static void
test_refusals (void)
{
  const struct
  {
    const char *bytes;
    gsize length;
  } cases[] = {
    { "PK\x03\x04rest", 8 },
    { "%PDF-1.7", 8 },
    { "\xd0\xcf\x11\xe0\xa1", 5 },
    { "\xff\xd8\xff\xe0", 4 },
    { "\x7f"
      "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0",
      24 },
    { "\x01\0\x02\0\x05\0\x04\0\x01\0\x09\0\0\0\0\0", 16 }, /* zeros, as of UTF-16 */
    { "\0\x04\0\x04\0\x04\0\x04\0\x01\0\x02\0\x04", 14 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (open_source (cases[i].bytes, cases[i].length, &error));
      g_assert_error (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_NOT_TEXT);
    }
}

/* A cell is refused as soon as it is over the cap, not when all of it was taken. */
static void
test_caps (void)
{
  const char *const quotes[] = { "\"", "" };

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autoptr (GString) text = g_string_new ("name,phone\nAnna,1\n");
      g_autoptr (LsnCsvReader) reader = NULL;
      g_autoptr (GError) error = NULL;

      g_string_append (text, quotes[i]);
      for (int j = 0; j < 20000; j++)
        g_string_append (text,
                         "0123456789012345678901234567890123456789012345678901234567890123456789"
                         "0123456789012345678901234567890123456789012345678901234567890123456789"
                         "0123456789012345678901234567890123456789012345678901234567890123456789"
                         "0123456789012345678901234567890123456789012345678901234567890123456789");
      reader = lsn_csv_reader_new (stream_text (text->str, text->len), &error);
      g_assert_true (lsn_csv_reader_next (reader, NULL));
      g_assert_true (lsn_csv_reader_next (reader, NULL));
      g_assert_false (lsn_csv_reader_next (reader, &error));
      g_assert_error (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "3"));
      g_assert_cmpuint (lsn_text_stream_get_permille (lsn_csv_reader_get_stream (reader)), <, 900);
    }
}

/* Never "0 imported" without a reason. */
static void
test_empty (void)
{
  const char *const cases[] = { "", "\n\n", "Компания;Телефон\n" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_source (cases[i], strlen (cases[i]), &error));
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
    { "Mobile Number", LSN_COLUMN_PHONE },
    { "Phone 3 - Value", LSN_COLUMN_PHONE },
    { "Phone 3 - Type", LSN_COLUMN_LABEL },
    { "Phones 2 Phone", LSN_COLUMN_PHONE },
    { "Primary Email - Email Address", LSN_COLUMN_EMAIL },
    { "Primary Email - Opt Out", LSN_COLUMN_EXTRA },
    { "Office Fax", LSN_COLUMN_EXTRA },
    { "Birthday", LSN_COLUMN_BIRTHDAY },
    { "Дата рождения", LSN_COLUMN_BIRTHDAY },
    { "Оборот", LSN_COLUMN_TURNOVER },
    { "Billing Address - City", LSN_COLUMN_CITY },
    { "Home ZipCode", LSN_COLUMN_ADDRESS },
    { "Пароль", LSN_COLUMN_IGNORED },
    { "Whatever", LSN_COLUMN_EXTRA },
    { "", LSN_COLUMN_EXTRA },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].header);
      g_assert_cmpint (lsn_column_recognise (cases[i].header), ==, cases[i].column);
    }
}

/* --- Rows ------------------------------------------------------------------------------------- */

static char *
dup_records (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnCsvSource) source = open_source (text, strlen (text), &error);
  char *records;

  g_assert_no_error (error);
  records = print_records (lsn_csv_source_next, source, &error);
  g_assert_no_error (error);
  return records;
}

/* Nothing that stands in a row is lost without a word. */
static void
test_rows (void)
{
  const char *const cases[][2] = {
    { "Company,Person,Role,Mobile Number\nAcme,Ann,CEO,1234567\n",
      "2:Acme (Ann, CEO) 0:phone=1234567/" },
    { "ФИО;Должность;Телефон\nАнна;директор;1234567\n", "2:~- (Анна, директор) 0:phone=1234567/" },
    { "Company;Оборот;Currency\nAcme;1 234,56;RUB\nB;1.000;RUB\nC;много;\n",
      "2:Acme 123456 RUB/3:B {Оборот: 1.000\nCurrency: RUB}/4:C {Оборот: много}/" },
    { "Company,Цвет,Этап\nAcme,red,актив\nB,,Первичный контакт\n",
      "2:Acme {Цвет: red\nЭтап: актив}/3:B {Этап: Первичный контакт}/" },
    { "Company,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value\nA,Work,1234567 ::: "
      "7654321,,5555555\n",
      "2:A -1:phone=1234567[Work] -1:phone=7654321[Work] -1:phone=5555555/" },
    { "Company,Home Phone,Mobile Phone,Email\nA,1,2,a@b.c\n",
      "2:A -1:phone=1[Home Phone] -1:phone=2[Mobile Phone] -1:email=a@b.c/" },
    { "Name,Birthday\nAnn,1980-05-01\nBob,1.6.1981\nEve,1/2/1980\n",
      "2:~- (Ann, -) 0:Birthday=1980-05-01/3:~- (Bob, -) 0:Birthday=1981-06-01/"
      "4:~- (Eve, -) {Birthday: 1/2/1980}/" },
    { "Title,First Name,Last Name,Job Title,Company\nDr.,Ann,Bee,CEO,Acme\n",
      "2:Acme (Ann Bee, CEO) {Title: Dr.}/" },
    { "Name,Industry,Employees\nAcme,IT,20\n", "2:Acme {Employees: 20}/" },
    { "Company,Street,City,Zip,Country\nAcme,Main 1,Town,123,NL\n",
      "2:Acme #Town @Main 1, 123, NL/" },
    { "Company,Note\nAcme,hi,more\n", "2:Acme {hi\nColumn 3: more}/" },
    { "name,password\nAnn,secret\n", "2:~- (Ann, -)/" },
    { "Acme,1234567,x\nB,7654321,y\n",
      "1:Acme -1:phone=1234567 {Column 3: x}/2:B -1:phone=7654321 {Column 3: y}/" },
    { "Who,Where\nAcme,a@b.c\n", "2:Acme -1:email=a@b.c/" },
    { "Company,Phone\nAcme,\"123\nB,4\n", "2:Acme ! -1:phone=123 -1:phone=B,4/" },
    { "Company,Phone\n'=cmd,'+7 916\n", "2:=cmd -1:phone=+7 916/" },
    { "Company,Note\n\"\",\"\"\n,x\n", "3:- ! {x}/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *records = dup_records (cases[i][0]);

      g_assert_cmpstr (records, ==, cases[i][1]);
    }
}

/* Whatever is written comes back, formulas and all. */
static void
test_round_trip (void)
{
  const char *const pieces[] = { "=", "+",  "-", "@", "'", "\"", ",",
                                 ";", "\n", "a", "Ё", " ", "1",  "\t" };
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (LsnCsvReader) reader = NULL;

  for (int i = 0; i < 100000; i++)
    {
      GString *value = g_string_new (NULL);
      int length = g_test_rand_int_range (1, 8);

      for (int j = 0; j < length; j++)
        g_string_append (value, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      lsn_csv_append (rows, "first,cell", TRUE);
      lsn_csv_append (rows, value->str, FALSE);
      g_string_append (rows, "\r\n");
      g_ptr_array_add (values, g_string_free_and_steal (value));
    }
  reader = lsn_csv_reader_new (stream_text (rows->str, rows->len), NULL);
  for (guint i = 0; i < values->len; i++)
    {
      guint n;
      const char *const *fields;

      g_assert_true (lsn_csv_reader_next (reader, NULL));
      fields = lsn_csv_reader_get_fields (reader, &n);
      g_assert_cmpuint (n, ==, 2);
      g_assert_null (strchr ("=+-@\t", fields[1][0]));
      g_assert_cmpstr (lsn_csv_get_value (fields[1]), ==, g_ptr_array_index (values, i));
    }
  g_assert_false (lsn_csv_reader_next (reader, NULL));
}

static void
test_hostile (void)
{
  g_autoptr (LsnImportRecord) record = lsn_import_record_new ();

  for (int i = 0; i < 3000; i++)
    {
      char data[200];
      gsize length = (gsize) g_test_rand_int_range (0, sizeof data);
      g_autoptr (LsnCsvSource) source = NULL;

      for (gsize j = 0; j < length; j++)
        data[j] = g_test_rand_bit () ? "\",;\n\r\0=@"[g_test_rand_int_range (0, 8)]
                                     : (char) g_test_rand_int_range (0, 256);
      source = open_source (data, length, NULL);
      while (source && lsn_csv_source_next (source, record, NULL))
        g_assert_true (record->name == NULL || g_utf8_validate (record->name, -1, NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/dialects", test_dialects);
  g_test_add_func ("/csv/encodings", test_encodings);
  g_test_add_func ("/csv/long", test_long);
  g_test_add_func ("/csv/marks", test_marks);
  g_test_add_func ("/csv/refusals", test_refusals);
  g_test_add_func ("/csv/caps", test_caps);
  g_test_add_func ("/csv/empty", test_empty);
  g_test_add_func ("/csv/headers", test_headers);
  g_test_add_func ("/csv/rows", test_rows);
  g_test_add_func ("/csv/round-trip", test_round_trip);
  g_test_add_func ("/csv/hostile", test_hostile);
  return g_test_run ();
}
