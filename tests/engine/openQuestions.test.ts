/**
 * Holding back is useful only while it is rare: a class that covers more than a tenth of a file is asked about once,
 * and one answer says what becomes of all of it. Without an answer these users would be held back in their
 * thousands, and approved in one go by somebody who has stopped to look; a wrong answer would purge them unseen.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { CANDIDATES } from '#shared/domain/criteria.ts';
import { OPEN_CLASSES, type OpenAnswer, type OpenClass } from '#shared/domain/openQuestions.ts';
import { HELD_BACK_FLAGS } from '#shared/domain/reviewFlags.ts';
import {
  addSheet,
  type CandidateCell,
  candidate,
  candidatesSheet,
  type RawCell,
  type RawRow,
  readSheet,
} from '../support/candidateSheets.ts';
import { newEngine, PURGE, type TestEngine } from '../support/engine.ts';
import { readAgain } from '../support/importFiles.ts';
import { saidOf } from '../support/saidOf.ts';

const PEOPLE = 100;

/** A hundred candidates, so many of whom are written in an odd way. */
function withOdd(odd: number, write: (n: number) => RawRow | RawCell[]) {
  return candidatesSheet(
    Array.from({ length: PEOPLE }, (_, n) => (n < odd ? write(n) : candidate(`clear${n}`))),
  );
}

const askedAbout = ({ openQuestions }: ImportCheck) =>
  openQuestions.map(({ about, column }) => (column ? `${about} ${column.heading}` : about));

/** How many a review leaves that approves all whom nothing speaks against, as the check before the purge has it. */
async function going(engine: TestEngine): Promise<number> {
  await engine.ask.review.applyRules();
  await engine.ask.review.decide({
    selection: { criteria: { op: 'decision', values: ['undecided'] } },
    decision: 'approved',
    reason: null,
  });
  const job = { kind: 'purge-user-records', name: 'Purge', parameters: PURGE } as const;
  const { approved, concerned } = await engine.ask.jobs.check({ job });
  expect(concerned).toBeGreaterThanOrEqual(approved);
  return approved;
}

async function addAnswered(engine: TestEngine, check: ImportCheck, answers: OpenAnswer[]) {
  const again = await readAgain(engine, check, { ...check.options, answers });
  await engine.ask.imports.commit({ importId: again.importId, mode: 'add' });
  return again;
}

const cells = (changed: Partial<Record<CandidateCell, RawCell>>) => (n: number) =>
  candidate(`odd${n}`, changed);

interface OddClass {
  readonly asked: string;
  readonly write: (n: number) => RawRow | RawCell[];
  readonly answer: OpenAnswer;
}

/** Each with the answer that lets them go. */
const CLASSES: readonly OddClass[] = [
  {
    asked: 'struck-out',
    write: (n) => candidate({ text: `odd${n}`, style: 'struck' }),
    answer: { about: 'struck-out', answer: 'count' },
  },
  {
    asked: 'two-cells',
    write: cells({ last: { text: 'Berg', twin: 'Falk' } }),
    answer: { about: 'two-cells', answer: 'shown' },
  },
  {
    asked: 'lost-digits',
    write: (n) => candidate({ number: `12345678901${String(n).padStart(4, '0')}0` }),
    answer: { about: 'lost-digits', answer: 'as-written' },
  },
  ...(
    [
      ['expiry', 2, 'Expiry Date', 'one day'],
      ['type', 7, 'Record Type', 'Persona'],
      ['loans', 8, 'Loans', 'some'],
      ['balance', 9, 'Balance', '?'],
      ['first', 5, 'First Name', { formula: 'A1' }],
    ] as const
  ).map(
    ([cell, column, heading, value]): OddClass => ({
      asked: `unreadable-value ${heading}`,
      write: cells({ [cell]: value }),
      answer: { about: 'unreadable-value', column, answer: 'unknown' },
    }),
  ),
];

describe.each(CLASSES)('$asked', ({ asked, write, answer }) => {
  test('is not asked about as long as it is rare, and holds back', async () => {
    const engine = await newEngine();
    const check = await addSheet(engine, withOdd(9, write));
    expect(check.openQuestions).toEqual([]);
    expect(await going(engine)).toBe(91);
  });

  test('is asked about when it isn’t; without an answer it holds back', async () => {
    const engine = await newEngine();
    const check = await addSheet(engine, withOdd(11, write));
    expect(askedAbout(check)).toEqual([asked]);
    const [question] = check.openQuestions;
    expect(question).toMatchObject({ rows: 11, share: 0.11, answer: null });
    expect(question!.examples.map(({ row }) => row)).toEqual([2, 3, 4]);
    const { total } = await engine.ask.imports.rows({
      importId: check.importId,
      rowGroup: question!.rowGroup,
      offset: 0,
      limit: 1,
    });
    expect(total).toBeGreaterThanOrEqual(11);
    expect(await going(engine)).toBe(89);
  });

  test('lets them go by its answer, which stays with the file', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, withOdd(11, write));
    const held = await readAgain(engine, check, {
      ...check.options,
      answers: [{ ...answer, answer: 'hold' }],
    });
    expect(held.openQuestions).toMatchObject([{ rows: 11, answer: 'hold' }]);
    const { importId } = await addAnswered(engine, held, [answer]);
    const added = await engine.ask.imports.check({ importId });
    expect(added.openQuestions).toMatchObject([{ rows: 11, answer: answer.answer }]);
    expect(added.notices.map(saidOf).join()).toContain('as you chose');
    expect(await going(engine)).toBe(100);
  });

  test('holds back again when the file is taken out and the answer changed', async () => {
    const engine = await newEngine();
    const check = await readSheet(engine, withOdd(11, write));
    const { importId } = await addAnswered(engine, check, [answer]);
    await engine.ask.imports.undo({ importId });
    const again = await engine.ask.imports.check({ importId });
    await addAnswered(engine, again, [{ ...answer, answer: 'hold' }]);
    expect(await going(engine)).toBe(89);
  });
});

describe('what is unknown is never none', () => {
  const unknown = (column: number): OpenAnswer => ({
    about: 'unreadable-value',
    column,
    answer: 'unknown',
  });

  test.each<[string, Partial<Record<CandidateCell, RawCell>>]>([
    ['purge dates', { purge: 'soon' }],
    ['groups', { group: { formula: 'A1' } }],
  ])('%s that can’t be read are not asked about: only holding back is safe', async (_, odd) => {
    const engine = await newEngine();
    const check = await addSheet(engine, withOdd(20, cells(odd)));
    expect(check.openQuestions).toEqual([]);
    expect(await going(engine)).toBe(80);
  });

  test('a user with two rows is held back: one row’s nothing would stand for the other’s unread', async () => {
    const engine = await newEngine();
    const check = await readSheet(
      engine,
      candidatesSheet([
        candidate('twice', { balance: 0 }),
        candidate('twice', { balance: '?' }),
        candidate('once', { balance: '?' }),
      ]),
    );
    await addAnswered(engine, check, [unknown(9)]);
    expect((await engine.user('twice')).flags).toContain('unreadable-value');
    expect(await engine.user('once')).toMatchObject({ balance: null, flags: [] });
  });

  test('what an earlier file told for certain stays', async () => {
    const engine = await newEngine();
    await addSheet(
      engine,
      candidatesSheet([
        candidate('owes', { balance: 20, type: 'Contact' }),
        candidate('owed', { balance: 0 }),
      ]),
    );
    const check = await readSheet(
      engine,
      candidatesSheet([
        candidate('owes', { balance: '?', type: '?' }),
        candidate('owed', { balance: '?' }),
      ]),
    );
    await addAnswered(engine, check, [unknown(9), unknown(7)]);
    expect(await engine.user('owes')).toMatchObject({ balance: 2000, record_type: 'Contact' });
    expect(await engine.user('owed')).toMatchObject({ balance: null });
  });

  test('names that aren’t told hold back while the register looks at names', async () => {
    const engine = await newEngine();
    const check = await readSheet(
      engine,
      candidatesSheet([candidate('nameless', { last: { formula: 'A1' } }), candidate('other')]),
    );
    await addAnswered(engine, check, [unknown(6)]);
    expect((await engine.user('nameless')).flags).toEqual([]);
    await engine.ask.register.add({ kind: 'name', value: 'Dummy*' });
    expect((await engine.user('nameless')).flags).toEqual(['unreadable-value']);
  });

  test('in reports of items nothing is asked: what they add up to would be too little', async () => {
    const engine = await newEngine();
    await addSheet(engine, candidatesSheet([candidate('a'), candidate('b')]));
    const fees = {
      headings: ['Primary Identifier', 'Remaining amount'],
      rows: [['a', '?']],
    };
    const check = await addSheet(engine, fees, { kind: 'fines-fees' });
    expect(check.openQuestions).toEqual([]);
    expect((await engine.user('a')).flags).toContain('unreadable-value');
  });
});

test('rows that stand twice are held back, whatever is said about cells', async () => {
  const engine = await newEngine();
  const rows: RawRow[] = [
    { cells: candidate('first') },
    { cells: candidate('second'), number: 2 },
    { cells: candidate({ text: 'shown', twin: 'last' }) },
  ];
  const check = await readSheet(engine, candidatesSheet(rows));
  await addAnswered(engine, check, [{ about: 'two-cells', answer: 'shown' }]);
  expect(await engine.identifiers(CANDIDATES)).toEqual(['first', 'last', 'second']);
  expect(await going(engine)).toBe(1);
});

test('an answer that is none to its question is refused', async () => {
  const engine = await newEngine();
  const check = await readSheet(engine, withOdd(0, cells({})));
  const refused = (answers: OpenAnswer[]) =>
    expect(readAgain(engine, check, { ...check.options, answers })).rejects.toThrow();
  await refused([{ about: 'struck-out', answer: 'above' }]);
  await refused([{ about: 'unreadable-value', answer: 'unknown' }]);
  await refused([{ about: 'struck-out', column: 1, answer: 'count' }]);
});

describe('pairs with an exclusion list', () => {
  const PADDED = (n: number) => `00${41_000 + n}`;
  const list = (ids: readonly RawCell[]) => ({
    headings: ['Primary Identifier'],
    rows: ids.map((id) => [id]),
  });
  const exclusions = { kind: 'exclusions' } as const;

  interface PairCase {
    readonly about: 'zero-loss-pair' | 'possible-pair';
    readonly id: (n: number) => string;
    readonly inList: (n: number) => RawCell;
  }
  const PAIRS: readonly PairCase[] = [
    { about: 'zero-loss-pair', id: PADDED, inList: (n) => ({ number: 41_000 + n }) },
    { about: 'possible-pair', id: (n) => `odd${n}`, inList: (n) => `'odd${n}` },
  ];
  const RESULTS = [
    [undefined, 89, []],
    ['hold', 89, []],
    ['same', 89, ['exclusion-list']],
    ['different', 100, []],
  ] as const;

  const sheet = (odd: number, id: (n: number) => string) => withOdd(odd, (n) => candidate(id(n)));
  const names = (odd: number, { inList }: PairCase) =>
    list(Array.from({ length: PEOPLE }, (_, n) => (n < odd ? inList(n) : `other${n}`)));

  describe.each(PAIRS)('$about', (pair) => {
    const { about, id } = pair;

    test('are not asked about as long as they are rare', async () => {
      const engine = await newEngine();
      await addSheet(engine, sheet(9, id));
      const check = await addSheet(engine, names(9, pair), exclusions);
      expect(check.openQuestions).toEqual([]);
      expect(await going(engine)).toBe(91);
      const again = await readSheet(engine, sheet(9, id));
      expect(again.openQuestions).toEqual([]);
    });

    test.each(RESULTS)('answered %s with the list: %i go', async (answer, count, flags) => {
      const engine = await newEngine();
      await addSheet(engine, sheet(11, id));
      const check = await readSheet(engine, names(11, pair), exclusions);
      expect(check.openQuestions).toMatchObject([{ about, rows: 11, answer: null }]);
      await addAnswered(engine, check, answer ? [{ about, answer }] : []);
      const told = (await engine.user(id(0))).flags;
      expect(told).toEqual(answer === 'different' ? [] : [...flags, about]);
      expect(await going(engine)).toBe(count);
    });

    test.each(RESULTS)('answered %s with the candidates: %i go', async (answer, count, flags) => {
      const engine = await newEngine();
      await addSheet(engine, names(11, pair), exclusions);
      const check = await readSheet(engine, sheet(11, id));
      expect(check.openQuestions).toMatchObject([{ about, rows: 11, answer: null }]);
      const { importId } = await addAnswered(engine, check, answer ? [{ about, answer }] : []);
      const told = (await engine.user(id(0))).flags;
      expect(told).toEqual(answer === 'different' ? [] : [...flags, about]);
      expect(await going(engine)).toBe(count);
      if (answer !== 'different') return;
      // The next export asks no more about the same users and lists.
      expect((await readSheet(engine, sheet(11, id))).openQuestions).toEqual([]);
      await engine.ask.imports.undo({ importId });
      expect((await engine.ask.imports.check({ importId })).openQuestions).toMatchObject([
        { about, answer: 'different' },
      ]);
    });

    test('an answer holds for the users and lists that were there, and for no others', async () => {
      const engine = await newEngine();
      await addSheet(engine, sheet(11, id));
      const check = await readSheet(engine, names(11, pair), exclusions);
      await addAnswered(engine, check, [{ about, answer: 'different' }]);
      await addSheet(engine, sheet(12, id));
      expect((await engine.user(id(10))).flags).toEqual([]);
      const second = await addSheet(engine, list([pair.inList(0)]), exclusions);
      expect((await engine.user(id(0))).flags).toEqual([about]);
      expect((await engine.user(id(1))).flags).toEqual([]);
      await engine.ask.imports.undo({ importId: second.importId });
      expect((await engine.user(id(0))).flags).toEqual([]);
    });

    test('whom the list names for certain stays excluded, whatever is answered', async () => {
      const engine = await newEngine();
      await addSheet(engine, sheet(11, id));
      const both = { ...names(11, pair) };
      const check = await readSheet(engine, { ...both, rows: [...both.rows, [id(0)]] }, exclusions);
      await addAnswered(engine, check, [{ about, answer: 'different' }]);
      expect((await engine.user(id(0))).flags).toContain('exclusion-list');
      expect(await going(engine)).toBe(99);
    });
  });
});

describe('any mixture of classes and answers', () => {
  const oddRow = fc.record({
    hidden: fc.boolean(),
    struck: fc.boolean(),
    twin: fc.boolean(),
    group: fc.constantFrom<RawCell>(null, 'I-Share', 'Graduate', { formula: 'A1' }),
    expiry: fc.constantFrom<RawCell>('2020-05-31', '2099-05-31', 'one day'),
    purge: fc.constantFrom<RawCell>('2021-05-31', 'soon'),
    loans: fc.constantFrom<RawCell>(0, '?'),
    role: fc.constantFrom<RawCell>('No', 'Yes'),
    inList: fc.constantFrom('no', 'zeros', 'apostrophe', 'yes'),
  });
  type OddRow = typeof oddRow extends fc.Arbitrary<infer T> ? T : never;
  const answerOf = (about: OpenClass, n: number) =>
    OPEN_CLASSES[about][n % OPEN_CLASSES[about].length]!;
  const idOf = (n: number) => `00${900 + n}`;
  const IN_LIST: Record<string, (n: number) => RawCell[]> = {
    no: () => [],
    zeros: (n) => [{ number: 900 + n }],
    apostrophe: (n) => [`'${idOf(n)}`],
    yes: (n) => [idOf(n)],
  };

  /** Whom nothing holds back when all questions are answered so, and what is told of all. */
  async function reviewed(rows: readonly OddRow[], answers: readonly number[]) {
    const engine = await newEngine();
    const loans = { headings: ['Primary Identifier', 'Loans'], rows: [[idOf(0), 2]] };
    await addSheet(engine, loans, { kind: 'loans' });
    const listed = rows.flatMap(({ inList }, n) => IN_LIST[inList]!(n));
    const list = { headings: ['Primary Identifier'], rows: [...listed, 'x'].map((id) => [id]) };
    await addSheet(engine, list, { kind: 'exclusions' });
    const cellsOf = (
      { group, expiry, purge, loans: count, role, struck, twin }: OddRow,
      n: number,
    ) =>
      candidate(
        {
          text: idOf(n),
          ...(struck && { style: 'struck' as const }),
          ...(twin && { twin: `t${n}` }),
        },
        { group, expiry, purge, loans: count, role },
      );
    const check = await readSheet(
      engine,
      candidatesSheet(rows.map((row, n) => ({ hidden: row.hidden, cells: cellsOf(row, n) }))),
    );
    const answered = check.openQuestions.flatMap(({ about, column }, n) =>
      answers.length === 0
        ? []
        : [
            {
              about,
              column: column?.position,
              answer: answerOf(about, answers[n % answers.length]!),
            },
          ],
    );
    await addAnswered(engine, check, answered);
    const users = await engine.users(CANDIDATES);
    const free = [...users.values()].filter(({ flags }) => !flags.some((flag) => BAR.has(flag)));
    return { users, free: free.map((user) => user.primary_identifier).sort() };
  }
  const BAR = new Set<string>([...HELD_BACK_FLAGS, 'staff-role', 'protected', 'expiry-in-future']);

  test('lets go nobody for whom a certain reason to stay exists, and holds back nobody anew', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(oddRow, { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }),
        async (rows, answers) => {
          const without = await reviewed(rows, []);
          const answered = await reviewed(rows, answers);
          // Of two cells in one place the last is shown: then the other isn't a candidate at all.
          const there = without.free.filter((id) => answered.users.has(id));
          expect(answered.free).toEqual(expect.arrayContaining(there));
          for (const [n, { role, inList, group, expiry, purge, loans }] of rows.entries()) {
            const id = idOf(n);
            const stays =
              role === 'Yes' ||
              inList === 'yes' ||
              group === 'I-Share' ||
              (typeof group === 'object' && group !== null) ||
              expiry === '2099-05-31' ||
              purge === 'soon';
            if (stays) expect(answered.free).not.toContain(id);
            const user = answered.users.get(id);
            if (n === 0 && loans === '?' && user && !user.flags.includes('unreadable-value'))
              expect(user.loans).toBe(2);
          }
        },
      ),
      { numRuns: 20 },
    ));
});
