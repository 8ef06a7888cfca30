/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/lsn-application.h"
#include "widgets/lsn-key.h"

G_BEGIN_DECLS

/**
 * LsnCommand: what the user can do, registered once.
 *
 * A line in the table of its subject (lsn-application-clients.c and its neighbours) and a handler
 * are all: the action `app.NAME` (menus, buttons, notifications, D-Bus), its keys, its place in the
 * palette and in the shortcuts window come from it.
 */
typedef enum
{
  LSN_COMMAND_GROUP_GENERAL,
  LSN_COMMAND_GROUP_CLIENTS,
  LSN_COMMAND_GROUP_FOLLOWUPS,
  LSN_COMMAND_GROUP_CALENDAR,
  LSN_COMMAND_GROUP_PROJECTS,
  LSN_COMMAND_GROUP_DATA,
  LSN_N_COMMAND_GROUPS
} LsnCommandGroup;

typedef enum
{
  LSN_COMMAND_DEFAULT = 0,
  LSN_COMMAND_WINDOW = 1 << 0,   /* the handler finds a window, which is opened where it is not */
  LSN_COMMAND_HIDDEN = 1 << 1,   /* not in the palette: it needs what only its caller knows */
  LSN_COMMAND_CLIENT = 1 << 2,   /* its parameter "x" is a client, for whom the palette asks */
  LSN_COMMAND_UNOPENED = 1 << 3, /* works before, and without, an open workspace */
  LSN_COMMAND_WRITES = 1 << 4,   /* is off where the workspace is read-only */
} LsnCommandFlags;

/* @parameter: (nullable): of the type that the command declares; checked by GAction. */
typedef void (*LsnCommandFunc) (LsnApplication *self, GVariant *parameter);

typedef struct
{
  const char *name;  /* of the action, without “app.” */
  const char *label; /* N_(), header capitals, an access key for menus: “_New Client” */
  LsnCommandGroup group;
  const char *parameter; /* nullable: a GVariant type string */
  LsnCommandFlags flags;
  const char *keys; /* nullable: as gtk_accelerator_parse() reads them, between spaces */
  const char *icon; /* nullable */
  LsnCommandFunc run;
} LsnCommand;

/* The tables of the subjects; each ends where the name is %NULL. */
extern const LsnCommand lsn_calendar_commands[];
extern const LsnCommand lsn_client_commands[];
extern const LsnCommand lsn_data_commands[];
extern const LsnCommand lsn_followup_commands[];
extern const LsnCommand lsn_project_commands[];
extern const LsnCommand lsn_window_commands[];

/* Calls @func for each command, in the order of the tables. */
typedef void (*LsnCommandVisitor) (const LsnCommand *command, gpointer user_data);
void lsn_command_foreach (LsnCommandVisitor func, gpointer user_data);

/* Returns: (nullable) */
const LsnCommand *lsn_command_find (const char *name);

/* The translated label without its access key. */
char *lsn_command_dup_label (const LsnCommand *command) G_GNUC_WARN_UNUSED_RESULT;

const char *lsn_command_group_get_title (LsnCommandGroup group);

/* Makes the actions of @application and sets their keys. */
void lsn_command_install (LsnApplication *application);

/* Turns the commands that write on and off. */
void lsn_command_set_writable (LsnApplication *application, gboolean writable);

/**
 * LsnKeyGroup: the keys of a page or a row, for the shortcuts window.
 */
typedef struct
{
  const char *title;  /* N_() */
  const LsnKey *keys; /* ends where @accel is %NULL */
} LsnKeyGroup;

/* Returns: (array length=n_groups) */
const LsnKeyGroup *lsn_command_get_key_groups (guint *n_groups);

/* A menu out of commands. @names: (array zero-terminated=1): "" begins a new section. */
GMenuModel *lsn_command_make_menu (const char *const *names) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
