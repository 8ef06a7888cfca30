/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "fault-vfs.h"

/* What a power cut leaves on a disk.
 *
 * A disk is told the records of a run one by one. What a sync covered stays. Of what came after the
 * last sync of a file, any part may have arrived, in any order, and a write may have arrived only
 * in some of its sectors of 512 bytes. */

typedef struct _PowerDisk PowerDisk;

PowerDisk *power_disk_new (void);
void power_disk_free (PowerDisk *self);

void power_disk_tell (PowerDisk *self, const FaultRecord *record);

/* Writes into @folder one of the states that a cut at this moment may leave. */
void power_disk_cut (PowerDisk *self, GRand *rand, const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PowerDisk, power_disk_free)
