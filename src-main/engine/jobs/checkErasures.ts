/**
 * Whether certificates of erasure still say what was entered in the audit trail when they were made, and whether anybody
 * who was erased is a user again. Changes nothing. What tables and the trail are otherwise is looked at before
 * (db/checkWorkspace.ts).
 */
import {
  type Certificate,
  certificate as certificateShape,
  type SealedCertificate,
} from '#shared/contract/shapes/certificate.ts';
import { canonicalJson } from '#shared/domain/canonicalJson.ts';
import { get, type ReadableDb, value } from '../db/db.ts';
import { eachEntry, type TrailEntry } from '../db/trail/readTrail.ts';
import { hasTrail, isInTrail } from '../db/trail/record.ts';
import { eachStandingText } from '../importing/show/standingTexts.ts';
import { Refusal } from '../refusal.ts';
import { knownAgain, liftedBy, tombstoneSeal } from '../replica/tombstones.ts';
import {
  certificateOf,
  hashOfText,
  type StoredCertificate,
  storedCertificates,
} from './certificates.ts';

/**
 * - `content`: it was changed, or can't be read.
 * - `trail`: the audit trail tells of another one, or of none.
 * - `request`: no job has its purge request ID.
 * - `counts`: its job has erased others than it says.
 * - `missing`: the audit trail tells of one that isn't there.
 */
export type CertificateFlaw = 'content' | 'trail' | 'request' | 'counts' | 'missing';

export type ErasureFinding =
  | {
      readonly what: 'certificate';
      readonly table: 'certificate';
      readonly jobId: number;
      readonly flaw: CertificateFlaw;
    }
  /** Marks of erased users are gone or others than the trail tells, or were lifted by nobody's decision. */
  | { readonly what: 'tombstones'; readonly table: 'tombstone' }
  /** So many users have an identifier of somebody who was erased. */
  | { readonly what: 'erased'; readonly table: 'user'; readonly users: number };

/** Of a version that had certificates. */
export function checkErasures(db: ReadableDb): ErasureFinding[] {
  if (!hasTrail(db) || !hasTable(db, 'certificate')) return [];
  const certified = certifiedInTrail(db);
  const stored = storedCertificates(db);
  const found: ErasureFinding[] = stored.flatMap((each) => {
    const flaw = flawOf(db, each, certified.get(each.job_id));
    return flaw ? [{ what: 'certificate', table: 'certificate', jobId: each.job_id, flaw }] : [];
  });
  const there = new Set(stored.map(({ job_id }) => job_id));
  for (const jobId of certified.keys())
    if (!there.has(jobId))
      found.push({ what: 'certificate', table: 'certificate', jobId, flaw: 'missing' });
  if (!hasItsTombstones(db)) found.push({ what: 'tombstones', table: 'tombstone' });
  const users = knownAgain(db, (on) => eachStandingText(db, 'identifiers', 'identifier_value', on));
  return users > 0 ? [...found, { what: 'erased', table: 'user', users }] : found;
}

function hasItsTombstones(db: ReadableDb): boolean {
  const begun = [...entriesOf(db, 'erasure.begun')].at(-1);
  if (!begun) return true;
  const { marks, sha256 } = tombstoneSeal(db);
  const told = detailsOf(begun);
  if (told.marks !== marks || told.sha256 !== sha256) return false;
  const entered = (what: string) =>
    new Set([...entriesOf(db, what)].map((entry) => detailsOf(entry).decisionNo));
  const [decided, withdrawn] = [entered('return.decided'), entered('return.withdrawn')];
  return liftedBy(db).every((each) => decided.has(each) && !withdrawn.has(each));
}

/**
 * The certificate of a job for whoever keeps it elsewhere.
 * @throws Refusal where there is none, or it isn't what was made: nobody is to be handed a proof that proves nothing
 */
export function certificateToHandOut(db: ReadableDb, jobId: number): SealedCertificate {
  const entered = certifiedInTrail(db).get(jobId);
  const stored = storedCertificates(db).find((each) => each.job_id === jobId);
  if (!stored && entered === undefined) throw new Refusal('certificate.none');
  if (!stored || flawOf(db, stored, entered)) throw new Refusal('certificate.flawed');
  return certificateOf(db, jobId)!;
}

const hasTable = (db: ReadableDb, table: string) =>
  get(db, `SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`, table) !== undefined;

/** The hash of the last certificate of each job, as it was entered. */
function certifiedInTrail(db: ReadableDb): Map<number, string> {
  const found = new Map<number, string>();
  for (const entry of entriesOf(db, 'erasure.certified')) {
    const { jobId, sha256 } = detailsOf(entry);
    if (typeof jobId === 'number') found.set(jobId, String(sha256));
  }
  return found;
}

const entriesOf = (db: ReadableDb, what: string): Iterable<TrailEntry> =>
  eachEntry(db, { what: [what], staffNo: null, from: null, before: null });

const detailsOf = ({ details }: TrailEntry) =>
  JSON.parse(details) as Readonly<Record<string, unknown>>;

function flawOf(
  db: ReadableDb,
  { job_id, certificate: text, sha256 }: StoredCertificate,
  entered: string | undefined,
): CertificateFlaw | undefined {
  const certificate = asWritten(text);
  if (!certificate || certificate.jobId !== job_id || hashOfText(text) !== sha256) return 'content';
  if (entered !== sha256 || !isInTrail(db, certificate.trail)) return 'trail';
  if (!hasRequests(db, certificate)) return 'request';
  return agrees(db, certificate) ? undefined : 'counts';
}

/** Undefined for what isn't a certificate, letter by letter. */
function asWritten(text: string): Certificate | undefined {
  try {
    const { data } = certificateShape.safeParse(JSON.parse(text));
    return data && canonicalJson(data) === text ? data : undefined;
  } catch {
    return undefined;
  }
}

function hasRequests(db: ReadableDb, { requests, jobId }: Certificate): boolean {
  const sql = `SELECT 1 FROM job WHERE job_id = ? AND parameters ->> 'requestId' = ?`;
  return requests.every((requestId) => get(db, sql, jobId, requestId) !== undefined);
}

const ERASED_BY = `SELECT count(*) FROM job_user WHERE job_id = ? AND outcome = 'erased'`;

function agrees(db: ReadableDb, { jobId, erased, leftAlone, search }: Certificate): boolean {
  const counts = get<{ finished: number; failed: number }>(
    db,
    'SELECT finished, failed FROM job WHERE job_id = ?',
    jobId,
  );
  const sql = 'SELECT count(*) FROM user WHERE erased_by_job = ?';
  const sum = (of: 'bytes' | 'notRead' | 'findings') =>
    search.places.reduce((all, place) => all + place[of], 0);
  return (
    counts?.finished === erased &&
    counts.failed === leftAlone &&
    value<number>(db, sql, jobId) === erased &&
    value<number>(db, ERASED_BY, jobId) === erased &&
    (['bytes', 'notRead', 'findings'] as const).every((of) => sum(of) === search[of])
  );
}
