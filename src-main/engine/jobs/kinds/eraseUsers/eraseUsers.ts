/**
 * User cleanup as the engine asks it: whoever a job here has deleted, or asks for it, is erased wherever this workspace
 * holds anything of them. In one step it is found out and kept by what they are named, and they are marked: from then on
 * they are erased for everybody, and nothing but the rest of the work is left. Then everything that names them, place by
 * place; their own rows last. Counts, outcomes and hashes stay with their number.
 */
import { randomBytes } from 'node:crypto';
import { isProof } from '#shared/contract/shapes/certificate.ts';
import type { SwitchedOffThing } from '#shared/domain/afterErasing.ts';
import { erasureDue, REQUEST_ID_LETTERS } from '#shared/domain/erasure.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { asQuoted, Quotations } from '#shared/domain/quotations.ts';
import { today } from '#shared/domain/timeZones.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { EraseUsersRequest } from '#shared/jobKinds/eraseUsers.ts';
import { forgetAllSums } from '../../../db/checksums.ts';
import { prepared, type ReadableDb, transaction, type WritableDb } from '../../../db/db.ts';
import { noteForgotten } from '../../../db/pageGaps.ts';
import { DB_PEOPLE } from '../../../db/people/peopleOfDb.ts';
import { forgetSamples } from '../../../db/people/samples.ts';
import { takeOutOfTexts } from '../../../db/people/takeOut.ts';
import { eraseStaff } from '../../../db/trail/eraseStaff.ts';
import { record } from '../../../db/trail/record.ts';
import {
  dropBefore,
  dropOriginalOf,
  eraseFromFiles,
  IMPORTING_PEOPLE,
  ROWS_A_STEP,
} from '../../../importing/commit/people.ts';
import { switchOffProfiles } from '../../../importing/read/profiles.ts';
import { setAsideErased } from '../../../importing/rows/erasedRows.ts';
import { Refusal } from '../../../refusal.ts';
import { type LeftToDo, leaveToDo } from '../../../replica/afterErasing.ts';
import {
  dropErasingTexts,
  erasingIdentifiers,
  erasingPortions,
  hasErasingTexts,
  keepErasingIdentifiers,
  keepErasingTexts,
  keepSoughtTexts,
  soughtTexts,
} from '../../../replica/erasingTexts.ts';
import { isDeleted, isErased } from '../../../replica/membership.ts';
import {
  dropNamedWords,
  emptyUsers,
  erasable,
  everybodyLeft,
  markErased,
  markedBy,
  REPLICA_PEOPLE,
  renameGroups,
  takeOutOfRecords,
} from '../../../replica/people.ts';
import { bumpRevision } from '../../../replica/revision.ts';
import { institutionZone, readSettings, writeSettings } from '../../../replica/settings.ts';
import { setTombstones, tombstoneSeal } from '../../../replica/tombstones.ts';
import { eraseFromReview, REVIEW_PEOPLE } from '../../../review/people.ts';
import { eraseFromSets, SETS_PEOPLE } from '../../../sets/people.ts';
import { matchOver } from '../../../sets/userSets.ts';
import { eraseFromCaptures } from '../../captures/eraseCaptures.ts';
import type { Concerned, JobKindWork, RunningJob } from '../../jobKind.ts';
import { getJob, parametersOf, type StoredJob, setProving } from '../../jobRows.ts';
import { dropDrafts, eraseFromJobs, JOBS_PEOPLE } from '../../people.ts';
import { noteDataErased } from '../../retentionSteps.ts';
import { certify } from './certify.ts';
import { countingRows } from './countingRows.ts';
import { emptyEveryFile, markEverybody } from './everybody.ts';
import { copiesOfFile, leftBehind } from './leftBehind.ts';
import { requireErasable } from './onRequest.ts';
import { bytesToSearch, type Searched, searchErased } from './searchErased.ts';
import { addTakenOut, takenOut } from './takenOut.ts';
import { whoTheyAre } from './whoTheyAre.ts';
import { ERASE_WORDS } from './words.ts';

/** Every table, by its owner. */
export const PEOPLE = {
  ...{ ...DB_PEOPLE, ...REPLICA_PEOPLE, ...IMPORTING_PEOPLE },
  ...{ ...REVIEW_PEOPLE, ...SETS_PEOPLE, ...JOBS_PEOPLE },
};

export const eraseUsers: JobKindWork<EraseUsersRequest> = {
  settle: (db, request) => ({
    ...request,
    parameters: {
      requestId: newRequestId(),
      due: erasureDue(today(institutionZone(db))),
      ...(request.person && { onRequest: true, texts: request.person.texts.length }),
      ...(request.parameters.everybody && { everybody: true }),
    },
  }),
  asks: ['membership'],
  erases: true,
  check({ columns, match }, { users, typedUsers, person, parameters }) {
    if (parameters.everybody) return ofEverybody(columns.db, typedUsers);
    const membership = columns.column('membership').values;
    const concerned = new UserBitmap();
    const meant = (match ?? matchOver(columns.db))(users.criteria);
    const isMeant = (bits: number) => !isErased(bits) && (person !== undefined || isDeleted(bits));
    for (const userNo of meant.andNot(UserBitmap.of(users.except)))
      if (isMeant(membership[userNo]!)) concerned.add(userNo);
    if (person) {
      requireErasable(columns.db, concerned, typedUsers, person);
      return { guard: undefined, concerned, going: concerned };
    }
    if (concerned.count === 0) throw new Refusal('cleanup.nobody');
    if (concerned.count !== typedUsers)
      throw new Refusal('cleanup.typedUsers', { users: concerned.count });
    return { guard: undefined, concerned, going: concerned };
  },
  submittedFor: (_db, _request, { concerned }) => concerned,
  keep(db, jobId, { person }) {
    if (person) keepSoughtTexts(db, jobId, person.texts);
  },
  freeze: (db, job) =>
    toldOfErasing(job).everybody ? everybodyLeft(db) : UserBitmap.fromBytes(job.members!),
  start: erase,
  stopped: (db, jobId) => (isUnderWay(db, jobId) ? { code: 'cleanup.stopped' } : undefined),
  sheets: [
    { ...ERASE_WORDS.sheets.erased, filter: { outcome: 'erased' } },
    { ...ERASE_WORDS.sheets.left, filter: { outcome: 'not-erased' }, aside: true },
  ],
};

function erase(db: WritableDb, job: StoredJob): RunningJob {
  const store = prepared(
    db,
    'INSERT INTO job_user (job_id, user_no, outcome) SELECT ?, value, ? FROM json_each(?)',
  );
  let searched: Searched | undefined;
  const jobId = job.job_id;
  return {
    before(members, onRows) {
      const isOfAll = toldOfErasing(job).everybody === true;
      return takeOutEverywhere(db, job, members, countingRows(db, isOfAll, onRows));
    },
    work(members) {
      const found = new Set(markedBy(db, members, job.job_id));
      const gone = members.filter((userNo) => found.has(userNo));
      const others = members.filter((userNo) => !found.has(userNo));
      store.run(job.job_id, 'erased', JSON.stringify(gone));
      store.run(job.job_id, 'not-erased', JSON.stringify(others));
      dropBefore(db, gone);
      eraseFromJobs(db, gone);
      emptyUsers(db, gone);
      return { finished: gone.length, failed: others.length };
    },
    async outside(program) {
      const { texts } = await program.known();
      const quotations = new Quotations(namedIn(texts, erasingPortions(db, jobId)));
      await program.forget(texts.filter((text) => quotations.isIn(text)));
    },
    async prove(program, watch) {
      const proving = getJob(db, jobId).proving;
      // Of a file that is open bytes stand between rows that go when it is closed.
      if (proving < CLOSED_ONCE) return closeBefore(db, jobId, CLOSED_ONCE);
      const { places } = await program.known();
      const portions = erasingPortions(db, jobId);
      const total = Math.max(1, portions.length) * bytesToSearch(db, places);
      let done = 0;
      const read = (bytes: number) => {
        done = Math.min(done + bytes, total);
        watch.progress(done, total);
      };
      searched = await searchErased(db, { portions, tables: PEOPLE }, places, { ...watch, read });
      // A sheet that wasn't imported, or a comment: by rows nobody finds it there.
      if (searched.originals.length > 0)
        return closeBefore(db, jobId, proving, () => {
          for (const importId of searched!.originals) dropOriginalOf(db, importId, jobId);
        });
      const isLeftBetween = searched.places.some((each) => each.place === 'file' && each.findings);
      // It was ended from outside, before it was closed.
      if (isLeftBetween && proving < CLOSED_AGAIN) return closeBefore(db, jobId, CLOSED_AGAIN);
      return true;
    },
    complete() {
      if (toldOfErasing(job).everybody) noteDataErased(db, job.user);
      certify(db, job, searched!, takenOut(db, jobId));
      // As long as anything is found they are needed, to see to it and to search again.
      if (isProof(searched!)) dropErasingTexts(db, jobId);
      // Names and texts of anybody may be others.
      bumpRevision(db, 'everybody');
      return 'anything';
    },
  };
}

const toldOfErasing = (job: StoredJob) => parametersOf(job) as EraseUsersRequest['parameters'];

/** All of the personal data: a workspace in which nobody is a user may hold files and notes still. */
function ofEverybody(db: ReadableDb, typedUsers: number): Concerned {
  const concerned = everybodyLeft(db);
  if (concerned.count !== typedUsers)
    throw new Refusal('retention.typedUsers', { users: concerned.count });
  return { guard: undefined, concerned, going: concerned };
}

/** Whether it has marked whom it erases, and has not ended. */
const isUnderWay = hasErasingTexts;

/** How far the proof is. */
const CLOSED_ONCE = 1;
const CLOSED_AGAIN = 2;

/** Of very many, those that may name somebody in a few texts. */
function namedIn(
  texts: readonly string[],
  portions: readonly (() => Iterable<string>)[],
): string[] {
  if (texts.length === 0) return [];
  const words = new Set(texts.flatMap((text) => asQuoted(text).split(' ')));
  const isAmong = (text: string) =>
    asQuoted(text)
      .split(' ')
      .every((word) => words.has(word));
  return portions.flatMap((portion) => {
    const named: string[] = [];
    for (const text of portion()) if (isAmong(text)) named.push(text);
    return named;
  });
}

function closeBefore(
  db: WritableDb,
  jobId: number,
  proving: number,
  first: () => void = () => {},
): false {
  transaction(db, () => {
    first();
    setProving(db, jobId, proving);
    noteForgotten(db);
  });
  return false;
}

/**
 * Everything but their own rows. Once it is known by what they are found, that is kept until the job has ended: what was
 * taken out of a file is looked for in the notes still, after whatever interruption.
 */
function* takeOutEverywhere(
  db: WritableDb,
  job: StoredJob,
  members: UserBitmap,
  looked: (rows: number) => void,
): Generator<() => void> {
  const { onRequest, everybody } = toldOfErasing(job);
  if (everybody) {
    if (!isUnderWay(db, job.job_id)) yield* markEverybody(db, job, members, PEOPLE, looked);
    yield* emptyEveryFile(db, job, looked);
    return;
  }
  if (!isUnderWay(db, job.job_id)) {
    // Who was restored meanwhile stays with everything they have.
    const meant = erasable(db, members, onRequest ? 'anybody' : 'deleted');
    const finding = whoTheyAre(db, meant, soughtTexts(db, job.job_id));
    let found = finding.next();
    for (; !found.done; found = finding.next()) {
      looked(found.value);
      yield () => {};
    }
    const { texts, identifiers, near, shared } = found.value;
    yield () => {
      leaveToDo(db, job.job_id, leftBehind(db, meant));
      addTakenOut(db, job.job_id, { shared });
      keepErasingTexts(db, job.job_id, texts);
      keepErasingIdentifiers(db, job.job_id, identifiers);
      setTombstones(db, { identifiers, near }, job.job_id);
      markErased(db, meant, job.job_id);
      const begun = { jobId: job.job_id, users: meant.count, ...tombstoneSeal(db) };
      record(db, job.user, { what: 'erasure.begun', details: begun });
    };
  }
  const userNos = markedBy(db, [...members], job.job_id);
  const erased = UserBitmap.of(userNos);
  const keys = new Set(erasingIdentifiers(db, job.job_id).map(foldText));
  const texts = erasingPortions(db, job.job_id).flatMap((portion) => [...portion()]);
  const quotations = new Quotations(texts);
  const takingOut = eraseFromFiles(db, keys, quotations, {
    jobId: job.job_id,
    onErased(file, rows) {
      leaveToDo(db, job.job_id, copiesOfFile(db, file.import_id, rows));
      if (file.state === 'checked') setAsideErased(db, file.import_id, rows);
      addTakenOut(db, job.job_id, { rows: rows.length });
    },
    onQuoted: (rows) => addTakenOut(db, job.job_id, { quotations: rows }),
  });
  for (const step of takingOut) {
    yield step;
    looked(ROWS_A_STEP);
  }
  yield* eraseFromCaptures(db, { quotations, erased, jobId: job.job_id, by: job.user });
  yield* takeOutOfRecords(db, quotations);
  yield () => {
    const { rules, views } = eraseFromReview(db, quotations, userNos, [...keys]);
    const sets = eraseFromSets(db, quotations, erased);
    const profiles = switchOffProfiles(db, quotations);
    const keepWords = dropKeepWords(db, quotations);
    switchOff(db, job, { rules, views, sets, profiles, keepWords });
    const named = [rules, views, sets, profiles].reduce((sum, { length }) => sum + length, 0);
    addTakenOut(db, job.job_id, { quotations: named + keepWords });
    dropDrafts(db, quotations);
    renameGroups(db, (name) => quotations.takenOut(name));
    dropNamedWords(db, quotations);
    eraseStaff(db, quotations);
  };
  yield () => {
    const texts = takeOutOfTexts(db, PEOPLE, { quotations, by: job.user });
    addTakenOut(db, job.job_id, { quotations: texts });
    forgetSamples(db);
    for (const unit of ['import_file', 'decision_step', 'job'] as const) forgetAllSums(db, unit);
  };
}

interface SwitchedOff {
  readonly rules: readonly number[];
  readonly views: readonly number[];
  readonly sets: readonly number[];
  readonly profiles: readonly number[];
  /** How many there were. */
  readonly keepWords: number;
}

function switchOff(db: WritableDb, job: StoredJob, off: SwitchedOff): void {
  const { rules, views, sets, profiles, keepWords } = off;
  const each = (what: SwitchedOffThing, refs: readonly number[]): LeftToDo[] =>
    refs.map((ref) => ({ what, ref, users: null }));
  const items = [
    ...each('rule', rules),
    ...each('set', sets),
    ...each('view', views),
    ...each('profile', profiles),
    ...(keepWords > 0 ? [{ what: 'keep-words' as const, ref: 0, users: keepWords }] : []),
  ];
  if (items.length === 0) return;
  leaveToDo(db, job.job_id, items);
  record(db, job.user, {
    what: 'erasure.switchedOff',
    details: {
      jobId: job.job_id,
      ...{ rules: rules.length, sets: sets.length, views: views.length },
      ...{ profiles: profiles.length, keepWords },
    },
  });
}

/** A word that names somebody would hold back whoever has [erased] in a note. @returns how many went */
function dropKeepWords(db: WritableDb, quotations: Quotations): number {
  const { keepWords } = readSettings(db);
  const left = keepWords.filter((word) => !quotations.isIn(word));
  if (left.length < keepWords.length) writeSettings(db, { keepWords: left });
  return keepWords.length - left.length;
}

/** Letters and digits that nobody takes for others: `PR-7K3M-92QD`. */
function newRequestId(): string {
  const letters = Array.from(
    randomBytes(8),
    (byte) => REQUEST_ID_LETTERS[byte % REQUEST_ID_LETTERS.length],
  ).join('');
  return `PR-${letters.slice(0, 4)}-${letters.slice(4)}`;
}
