/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "base/lsn-zone.h"
#include "base/lsn-utf16.h"

#include <string.h>
#include <unicode/ucal.h>

#define MAX_NAME 100

/* Nothing that would lead to another file than one of a zone. */
static gboolean
is_safe (const char *name)
{
  if (*name == '\0' || *name == '/' || strlen (name) > MAX_NAME || strstr (name, ".."))
    return FALSE;
  for (const char *p = name; *p; p++)
    {
      if (!g_ascii_isalnum (*p) && !strchr ("_+-/", *p))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_known (const char *name)
{
  g_autoptr (GTimeZone) zone = NULL;

  /* What begins with a digit or a sign GLib would take for an offset. */
  if (!is_safe (name) || !g_ascii_isalpha (*name))
    return FALSE;
  zone = g_time_zone_new_identifier (name);
  return zone != NULL;
}

static char *
dup_of_windows (const char *name)
{
  UErrorCode status = U_ZERO_ERROR;
  g_autofree UChar *wide = NULL;
  UChar id[MAX_NAME + 1];
  int length;

  if (strlen (name) > MAX_NAME)
    return NULL;
  wide = lsn_utf16_new (name, &length);
  length = ucal_getTimeZoneIDForWindowsID (wide, length, NULL, id, G_N_ELEMENTS (id), &status);
  return U_SUCCESS (status) && length > 0 ? lsn_utf16_dup_utf8 (id, length) : NULL;
}

char *
lsn_zone_dup_known (const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autofree char *windows = NULL;

  if (g_str_has_prefix (stripped, "\"") && strlen (stripped) > 1)
    {
      memmove (stripped, stripped + 1, strlen (stripped));
      stripped[strcspn (stripped, "\"")] = '\0';
    }
  if (is_known (stripped))
    return g_steal_pointer (&stripped);
  for (const char *p = strchr (stripped, '/'); p; p = strchr (p + 1, '/'))
    {
      if (strchr (p + 1, '/') && is_known (p + 1))
        return g_strdup (p + 1);
    }
  windows = dup_of_windows (stripped);
  return windows && is_known (windows) ? g_steal_pointer (&windows) : NULL;
}
