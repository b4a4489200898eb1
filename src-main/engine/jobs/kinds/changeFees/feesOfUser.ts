/**
 * The fines and fees of one user as they stand in the rehearsal: the lines of the file that tells them, and what was done
 * to them since it was added. Changes nothing.
 */
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import { type DetailFieldName, detailFieldNames } from '#shared/details/details.ts';
import {
  applyChange,
  type FeeChange,
  type FeeState,
  flawOfChange,
  lineRef,
  stateOfLine,
} from '#shared/domain/feeActions.ts';
import { feeStatus } from '#shared/domain/feeStatus.ts';
import type { ChangeFeesRequest } from '#shared/jobKinds/changeFees.ts';
import { all, get, type ReadableDb } from '../../../db/db.ts';
import { getImportFile } from '../../../importing/rows/importFile.ts';
import { linesOfKind } from '../../../importing/show/linesOfUser.ts';
import { PRESENT_SQL } from '../../../replica/membership.ts';
import { keyOf } from '../../../replica/userRows.ts';
import { parametersOf, type StoredJob } from '../../jobRows.ts';

interface MadeChange extends FeeChange {
  readonly jobId: number;
  readonly userNo: number;
  readonly at: number;
  readonly by: string;
}

interface FeesNow {
  /** Something can be done to them here: some file describes the user, and they aren't deleted. */
  readonly held: boolean;
  /** Nothing where no file tells the lines of the user and nothing was added. */
  readonly states: readonly FeeState[];
  /** What was done and holds, in its order, one line or added amount each. */
  readonly steps: readonly FeeStep[];
  /** How many changes hold, and how many don't: the lines that they are about are told anew. */
  readonly standing: number;
  readonly overtaken: number;
}

/** What was done to one line, or added: with what the line is called and how much it was about. */
export interface FeeStep extends Omit<MadeChange, 'lines'> {
  readonly amount: number;
  readonly type: string | null;
  readonly title: string | null;
  readonly barcode: string | null;
}

/**
 * A newer file has the last word over what was done before it was added. Before and after go by the numbers of jobs,
 * never by the clock: it may have been set back. No file is added while a job waits or runs.
 */
export function feesOfUser(db: ReadableDb, userNo: number): FeesNow {
  const told = linesOfKind(db, keyOf(db, userNo), 'fees');
  const jobsBefore = told.source ? getImportFile(db, told.source.importId).jobs_before : 0;
  const textsOf = textsOfLines(told);
  const changes = changesMade(db, userNo);
  const steps: FeeStep[] = [];
  let states = linesTold(told);
  let standing = 0;
  for (const { lines, ...change } of changes) {
    const made = { ...change, lines };
    if (change.jobId <= jobsBefore || flawOfChange(states, made) !== undefined) continue;
    standing++;
    if (lines.length === 0) steps.push({ ...change, amount: change.amount ?? 0, ...textsOf('') });
    for (const ref of lines) {
      const state = states.find((each) => each.ref === ref)!;
      const whole = change.action === 'restore' ? state.disputed : state.active;
      steps.push({ ...change, amount: change.amount ?? whole, ...textsOf(ref) });
    }
    states = applyChange(states, made, change.jobId);
  }
  return {
    held: isHeld(db, userNo),
    states,
    steps,
    standing,
    overtaken: changes.length - standing,
  };
}

function isHeld(db: ReadableDb, userNo: number): boolean {
  return (
    get(db, `SELECT 1 FROM user u WHERE u.user_no = ? AND ${PRESENT_SQL}`, userNo) !== undefined
  );
}

/** Everybody whose fines and fees were changed here, in the order in which that was first done. */
export function usersOfChanges(db: ReadableDb): number[] {
  return [...new Set(changesMade(db, null).map(({ userNo }) => userNo))];
}

function linesTold({ source, lines }: KindDetails): FeeState[] {
  if (!source) return [];
  return lines.map(({ row, values }) => {
    const value = (name: DetailFieldName<'fees'>) => values[FIELDS.indexOf(name)] ?? null;
    const amount = value('fee_amount');
    const status = value('fee_status');
    return stateOfLine(
      lineRef(source.importId, row),
      feeStatus(status === null ? null : String(status)),
      typeof amount === 'number' ? amount : null,
    );
  });
}

const FIELDS = detailFieldNames('fees');

/** What was done to the fines and fees of a user, or of everybody, in its order. */
function changesMade(db: ReadableDb, userNo: number | null): MadeChange[] {
  const jobs = all<
    Pick<StoredJob, 'job_id' | 'kind' | 'parameters' | 'user'> & { at: number; user_no: number }
  >(
    db,
    `SELECT j.job_id, j.kind, j.parameters, j.user, j.submitted_at AS at, u.user_no
     FROM job j JOIN job_user u ON u.job_id = j.job_id AND u.outcome = 'fees-changed'
     WHERE j.kind = 'change-fees' AND j.forgotten IS NULL AND u.user_no = coalesce(?, u.user_no) ORDER BY j.job_id`,
    userNo,
  );
  return jobs.map((job) => {
    const { lines, action, amount, reason, comment } = parametersOf(
      job,
    ) as ChangeFeesRequest['parameters'];
    return {
      ...{ jobId: job.job_id, userNo: job.user_no, at: job.at, by: job.user },
      ...{ lines, action, amount, reason, comment },
    };
  });
}

function textsOfLines({ source, lines }: KindDetails) {
  const rows = new Map(
    (source ? lines : []).map(({ row, values }) => [lineRef(source!.importId, row), values]),
  );
  return (ref: string) => {
    const text = (name: DetailFieldName<'fees'>) => {
      const value = rows.get(ref)?.[FIELDS.indexOf(name)] ?? null;
      return value === null ? null : String(value);
    };
    return { type: text('fee_type'), title: text('fee_title'), barcode: text('fee_barcode') };
  };
}
