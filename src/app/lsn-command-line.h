/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/lsn-store.h"

G_BEGIN_DECLS

/**
 * The command line: the same commands beside the running program and without a display.
 *
 * Exit codes: 0 done, 1 refused or nothing done, 2 wrong usage.
 */

/**
 * lsn_command_line_run:
 * @argv: (array zero-terminated=1): without the program's name and --workspace
 * @folder: what relative files are relative to
 * @out: (inout): gets the answer
 * @errors: (inout): gets what goes to standard error
 *
 * Waits for the store; called on any thread but the main one of a window.
 */
int lsn_command_line_run (LsnStore *store, char **argv, const char *folder, GString *out,
                          GString *errors);

/* The option that makes files out of all that follows; an internal form of `liaison FILE…`. */
#define LSN_COMMAND_LINE_OPEN "--open"

/* Whether the line, without the program's name, names files to be opened in the window: they are
 * there, and the first is no command. */
gboolean lsn_command_line_names_files (char **arguments);

/**
 * lsn_command_line_rescue:
 * @error: (inout): why the workspace does not open; why it could not be rescued
 *
 * The line where the workspace is damaged: `restore BACKUP` puts a backup in its place.
 *
 * Returns: whether that was asked for, and done; the workspace can be opened then.
 */
gboolean
lsn_command_line_rescue (const char *workspace, char **argv, const char *folder, GError **error);

/* Whether the line names a command, not just the window. */
gboolean lsn_command_line_is_command (GApplicationCommandLine *command_line);

/* Runs a line that another process forwarded, on a thread, and answers it. */
void lsn_command_line_serve (GApplicationCommandLine *command_line, LsnStore *store);

/* Takes `--workspace DIR` out of @argv. Returns: (nullable): the folder; %NULL where there is none.
 */
char *lsn_command_line_take_workspace (char **argv) G_GNUC_WARN_UNUSED_RESULT;

const char *lsn_command_line_get_usage (void);

G_END_DECLS
