/**
 * What stands in one column: values with counts, what numbers add up to, and columns that the catalogue doesn't know.
 * A list that leaves a value out, or an order that puts users elsewhere, hides the wrong people.
 */
import { describe, expect, test } from 'vitest';
import { minusDays } from '#shared/domain/calendar.ts';
import { CANDIDATES, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { dayOfInstant } from '#shared/domain/timeZones.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';

/** Users of two files: what the later says of Cohort goes before, and only Ann and Ben stand in it. */
async function populated(): Promise<TestEngine> {
  const engine = await newEngine();
  await addRows(engine, 'candidates', [
    ['Primary Identifier', 'Last Name', 'Purge Date', 'Loans', 'Active Balance', 'Cohort', 'Shelf'],
    ['ann', 'Åberg', '2020-01-31', 2, 1.5, 'old', 'B 10'],
    ['ben', 'aberg', '2021-06-30', 10, '', 'Old', ''],
    ['cam', 'Öhm', '', '', 20, 'old', 'b 9'],
    ['dee', '', '2020-01-31', 0, -3.25, '', 'Ä'],
  ]);
  await addRows(engine, 'users', [
    ['Primary Identifier', 'Status', 'Cohort'],
    ['ben', 'Inactive', '2024'],
    ['ann', 'Inactive', ''],
    ['eve', 'Inactive', 'stranger'],
  ]);
  return engine;
}

const extra = (heading: string, is: Extract<Criteria, { op: 'extra' }>['is']): Criteria => ({
  op: 'extra',
  heading,
  is,
});

describe('values of a column', () => {
  test('are counted, in the order of a sheet, blank last', async () => {
    const { ask } = await populated();
    const values = async (column: Parameters<typeof ask.users.values>[0]['column']) =>
      (await ask.users.values({ column, criteria: CANDIDATES, order: 'value' })).values.map(
        ({ value, users }) => `${value} ${users}`,
      );
    expect(await values({ field: 'purge_date' })).toEqual([
      '2020-01-31 2',
      '2021-06-30 1',
      'null 1',
    ]);
    expect(await values({ field: 'loans' })).toEqual(['0 1', '2 1', '10 1', 'null 1']);
    expect(await values({ field: 'balance' })).toEqual(['-325 1', '150 1', '2000 1', 'null 1']);
    expect(await values({ field: 'last_name' })).toEqual(['aberg 1', 'Åberg 1', 'Öhm 1', 'null 1']);
    expect(await values({ field: 'decision' })).toEqual(['undecided 4']);
    expect(await values({ extra: 'Cohort' })).toEqual(['2024 1', 'old 2', 'null 1']);
    expect(await values({ extra: 'Shelf' })).toEqual(['Ä 1', 'B 10 1', 'b 9 1', 'null 1']);
    expect(await values({ extra: 'No such heading' })).toEqual(['null 4']);
  });

  test('can be searched, and of many the most frequent are given and all are counted', async () => {
    const { ask } = await populated();
    const column = { field: 'last_name' as const };
    const found = await ask.users.values({ column, criteria: EVERYBODY, search: 'ABERG' });
    expect(found.distinct).toBe(2);
    const few = await ask.users.values({
      column: { extra: 'Cohort' },
      criteria: CANDIDATES,
      limit: 1,
    });
    expect(few).toEqual({ values: [{ value: 'old', users: 2 }], distinct: 3 });
  });
});

describe('a column that the catalogue doesn’t know', () => {
  test('says to a filter and a sort what it says to the grid', async () => {
    const engine = await populated();
    const page = await engine.ask.users.page({
      criteria: EVERYBODY,
      sort: [],
      extra: ['Cohort', 'Shelf'],
      offset: 0,
      limit: 100,
    });
    for (const heading of ['Cohort', 'Shelf']) {
      for (const told of [null, 'old', 'Old', '2024', 'stranger', 'b 9', 'B 10', 'Ä']) {
        const shown = page.rows
          .filter((row) => (row.extra[heading] ?? null) === told)
          .map((row) => row.primary_identifier);
        const asked = extra(heading, { how: 'oneOf', values: [told] });
        expect([heading, told, await engine.identifiers(asked)]).toEqual([heading, told, shown]);
      }
    }
    expect(await engine.identifiers(extra('Shelf', { how: 'begins', value: 'B' }))).toEqual([
      'ann',
      'cam',
    ]);
    expect(await engine.identifiers(extra('Shelf', { how: 'contains', value: 'a' }))).toEqual([
      'dee',
    ]);
  });

  test('is sorted without case and accents, blank last in both directions', async () => {
    const { ask } = await populated();
    const order = async (direction: 'asc' | 'desc') =>
      (
        await ask.users.page({
          criteria: CANDIDATES,
          sort: [{ extra: 'Shelf', direction }],
          offset: 0,
          limit: 100,
        })
      ).rows.map((row) => row.primary_identifier);
    expect(await order('asc')).toEqual(['dee', 'ann', 'cam', 'ben']);
    expect(await order('desc')).toEqual(['cam', 'ann', 'dee', 'ben']);
  });

  test('is another after a file is undone', async () => {
    const engine = await populated();
    const asked = extra('Cohort', { how: 'is', value: '2024' });
    expect(await engine.identifiers(asked)).toEqual(['ben']);
    const files = await engine.ask.imports.list();
    const file = files.find(({ kind }) => kind === 'users');
    await engine.ask.imports.undo({ importId: file!.importId });
    expect(await engine.identifiers(asked)).toEqual([]);
    expect(await engine.identifiers(extra('Cohort', { how: 'is', value: 'OLD' }))).toEqual([
      'ann',
      'ben',
      'cam',
    ]);
  });
});

describe('columns of the review', () => {
  test('are counted, filtered and sorted as the grid shows them', async () => {
    const engine = await populated();
    const { ask } = engine;
    const noOf = async (identifier: string) => (await engine.user(identifier)).userNo;
    for (const [identifier, decision] of [
      ['ben', 'excluded'],
      ['ann', 'excluded'],
    ] as const) {
      const selection = { criteria: { op: 'users' as const, userNos: [await noOf(identifier)] } };
      await ask.review.decide({ selection, decision, reason: 'Other' });
    }
    await ask.users.addNote({ userNo: await noOf('cam'), text: 'Called' });
    const day = dayOfInstant((await engine.user('ann')).decidedAt!, null);

    const values = async (field: 'decided_by' | 'decided_at' | 'notes') =>
      (await ask.users.values({ column: { field }, criteria: CANDIDATES, order: 'value' })).values;
    expect(await values('decided_by')).toEqual([
      { value: 'Tester', users: 2 },
      { value: null, users: 2 },
    ]);
    expect(await values('decided_at')).toEqual([
      { value: day, users: 2 },
      { value: null, users: 2 },
    ]);
    expect(await values('notes')).toEqual([
      { value: '0', users: 3 },
      { value: '1', users: 1 },
    ]);

    const found = (criteria: Criteria) =>
      engine.identifiers({ op: 'all', of: [CANDIDATES, criteria] });
    const by = (is: Extract<Criteria, { op: 'decidedBy' }>['is']): Criteria => ({
      op: 'decidedBy',
      is,
    });
    const on = (is: Extract<Criteria, { op: 'decidedOn' }>['is']): Criteria => ({
      op: 'decidedOn',
      is,
    });
    expect(await found(by({ how: 'begins', value: 'TEST' }))).toEqual(['ann', 'ben']);
    expect(await found(by({ how: 'oneOf', values: [null] }))).toEqual(['cam', 'dee']);
    expect(await found(on({ how: 'oneOf', values: [day] }))).toEqual(['ann', 'ben']);
    expect(await found(on({ how: 'oneOf', values: [null] }))).toEqual(['cam', 'dee']);
    expect(await found(on({ how: 'between', to: minusDays(day, 1) }))).toEqual([]);
    expect(await found(on({ how: 'within', unit: 'day', from: -1, to: 1 }))).toEqual([
      'ann',
      'ben',
    ]);
    expect(await found({ op: 'notes', from: 1 })).toEqual(['cam']);
    expect(await found({ op: 'notes', to: 0 })).toEqual(['ann', 'ben', 'dee']);

    const order = async (field: 'decided_by' | 'decided_at' | 'notes') =>
      (
        await ask.users.page({
          criteria: CANDIDATES,
          sort: [{ field, direction: 'desc' }],
          offset: 0,
          limit: 100,
        })
      ).rows.map((row) => row.primary_identifier);
    expect(await order('decided_by')).toEqual(['ann', 'ben', 'cam', 'dee']);
    expect((await order('decided_at')).slice(2)).toEqual(['cam', 'dee']);
    expect(await order('notes')).toEqual(['cam', 'ann', 'ben', 'dee']);
  });
});

test('decisions so far are filtered and sorted by how many there were, without those undone', async () => {
  const engine = await populated();
  const { ask } = engine;
  const decide = async (identifier: string, decision: 'excluded' | 'approved' | 'undecided') => {
    const userNos = [(await engine.user(identifier)).userNo];
    const selection = { criteria: { op: 'users' as const, userNos } };
    await ask.review.decide({ selection, decision, reason: 'Other' });
  };
  const counted = async () =>
    (
      await ask.users.values({
        column: { field: 'decisions' },
        criteria: CANDIDATES,
        order: 'value',
      })
    ).values.map(({ value, users }) => `${value}: ${users}`);
  await decide('ann', 'excluded');
  await decide('ben', 'excluded');
  expect(await counted()).toEqual(['0: 2', '1: 2']);
  await decide('ann', 'undecided');
  expect(await counted()).toEqual(['0: 2', '1: 1', '2: 1']);
  const from = (least: number) =>
    engine.identifiers({ op: 'all', of: [CANDIDATES, { op: 'decisions', from: least }] });
  expect([await from(1), await from(2)]).toEqual([['ann', 'ben'], ['ann']]);
  const { rows } = await ask.users.page({
    criteria: CANDIDATES,
    sort: [{ field: 'decisions', direction: 'desc' }],
    decisions: true,
    offset: 0,
    limit: 100,
  });
  expect(rows.map((row) => [row.primary_identifier, row.decisions.length])).toEqual([
    ['ann', 2],
    ['ben', 1],
    ['cam', 0],
    ['dee', 0],
  ]);
  await ask.review.undo();
  expect([await counted(), await from(2)]).toEqual([['0: 2', '1: 2'], []]);
});

describe('a summary', () => {
  test('adds up numbers and money, and tells the span of dates', async () => {
    const engine = await populated();
    const summary = (
      field: 'loans' | 'balance' | 'purge_date' | 'last_name',
      except: number[] = [],
    ) => engine.ask.users.summary({ selection: { criteria: CANDIDATES, except }, field });
    expect(await summary('loans')).toEqual({ users: 4, told: 3, sum: 12, least: 0, most: 10 });
    expect(await summary('balance')).toEqual({
      users: 4,
      told: 3,
      sum: 1825,
      least: -325,
      most: 2000,
    });
    const dates = { sum: null, least: '2020-01-31', most: '2021-06-30' };
    expect(await summary('purge_date')).toEqual({ users: 4, told: 3, ...dates });
    const ben = (await engine.user('ben')).userNo;
    expect(await summary('loans', [ben])).toEqual({ users: 3, told: 2, sum: 2, least: 0, most: 2 });
    expect(await summary('last_name')).toMatchObject({ users: 4, told: 0, sum: null });
  });
});
