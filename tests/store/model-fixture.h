/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store-fixture.h"

/* A workspace of the whole model, and small verbs over it. Closing it checks that every derived
 * table equals what a rebuild makes of the facts. */

#define TODAY "2026-11-23"
#define NOW   (G_GINT64_CONSTANT (1795428000) * G_USEC_PER_SEC) /* 10:00 UTC of that day */

typedef struct
{
  char *folder;
  LsnStore *store;
  gint64 clock;
} ModelFixture;

void model_set_up (ModelFixture *fixture, gconstpointer data);
void model_tear_down (ModelFixture *fixture, gconstpointer data);

void assert_projections (LsnStore *store);

void write_or_fail (ModelFixture *fixture, LsnStoreFunc func, gpointer data);

/* Each returns the id of what it made. */
gint64 add_client (ModelFixture *fixture, const char *name, const char *status, const char *phone);
gint64 add_contact (ModelFixture *fixture, gint64 client_id, const char *name, const char *role);
gint64
log_touch (ModelFixture *fixture, gint64 client_id, const char *kind, const char *text, gint64 at);
gint64 add_followup (ModelFixture *fixture, gint64 client_id, const char *title, const char *date,
                     const char *time, const char *rrule, const char *mode);
