/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The real GNOME Keyring on the private bus of this test, and doubles of what people do with it. */

#define KEYRING_PASSWORD "open sesame"

/* Starts the daemon in an empty home, with a keyring or without; it is killed by keyring_stop(). */
void keyring_start (gboolean with_keyring);
void keyring_stop (void);

/* Removes the keyring files of a daemon that is stopped. */
void keyring_forget (void);

/* Stops its threads as a hung program does, and lets them go on. */
void keyring_freeze (void);
void keyring_thaw (void);

/* Waits until the default keyring is what was asked for. */
void keyring_lock (void);
void keyring_unlock (void);

/* A prompter that dismisses every window at once, as who presses Escape. */
void keyring_dismiss_begin (void);
guint keyring_dismiss_end (void);

/* A store that owns the name and never answers. */
void keyring_hang_begin (void);
void keyring_hang_end (void);

/**
 * Heartbeat: how long the main loop was not turned at the longest, in ms, beyond what the machine
 * itself kept a sleeping thread waiting in the same time.
 */
typedef struct _Heartbeat Heartbeat;
Heartbeat *heartbeat_begin (void);
double heartbeat_end (Heartbeat *self);

/**
 * The canary: a secret that stands nowhere in the program, and is made anew at each call.
 *
 * canary_free() wipes it; canary_count() says how often it stands in the memory of this process,
 * freed memory included.
 */
char *canary_new (void) G_GNUC_WARN_UNUSED_RESULT;
void canary_free (char *canary);
guint canary_count (void);

/* The first file below @folder that contains the canary; NULL for none. */
char *canary_find_file (const char *folder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
