/**
 * Money with the decimals of its currency, from the file to the report. Stored amounts are whole numbers of the
 * smallest unit: taken for those of another currency, 5.00 becomes 500 or 0.500, and debtors are purged.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import type { Criteria, LineLeaf } from '#shared/domain/criteria.ts';
import { newEngine, PURGE, refusal, type TestEngine } from '../support/engine.ts';
import { addRows, readRows } from '../support/importFiles.ts';
import { readReportBook } from '../support/reportBook.ts';
import { problemOf } from '../support/saidOf.ts';

async function save(engine: TestEngine, change: Partial<Settings>): Promise<Settings> {
  return engine.ask.settings.save({ ...(await engine.ask.settings.get()), ...change });
}

const FEES = (...amounts: (string | number)[]) => [
  ['Primary Identifier', 'Fine Fee Remaining Amount'],
  ...amounts.map((amount, n) => [`u${n}`, amount]),
];

const CANDIDATES = ['u0', 'u1', 'u2'];

/** Candidates who owe these amounts in this currency. */
async function owing(currency: string, ...amounts: (string | number)[]) {
  const engine = await newEngine();
  await save(engine, { currency });
  await engine.candidates(CANDIDATES);
  await addRows(engine, 'fines-fees', FEES(...amounts));
  return engine;
}

async function balances(engine: TestEngine) {
  const users = await engine.users();
  return CANDIDATES.map((id) => users.get(id)?.balance);
}

describe('amounts', () => {
  test('are read in the smallest unit of the currency', async () => {
    expect(await balances(await owing('JPY', '500', 1234, '¥99'))).toEqual([500, 1234, 99]);
    expect(await balances(await owing('KWD', '5', 1.25, '0.005'))).toEqual([5000, 1250, 5]);
    expect(await balances(await owing('USD', '5', 1.25, '0.05'))).toEqual([500, 125, 5]);
  });

  test('that the currency doesn’t have are errors that name one it has', async () => {
    const engine = await newEngine();
    await save(engine, { currency: 'JPY' });
    const check = await readRows(engine, FEES('9.99', '500'), { kind: 'fines-fees' });
    const { rows } = await engine.ask.imports.errors({
      importId: check.importId,
      offset: 0,
      limit: 10,
    });
    expect(rows).toMatchObject([{ value: '9.99' }]);
    expect(rows.map(problemOf)).toEqual(['Expected an amount such as 9.']);
  });

  test('are shown, judged and reported with the decimals of the currency', async () => {
    const engine = await owing('KWD', '9.999', '10.000', '0.500');
    const { userNo } = await engine.user('u0');
    const { evidence } = await engine.ask.users.get({ userNo });
    const owed = evidence.flatMap(({ values }) => values);
    expect(owed).toContainEqual(expect.objectContaining({ kind: 'money', value: 9999 }));
    await engine.ask.review.decide({
      selection: { criteria: { op: 'all', of: [] } },
      decision: 'approved',
      reason: null,
    });
    const { jobId } = await engine.run({
      kind: 'purge-user-records',
      name: 'Purge',
      parameters: { ...PURGE, waiveThreshold: 9999 },
    });
    expect(await engine.jobIdentifiers(jobId, 'retained')).toEqual(['u1']);
    const path = join(engine.folder, 'Report.xlsx');
    await engine.exportReport(jobId, path);
    const book = await readReportBook(path);
    expect(book.fact('Settings', 'Waive threshold')).toBe('9.999 KWD');
    expect(book.fact('Money, last day, and what isn’t known', 'Balances waived')).toBe(10.499);
  });
});

const fee = (...where: LineLeaf['where']): Criteria => ({ op: 'line', kind: 'fees', where });

describe('another currency', () => {
  const OTHER = { code: 'REFUSED', reason: 'settings.currency' };

  test('with other decimals keeps the planned threshold while nothing has an amount', async () => {
    const engine = await newEngine();
    await addRows(engine, 'candidates', [
      ['Primary Identifier', 'Purge Date'],
      ['u0', '2020-01-31'],
    ]);
    expect(await save(engine, { waiveThreshold: 999 })).toMatchObject({ currency: 'USD' });
    expect(await save(engine, { currency: 'KWD' })).toMatchObject({ waiveThreshold: 9990 });
    // Rounded down: a lower threshold keeps more users.
    expect(await save(engine, { currency: 'JPY' })).toMatchObject({ waiveThreshold: 9 });
    expect(await save(engine, { currency: 'USD', waiveThreshold: 50 })).toMatchObject({
      waiveThreshold: 50,
    });
  });

  test('with other decimals is refused once users owe something; with the same it isn’t', async () => {
    const engine = await owing('USD', '5.00', '1.25', '0');
    const refused = await refusal(save(engine, { currency: 'JPY' }));
    expect(refused).toMatchObject(OTHER);
    expect(refused.message).toBe(
      'The amounts in this workspace have 2 decimals, as USD has; JPY has no decimals. They would become other amounts.',
    );
    expect(await refusal(save(engine, { currency: 'KWD' }))).toMatchObject(OTHER);
    expect((await engine.ask.settings.get()).currency).toBe('USD');
    expect(await save(engine, { currency: 'EUR' })).toMatchObject({ currency: 'EUR' });
    expect(await balances(engine)).toEqual([500, 125, 0]);
  });

  test('is refused, too, while a file with amounts waits, after a purge, and for a kept question', async () => {
    const waiting = await newEngine();
    await readRows(waiting, FEES('5.00'), { kind: 'fines-fees' });
    expect(await refusal(save(waiting, { currency: 'JPY' }))).toMatchObject(OTHER);

    const purged = await newEngine();
    await purged.candidates(CANDIDATES);
    await purged.ask.review.decide({
      selection: { criteria: { op: 'all', of: [] } },
      decision: 'approved',
      reason: null,
    });
    await purged.purge();
    expect(await refusal(save(purged, { currency: 'JPY' }))).toMatchObject(OTHER);

    const asking = await newEngine();
    await asking.ask.sets.create({
      name: 'Debtors',
      criteria: { op: 'numberBetween', field: 'balance', from: 500 },
      origin: { from: 'review', users: 'all' },
      logical: true,
    });
    expect(await refusal(save(asking, { currency: 'JPY' }))).toMatchObject(OTHER);
  });

  test.each<[string, Criteria, boolean]>([
    ['a fee of at least', fee({ field: 'fee_amount', is: { how: 'numbers', from: 500 } }), true],
    [
      'a fee, among others',
      {
        op: 'any',
        of: [
          { op: 'not', of: fee({ field: 'fee_vat', is: { how: 'numbers', to: 500 } }) },
          { op: 'hasFlag', flags: ['staff-role'] },
        ],
      },
      true,
    ],
    ['what is owed', { op: 'owes', transferred: false, from: 500 }, true],
    ['fees of a type', fee({ field: 'fee_type', is: { how: 'contains', value: 'lost' } }), false],
    ['fees at all', fee(), false],
  ])(
    'is refused for a kept question about %s, though no file tells any: only if it names amounts',
    async (_, criteria, isRefused) => {
      const engine = await newEngine();
      await engine.ask.sets.create({
        name: 'Asked often',
        criteria,
        origin: { from: 'review', users: 'all' },
        logical: true,
      });
      const saved = save(engine, { currency: 'JPY' });
      if (isRefused) expect(await refusal(saved)).toMatchObject(OTHER);
      else expect(await saved).toMatchObject({ currency: 'JPY' });
      expect((await engine.ask.settings.get()).currency).toBe(isRefused ? 'USD' : 'JPY');
    },
  );

  test('is possible again when the file with amounts is discarded', async () => {
    const engine = await newEngine();
    const { importId } = await readRows(engine, FEES('5.00'), { kind: 'fines-fees' });
    await engine.ask.imports.discard({ importId });
    expect(await save(engine, { currency: 'JPY' })).toMatchObject({ currency: 'JPY' });
  });
});
