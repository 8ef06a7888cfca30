/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "base/lsn-workdays.h"
#include "store/lsn-record.h"

G_BEGIN_DECLS

/* Steps of a piece of work, of which a plan is made once it is known when. */
typedef struct
{
  char *title;     /* owned */
  guint role;      /* place, G_MAXUINT for none: the client's own step */
  guint milestone; /* place, G_MAXUINT for none */
  int days;        /* working days, at least 1 */
  gint64 minutes;  /* of work */
  gboolean client; /* it is the client's move */
  GArray *after;   /* owned; element-type guint: steps that must be over before */
} LsnTemplateStep;

/**
 * LsnPlanTemplate: a kind of project that is done again and again: an advertising video, a site.
 *
 * Read from data/plans, which has each text in every language.
 */
typedef struct
{
  char *name;            /* owned: of the file */
  char *title;           /* owned */
  char *about;           /* owned */
  GStrv columns;         /* owned: of its board */
  GPtrArray *roles;      /* owned; element-type char *: names */
  GPtrArray *milestones; /* owned; element-type char *: titles */
  GPtrArray *steps;      /* owned; element-type LsnTemplateStep: after those they wait for */
} LsnPlanTemplate;

/* (array zero-terminated=1): static names, in the order they are offered */
extern const char *const lsn_plan_templates[];

/**
 * lsn_plan_template_load:
 * @locale: (nullable): such as "ru"; %NULL for that of the program
 *
 * Returns: %NULL with an error of G_KEY_FILE_ERROR where a file is not as it must be, or is none.
 */
LsnPlanTemplate *lsn_plan_template_load (const char *name, const char *locale,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void lsn_plan_template_free (LsnPlanTemplate *self);

LsnTemplateStep *lsn_plan_template_get_step (const LsnPlanTemplate *self, guint index);

/* When the work begins and ends, and each step. Days are inclusive, and are worked. */
typedef struct
{
  LsnDate start;
  LsnDate due;
} LsnTemplateDays;

/**
 * lsn_plan_template_place:
 * @day: when the first step begins, or by when all must be over
 * @backwards: @day is the promised one: each step is as late as it may be
 *
 * Returns: element-type LsnTemplateDays, of each step
 */
GArray *lsn_plan_template_place (const LsnPlanTemplate *self, LsnDate day, gboolean backwards,
                                 LsnWorkdays *workdays) G_GNUC_WARN_UNUSED_RESULT;

/* Fills a project, a new one or one that is there, with cards, links and milestones, and keeps the
 * plan as its baseline. An LsnStoreFunc for the writer. */
typedef struct
{
  LsnPlanTemplate *scheme; /* owned */
  gint64 project_id;       /* 0: a new one, and its id left here */
  LsnRow *row;             /* owned, nullable: of lsn_project_info: the new project */
  LsnDate day;
  gboolean backwards;
  LsnWorkdays *workdays; /* owned */
  GArray *members;       /* owned; element-type gint64: who has each role, 0 for nobody yet */
  gint64 contact_id;     /* who accepts; 0 for nobody */
  gint64 now;
} LsnPlanMake;

/* @scheme: (transfer full) */
LsnPlanMake *lsn_plan_make_new (LsnPlanTemplate *scheme, LsnDate day, gboolean backwards,
                                LsnWorkdays *workdays, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
void lsn_plan_make_free (LsnPlanMake *self);
gboolean
lsn_plan_make_on_worker (LsnDatabase *db, gpointer make, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnPlanTemplate, lsn_plan_template_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LsnPlanMake, lsn_plan_make_free)

G_END_DECLS
