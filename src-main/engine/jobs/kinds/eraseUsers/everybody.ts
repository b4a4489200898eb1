/**
 * The personal data of a workspace is erased: everybody goes, deleted or not, and whoever is known from lists, notes or
 * files alone (docs/decisions/0051). What quotes somebody is taken out in the very step in which all are marked; then the
 * files, and the users' own rows last, as for those who are erased one by one. Counts, outcomes, reasons and hashes stay.
 */
import { Quotations } from '#shared/domain/quotations.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { forgetAllSums } from '../../../db/checksums.ts';
import type { WritableDb } from '../../../db/db.ts';
import type { DeclaredTables, HeldOfPeople } from '../../../db/people/declared.ts';
import { forgetSamples } from '../../../db/people/samples.ts';
import { quotingTexts, takeOutOfTexts } from '../../../db/people/takeOut.ts';
import { eraseStaff } from '../../../db/trail/eraseStaff.ts';
import { record } from '../../../db/trail/record.ts';
import { emptyFiles, eraseFromFiles, ROWS_A_STEP } from '../../../importing/commit/people.ts';
import { discardImport } from '../../../importing/read/discarding.ts';
import { importFiles } from '../../../importing/rows/importFile.ts';
import { leaveToDo } from '../../../replica/afterErasing.ts';
import {
  dropUnmarkedTexts,
  keepErasingIdentifiers,
  keepErasingTexts,
} from '../../../replica/erasingTexts.ts';
import { markErased, renameGroups } from '../../../replica/people.ts';
import { tombstoneSeal } from '../../../replica/tombstones.ts';
import { eraseNotesOfReview } from '../../../review/people.ts';
import { eraseFromSets, eraseNotesOfSets, namesOfSets } from '../../../sets/people.ts';
import { dropEveryCapture } from '../../captures/eraseCaptures.ts';
import type { StoredJob } from '../../jobRows.ts';
import { dropDrafts, eraseNotesOfJobs, namesOfJobs } from '../../people.ts';
import { copiesOfFile, leftBehind } from './leftBehind.ts';
import { addTakenOut } from './takenOut.ts';
import { whoIsQuoted } from './whoIsQuoted.ts';

const KEPT_AT_ONCE = 20_000;
const EVERYBODY = { has: () => true };
const WHATEVER = { isIn: () => true };

/**
 * @param members who isn't erased yet
 * @param tables what each holds of people
 * @param looked told of rows that were looked through
 * @yields now and then, and then the step in which it is done
 */
export function* markEverybody(
  db: WritableDb,
  job: StoredJob,
  members: UserBitmap,
  tables: DeclaredTables,
  looked: (rows: number) => void,
): Generator<() => void> {
  yield () => dropUnmarkedTexts(db, job.job_id);
  const finding = whoIsQuoted(db, members, textsThatStay(db, tables));
  const known: string[] = [];
  // Names of a million people take less when they are packed.
  const keep = () => keepErasingTexts(db, job.job_id, known.splice(0));
  let found = finding.next();
  for (; !found.done; found = finding.next()) {
    for (const text of found.value.known) known.push(text);
    looked(found.value.rows);
    yield known.length < KEPT_AT_ONCE ? () => {} : keep;
  }
  const { standing, names } = found.value;
  yield () => {
    keep();
    keepErasingIdentifiers(db, job.job_id, []);
    leaveToDo(db, job.job_id, leftBehind(db, members));
    markErased(db, members, job.job_id);
    const begun = { jobId: job.job_id, users: members.count, ...tombstoneSeal(db) };
    record(db, job.user, { what: 'erasure.begun', details: begun });
    takeOutOfWhatStays(db, { standing, names, job, members, tables });
  };
}

function* textsThatStay(db: WritableDb, tables: DeclaredTables): Generator<string> {
  yield db.name;
  yield* quotingTexts(db, tables);
  yield* namesOfSets(db);
}

/** What takes them out of files. Begun again, it goes on with what is still there. */
export function* emptyEveryFile(
  db: WritableDb,
  { job_id: jobId, user: by }: StoredJob,
  looked: (rows: number) => void,
): Generator<() => void> {
  for (const { import_id: importId } of importFiles(
    db,
    `state IN ('reading', 'checked', 'failed')`,
  ))
    yield () => {
      if (discardImport(db, importId))
        record(db, by, { what: 'file.discarded', details: { importId } });
    };
  const taken = eraseFromFiles(db, EVERYBODY, new Quotations([]), {
    jobId,
    onErased(file, rows) {
      leaveToDo(db, jobId, copiesOfFile(db, file.import_id, rows));
      addTakenOut(db, jobId, { rows: rows.length });
    },
    onQuoted: (rows) => addTakenOut(db, jobId, { quotations: rows }),
  });
  for (const step of taken) {
    yield step;
    looked(ROWS_A_STEP);
  }
  yield () => {
    emptyFiles(db);
    forgetSamples(db);
  };
}

interface Staying {
  readonly standing: readonly string[];
  readonly names: readonly string[];
  readonly job: StoredJob;
  readonly members: UserBitmap;
  readonly tables: DeclaredTables;
}

/** Must run inside a transaction. */
function takeOutOfWhatStays(
  db: WritableDb,
  { standing, names, job, members, tables }: Staying,
): void {
  const { user: by, job_id: jobId } = job;
  const anyName = new Quotations([...standing, ...names]);
  // What was called like somebody is quoted by that name elsewhere.
  const called = [...namesOfSets(db), ...namesOfJobs(db)].filter((name) => anyName.isIn(name));
  const quotations = new Quotations([...standing, ...called]);
  eraseNotesOfReview(db, anyName, by);
  eraseNotesOfSets(db);
  eraseNotesOfJobs(db);
  eraseFromSets(db, anyName, members);
  dropDrafts(db, WHATEVER);
  // Each may show a name that somebody has typed.
  dropEveryCapture(db, { jobId, by });
  renameGroups(db, (name) => quotations.takenOut(name));
  eraseStaff(db, quotations);
  // Where files lie has to be found still, to be deleted there.
  const { exported_file, ...others } = tables;
  takeOutOfTexts(db, only(others, 'quotations'), { quotations: anyName, by });
  takeOutOfTexts(db, only(others, 'json', 'staff'), { quotations, by });
  if (exported_file) takeOutOfTexts(db, { exported_file }, { quotations, by });
  for (const unit of ['import_file', 'decision_step', 'job'] as const) forgetAllSums(db, unit);
}

function only(tables: DeclaredTables, ...held: readonly HeldOfPeople[]): DeclaredTables {
  return Object.fromEntries(
    Object.entries(tables).map(([table, columns]) => [
      table,
      Object.fromEntries(Object.entries(columns).filter(([, holds]) => held.includes(holds))),
    ]),
  );
}
