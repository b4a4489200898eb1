/** What is asked of the missing candidates: since how long they have been expired, and why no purge takes them. */
import { skipToken, useQuery } from '@tanstack/react-query';
import { create } from 'zustand';
import type { ExpiryYear } from '#shared/contract/shapes/review.ts';
import {
  type MissingAsked,
  type MissingCause,
  missingCriteria,
} from '#shared/domain/missingCandidates.ts';
import { queries } from '../../../client/engineClient.ts';

interface Asked {
  readonly years: number;
  /** Null: both. */
  readonly cause: MissingCause | null;
}

/** Kept while one looks elsewhere. */
export const useMissingAsked = create<Asked>(() => ({ years: 1, cause: null }));

/** With the planned run; undefined until that is known. */
export function useMissing(): MissingAsked | undefined {
  const { years, cause } = useMissingAsked();
  const { data } = useQuery(queries.review.boundary.queryOptions());
  if (!data) return undefined;
  const { runDate, days, reading } = data;
  return { runDate, days, reading, years, ...(cause && { cause }) };
}

/** How many there are for either cause. */
export function useMissingCount() {
  const asked = useMissing();
  return useQuery(
    queries.users.count.queryOptions({
      input: asked ? { criteria: missingCriteria({ ...asked, cause: undefined }) } : skipToken,
    }),
  );
}

/** Columns of the table: single years, and the oldest together. */
export interface YearSpan {
  readonly from: number;
  readonly to: number;
}

export interface MissingTable {
  readonly spans: readonly YearSpan[];
  readonly rows: readonly {
    readonly group: string | null;
    /** By span. */
    readonly users: readonly number[];
    readonly all: number;
  }[];
  readonly all: number;
}

/** Years that have a column of their own, when there are more. */
const SHOWN = 6;

/** Groups with the most users first; the newest year first. */
export function missingTable(counts: readonly ExpiryYear[]): MissingTable {
  const years = [...new Set(counts.map(({ year }) => year))].sort((a, b) => b - a);
  const single = years.length <= SHOWN + 1 ? years : years.slice(0, SHOWN);
  const oldest = years.slice(single.length);
  const spans: YearSpan[] = [
    ...single.map((year) => ({ from: year, to: year })),
    ...(oldest.length > 0 ? [{ from: oldest.at(-1)!, to: oldest[0]! }] : []),
  ];
  const groups = [...new Set(counts.map(({ group }) => group))];
  const rows = groups.map((group) => {
    const own = counts.filter((each) => each.group === group);
    const users = spans.map(({ from, to }) =>
      sumOf(own.filter(({ year }) => year >= from && year <= to)),
    );
    return { group, users, all: sumOf(own) };
  });
  rows.sort((a, b) => b.all - a.all || (a.group ?? '').localeCompare(b.group ?? ''));
  return { spans, rows, all: sumOf(counts) };
}

function sumOf(counts: readonly ExpiryYear[]): number {
  return counts.reduce((sum, { users }) => sum + users, 0);
}
