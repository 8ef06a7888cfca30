/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "model/projects/lsn-board-filter.h"
#include "base/lsn-match.h"
#include "base/lsn-text.h"

#include <string.h>

typedef enum
{
  WORD,
  LABEL,
  ASSIGNEE,
  PRIORITY,
  OVERDUE,
  TODAY,
  TOMORROW,
  WEEK,
  NO_DATE,
  MINE,
  BLOCKED,
  DONE,
  ARCHIVED,
  TURN_US,
  TURN_CLIENT,
  TURN_PERFORMER,
} Kind;

typedef struct
{
  Kind kind;
  gboolean not;
  char *text;     /* owned: folded words */
  gint64 minimum; /* of the priority */
} Term;

struct _LsnBoardFilter
{
  GArray *terms; /* owned; element-type Term */
  LsnDate today;
};

/* Folded, so that any case and ё or е will do; the longer of two that begin alike comes first. */
static const struct
{
  const char *words;
  Kind kind;
} phrases[] = {
  { "на этой неделе", WEEK },
  { "эта неделя", WEEK },
  { "this week", WEEK },
  { "неделя", WEEK },
  { "week", WEEK },
  { "просроченные", OVERDUE },
  { "просроченное", OVERDUE },
  { "просрочено", OVERDUE },
  { "просрочка", OVERDUE },
  { "overdue", OVERDUE },
  { "late", OVERDUE },
  { "сегодня", TODAY },
  { "today", TODAY },
  { "завтра", TOMORROW },
  { "tomorrow", TOMORROW },
  { "без срока", NO_DATE },
  { "без даты", NO_DATE },
  { "no date", NO_DATE },
  { "мои", MINE },
  { "мое", MINE },
  { "mine", MINE },
  { "заблокированные", BLOCKED },
  { "заблокировано", BLOCKED },
  { "blocked", BLOCKED },
  { "сделанные", DONE },
  { "сделано", DONE },
  { "готовые", DONE },
  { "done", DONE },
  { "в архиве", ARCHIVED },
  { "архив", ARCHIVED },
  { "archived", ARCHIVED },
  { "archive", ARCHIVED },
  { "ход клиента", TURN_CLIENT },
  { "client's move", TURN_CLIENT },
  { "clients move", TURN_CLIENT },
  { "ход исполнителя", TURN_PERFORMER },
  { "performer's move", TURN_PERFORMER },
  { "performers move", TURN_PERFORMER },
  { "наш ход", TURN_US },
  { "our move", TURN_US },
};

static void
term_clear (gpointer data)
{
  g_free (((Term *) data)->text);
}

/* Whether the phrase stands at the beginning of @text, as whole words. */
static gboolean
begins (const char *text, const char *words)
{
  gsize length = strlen (words);

  return g_str_has_prefix (text, words) &&
         (text[length] == '\0' || text[length] == ' ' || text[length] == ',');
}

/* Reads one term of @text, which is folded, and returns where it ends. */
static const char *
read_term (const char *text, Term *term)
{
  gsize length;

  if (*text == '-' && text[1] != '\0' && text[1] != ' ')
    {
      term->not = TRUE;
      text++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      if (begins (text, phrases[i].words))
        {
          term->kind = phrases[i].kind;
          return text + strlen (phrases[i].words);
        }
    }
  length = strcspn (text, " ,");
  if (*text == '!')
    {
      term->kind = PRIORITY;
      term->minimum = (gint64) strspn (text, "!");
      return text + length;
    }
  term->kind = *text == '#' ? LABEL : *text == '@' ? ASSIGNEE : WORD;
  if (term->kind != WORD)
    {
      text++;
      length--;
    }
  term->text = g_strndup (text, length);
  return text + length;
}

LsnBoardFilter *
lsn_board_filter_new (const char *text, LsnDate today)
{
  LsnBoardFilter *self = g_new0 (LsnBoardFilter, 1);
  g_autofree char *folded = lsn_text_fold (text ? text : "");
  const char *p = folded;

  self->today = today;
  self->terms = g_array_new (FALSE, FALSE, sizeof (Term));
  g_array_set_clear_func (self->terms, term_clear);
  while (p += strspn (p, " ,"), *p)
    {
      Term term = { 0 };

      p = read_term (p, &term);
      if (term.text && *term.text == '\0')
        term_clear (&term);
      else
        g_array_append_val (self->terms, term);
    }
  return self;
}

void
lsn_board_filter_free (LsnBoardFilter *self)
{
  g_array_unref (self->terms);
  g_free (self);
}

static gboolean
wants (LsnBoardFilter *self, Kind kind)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      const Term *term = &g_array_index (self->terms, Term, i);

      if (term->kind == kind && !term->not)
        return TRUE;
    }
  return FALSE;
}

gboolean
lsn_board_filter_wants_done (LsnBoardFilter *self)
{
  return wants (self, DONE);
}

gboolean
lsn_board_filter_wants_archived (LsnBoardFilter *self)
{
  return wants (self, ARCHIVED);
}

static gboolean
has_word (const char *text, const char *word)
{
  g_autofree char *words = text ? lsn_match_dup_words (text) : NULL;
  g_autofree char *typed = NULL;

  if (words == NULL)
    return FALSE;
  typed = lsn_match_dup_words (word);
  for (const char *p = words; p; p = strchr (p, ' '))
    {
      p += *p == ' ';
      if (g_str_has_prefix (p, typed))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_open_on (const LsnBoardFacts *facts, LsnDate from, LsnDate until)
{
  return facts->due != LSN_DATE_NONE && !facts->done && facts->due >= from && facts->due <= until;
}

static gboolean
holds (LsnBoardFilter *self, const Term *term, const LsnBoardFacts *facts)
{
  LsnDate today = self->today;
  LsnDate sunday = today + 7 - lsn_date_get_weekday (today);

  switch (term->kind)
    {
    case LABEL:
      return has_word (facts->labels, term->text);
    case ASSIGNEE:
      return has_word (facts->assignee, term->text);
    case PRIORITY:
      return facts->priority >= term->minimum;
    case OVERDUE:
      return is_open_on (facts, G_MININT32 + 1, today - 1);
    case TODAY:
      return is_open_on (facts, today, today);
    case TOMORROW:
      return is_open_on (facts, today + 1, today + 1);
    case WEEK:
      return is_open_on (facts, sunday - 6, sunday);
    case NO_DATE:
      return facts->due == LSN_DATE_NONE;
    case MINE:
      return facts->mine;
    case BLOCKED:
      return facts->blocked;
    case DONE:
      return facts->done;
    case ARCHIVED:
      return facts->archived;
    case TURN_US:
      return g_strcmp0 (facts->turn, "us") == 0;
    case TURN_CLIENT:
      return g_strcmp0 (facts->turn, "client") == 0;
    case TURN_PERFORMER:
      return g_strcmp0 (facts->turn, "performer") == 0;
    case WORD:
    default:
      return has_word (facts->title, term->text) || has_word (facts->client, term->text) ||
             has_word (facts->project, term->text) || has_word (facts->assignee, term->text) ||
             has_word (facts->labels, term->text) || has_word (facts->text, term->text);
    }
}

gboolean
lsn_board_filter_matches (LsnBoardFilter *self, const LsnBoardFacts *facts)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      const Term *term = &g_array_index (self->terms, Term, i);

      if (holds (self, term, facts) == term->not)
        return FALSE;
    }
  return TRUE;
}
