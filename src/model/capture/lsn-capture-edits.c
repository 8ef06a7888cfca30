/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/capture/lsn-capture-edits.h"

#include <string.h>

/* Of lsn_capture_edits_dup_draft(), beside the line. */
#define DRAFT_TYPE "(susxsxsiiiusuas)"

static guint
bit (LsnCaptureWhat what)
{
  return 1u << what;
}

LsnCaptureEdits *
lsn_capture_edits_new (void)
{
  LsnCaptureEdits *self = g_new0 (LsnCaptureEdits, 1);

  self->time = self->duration = -1;
  self->literals = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  return self;
}

LsnCaptureEdits *
lsn_capture_edits_copy (const LsnCaptureEdits *self)
{
  LsnCaptureEdits *copy = g_memdup2 (self, sizeof *self);

  copy->contact = g_strdup (self->contact);
  copy->client = g_strdup (self->client);
  copy->due_date = g_strdup (self->due_date);
  copy->rrule = g_strdup (self->rrule);
  copy->literals = g_ptr_array_new_null_terminated (self->literals->len, g_free, TRUE);
  for (guint i = 0; i < self->literals->len; i++)
    g_ptr_array_add (copy->literals, g_strdup (g_ptr_array_index (self->literals, i)));
  return copy;
}

void
lsn_capture_edits_free (LsnCaptureEdits *self)
{
  if (self == NULL)
    return;
  g_free (self->contact);
  g_free (self->client);
  g_free (self->due_date);
  g_free (self->rrule);
  g_ptr_array_unref (self->literals);
  g_free (self);
}

/* --- Setting ---------------------------------------------------------------------------------- */

void
lsn_capture_edits_set_kind (LsnCaptureEdits *self, LsnCaptureKind kind)
{
  self->set |= bit (LSN_CAPTURE_SPAN_KIND);
  self->kind = kind;
}

void
lsn_capture_edits_set_contact (LsnCaptureEdits *self, gint64 id, const char *name)
{
  self->set |= bit (LSN_CAPTURE_SPAN_CONTACT);
  self->contact_id = id;
  g_set_str (&self->contact, name);
}

void
lsn_capture_edits_set_client (LsnCaptureEdits *self, gint64 id, const char *name)
{
  self->set |= bit (LSN_CAPTURE_SPAN_CLIENT);
  self->client_id = id;
  g_set_str (&self->client, name);
}

void
lsn_capture_edits_set_due (LsnCaptureEdits *self, const char *due_date, int minute)
{
  self->set |= bit (LSN_CAPTURE_SPAN_DATE);
  g_set_str (&self->due_date, due_date);
  self->time = minute;
}

void
lsn_capture_edits_set_duration (LsnCaptureEdits *self, int minutes)
{
  self->set |= bit (LSN_CAPTURE_SPAN_DURATION);
  self->duration = minutes;
}

void
lsn_capture_edits_set_priority (LsnCaptureEdits *self, int priority)
{
  self->set |= bit (LSN_CAPTURE_SPAN_PRIORITY);
  self->priority = priority;
}

void
lsn_capture_edits_set_repeat (LsnCaptureEdits *self, const char *rrule, LsnCaptureRepeat repeat)
{
  self->set |= bit (LSN_CAPTURE_SPAN_REPEAT);
  g_set_str (&self->rrule, rrule);
  self->repeat = rrule ? repeat : LSN_CAPTURE_REPEAT_NONE;
}

/* --- Taking away ------------------------------------------------------------------------------ */

static gboolean
is_said_by (const LsnCaptureSpan *span, LsnCaptureWhat what, const char *tag, const char *words)
{
  if (what == LSN_CAPTURE_SPAN_TAG)
    return span->what == what && g_strcmp0 (words + strlen ("#"), tag) == 0;
  return span->what == what ||
         (what == LSN_CAPTURE_SPAN_DATE && span->what == LSN_CAPTURE_SPAN_TIME);
}

void
lsn_capture_edits_remove (LsnCaptureEdits *self, LsnCaptureWhat what, const char *tag,
                          const LsnCapture *capture, const char *text)
{
  gboolean said = FALSE;

  for (guint i = 0; i < capture->spans->len; i++)
    {
      const LsnCaptureSpan *span = &g_array_index (capture->spans, LsnCaptureSpan, i);
      g_autofree char *words = g_strndup (text + span->start, span->end - span->start);

      if (!is_said_by (span, what, tag, words))
        continue;
      g_ptr_array_add (self->literals, g_steal_pointer (&words));
      said = TRUE;
    }
  self->set &= ~bit (what);
  if (said)
    return;
  if (what == LSN_CAPTURE_SPAN_CLIENT)
    lsn_capture_edits_set_client (self, 0, NULL);
  else if (what == LSN_CAPTURE_SPAN_CONTACT)
    lsn_capture_edits_set_contact (self, 0, NULL);
  else if (what == LSN_CAPTURE_SPAN_DURATION)
    lsn_capture_edits_set_duration (self, -1);
}

void
lsn_capture_edits_apply (const LsnCaptureEdits *self, LsnCapture *capture)
{
  if (self->set & bit (LSN_CAPTURE_SPAN_KIND))
    capture->kind = self->kind;
  if (self->set & bit (LSN_CAPTURE_SPAN_CONTACT))
    {
      capture->contact_id = self->contact_id;
      g_set_str (&capture->contact_phrase, self->contact);
    }
  if (self->set & bit (LSN_CAPTURE_SPAN_CLIENT))
    {
      capture->client_id = self->client_id;
      g_set_str (&capture->client_phrase, self->client);
    }
  if (self->set & bit (LSN_CAPTURE_SPAN_DATE))
    {
      g_set_str (&capture->due_date, self->due_date);
      capture->time = self->time;
    }
  if (self->set & bit (LSN_CAPTURE_SPAN_DURATION))
    capture->duration = self->duration;
  if (self->set & bit (LSN_CAPTURE_SPAN_PRIORITY))
    capture->priority = self->priority;
  if (self->set & bit (LSN_CAPTURE_SPAN_REPEAT))
    {
      g_set_str (&capture->rrule, self->rrule);
      capture->repeat = self->repeat;
    }
}

gboolean
lsn_capture_edits_is_empty (const LsnCaptureEdits *self)
{
  return self->set == 0 && self->literals->len == 0;
}

/* --- Drafts ----------------------------------------------------------------------------------- */

static const char *
or_blank (const char *text)
{
  return text ? text : "";
}

char *
lsn_capture_edits_dup_draft (const LsnCaptureEdits *self, const char *text)
{
  char *none[] = { NULL };
  g_autoptr (GVariant) draft = NULL;

  if (lsn_capture_edits_is_empty (self))
    return g_strdup (text);
  draft = g_variant_ref_sink (
      g_variant_new ("(susxsxsiiiusu^as)", text, self->set, or_blank (self->contact),
                     self->contact_id, or_blank (self->client), self->client_id,
                     or_blank (self->due_date), self->time, self->duration, self->priority,
                     (guint) self->kind, or_blank (self->rrule), (guint) self->repeat,
                     self->literals->len ? (char **) self->literals->pdata : none));
  return g_variant_print (draft, FALSE);
}

static void
take_text (char **field, const char *text)
{
  g_set_str (field, *text ? text : NULL);
}

char *
lsn_capture_edits_parse_draft (const char *draft, LsnCaptureEdits **edits)
{
  LsnCaptureEdits *self = lsn_capture_edits_new ();
  g_autoptr (GVariant) value =
      *draft == '(' ? g_variant_parse (G_VARIANT_TYPE (DRAFT_TYPE), draft, NULL, NULL, NULL) : NULL;
  const char *text, *contact, *client, *due_date, *rrule;
  g_autofree const char **literals = NULL;
  guint kind, repeat;

  *edits = self;
  if (value == NULL)
    return g_strdup (draft);
  g_variant_get (value, "(&su&sx&sx&siiiu&su^a&s)", &text, &self->set, &contact, &self->contact_id,
                 &client, &self->client_id, &due_date, &self->time, &self->duration,
                 &self->priority, &kind, &rrule, &repeat, &literals);
  take_text (&self->contact, contact);
  take_text (&self->client, client);
  take_text (&self->due_date, due_date);
  take_text (&self->rrule, rrule);
  self->priority = CLAMP (self->priority, 0, 3);
  self->kind = (LsnCaptureKind) MIN (kind, LSN_CAPTURE_MEETING);
  self->repeat = (LsnCaptureRepeat) MIN (repeat, LSN_CAPTURE_REPEAT_AFTER_DONE);
  for (guint i = 0; literals[i]; i++)
    g_ptr_array_add (self->literals, g_strdup (literals[i]));
  return g_strdup (text);
}
