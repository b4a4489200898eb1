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
  foldChanges,
  lineRef,
  stateOfLine,
} from '#shared/domain/feeActions.ts';
import { feeStatus } from '#shared/domain/feeStatus.ts';
import type { ChangeFeesRequest } from '#shared/jobKinds/changeFees.ts';
import { all, type ReadableDb } from '../../../db/db.ts';
import { linesOfUser } from '../../../importing/show/linesOfUser.ts';
import { keyOf } from '../../../replica/userRows.ts';
import { parametersOf, type StoredJob } from '../../jobRows.ts';

export interface MadeChange extends FeeChange {
  readonly jobId: number;
  readonly userNo: number;
  readonly at: number;
  readonly by: string;
}

/** Nothing where no file tells the lines of the user and nothing was added. */
export function feeStatesOf(db: ReadableDb, userNo: number): FeeState[] {
  const told = toldOf(db, userNo);
  return foldChanges(linesTold(told), changesSince(db, userNo, told));
}

function toldOf(db: ReadableDb, userNo: number): KindDetails | undefined {
  return linesOfUser(db, keyOf(db, userNo)).find(({ kind }) => kind === 'fees');
}

/** A newer file tells what came of what was done before. */
function changesSince(db: ReadableDb, userNo: number, told: KindDetails | undefined): MadeChange[] {
  const since = told?.source?.importedAt ?? 0;
  return changesMade(db, userNo).filter(({ at }) => at >= since);
}

function linesTold(told: KindDetails | undefined): FeeState[] {
  const { source } = told ?? {};
  if (!told || !source) return [];
  return told.lines.map(({ row, values }) => {
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
export function changesMade(db: ReadableDb, userNo: number | null): MadeChange[] {
  const jobs = all<
    Pick<StoredJob, 'job_id' | 'kind' | 'parameters' | 'user'> & { at: number; user_no: number }
  >(
    db,
    `SELECT j.job_id, j.kind, j.parameters, j.user, j.submitted_at AS at, u.user_no
     FROM job j JOIN job_user u ON u.job_id = j.job_id AND u.outcome = 'fees-changed'
     WHERE j.kind = 'change-fees' AND u.user_no = coalesce(?, u.user_no) ORDER BY j.job_id`,
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

/** What was done to one line, or added: with what the line is called and how much it was about. */
export interface FeeStep extends Omit<MadeChange, 'lines'> {
  readonly amount: number;
  readonly type: string | null;
  readonly title: string | null;
  readonly barcode: string | null;
}

/** Of everybody, in the order in which it was done. Of lines that no file in force tells any more, nothing. */
export function* feeSteps(db: ReadableDb): Generator<FeeStep> {
  const users = new Set(changesMade(db, null).map(({ userNo }) => userNo));
  for (const userNo of users) yield* stepsOf(db, userNo);
}

function* stepsOf(db: ReadableDb, userNo: number): Generator<FeeStep> {
  const told = toldOf(db, userNo);
  let states = linesTold(told);
  const textOf = textsOfLines(told);
  for (const { lines, ...change } of changesSince(db, userNo, told)) {
    if (flawOfChange(states, { ...change, lines }) !== undefined) continue;
    if (lines.length === 0) yield { ...change, amount: change.amount ?? 0, ...textOf('') };
    for (const ref of lines) {
      const state = states.find((each) => each.ref === ref)!;
      const all = change.action === 'restore' ? state.disputed : state.active;
      yield { ...change, amount: change.amount ?? all, ...textOf(ref) };
    }
    states = applyChange(states, { ...change, lines }, change.jobId);
  }
}

function textsOfLines(told: KindDetails | undefined) {
  const rows = new Map(
    (told?.source ? told.lines : []).map(({ row, values }) => [
      lineRef(told!.source!.importId, row),
      values,
    ]),
  );
  return (ref: string) => {
    const text = (name: DetailFieldName<'fees'>) => {
      const value = rows.get(ref)?.[FIELDS.indexOf(name)] ?? null;
      return value === null ? null : String(value);
    };
    return { type: text('fee_type'), title: text('fee_title'), barcode: text('fee_barcode') };
  };
}
