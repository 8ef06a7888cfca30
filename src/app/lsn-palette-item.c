/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/lsn-palette-item.h"
#include "base/lsn-match.h"
#include "base/lsn-when.h"

#include <glib/gi18n-lib.h>

struct _LsnPaletteItem
{
  GObject parent_instance;

  LsnPaletteSection section;
  const LsnCommand *command; /* nullable */
  const LsnPage *page;       /* nullable */
  gboolean is_followup;
  const char *opener; /* nullable: a command */
  gint64 id;
  gint64 client_id;
  char *title;      /* owned */
  char *subtitle;   /* owned, nullable */
  const char *icon; /* nullable */
  char *key;        /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (LsnPaletteItem, lsn_palette_item, G_TYPE_OBJECT)

static void
lsn_palette_item_finalize (GObject *object)
{
  LsnPaletteItem *self = LSN_PALETTE_ITEM (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->key);

  G_OBJECT_CLASS (lsn_palette_item_parent_class)->finalize (object);
}

static void
lsn_palette_item_class_init (LsnPaletteItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lsn_palette_item_finalize;
}

static void
lsn_palette_item_init (LsnPaletteItem *self)
{
}

LsnPaletteItem *
lsn_palette_item_new_command (const LsnCommand *command)
{
  LsnPaletteItem *self = g_object_new (LSN_TYPE_PALETTE_ITEM, NULL);

  self->section = LSN_PALETTE_COMMANDS;
  self->command = command;
  self->title = lsn_command_dup_label (command);
  self->subtitle = g_strdup (lsn_command_group_get_title (command->group));
  self->icon = command->icon ? command->icon : "system-run-symbolic";
  if (command->keys)
    self->key = g_strndup (command->keys, strcspn (command->keys, " "));
  return self;
}

static char *
dup_page_title (const LsnPage *page)
{
  /* Translators: of a command; %s is the name of a page: “Go to Today” */
  return g_strdup_printf (_ ("Go to “%s”"), _ (page->label));
}

LsnPaletteItem *
lsn_palette_item_new_page (guint position)
{
  guint n_pages;
  LsnPaletteItem *self = g_object_new (LSN_TYPE_PALETTE_ITEM, NULL);

  self->section = LSN_PALETTE_COMMANDS;
  self->page = &lsn_page_get_all (&n_pages)[position];
  self->title = dup_page_title (self->page);
  self->icon = self->page->icon;
  self->key = lsn_page_dup_key (position);
  return self;
}

static const struct
{
  const char *kind;
  LsnPaletteSection section;
  const char *icon;
  const char *opener;
} kinds[] = {
  { "client", LSN_PALETTE_NAMES, NULL, NULL },
  { "contact", LSN_PALETTE_NAMES, NULL, NULL },
  { "project", LSN_PALETTE_PROJECTS, "view-dual-symbolic", "open-project" },
  { "task", LSN_PALETTE_CARDS, "object-select-symbolic", "open-task" },
  { "followup", LSN_PALETTE_FOLLOWUPS, "alarm-symbolic", NULL },
  { "entry", LSN_PALETTE_STORY, "document-open-recent-symbolic", NULL },
  { "agreement", LSN_PALETTE_AGREEMENTS, "lsn-agreement-symbolic", NULL },
  { "event", LSN_PALETTE_EVENTS, "x-office-calendar-symbolic", "edit-event" },
};

static guint
find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].kind, kind))
        return i;
    }
  return 0;
}

const char *
lsn_palette_get_opener (const char *kind)
{
  return kinds[find_kind (kind)].opener;
}

LsnPaletteItem *
lsn_palette_item_new_hit (const LsnSearchHit *hit, gboolean recent, LsnDate today)
{
  LsnPaletteItem *self = g_object_new (LSN_TYPE_PALETTE_ITEM, NULL);
  guint kind = find_kind (hit->kind);

  self->section = kinds[kind].section;
  self->icon = kinds[kind].icon;
  self->opener = kinds[kind].opener;
  if (recent)
    self->section = LSN_PALETTE_RECENT;
  self->is_followup = self->section == LSN_PALETTE_FOLLOWUPS;
  self->id = hit->id;
  self->client_id = hit->client_id;
  self->title = g_strdup (hit->title);
  self->subtitle = g_strdup (hit->subtitle);
  if (hit->due)
    {
      g_autofree char *date = g_strndup (hit->due, 10);
      g_autofree char *due = lsn_when_dup_due (lsn_date_from_iso (date), LSN_WHEN_NO_TIME, today);
      g_autofree char *client = g_steal_pointer (&self->subtitle);

      self->subtitle = client ? g_strdup_printf ("%s · %s", client, due) : g_strdup (due);
    }
  return self;
}

LsnPaletteSection
lsn_palette_item_get_section (LsnPaletteItem *self)
{
  return self->section;
}

const char *
lsn_palette_section_get_title (LsnPaletteSection section)
{
  switch (section)
    {
    case LSN_PALETTE_RECENT:
      return _ ("Recent");
    case LSN_PALETTE_NAMES:
      return _ ("Clients and People");
    case LSN_PALETTE_COMMANDS:
      return _ ("Commands");
    case LSN_PALETTE_PROJECTS:
      return _ ("Projects");
    case LSN_PALETTE_CARDS:
      return _ ("Cards");
    case LSN_PALETTE_FOLLOWUPS:
      return _ ("Follow-Ups");
    case LSN_PALETTE_EVENTS:
      return _ ("Events");
    case LSN_PALETTE_STORY:
      return _ ("Story");
    case LSN_PALETTE_AGREEMENTS:
      return _ ("Agreements");
    case LSN_N_PALETTE_SECTIONS:
    default:
      g_assert_not_reached ();
    }
}

const char *
lsn_palette_item_get_title (LsnPaletteItem *self)
{
  return self->title;
}

const char *
lsn_palette_item_get_subtitle (LsnPaletteItem *self)
{
  return self->subtitle;
}

const char *
lsn_palette_item_get_icon (LsnPaletteItem *self)
{
  return self->icon;
}

const char *
lsn_palette_item_get_key (LsnPaletteItem *self)
{
  return self->key;
}

const LsnCommand *
lsn_palette_item_get_command (LsnPaletteItem *self)
{
  return self->command;
}

gint64
lsn_palette_item_get_client_id (LsnPaletteItem *self)
{
  return self->client_id;
}

char *
lsn_palette_item_dup_action (LsnPaletteItem *self, const char **label)
{
  if (self->command)
    {
      *label = self->command->flags & LSN_COMMAND_CLIENT ? _ ("Choose the Client") : _ ("Run");
      return g_strdup (self->command->name);
    }
  *label = _ ("Open");
  if (self->page)
    return g_strdup_printf ("page('%s')", self->page->tag);
  if (self->opener)
    return g_strdup_printf ("%s(int64 %" G_GINT64_FORMAT ")", self->opener, self->id);
  if (self->is_followup && self->client_id == 0)
    return g_strdup ("page('today')");
  return self->client_id
             ? g_strdup_printf ("open-client(int64 %" G_GINT64_FORMAT ")", self->client_id)
             : NULL;
}

char *
lsn_palette_item_dup_alternative (LsnPaletteItem *self, const char **label)
{
  if (self->is_followup)
    {
      *label = _ ("Done");
      return g_strdup_printf ("followup-done(int64 %" G_GINT64_FORMAT ")", self->id);
    }
  *label = _ ("Set a Next Step");
  return self->client_id
             ? g_strdup_printf ("capture-for(int64 %" G_GINT64_FORMAT ")", self->client_id)
             : NULL;
}

/* --- Commands that match ---------------------------------------------------------------------- */

typedef struct
{
  LsnMatch rank;
  LsnPaletteItem *item; /* owned */
} Match;

static void
match_clear (gpointer data)
{
  g_clear_object (&((Match *) data)->item);
}

static int
compare_matches (gconstpointer left, gconstpointer right)
{
  return (int) ((const Match *) right)->rank - (int) ((const Match *) left)->rank;
}

static LsnMatch
rank_both (const char *label, const char *english, const char *typed)
{
  return *typed ? MAX (lsn_match_rank (label, typed), lsn_match_rank (english, typed))
                : LSN_MATCH_SAME;
}

typedef struct
{
  const char *typed;
  GArray *matches;
} Matching;

static void
match_command (const LsnCommand *command, gpointer user_data)
{
  Matching *matching = user_data;
  g_autofree char *label = lsn_command_dup_label (command);
  g_auto (GStrv) parts = g_strsplit (command->label, "_", -1);
  g_autofree char *english = g_strjoinv (NULL, parts);
  Match match = { .rank = rank_both (label, english, matching->typed) };

  if ((command->flags & LSN_COMMAND_HIDDEN) || match.rank == LSN_MATCH_NONE)
    return;
  match.item = lsn_palette_item_new_command (command);
  g_array_append_val (matching->matches, match);
}

GPtrArray *
lsn_palette_match (const char *typed)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  Matching matching = { typed, matches };
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_pages;
  const LsnPage *pages = lsn_page_get_all (&n_pages);

  g_array_set_clear_func (matches, match_clear);
  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *label = dup_page_title (&pages[i]);
      g_autofree char *english = g_strconcat ("Go to ", pages[i].label, NULL);
      Match match = { .rank = rank_both (label, english, typed) };

      if (match.rank == LSN_MATCH_NONE)
        continue;
      match.item = lsn_palette_item_new_page (i);
      g_array_append_val (matches, match);
    }
  lsn_command_foreach (match_command, &matching);
  /* Stable: equals stay in the order of the tables. */
  g_array_sort (matches, compare_matches);
  for (guint i = 0; i < matches->len; i++)
    g_ptr_array_add (items, g_steal_pointer (&g_array_index (matches, Match, i).item));
  return items;
}
