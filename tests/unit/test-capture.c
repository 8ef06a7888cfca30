/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/capture/lsn-capture-edits.h"

#include <string.h>

static const struct
{
  const char *name;
  gint64 id;
  LsnCaptureMatchKind kind;
  gint64 client_id;
} book[] = {
  { "Ромашка", 1, LSN_CAPTURE_MATCH_CLIENT, 0 },
  { "Вектор", 2, LSN_CAPTURE_MATCH_CLIENT, 0 },
  { "Acme", 3, LSN_CAPTURE_MATCH_CLIENT, 0 },
  { "March LLC", 4, LSN_CAPTURE_MATCH_CLIENT, 0 },
  { "Завтра", 5, LSN_CAPTURE_MATCH_CLIENT, 0 },
  { "Иван", 11, LSN_CAPTURE_MATCH_CONTACT, 2 },
  { "Иван", 12, LSN_CAPTURE_MATCH_CONTACT, 1 },
  { "Петрова", 13, LSN_CAPTURE_MATCH_CONTACT, 1 },
  { "Anna Smith", 14, LSN_CAPTURE_MATCH_CONTACT, 3 },
  { "John", 15, LSN_CAPTURE_MATCH_CONTACT, 3 },
};

static gboolean
resolve_cb (const char *words, LsnCaptureMatch *match, gpointer data)
{
  g_autofree char *wanted = g_utf8_casefold (words, -1);
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (book); i++)
    {
      g_autofree char *name = g_utf8_casefold (book[i].name, -1);

      if (!g_str_equal (name, wanted) ||
          (found && (match->client_id == 0 || match->client_id != book[i].client_id)))
        continue;
      g_free (match->name);
      match->id = book[i].id;
      match->name = g_strdup (book[i].name);
      match->kind = book[i].kind;
      match->exact = TRUE;
      found = TRUE;
    }
  return found;
}

static LsnCaptureContext
monday_at_eleven (void)
{
  LsnCaptureContext context = LSN_CAPTURE_CONTEXT_INIT;

  context.year = 2026;
  context.month = 11;
  context.day = 23;
  context.hour = 11;
  context.resolve = resolve_cb;
  return context;
}

/* Every field, in the notation of the tables: those that say nothing are left out. */
static char *
describe (const LsnCapture *capture)
{
  static const char *const kinds[] = { "task", "call", "mail", "message", "meeting" };
  GString *said = g_string_new (NULL);

  g_string_append_printf (said, "%s | %s", kinds[capture->kind], capture->title);
  if (capture->due_date)
    g_string_append_printf (said, " | %s", capture->due_date);
  if (capture->time >= 0)
    g_string_append_printf (said, " | %02d:%02d", capture->time / 60, capture->time % 60);
  if (capture->duration >= 0)
    g_string_append_printf (said, " | %d min", capture->duration);
  if (capture->priority)
    g_string_append_printf (said, " | p%d", capture->priority);
  if (capture->rrule)
    g_string_append_printf (said, " | %s%s", capture->rrule,
                            capture->repeat == LSN_CAPTURE_REPEAT_AFTER_DONE ? " after done" : "");
  if (capture->contact_phrase)
    g_string_append_printf (said, " | @%s %d", capture->contact_phrase, (int) capture->contact_id);
  if (capture->client_phrase)
    g_string_append_printf (said, " | &%s %d", capture->client_phrase, (int) capture->client_id);
  for (guint i = 0; capture->tags[i]; i++)
    g_string_append_printf (said, " | #%s", capture->tags[i]);
  return g_string_free (said, FALSE);
}

static void
assert_spans_are_valid (const LsnCapture *capture, gsize length)
{
  gsize last = 0;

  for (guint i = 0; i < capture->spans->len; i++)
    {
      const LsnCaptureSpan *span = &g_array_index (capture->spans, LsnCaptureSpan, i);

      g_assert_cmpuint (span->start, >=, last);
      g_assert_cmpuint (span->start, <, span->end);
      g_assert_cmpuint (span->end, <=, length);
      last = span->end;
    }
}

/* A line of the table: the phrase, a tab, what describe() says of it. */
static void
test_phrases (gconstpointer data)
{
  const LsnCaptureContext context = monday_at_eleven ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "unit", data, NULL);
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint phrases = 0;

  g_file_get_contents (path, &table, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (table, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 2);
      g_autoptr (LsnCapture) capture = NULL;
      g_autofree char *said = NULL;

      if (!fields[0] || !fields[1])
        continue;
      capture = lsn_capture_parse (fields[0], &context);
      assert_spans_are_valid (capture, strlen (fields[0]));
      said = describe (capture);
      if (!g_str_equal (said, fields[1]))
        {
          g_test_message ("%s: %s, not %s", fields[0], said, fields[1]);
          g_test_fail ();
        }
      phrases++;
    }
  g_assert_cmpuint (phrases, >=, 300);
}

static void
test_any_bytes (void)
{
  static const char *const pieces[] = { "завтра", "в",    "15",     " ",    " ",     "!!",
                                        "каждые", "2",    "недели", "«",    "»",     "\"",
                                        "#",      "\xff", "\xd0",   "next", "Tue",   "10:00",
                                        "31.02",  "at",   "Ивану",  ",",    "every", "in" };
  const LsnCaptureContext context = monday_at_eleven ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new ("x");
      g_autoptr (LsnCapture) capture = NULL;
      int length = g_rand_int_range (rand, 0, 30);

      for (int i = 0; i < length; i++)
        if (round % 2)
          g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
        else
          g_string_append_c (text, (char) g_rand_int_range (rand, 1, 256));
      capture = lsn_capture_parse (text->str, &context);
      g_assert_cmpstr (capture->title, !=, "");
      g_assert_true (g_utf8_validate (capture->title, -1, NULL));
      assert_spans_are_valid (capture, text->len);
    }
}

static void
test_long_text (void)
{
  const LsnCaptureContext context = monday_at_eleven ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LsnCapture) capture = NULL;

  while (text->len < 100000)
    g_string_append (text, "Позвонить Ивану \"завтра в 15 каждые 2 недели! ");
  g_test_timer_start ();
  capture = lsn_capture_parse (text->str, &context);
  g_test_minimized_result (g_test_timer_elapsed (), "100 kB");
  g_assert_cmpint (capture->kind, ==, LSN_CAPTURE_CALL);
  assert_spans_are_valid (capture, text->len);
}

static void
test_spans (void)
{
  static const struct
  {
    const char *said;
    LsnCaptureWhat what;
  } expected[] = {
    { "remind me to", LSN_CAPTURE_SPAN_ASKING }, { "call", LSN_CAPTURE_SPAN_KIND },
    { "John", LSN_CAPTURE_SPAN_CONTACT },        { "tomorrow", LSN_CAPTURE_SPAN_DATE },
    { "at 10 a.m.", LSN_CAPTURE_SPAN_TIME },     { "for 30 min", LSN_CAPTURE_SPAN_DURATION },
    { "every week", LSN_CAPTURE_SPAN_REPEAT },   { "#sales", LSN_CAPTURE_SPAN_TAG },
    { "!!", LSN_CAPTURE_SPAN_PRIORITY },
  };
  const char *text = "remind me to call John tomorrow at 10 a.m. for 30 min every week #sales !!";
  const LsnCaptureContext context = monday_at_eleven ();
  g_autoptr (LsnCapture) capture = lsn_capture_parse (text, &context);

  g_assert_cmpuint (capture->spans->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < capture->spans->len; i++)
    {
      const LsnCaptureSpan *span = &g_array_index (capture->spans, LsnCaptureSpan, i);
      g_autofree char *said = g_strndup (text + span->start, span->end - span->start);

      g_assert_cmpstr (said, ==, expected[i].said);
      g_assert_cmpint (span->what, ==, expected[i].what);
    }
}

/* What the user gave back to the title means nothing where it stands. */
static void
test_literals (void)
{
  static const char *const literals[] = { "в пятницу", "каждую неделю", "Ивану", "!!", NULL };
  LsnCaptureContext context = monday_at_eleven ();
  g_autoptr (LsnCapture) capture = NULL;
  g_autofree char *said = NULL;

  context.literals = literals;
  capture =
      lsn_capture_parse ("позвонить Ивану завтра про планёрку в пятницу, каждую неделю #ролик !!",
                         &context);
  said = describe (capture);
  g_assert_cmpstr (said, ==,
                   "call | Позвонить Ивану про планёрку в пятницу, каждую неделю !! | 2026-11-24 |"
                   " #ролик");
}

/* What was corrected holds, also after it was a draft; what was taken away goes to the title. */
static void
test_edits (void)
{
  const char *text = "позвонить Ивану завтра в 15 !! #ролик";
  LsnCaptureContext context = monday_at_eleven ();
  g_autoptr (LsnCaptureEdits) typed = lsn_capture_edits_new ();
  g_autoptr (LsnCaptureEdits) edits = NULL;
  g_autoptr (LsnCapture) before = lsn_capture_parse (text, &context);
  g_autoptr (LsnCapture) after = NULL;
  g_autofree char *plain = lsn_capture_edits_dup_draft (typed, text);
  g_autofree char *draft = NULL;
  g_autofree char *line = NULL;
  g_autofree char *said = NULL;

  g_assert_cmpstr (plain, ==, text);
  g_assert_true (lsn_capture_edits_is_empty (typed));
  lsn_capture_edits_remove (typed, LSN_CAPTURE_SPAN_DATE, NULL, before, text);
  lsn_capture_edits_remove (typed, LSN_CAPTURE_SPAN_TAG, "ролик", before, text);
  lsn_capture_edits_remove (typed, LSN_CAPTURE_SPAN_CLIENT, NULL, before, text);
  lsn_capture_edits_set_kind (typed, LSN_CAPTURE_MEETING);
  lsn_capture_edits_set_contact (typed, 14, "Anna “Smith”");
  lsn_capture_edits_set_due (typed, "2026-12-01", 9 * 60);
  lsn_capture_edits_set_priority (typed, 1);
  lsn_capture_edits_set_repeat (typed, "FREQ=WEEKLY", LSN_CAPTURE_REPEAT_AFTER_DONE);
  lsn_capture_edits_set_duration (typed, 45);

  draft = lsn_capture_edits_dup_draft (typed, text);
  line = lsn_capture_edits_parse_draft (draft, &edits);
  g_assert_cmpstr (line, ==, text);
  context.literals = (const char *const *) edits->literals->pdata;
  after = lsn_capture_parse (line, &context);
  lsn_capture_edits_apply (edits, after);
  said = describe (after);
  g_assert_cmpstr (said, ==,
                   "meeting | Позвонить Ивану завтра в 15 #ролик | 2026-12-01 | 09:00 | 45 min | p1"
                   " | FREQ=WEEKLY after done | @Anna “Smith” 14");
  g_assert_cmpint (after->client_id, ==, 0);
}

/* A draft is what someone typed, whatever it looks like. */
static void
test_odd_drafts (void)
{
  static const char *const drafts[] = { "", "(", "(1, 2)", "('a', uint32 0)", "позвонить" };

  for (guint i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      g_autoptr (LsnCaptureEdits) edits = NULL;
      g_autofree char *line = lsn_capture_edits_parse_draft (drafts[i], &edits);

      g_assert_cmpstr (line, ==, drafts[i]);
      g_assert_true (lsn_capture_edits_is_empty (edits));
    }
}

static void
test_blank (void)
{
  const LsnCaptureContext context = monday_at_eleven ();
  g_autoptr (LsnCapture) capture = lsn_capture_parse (" \t ", &context);

  g_assert_cmpstr (capture->title, ==, "");
  g_assert_null (capture->due_date);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/capture/russian", "capture-ru.tsv", test_phrases);
  g_test_add_data_func ("/capture/english", "capture-en.tsv", test_phrases);
  g_test_add_func ("/capture/any-bytes", test_any_bytes);
  g_test_add_func ("/capture/long-text", test_long_text);
  g_test_add_func ("/capture/spans", test_spans);
  g_test_add_func ("/capture/literals", test_literals);
  g_test_add_func ("/capture/edits", test_edits);
  g_test_add_func ("/capture/odd-drafts", test_odd_drafts);
  g_test_add_func ("/capture/blank", test_blank);
  return g_test_run ();
}
