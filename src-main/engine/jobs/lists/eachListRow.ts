/**
 * The rows of a job's lists, one after another, however many: what was frozen with the job, and where it comes from.
 * Reads only, a page at a time, so that other statements may run in between.
 */
import type { ListRow } from '#shared/documents/document.ts';
import type { ListColumnId } from '#shared/documents/jobReport/listColumns.ts';
import type { ValueFormat } from '#shared/documents/values.ts';
import { COUNTS_THAT_RETAIN } from '#shared/domain/purgeRules.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import type { JobUserFilter } from '#shared/jobKinds/jobKind.ts';
import type { ReadableDb } from '../../db/db.ts';
import { FactSources } from '../../importing/show/factSources.ts';
import { FrozenDecisions } from '../frozenFacts.ts';
import { getKeptJob } from '../jobRows.ts';
import { cellOf, factsFor, type ListCell } from './listCells.ts';
import { AT, type ListedUser, pageOfListed } from './listedUser.ts';
import { setByJobs } from './setByJobs.ts';
import { DESCRIBING_FIELDS, isFrozenField } from './sourceCells.ts';

/** So many are read at once, and the files asked about them. */
const PAGE = 1000;

/** The fields about whose sources a column asks. */
const ASKED: Readonly<Partial<Record<ListColumnId, readonly UserFieldName[]>>> = {
  describedBy: DESCRIBING_FIELDS,
  loansFrom: ['loans'],
  balanceFrom: ['balance'],
  evidence: [...COUNTS_THAT_RETAIN, 'balance', 'transferred'],
};

/** Which of them: those after a user, and no more than so many. */
export interface ListPart {
  readonly after: number;
  readonly most: number;
}

const ALL: ListPart = { after: 0, most: Number.POSITIVE_INFINITY };

export function eachListRow(
  db: ReadableDb,
  jobId: number,
  filter: JobUserFilter,
  columns: readonly ListColumnId[],
  format: ValueFormat,
  part: ListPart = ALL,
): Generator<ListRow> {
  return listReader(db, jobId, filter, columns, format)(part);
}

/** For who reads a list part by part: what was found out for one part serves the next. */
export function listReader(
  db: ReadableDb,
  jobId: number,
  filter: JobUserFilter,
  columns: readonly ListColumnId[],
  format: ValueFormat,
): (part: ListPart) => Generator<ListRow> {
  const fields = [...new Set(columns.flatMap((column) => ASKED[column] ?? []))];
  const page = pageOfListed(db, jobId, filter, factsFor(columns));
  const sources = new FactSources(db, fields, jobId, fields.every(isFrozenField));
  const decisions = new FrozenDecisions(db, jobId);
  const cells = columns.map(cellOf);
  const withoutApproval = getKeptJob(db, jobId).without_approval !== null;
  const setBy = columns.includes('describedBy') ? setByJobs(db, jobId) : undefined;
  return function* rows({ after, most }) {
    let last = after;
    for (let left = most; left > 0; left -= PAGE) {
      const wanted = Math.min(PAGE, left);
      const users = page(last, wanted);
      sources.turnTo(users.map((user) => String(user[AT.key])));
      const asked = { sources, setBy: setBy?.(users), decisions, format, withoutApproval };
      for (const [place, user] of users.entries()) yield rowOf(cells, user, place, asked);
      if (users.length < wanted) return;
      last = Number(users.at(-1)![AT.userNo]);
    }
  };
}

function rowOf(
  cells: readonly ListCell[],
  user: ListedUser,
  place: number,
  asked: Omit<Parameters<ListCell>[1], 'place' | 'decision'>,
): ListRow {
  const decision = asked.decisions.of(Number(user[AT.userNo]), user[AT.decidedIn] as number | null);
  const context = { ...asked, place, decision };
  return cells.map((cell) => cell(user, context));
}
