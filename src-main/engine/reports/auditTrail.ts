/**
 * The audit trail as it is shown and written: what an entry says, and what the thing that it is about is called now. Names
 * are asked for in their own tables; what was deleted or erased there has none.
 */
import {
  AUDITED_WHAT,
  type AuditEntry,
  type AuditFilter,
  type Entered,
  enteredAs,
  topicOf,
} from '#shared/contract/shapes/auditTrail.ts';
import { trailDocument } from '#shared/documents/auditTrail/trailDocument.ts';
import {
  didText,
  factsText,
  numberText,
  TRAIL_WORDS,
  type TrailSay,
} from '#shared/documents/auditTrail/words.ts';
import type { ReportDocument } from '#shared/documents/document.ts';
import { sayIn } from '#shared/documents/jobReport/sayIn.ts';
import { minusDays } from '#shared/domain/calendar.ts';
import { beginOfDay } from '#shared/domain/timeZones.ts';
import type { ReadableDb } from '../db/db.ts';
import { hexOf } from '../db/trail/chain.ts';
import { exportedName } from '../db/trail/exportedFiles.ts';
import {
  countEntries,
  eachEntry,
  entriesOf,
  type TrailEntry,
  trailStaff,
  type WantedEntries,
} from '../db/trail/readTrail.ts';
import { trailHead } from '../db/trail/record.ts';
import { nameOfProfile } from '../importing/read/profiles.ts';
import { nameOfFile } from '../importing/rows/importFile.ts';
import { knownJobName } from '../jobs/jobRows.ts';
import { readSettings } from '../replica/settings.ts';
import { knownRule } from '../review/register.ts';
import { knownSetName } from '../sets/userSets.ts';
import type { DocumentSource, MadeBy } from './source.ts';
import { sourceOf } from './sourceOf.ts';

export function trailPage(db: ReadableDb, filter: AuditFilter, offset: number, limit: number) {
  const wanted = wantedBy(db, filter);
  return {
    total: countEntries(db, wanted),
    rows: entriesOf(db, wanted, offset, limit).map((entry) => shownEntry(db, entry)),
    head: trailHead(db) ?? null,
  };
}

function wantedBy(db: ReadableDb, { topic, staffNo, from, to }: AuditFilter): WantedEntries {
  const { timeZone } = readSettings(db).institution;
  return {
    what: topic && AUDITED_WHAT.filter((what) => topicOf(what) === topic),
    staffNo,
    from: from === null ? null : beginOfDay(from, timeZone),
    before: to === null ? null : beginOfDay(minusDays(to, -1), timeZone),
  };
}

function shownEntry(db: ReadableDb, entry: TrailEntry): AuditEntry {
  const { entry_no, at, staff_no, who, hash } = entry;
  const entered = enteredOf(entry);
  return {
    ...{ entryNo: entry_no, at, staffNo: staff_no, who, entered },
    name: (entered && nameOf(db, entered)) ?? null,
    hash: hexOf(hash),
  };
}

/** What can't be read is shown as such: the others can. */
function enteredOf({ what, details }: TrailEntry): Entered | null {
  try {
    return enteredAs(what, JSON.parse(details));
  } catch {
    return null;
  }
}

/** Undefined: it has none, or is gone. */
function nameOf(db: ReadableDb, { details }: Entered): string | undefined {
  if ('jobId' in details) return knownJobName(db, details.jobId);
  if ('importId' in details) return nameOfFile(db, details.importId);
  if ('setId' in details) return knownSetName(db, details.setId);
  if ('ruleId' in details) return knownRule(db, details.ruleId);
  if ('profileId' in details) return nameOfProfile(db, details.profileId);
  if ('exportId' in details) return exportedName(db, details.exportId);
  return undefined;
}

/** The trail as a document, oldest entry first: so the hashes follow each other. */
export function trailSource(
  db: ReadableDb,
  filter: AuditFilter,
  { by, at, locales }: MadeBy,
): DocumentSource {
  const { context, source } = sourceOf(db, locales);
  const { format } = source;
  const wanted = wantedBy(db, filter);
  const document: ReportDocument = trailDocument(filter, {
    ...{ ...context, by, at },
    who: nameOfStaff(db, filter.staffNo),
    entries: countEntries(db, wanted),
    head: trailHead(db) ?? null,
  });
  const say: TrailSay = {
    ...sayIn(format),
    amount: (minor) => format.system.amount(minor, format.currency),
  };
  return {
    ...source,
    document,
    *rows() {
      for (const entry of eachEntry(db, wanted)) yield rowOf(shownEntry(db, entry), say);
    },
  };
}

function rowOf(entry: AuditEntry, say: TrailSay): (string | number | null)[] {
  const { entryNo, at, entered, name, hash } = entry;
  const about = entered ? [numberText(entered), name].filter(Boolean).join(': ') : '';
  return [
    ...[entryNo, at, whoText(entry)],
    ...(entered
      ? [didText(entered), about, factsText(entered, say)]
      : [TRAIL_WORDS.unreadable, null, null]),
    hash,
  ];
}

const whoText = ({ staffNo, who }: Pick<AuditEntry, 'staffNo' | 'who'>) =>
  staffNo === 0 ? TRAIL_WORDS.program : (who ?? TRAIL_WORDS.erased);

function nameOfStaff(db: ReadableDb, staffNo: number | null): string {
  if (staffNo === null) return '';
  const who = trailStaff(db).find((each) => each.staffNo === staffNo)?.name ?? null;
  return whoText({ staffNo, who });
}
