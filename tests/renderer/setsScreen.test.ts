/**
 * What the Sets screen proposes and how it lists sets: short names, Combine as CARLI's steps have it, reversal sets
 * below their job. A default that takes the wrong set out of the wrong one would leave people in the purge.
 */
import { describe, expect, test } from 'vitest';
import type { SetOrigin } from '#shared/contract/shapes/setOrigin.ts';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { SetOperator } from '#shared/domain/combineSets.ts';
import { combinedName, firstAndSecond } from '../../src-renderer/screens/sets/combineDefaults.ts';
import { type SetRow, setRows } from '../../src-renderer/screens/sets/setRows.ts';
import { formatDate } from '../../src-renderer/ui/format.ts';

const set = (setId: number, origin: SetOrigin, name = `Set ${setId}`): SetSummary =>
  ({ setId, name, origin, createdAt: setId, members: 3, criteria: null }) as SetSummary;

const candidates = set(1, { from: 'review', users: 'all' });
const list = set(2, { from: 'exclusion-list', fileName: 'PIDs.xlsx' });
const excluded = set(3, { from: 'review', users: 'excluded' });
const kept = (setId: number, jobId: number) =>
  set(setId, { from: 'job', jobId, name: `Move ${jobId}` });

const TODAY = '2026-11-28' as IsoDate;
const DAY = formatDate(TODAY);

describe('Combine', () => {
  test('begins with candidates, and with the newest list to keep as the second', () => {
    expect(firstAndSecond([excluded, list, candidates], undefined)).toEqual({
      first: candidates,
      second: excluded,
    });
    expect(firstAndSecond([list, candidates], candidates)).toEqual({
      first: candidates,
      second: list,
    });
  });

  test('from a keep list has that one as the second', () => {
    expect(firstAndSecond([excluded, list, candidates], list)).toEqual({
      first: candidates,
      second: list,
    });
    // What jobs have kept is nobody's list.
    expect(firstAndSecond([kept(9, 1), list], list).first).toBeUndefined();
  });

  test.each<[SetSummary, SetOperator, SetSummary, string]>([
    [candidates, 'Not', list, `To purge, ${DAY}`],
    [list, 'Or', excluded, `To keep, ${DAY}`],
    [candidates, 'And', list, `Combined, ${DAY}`],
    [list, 'Not', candidates, `Combined, ${DAY}`],
  ])('proposes purpose and date, free of what is taken', (first, operator, second, name) => {
    expect(combinedName(first, operator, second, [first, second], TODAY)).toBe(name);
    const taken = set(7, { from: 'rehearsal' }, name.toUpperCase());
    expect(combinedName(first, operator, second, [taken], TODAY)).toBe(`${name} (2)`);
  });
});

describe('the list of sets', () => {
  const sets = [kept(6, 2), kept(5, 2), candidates, kept(4, 1), list];
  const short = (rows: readonly SetRow[]) =>
    rows.map(({ set: own, kept: fold }) => (own ? own.setId : `job ${fold.jobId}`));

  test('folds reversal sets away under their job, in its place', () => {
    expect(short(setRows(sets, () => false))).toEqual(['job 2', 1, 'job 1', 2]);
  });

  test('shows those of a job that is unfolded, and loses none', () => {
    expect(short(setRows(sets, (jobId) => jobId === 2))).toEqual(['job 2', 6, 5, 1, 'job 1', 2]);
    const all = setRows(sets, () => true).flatMap(({ set: own }) => own?.setId ?? []);
    expect(all.toSorted()).toEqual([1, 2, 4, 5, 6]);
  });
});
