/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lsn-command-line.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the commands of the command line share; each answers the exit status. */

enum
{
  EXIT_DONE,
  EXIT_REFUSED,
  EXIT_USAGE
};

typedef struct
{
  LsnStore *store;
  char **arguments; /* without the command and the options */
  const char *folder;
  gboolean json;
  gboolean dry_run;
  char *project; /* owned, nullable, as the four below */
  char *column;
  char *due;
  char *assignee;
  char *duplicates;
  char *from; /* owned, nullable, as the next */
  char *to;
  gint64 before;
  gint64 clients; /* of a sample; these three -1 where they are not given */
  gint64 entries;
  gint64 seed;
  GString *out;
  GString *errors;
  JsonBuilder *builder;
} Line;

int lsn_command_fail (Line *line, const GError *error);
int lsn_command_refuse_usage (Line *line, const char *message);
void lsn_command_print_json (Line *line);
void lsn_command_member_text (Line *line, const char *name, const char *value);
void lsn_command_member_int (Line *line, const char *name, gint64 value);

/* ISO 8601 with the offset of the moment; a date stays a date. */
char *lsn_command_dup_due (const char *date_text, const char *time_text,
                           const char *zone_id) G_GNUC_WARN_UNUSED_RESULT;

int lsn_command_run_add (Line *line);
int lsn_command_run_agenda (Line *line);
int lsn_command_run_event (Line *line);
int lsn_command_run_due (Line *line);
int lsn_command_run_import (Line *line);
int lsn_command_run_export (Line *line);
int lsn_command_run_backup (Line *line);
int lsn_command_run_restore (Line *line);
int lsn_command_run_sample (Line *line);
int lsn_command_run_show (Line *line);
int lsn_command_run_board (Line *line);
int lsn_command_run_task (Line *line);
int lsn_command_run_status (Line *line);

/* Imports @file where it is one of boards; %FALSE where it is none. @status: (out) */
gboolean lsn_command_import_board (Line *line, GFile *file, const char *label, int *status);

/* The same for a calendar. */
gboolean lsn_command_import_calendar (Line *line, GFile *file, const char *label, int *status);
int lsn_command_export_calendar (Line *line, const char *path);

gboolean lsn_command_is_board_export (const char *kind);
int lsn_command_export_board (Line *line, const char *kind, const char *path);

G_END_DECLS
