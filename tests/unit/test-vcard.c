/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "print-record.h"

#include <string.h>

#define CARD(lines) "BEGIN:VCARD\r\n" lines "END:VCARD\r\n"

static LsnSource *
open_bytes (const char *data, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return lsn_source_new (stream, NULL, NULL, error);
}

static char *
dup_records (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LsnSource) source = open_bytes (text, strlen (text), &error);
  char *records;

  g_assert_no_error (error);
  g_assert_cmpint (lsn_source_get_kind (source), ==, LSN_SOURCE_VCARD);
  records = print_records (lsn_source_next, source, &error);
  g_assert_no_error (error);
  return records;
}

static void
test_cards (void)
{
  const char *const cases[][2] = {
    { CARD (
          "VERSION:3.0\r\nFN:Ann Bee\r\nTEL;TYPE=work,voice:+7 1\r\nEMAIL;TYPE=INTERNET,PREF:a@b.c\r\n"),
      "1:~- (Ann Bee, -) 0:phone=+7 1[Work] 0:email=a@b.c/" },
    { CARD (
          "VERSION:4.0\r\nFN:Ann\r\nORG:Acme;Sales\r\nTITLE:CEO\r\nROLE:boss\r\nTEL;VALUE=uri;TYPE=\"cell,"
          "home\":tel:+7-1;ext=5\r\nURL:http://a.b\r\n"),
      "1:Acme (Ann, CEO){Department: Sales\nRole: boss} 0:phone=+7-1 ext.5[Mobile, Home] "
      "-1:site=http://a.b/" },
    { CARD ("VERSION:2.1\r\nN:Bee;Ann;Carol\r\nTEL;WORK;FAX:1\r\nTEL;CELL:2\r\n"),
      "1:~- (Ann Carol Bee, -) 0:other=1[Work, Fax] 0:phone=2[Mobile]/" },
    { CARD ("FN:Acme\r\nORG:Acme\r\nTEL:1\r\n"), "1:Acme -1:phone=1/" },
    { CARD ("KIND:individual\r\nFN:Ann Bee\r\nORG:Ann Bee\r\n"), "1:Ann Bee (Ann Bee, -)/" },
    { CARD ("FN:X\r\nORG:Acme\r\nX-ABShowAs:COMPANY\r\n"), "1:X/" },
    { CARD ("KIND:org\r\nFN:Acme\r\nADR:;;Main 1;Town;;123;NL\r\nCATEGORIES:a\\,b,c\r\n"),
      "1:Acme #Town @Main 1, 123, NL +a,b +c/" },
    { CARD ("FN:Ann\r\nBDAY:19800501\r\nANNIVERSARY:2001-02-03T10:00:00Z\r\nBDAY:soon\r\n"),
      "1:~- (Ann, -){Birthday: soon} 0:Birthday=1980-05-01 0:Anniversary=2001-02-03/" },
    { CARD ("VERSION:3.0\r\nFN:Ann\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRg==\r\n"),
      "1:~- (Ann, -)*10/" },
    { CARD ("VERSION:2.1\r\nN:Ann\r\nORG:Acme\r\nPHOTO;JPEG;BASE64:\r\n /9j/4AAQSkZJRg==\r\n\r\n"),
      "1:Acme (Ann, -)*10/" },
    { CARD (
          "VERSION:4.0\r\nKIND:org\r\nFN:Acme\r\nPHOTO:data:image/jpeg;base64,/9j/4AAQSkZJRg==\r\n"),
      "1:Acme *10/" },
    { CARD ("FN:Ann\r\nPHOTO;VALUE=uri:https://a.example/ann.jpg\r\nTEL:1\r\n"),
      "1:~- (Ann, -) 0:phone=1/" },
    { CARD ("FN:Ann\r\nBDAY:--0501\r\n"), "1:~- (Ann, -) 0:Birthday=1604-05-01/" },
    { CARD ("FN:Ann\r\nitem1.TEL:1\r\nitem1.X-ABLabel:_$!<Home>!$_\r\nitem2.EMAIL:a@b\r\n"
            "ITEM2.X-ABLABEL:private\r\n"),
      "1:~- (Ann, -) 0:phone=1[Home] 0:email=a@b[private]/" },
    { CARD (
          "FN:Ann\r\nIMPP;X-SERVICE-TYPE=Telegram:x-apple:ann%20b\r\nIMPP:xmpp:a@b\r\nX-TELEGRAM:@ann\r\n"
          "X-SKYPE:ann.s\r\nURL:https://t.me/ann\r\nX-SOCIALPROFILE;TYPE=twitter:http://t.co/a\r\n"),
      "1:~- (Ann, -) 0:telegram=ann b 0:other=a@b[XMPP] 0:telegram=@ann 0:other=ann.s[Skype] "
      "0:telegram=https://t.me/ann 0:other=http://t.co/a[twitter]/" },
    { CARD ("FN:Ann\r\nNOTE:a\\nb\\;c; d\r\nNICKNAME:Nan\r\nX-ODD:1\r\n"),
      "1:~- (Ann, -){a\nb;c; d\nNickname: Nan}/" },
    { CARD ("FN:All\r\nX-ADDRESSBOOKSERVER-KIND:group\r\n"), "1:- !/" },
    { CARD ("EMAIL:a@b.c\r\n"), "1:~- (-, -) 0:email=a@b.c/" },
    /* as others write it */
    { " begin:vcard \nfn:ann\ntel:1\nend : vcard\n", "1:~- ? (ann, -) 0:phone=1/" },
    { CARD ("FN:A\r\n nn\r\nNOTE:\xd0\r\n \x9d\r\n"), "1:~- (Ann, -){Н}/" },
    { CARD ("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=90=\r\n=D0=BD\r\nTEL:1\r\n"),
      "1:~- (Ан, -) 0:phone=1/" },
    { CARD ("FN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C0=ED=ED=E0\r\n"),
      "1:~- (Анна, -)/" },
    { CARD ("FN;CHARSET=koi8-r:\xe1\xce\xce\xc1\r\nORG:Acme\r\n"), "1:Acme (Анна, -)/" },
    { CARD (
          "FN:\xc0\xed\xed\xe0 \xcf\xe5\xf2\xf0\xee\xe2\xe0\r\nNOTE:\xef\xf0\xe8\xe2\xe5\xf2\r\n"),
      "1:~- (Анна Петрова, -){привет}/" },
    { CARD ("FN:Ann\r\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\nBBBB\r\n CCCC\r\nTEL:1\r\n"),
      "1:~- (Ann, -) 0:phone=1/" },
    { CARD ("FN:Ann\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:Bob\r\nTEL:2\r\nEND:VCARD\r\nTEL:1\r\n"),
      "1:~- (Ann, -) 0:phone=1/" },
    { CARD ("FN:Ann\r\nAGENT:BEGIN:VCARD\r\nFN:Bob\r\nEND:VCARD\r\nTEL:1\r\n"),
      "1:~- (Ann, -) 0:phone=1/" },
    { CARD ("FN:Ann\r\nAGENT:BEGIN:VCARD\\nFN:Bob\\nEND:VCARD\\n\r\nTEL:1\r\n"),
      "1:~- (Ann, -) 0:phone=1/" },
    /* broken, and what can be read of it */
    { "BEGIN:VCARD\nFN:Ann\nTEL:1\n" CARD ("FN:Bob\r\n") "BEGIN:VCARD\nFN:Eve\n",
      "1:~- ? (Ann, -) 0:phone=1/4:~- (Bob, -)/7:~- ? (Eve, -)/" },
    { CARD ("FN:Ann\r\nthis is no line\r\n:neither\r\nTEL:1\r\n") CARD ("FN:Bob\r\n"),
      "1:~- ? (Ann, -) 0:phone=1/7:~- (Bob, -)/" },
    { CARD ("FN:Ann\r\nTEL;TYPE=\"work:1\r\nEMAIL:a@b\r\n"),
      "1:~- (Ann, -) 0:phone=1[Work] 0:email=a@b/" },
    { CARD ("") CARD ("FN:Bob\r\n"), "1:~- (-, -)/3:~- (Bob, -)/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *records = NULL;

      records = dup_records (cases[i][0]);
      g_assert_cmpstr (records, ==, cases[i][1]);
    }
}

static void
test_utf16 (void)
{
  const char *text = CARD ("FN:Анна\r\nNOTE:a\r\n b\r\n");
  const char *const names[] = { "UTF-16", "UTF-16LE", "UTF-16BE" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length;
      g_autofree char *wide = g_convert (text, -1, names[i], "UTF-8", NULL, &length, NULL);
      g_autoptr (LsnSource) source = open_bytes (wide, length, NULL);
      g_autofree char *records = print_records (lsn_source_next, source, NULL);

      g_assert_cmpstr (records, ==, "1:~- (Анна, -){ab}/");
    }
}

static void
test_left_out (void)
{
  const char *text = CARD ("FN:Ann\r\nX-ODD:1\r\nUID:2\r\nGEO:3;4\r\n");
  g_autoptr (LsnSource) source = open_bytes (text, strlen (text), NULL);
  g_autofree char *records = print_records (lsn_source_next, source, NULL);
  g_auto (GStrv) names = lsn_source_dup_left_out (source);

  g_assert_nonnull (records);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *) names, "X-ODD"));
  g_assert_true (g_strv_contains ((const char *const *) names, "GEO"));
}

/* A card without an end is over the cap before all of it is in memory. */
static void
test_cap (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\nFN:Ann\n");
  g_autoptr (LsnSource) source = NULL;
  g_autofree char *records = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 400000; i++)
    g_string_append (text, "NOTE:0123456789012345678901234567890123456789\n");
  source = open_bytes (text->str, text->len, NULL);
  records = print_records (lsn_source_next, source, &error);
  g_assert_error (error, LSN_INTERCHANGE_ERROR, LSN_INTERCHANGE_ERROR_INVALID);
  g_assert_cmpuint (lsn_text_stream_get_permille (lsn_source_get_stream (source)), <, 700);
}

static void
test_kinds (void)
{
  const struct
  {
    const char *text;
    LsnSourceKind kind;
    gboolean refused;
  } cases[] = {
    { "BEGIN:VCARD\nEND:VCARD\n", LSN_SOURCE_VCARD, FALSE },
    { "\n begin : vcard\n", LSN_SOURCE_VCARD, FALSE },
    { "\xef\xbb\xbf"
      "BEGIN:VCARD\n",
      LSN_SOURCE_VCARD, FALSE },
    { "BEGIN,END\nname,phone\n", LSN_SOURCE_CSV, FALSE },
    { "{\"format\":\"liaison-clients\",\"version\":1,\"clients\":[]}", LSN_SOURCE_JSON, FALSE },
    { "{\"a\":1}", LSN_SOURCE_JSON, TRUE },
    { "BEGIN:VCALENDAR\n", LSN_SOURCE_CSV, TRUE },
    { "<!DOCTYPE html><table>", LSN_SOURCE_CSV, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LsnSource) source = open_bytes (cases[i].text, strlen (cases[i].text), &error);

      g_test_message ("%s", cases[i].text);
      g_assert_true ((source == NULL) == cases[i].refused);
      g_assert_true ((error != NULL) == cases[i].refused);
      if (source)
        g_assert_cmpint (lsn_source_get_kind (source), ==, cases[i].kind);
    }
}

/* Pieces of cards in any order: never a crash, a hang, or text that is no UTF-8. */
static void
test_hostile (void)
{
  const char *const pieces[] = { "BEGIN:VCARD\n",
                                 "END:VCARD\n",
                                 "FN:a\n",
                                 "AGENT:\n",
                                 " x\n",
                                 "TEL;TYPE=\"",
                                 ":",
                                 ";",
                                 "=",
                                 "=\n",
                                 "ENCODING=b:",
                                 "\n",
                                 "\r",
                                 "\xff\xfe",
                                 "CHARSET=x",
                                 "N:;;;;\n",
                                 "item1.TEL:1\n",
                                 "QUOTED-PRINTABLE:=0\n",
                                 "\\",
                                 "X-ABLabel:_$!<>!$_\n",
                                 "PHOTO;BASE64:AA\n",
                                 "EMAIL;TYPE=:\n",
                                 "BDAY:----\n",
                                 "\xd0" };
  g_autoptr (LsnImportRecord) record = lsn_import_record_new ();

  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\n");
      g_autoptr (LsnSource) source = NULL;

      for (int j = g_test_rand_int_range (0, 40); j > 0; j--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      source = open_bytes (text->str, text->len, NULL);
      while (source && lsn_source_next (source, record, NULL))
        {
          for (guint k = 0; k < record->people->len; k++)
            {
              const char *name = lsn_import_record_get_person (record, (int) k)->name;

              g_assert_true (name == NULL || g_utf8_validate (name, -1, NULL));
            }
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vcard/cards", test_cards);
  g_test_add_func ("/vcard/utf16", test_utf16);
  g_test_add_func ("/vcard/left-out", test_left_out);
  g_test_add_func ("/vcard/cap", test_cap);
  g_test_add_func ("/vcard/kinds", test_kinds);
  g_test_add_func ("/vcard/hostile", test_hostile);
  return g_test_run ();
}
