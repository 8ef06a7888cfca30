/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/lsn-home.h"
#include "base/lsn-locale.h"
#include "base/lsn-region.h"
#include "base/lsn-settings.h"

static void
test_region (void)
{
  static const struct
  {
    const char *locale, *chosen, *region;
  } rows[] = {
    { "ru_RU", NULL, "RU" }, { "ru", "", "RU" },       { "en_US", NULL, "US" },
    { "ru_KZ", NULL, "KZ" }, { "en_150", NULL, NULL }, { "en_150", "de", "DE" },
    { "ru_RU", "BY", "BY" }, { "uk", NULL, "UA" },     { "zz", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *region = NULL;

      lsn_locale_set_for_test (rows[i].locale);
      region = lsn_region_dup_chosen (rows[i].chosen);
      g_assert_cmpstr (region, ==, rows[i].region);
    }
  lsn_locale_set_for_test (NULL);
}

static void
test_names (void)
{
  g_auto (GStrv) regions = NULL;
  g_autofree char *name = NULL;
  g_autofree char *strange = lsn_region_dup_name ("QQ");
  guint n_before = 0;

  lsn_locale_set_for_test ("ru_RU");
  name = lsn_region_dup_name ("RU");
  g_assert_cmpstr (name, ==, "Россия");
  regions = lsn_region_list ();
  g_assert_cmpuint (g_strv_length (regions), >, 200);
  g_assert_true (g_strv_contains ((const char *const *) regions, "KZ"));
  /* By their names in the user's language: Австралия, …, Япония. */
  for (guint i = 0; !g_str_equal (regions[i], "AU"); i++)
    n_before++;
  g_assert_cmpuint (n_before, <, 5);
  lsn_locale_set_for_test (NULL);
  g_assert_cmpstr (strange, ==, "QQ");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(LsnWorkdays **) user_data = lsn_home_load_workdays_finish (result, NULL);
}

static LsnWorkdays *
load (GSettings *settings)
{
  LsnWorkdays *workdays = NULL;

  lsn_home_load_workdays_async (settings, NULL, loaded_cb, &workdays);
  while (workdays == NULL)
    g_main_context_iteration (NULL, TRUE);
  return workdays;
}

/* What is chosen counts, then the locale; the first start asks nobody. */
static void
test_workdays (void)
{
  static const struct
  {
    const char *locale, *country;
    guint weekdays;
    gboolean unity_day, saturday;
  } rows[] = {
    { "ru_RU", "", 0x1f, FALSE, FALSE },    { "en_US", "", 0x1f, TRUE, FALSE },
    { "en_US", "RU", 0x1f, FALSE, FALSE },  { "ru_RU", "none", 0x1f, TRUE, FALSE },
    { "ru_RU", "none", 0x20, FALSE, TRUE }, { "en_150", "", 0x1f, TRUE, FALSE },
  };
  g_autoptr (GSettings) settings = lsn_settings_new ();
  LsnDate unity_day = lsn_date_new (2026, 11, 4);

  g_assert_nonnull (settings);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LsnWorkdays) workdays = NULL;

      lsn_locale_set_for_test (rows[i].locale);
      g_settings_set_string (settings, "country", rows[i].country);
      g_settings_set_uint (settings, "working-days", rows[i].weekdays);
      workdays = load (settings);
      g_assert_cmpint (lsn_workdays_is_working (workdays, unity_day), ==, rows[i].unity_day);
      g_assert_cmpint (lsn_workdays_is_working (workdays, unity_day + 3), ==, rows[i].saturday);
    }
  lsn_locale_set_for_test (NULL);
}

/* Without the schema, as out of a build folder, the locale decides. */
static void
test_without_settings (void)
{
  g_autoptr (LsnWorkdays) workdays = NULL;
  g_autofree char *region = NULL;
  g_autofree char *fallback = NULL;

  lsn_locale_set_for_test ("en_US");
  region = lsn_home_dup_phone_region (NULL);
  workdays = load (NULL);
  lsn_locale_set_for_test ("en_150");
  fallback = lsn_home_dup_phone_region (NULL);
  lsn_locale_set_for_test (NULL);

  g_assert_cmpstr (region, ==, "US");
  g_assert_cmpstr (fallback, ==, "RU");
  g_assert_true (lsn_workdays_is_working (workdays, lsn_date_new (2026, 11, 4)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/home/region", test_region);
  g_test_add_func ("/home/names", test_names);
  g_test_add_func ("/home/workdays", test_workdays);
  g_test_add_func ("/home/without-settings", test_without_settings);
  return g_test_run ();
}
