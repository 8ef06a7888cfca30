/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/lsn-command.h"
#include "app/lsn-page.h"
#include "app/lsn-palette-item.h"

/* Alt opens menus and Super belongs to the desktop; who needs one says here why. */
static const char *const documented[] = {
  /* In the composer letters and Ctrl with digits are taken: by the text and by the pages. */
  "<Alt>1",
  "<Alt>2",
  "<Alt>3",
  "<Alt>4",
  "<Alt>5",
  /* On a board an arrow moves the focus, Alt and an arrow move the card. */
  "<Alt>Left",
  "<Alt>Right",
  "<Alt>Up",
  "<Alt>Down",
  "<Alt>Page_Up",
  "<Alt>Page_Down",
  NULL,
};

/* Where several rows can be selected, Ctrl+Space selects one, as everywhere in GTK: the list takes
 * it before the application does, whose other key for the same command works there as well. */
static const char *const taken_first[] = { "<Control>space", NULL };

static gboolean
is_documented (const char *accel)
{
  return g_strv_contains (documented, accel);
}

static void
check_key (const char *accel, GHashTable *taken)
{
  g_autofree char *normal = NULL;
  guint keyval;
  GdkModifierType state;

  g_test_message ("%s", accel);
  g_assert_true (gtk_accelerator_parse (accel, &keyval, &state));
  g_assert_cmpuint (keyval, !=, 0);
  if (!is_documented (accel))
    g_assert_cmpuint (state & (GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK | GDK_HYPER_MASK), ==,
                      0);
  normal = gtk_accelerator_name (keyval, state);
  g_assert_true (g_hash_table_add (taken, g_steal_pointer (&normal)));
}

static void
check_command (const LsnCommand *command, gpointer user_data)
{
  GHashTable *names = user_data;
  g_autofree char *label = lsn_command_dup_label (command);

  g_test_message ("%s", command->name);
  g_assert_true (g_action_name_is_valid (command->name));
  g_assert_true (g_hash_table_add (names, (gpointer) command->name));
  g_assert_true (lsn_command_find (command->name) == command);
  g_assert_cmpstr (label, !=, "");
  g_assert_cmpint (command->group, <, LSN_N_COMMAND_GROUPS);
  g_assert_nonnull (lsn_command_group_get_title (command->group));
  g_assert_true (command->run != NULL);
  if (command->parameter)
    g_assert_true (g_variant_type_string_is_valid (command->parameter));

  /* The palette can fill in a client and nothing else. */
  if (command->flags & LSN_COMMAND_CLIENT)
    g_assert_cmpstr (command->parameter, ==, "x");
  else if (command->parameter)
    g_assert_true (command->flags & LSN_COMMAND_HIDDEN);
}

static void
test_commands (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  lsn_command_foreach (check_command, names);
  g_assert_cmpuint (g_hash_table_size (names), >, 10);
}

static void
check_keys (const LsnCommand *command, gpointer user_data)
{
  g_auto (GStrv) keys = g_strsplit (command->keys ? command->keys : "", " ", -1);

  for (guint i = 0; keys[i]; i++)
    check_key (keys[i], user_data);
}

static void
test_keys (void)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_groups, n_pages;
  const LsnKeyGroup *groups = lsn_command_get_key_groups (&n_groups);

  lsn_page_get_all (&n_pages);
  lsn_command_foreach (check_keys, taken);
  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *key = lsn_page_dup_key (i);

      if (key)
        check_key (key, taken);
    }

  /* A row has its own letters, but none that the application takes first. */
  for (guint i = 0; i < n_groups; i++)
    {
      g_autoptr (GHashTable) own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      g_assert_cmpstr (groups[i].title, !=, "");
      for (const LsnKey *key = groups[i].keys; key->accel; key++)
        {
          g_assert_cmpstr (key->label, !=, "");
          check_key (key->accel, own);
          if (!g_strv_contains (taken_first, key->accel))
            g_assert_false (g_hash_table_contains (taken, key->accel));
        }
    }
}

static void
test_pages (void)
{
  g_autoptr (GHashTable) tags = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_pages;
  const LsnPage *pages = lsn_page_get_all (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      g_assert_true (g_hash_table_add (tags, (gpointer) pages[i].tag));
      g_assert_true (lsn_page_find (pages[i].tag) == &pages[i]);
      g_assert_true (pages[i].make != NULL);
      g_assert_cmpint (pages[i].count != NULL, ==, pages[i].count_tables != NULL);
    }
  g_assert_null (lsn_page_find ("nowhere"));
}

static void
test_palette (void)
{
  static const struct
  {
    const char *typed, *first;
  } rows[] = {
    { "new client", "New Client" }, { "today", "Go to “Today”" },  { "quick", "Quick Capture" },
    { "imp", "Import…" },           { "step", "Set a Next Step" }, { "nwcl", "New Client" },
  };
  g_autoptr (GPtrArray) everything = lsn_palette_match ("");
  g_autoptr (GPtrArray) nothing = lsn_palette_match ("zzz");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) items = lsn_palette_match (rows[i].typed);

      g_test_message ("%s", rows[i].typed);
      g_assert_cmpuint (items->len, >, 0);
      g_assert_cmpstr (lsn_palette_item_get_title (g_ptr_array_index (items, 0)), ==,
                       rows[i].first);
    }
  g_assert_cmpuint (nothing->len, ==, 0);
  for (guint i = 0; i < everything->len; i++)
    {
      const char *label;
      g_autofree char *action =
          lsn_palette_item_dup_action (g_ptr_array_index (everything, i), &label);
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      g_assert_true (g_action_parse_detailed_name (action, &name, &target, NULL));
      g_assert_nonnull (lsn_command_find (name));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/commands/commands", test_commands);
  g_test_add_func ("/commands/keys", test_keys);
  g_test_add_func ("/commands/pages", test_pages);
  g_test_add_func ("/commands/palette", test_palette);
  return g_test_run ();
}
