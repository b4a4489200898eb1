/**
 * Sampling checks: users drawn at random from each group, to be looked up in Alma, and what was found there.
 * A finding never changes a decision.
 */
import { randomBytes } from 'node:crypto';
import type { SampledUser, SampleSummary } from '#shared/contract/shapes/samples.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { type Among, FINDINGS, type Finding } from '#shared/domain/review.ts';
import { all, get, type ReadableDb, run, type WritableDb } from '../db/db.ts';
import { Refusal } from '../refusal.ts';
import { isStaffConfirmed, ReviewStates } from '../replica/reviewStates.ts';
import { UserColumns } from '../replica/userColumns.ts';
import { amongTest, eachCandidate, groupNaming } from './candidates.ts';
import { type Drawable, drawUsers } from './drawUsers.ts';

interface StoredSample {
  sample_id: number;
  at: number;
  by: string;
  among: Among;
  per_group: number;
  seed: string;
  drawn_from: number;
}

/** Newest first. */
export function listSamples(db: ReadableDb): SampleSummary[] {
  const samples = all<StoredSample>(db, 'SELECT * FROM sample ORDER BY sample_id DESC');
  return samples.map((sample) => toSummary(db, sample));
}

export function getSample(db: ReadableDb, sampleId: number): SampleSummary {
  const sample = get<StoredSample>(db, 'SELECT * FROM sample WHERE sample_id = ?', sampleId);
  if (!sample) throw new Refusal('sample.gone');
  return toSummary(db, sample);
}

/** Its users, by the group from which they were drawn. */
export function sampledUsers(db: ReadableDb, sampleId: number): SampledUser[] {
  getSample(db, sampleId);
  const reviewStates = new ReviewStates(db);
  return all<Omit<SampledUser, 'decision' | 'staffConfirmed'>>(
    db,
    `SELECT s.user_no AS userNo, u.primary_identifier, u.last_name, u.first_name, s.user_group,
       s.finding, s.note, s.found_at AS foundAt, s.found_by AS foundBy
     FROM sample_user s JOIN user u ON u.user_no = s.user_no WHERE s.sample_id = ?
     ORDER BY s.user_group IS NULL, s.user_group COLLATE NOCASE, s.user_no`,
    sampleId,
  ).map((user) => {
    const step = reviewStates.stepOf(user.userNo);
    const decision = step?.decision ?? 'undecided';
    return { ...user, decision, staffConfirmed: isStaffConfirmed(step) };
  });
}

export interface SampleRequest {
  readonly among: Among;
  readonly perGroup: number;
  readonly by: string;
}

/**
 * Must run inside a transaction.
 * @param seed drawn anew unless a draw is to be repeated
 * @returns the sample's number
 * @throws Refusal when there is nobody to draw from
 */
export function drawSample(
  db: WritableDb,
  { among, perGroup, by }: SampleRequest,
  seed: string = randomBytes(16).toString('hex'),
): number {
  const groups = usersByGroup(db, among);
  const drawnFrom = groups.reduce((users, { userNos }) => users + userNos.length, 0);
  if (drawnFrom === 0) throw nobodyToDrawFrom(among);
  const sample = run(
    db,
    'INSERT INTO sample (at, by, among, per_group, seed, drawn_from) VALUES (?, ?, ?, ?, ?, ?)',
    Date.now(),
    by,
    among,
    perGroup,
    seed,
    drawnFrom,
  );
  const sampleId = Number(sample.lastInsertRowid);
  for (const group of groups) {
    for (const userNo of drawUsers(group, perGroup, seed))
      run(
        db,
        'INSERT INTO sample_user (sample_id, user_no, user_group) VALUES (?, ?, ?)',
        sampleId,
        userNo,
        group.name,
      );
  }
  return sampleId;
}

function nobodyToDrawFrom(among: Among): Refusal {
  return among === 'approved'
    ? new Refusal('sample.nobodyApproved')
    : new Refusal('sample.nobodyLeft');
}

function usersByGroup(db: ReadableDb, among: Among): (Drawable & { name: string | null })[] {
  const columns = new UserColumns(db);
  columns.refresh();
  const meant = amongTest(columns, among);
  const group = columns.column('user_group').values;
  const byNo = new Map<number, number[]>();
  for (const userNo of eachCandidate(columns)) {
    if (!meant(userNo)) continue;
    const users = byNo.get(group[userNo]!) ?? [];
    byNo.set(group[userNo]!, users);
    users.push(userNo);
  }
  const nameOf = groupNaming(db);
  return [...byNo].map(([groupNo, userNos]) => {
    const name = nameOf(groupNo);
    return { name, key: name === null ? '' : foldText(name), userNos };
  });
}

export interface RecordedFinding {
  readonly sampleId: number;
  readonly userNo: number;
  /** Null takes a finding back. */
  readonly finding: Finding | null;
  readonly note: string;
  readonly by: string;
}

/** Must run inside a transaction. */
export function recordFinding(
  db: WritableDb,
  { sampleId, userNo, finding, note, by }: RecordedFinding,
): void {
  getSample(db, sampleId);
  const found = finding !== null;
  const { changes } = run(
    db,
    'UPDATE sample_user SET finding = ?, note = ?, found_at = ?, found_by = ? WHERE sample_id = ? AND user_no = ?',
    finding,
    note.trim(),
    found ? Date.now() : null,
    found ? by : null,
    sampleId,
    userNo,
  );
  if (changes === 0) throw new Refusal('sample.userGone');
}

/** With its findings. Must run inside a transaction. */
export function removeSample(db: WritableDb, sampleId: number): void {
  getSample(db, sampleId);
  run(db, 'DELETE FROM sample WHERE sample_id = ?', sampleId);
}

function toSummary(db: ReadableDb, sample: StoredSample): SampleSummary {
  const counts = all<{ finding: Finding | null; users: number }>(
    db,
    'SELECT finding, count(*) AS users FROM sample_user WHERE sample_id = ? GROUP BY finding',
    sample.sample_id,
  );
  const usersWith = (finding: Finding | null) =>
    counts.find((each) => each.finding === finding)?.users ?? 0;
  const [asReported, differs, notInAlma] = FINDINGS.map(usersWith) as [number, number, number];
  return {
    sampleId: sample.sample_id,
    at: sample.at,
    by: sample.by,
    among: sample.among,
    perGroup: sample.per_group,
    seed: sample.seed,
    drawnFrom: sample.drawn_from,
    users: counts.reduce((sum, { users }) => sum + users, 0),
    findings: {
      open: usersWith(null),
      'as-reported': asReported,
      differs,
      'not-in-alma': notInAlma,
    },
  };
}
