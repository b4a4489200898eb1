/**
 * Takes people out of the pictures of jobs: where it is known which words stand in one, theirs are blanked and the picture
 * is written anew; one of which that isn't known, and that may show them, goes whole. Either way it is kept which picture
 * it was, with its hash. Owns capture_erasure.
 */
import { createHash } from 'node:crypto';
import type { ErasedPicture } from '#shared/contract/shapes/jobReport.ts';
import type { HiddenNames } from '#shared/domain/hiddenNames.ts';
import type { Quotations } from '#shared/domain/quotations.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { jobKindsThat } from '#shared/jobKinds/jobKinds.ts';
import { forgetSums } from '../../db/checksums.ts';
import { all, get, type ReadableDb, run, type WritableDb } from '../../db/db.ts';
import {
  HELD_NOBODY,
  HELD_UNKNOWN,
  type HeldByFile,
  heldUsers,
} from '../../db/trail/exportedFiles.ts';
import { record } from '../../db/trail/record.ts';
import { type Box, blankOut, joined } from './blankOut.ts';
import { type CapturedWord, hiderOf, parseWords, writeWords } from './captureWords.ts';
import { readPng, writePng } from './pngPixels.ts';

/** Who is taken out, and the job that does it. */
export interface ErasedFromCaptures {
  readonly quotations: Quotations;
  readonly erased: UserBitmap;
  readonly jobId: number;
  readonly by: string;
}

/** A step for each picture, which belongs into a transaction; done again it finds nothing any more. */
export function* eraseFromCaptures(
  db: WritableDb,
  erasing: ErasedFromCaptures,
): Generator<() => void> {
  const jobs = all<{ job_id: number }>(db, 'SELECT job_id FROM job_capture ORDER BY job_id');
  if (jobs.length === 0) return;
  const hide = hiderOf(db);
  const names = hide && erasing.quotations.hidden(hide);
  for (const { job_id: jobId } of jobs) yield () => eraseFromCapture(db, jobId, erasing, names);
}

/** Where everybody is erased, each may show somebody. Must run inside a transaction. */
export function dropEveryCapture(
  db: WritableDb,
  erasing: Pick<ErasedFromCaptures, 'jobId' | 'by'>,
): void {
  const captures = all<Pick<StoredCapture, 'job_id' | 'sha256'>>(
    db,
    'SELECT job_id, sha256 FROM job_capture ORDER BY job_id',
  );
  for (const capture of captures) dropCapture(db, capture, erasing);
}

interface StoredCapture {
  readonly job_id: number;
  readonly kind: string;
  readonly settings: string;
  readonly members: Uint8Array | null;
  readonly sha256: string;
  readonly words: string | null;
}

function eraseFromCapture(
  db: WritableDb,
  jobId: number,
  erasing: ErasedFromCaptures,
  names: HiddenNames | undefined,
): void {
  const capture = get<StoredCapture>(
    db,
    `SELECT c.job_id, c.settings, c.sha256, c.words, j.kind, j.members FROM job_capture c JOIN job j ON j.job_id = c.job_id
     WHERE c.job_id = ?`,
    jobId,
  );
  if (!capture) return;
  const words = capture.words === null ? undefined : parseWords(capture.words);
  if (!words || !names) {
    if (mayShow(capture, erasing)) dropCapture(db, capture, erasing);
    return;
  }
  const named = names.named(words.map(({ hash }) => hash));
  const isTheirs = (word: CapturedWord, n: number) =>
    named[n] === true || (word.userNo > 0 && erasing.erased.has(word.userNo));
  const theirs = words.filter(isTheirs);
  if (theirs.length === 0) return;
  const left = words.filter((word, n) => !isTheirs(word, n));
  const places = joined(theirs.flatMap(({ boxes }) => boxes));
  // What is cut off or covered there is forgotten, and nothing is to be blanked.
  if (places.length === 0) keepWords(db, jobId, left);
  else if (!blank(db, capture, places, left, erasing)) dropCapture(db, capture, erasing);
}

function keepWords(db: WritableDb, jobId: number, words: readonly CapturedWord[]): void {
  run(db, 'UPDATE job_capture SET words = ? WHERE job_id = ?', writeWords(words), jobId);
  forgetSums(db, 'job', jobId);
}

/** @returns whether the picture could be read */
function blank(
  db: WritableDb,
  capture: StoredCapture,
  places: readonly Box[],
  left: readonly CapturedWord[],
  erasing: ErasedFromCaptures,
): boolean {
  const { job_id: jobId } = capture;
  const { png } = get<{ png: Uint8Array }>(
    db,
    'SELECT png FROM job_capture WHERE job_id = ?',
    jobId,
  )!;
  const pixels = readPng(png);
  if (!pixels) return false;
  blankOut(pixels, places);
  const blanked = writePng(pixels);
  const sha256 = createHash('sha256').update(blanked).digest('hex');
  const sql = 'UPDATE job_capture SET png = ?, sha256 = ?, words = ? WHERE job_id = ?';
  run(db, sql, blanked, sha256, writeWords(left), jobId);
  note(db, capture, erasing, { places: places.length, after: sha256 });
  return true;
}

/**
 * Whether it may show them, of a picture of which nobody knows what stands in it: jobs that are submitted from where users
 * are listed have no page of settings to be pictured alone.
 */
function mayShow(
  { job_id: jobId, kind, settings, members }: StoredCapture,
  { quotations, erased, jobId: erasing }: ErasedFromCaptures,
): boolean {
  if (quotations.isIn(settings)) return true;
  if (OF_PAGES.has(kind)) return false;
  // Beside the one that erases stands who is no user, too.
  if (jobId === erasing || members === null) return true;
  return UserBitmap.fromBytes(members).and(erased).count > 0;
}

/** Steps of the cycle have pages, of which their settings alone are pictured. */
const OF_PAGES: ReadonlySet<string> = new Set(jobKindsThat(({ step }) => step !== null));

function dropCapture(
  db: WritableDb,
  capture: Pick<StoredCapture, 'job_id' | 'sha256'>,
  erasing: Pick<ErasedFromCaptures, 'jobId' | 'by'>,
): void {
  run(db, 'DELETE FROM job_capture WHERE job_id = ?', capture.job_id);
  note(db, capture, erasing, { places: 0, after: null });
}

/** What became of it; whoever has the picture as it was can tell by its hash which one it is. */
function note(
  db: WritableDb,
  { job_id: jobId, sha256 }: Pick<StoredCapture, 'job_id' | 'sha256'>,
  { jobId: byJob, by }: Pick<ErasedFromCaptures, 'jobId' | 'by'>,
  { places, after }: { readonly places: number; readonly after: string | null },
): void {
  run(
    db,
    'INSERT OR IGNORE INTO capture_erasure (job_id, by_job, at, sha256, places) VALUES (?, ?, ?, ?, ?)',
    ...[jobId, byJob, Date.now(), sha256, places],
  );
  forgetSums(db, 'job', jobId);
  record(db, by, { what: 'capture.erased', details: { jobId, places, before: sha256, after } });
}

interface ShownIn {
  readonly jobId: number;
  readonly takenAt: number;
  readonly sha256: string;
}

/** Pictures that may show these users: they stand in them, or nobody knows who does, where users are listed. */
export function capturesOf(db: ReadableDb, users: UserBitmap): ShownIn[] {
  return all<StoredCapture & ShownIn>(
    db,
    `SELECT c.job_id, j.kind, j.members, c.words, c.job_id AS jobId, c.taken_at AS takenAt, c.sha256
     FROM job_capture c JOIN job j ON j.job_id = c.job_id ORDER BY c.job_id`,
  ).flatMap(({ jobId, kind, members, words, takenAt, sha256 }) => {
    const known = words === null ? undefined : parseWords(words);
    const concerns = members === null || UserBitmap.fromBytes(members).and(users).count > 0;
    const shows = known
      ? known.some(({ userNo }) => userNo > 0 && users.has(userNo))
      : concerns && !OF_PAGES.has(kind);
    return shows ? [{ jobId, takenAt, sha256 }] : [];
  });
}

/** Whom a picture may show, as it is noted of a file that is written of it. */
export function shownInCapture(db: ReadableDb, jobId: number): HeldByFile {
  const { kind, members, words } = get<Pick<StoredCapture, 'kind' | 'members' | 'words'>>(
    db,
    `SELECT j.kind, j.members, c.words FROM job_capture c JOIN job j ON j.job_id = c.job_id WHERE c.job_id = ?`,
    jobId,
  )!;
  const known = words === null ? undefined : parseWords(words);
  if (known) {
    const users = known.map(({ userNo }) => userNo);
    return heldUsers(UserBitmap.of(users.filter((userNo) => userNo > 0)));
  }
  if (OF_PAGES.has(kind)) return HELD_NOBODY;
  return members === null ? HELD_UNKNOWN : heldUsers(UserBitmap.fromBytes(members));
}

/** What erasings have made of the picture of a job, oldest first. */
export function erasuresOfPicture(db: ReadableDb, jobId: number): ErasedPicture[] {
  return all<ErasedPicture>(
    db,
    'SELECT by_job AS byJob, at, sha256, places FROM capture_erasure WHERE job_id = ? ORDER BY at, by_job',
    jobId,
  );
}
