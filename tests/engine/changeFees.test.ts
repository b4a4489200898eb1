/**
 * Fines and fees in the rehearsal: what is waived or disputed leaves the balance, and the preview of a purge goes by it.
 * A change that counted twice, or that came back with a restore, would let somebody go who owes, or keep who doesn't.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  activeOf,
  applyChange,
  FEE_ACTIONS,
  type FeeChange,
  flawOfChange,
  MOST_AMOUNT,
  MOST_LINES,
  stateOfLine,
} from '#shared/domain/feeActions.ts';
import { currencyDecimals, formatMoney } from '#shared/domain/money.ts';
import { newEngine, PURGE, refusal, type TestEngine } from '../support/engine.ts';
import { addRows, readRows } from '../support/importFiles.ts';

const asked = (change: Partial<FeeChange>): FeeChange => ({
  action: 'waive',
  lines: [],
  amount: null,
  reason: '',
  comment: '',
  ...change,
});

describe('the rule', () => {
  const states = [
    stateOfLine('f1:2', 'active', 10_000),
    stateOfLine('f1:3', 'disputed', 500),
    stateOfLine('f1:4', 'closed', 900),
    stateOfLine('f1:5', 'active', -200),
  ];
  const flaw = (change: Partial<FeeChange>) => flawOfChange(states, asked(change));

  test('a hundred dollars with twenty disputed count as eighty, and come back', () => {
    const disputed = applyChange(
      states,
      asked({ action: 'dispute', lines: ['f1:2'], amount: 2000 }),
      1,
    );
    expect(activeOf(disputed)).toBe(activeOf(states) - 2000);
    const restored = applyChange(disputed, asked({ action: 'restore', lines: ['f1:2'] }), 2);
    expect(activeOf(restored)).toBe(activeOf(states));
  });

  test('what is waived can’t be restored', () => {
    const change = asked({ lines: ['f1:2'], reason: 'Paid' });
    expect(flawOfChange(states, change)).toBeUndefined();
    const waived = applyChange(states, change, 1);
    expect(flawOfChange(waived, asked({ action: 'restore', lines: ['f1:2'] }))).toBe(
      'not-disputed',
    );
    expect(flawOfChange(waived, change)).toBe('not-active');
  });

  test('a waive says why, a credit what for; amounts are above nothing', () => {
    expect(flaw({ lines: ['f1:2'] })).toBe('reason');
    expect(flaw({ action: 'credit', amount: 5 })).toBe('comment');
    expect(flaw({ action: 'credit', amount: 5, comment: 'Paid twice' })).toBeUndefined();
    expect([0, -5, null].map((amount) => flaw({ action: 'add', amount }))).toEqual(
      Array(3).fill('amount'),
    );
  });

  test('one amount is of one line, and never more than it has', () => {
    expect(flaw({ lines: ['f1:2'], amount: 10_001, reason: 'x' })).toBe('above-line');
    expect(flaw({ action: 'add', amount: MOST_AMOUNT + 1 })).toBe('above-most');
    expect(flaw({ lines: ['f1:2'], amount: Number.NaN, reason: 'x' })).toBe('amount');
    expect(flaw({ action: 'dispute', lines: ['f1:2', 'f1:5'], amount: 1 })).toBe('not-active');
    expect(flaw({ action: 'dispute', lines: ['f1:4'] })).toBe('not-active');
    expect(flaw({ lines: ['f1:2', 'f1:2'], reason: 'x' })).toBe('lines');
    expect(flaw({ lines: ['f9:9'], reason: 'x' })).toBe('lines');
    expect(flaw({ reason: 'x' })).toBe('lines');
  });

  test('a hundred at once, and no more', () => {
    const many = Array.from({ length: MOST_LINES + 1 }, (_, n) =>
      stateOfLine(`f1:${n}`, 'active', 1),
    );
    const refs = many.map(({ ref }) => ref);
    expect(flawOfChange(many, asked({ lines: refs, reason: 'x' }))).toBe('too-many');
    expect(flawOfChange(many, asked({ lines: refs.slice(1), reason: 'x' }))).toBeUndefined();
  });

  test('nothing but add and credit makes or loses money', () => {
    const change = fc.record({
      action: fc.constantFrom(...FEE_ACTIONS),
      lines: fc.subarray(['f1:2', 'f1:3', 'f1:4', 'f1:5']),
      amount: fc.option(fc.integer({ min: -10, max: 12_000 })),
      reason: fc.constantFrom('', 'Paid'),
      comment: fc.constantFrom('', 'Twice'),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        let now = states;
        let whole = states.reduce((sum, each) => sum + each.active + each.disputed, 0);
        changes.forEach((each, n) => {
          if (flawOfChange(now, each) !== undefined) return;
          if (each.action === 'add') whole += each.amount!;
          if (each.action === 'credit') whole -= each.amount!;
          now = applyChange(now, each, n + 1);
        });
        expect(now.reduce((sum, s) => sum + s.active + s.disputed + s.waived, 0)).toBe(whole);
      }),
    );
  });
});

async function withFees(): Promise<TestEngine> {
  const engine = await newEngine();
  await engine.candidates(['ana', 'ben']);
  await addRows(engine, 'fines-fees', [
    ['Primary Identifier', 'Fine Fee Type', 'Fine Fee Status', 'Remaining Amount'],
    ['ana', 'Lost item', 'Active', 80],
    ['ana', 'Overdue', 'In dispute', 20],
    ['ana', 'Card', 'Active', 2.5],
  ]);
  await engine.approve();
  return engine;
}

async function changeOf(engine: TestEngine, change: Partial<FeeChange>, identifier = 'ana') {
  const { userNo } = await engine.user(identifier);
  const parameters = { ...asked(change), lines: [...(change.lines ?? [])], userNo };
  return { kind: 'change-fees' as const, name: 'Change fees', parameters };
}

async function refsOf(engine: TestEngine) {
  const { userNo } = await engine.user('ana');
  return (await engine.ask.users.fees({ userNo })).states.map(({ ref }) => ref);
}

test('a waived fee leaves the balance, and the preview and the deletion follow', async () => {
  const engine = await withFees();
  const [lost, , card] = await refsOf(engine);
  expect((await engine.user('ana')).balance).toBe(8250);
  const before = await engine.ask.jobs.previewPurge(PURGE);
  expect(before.reasons).toEqual([{ reason: 'fines-fees', users: 1 }]);
  await engine.run(await changeOf(engine, { lines: [lost!, card!], reason: 'Amnesty' }));
  const { userNo, balance } = await engine.user('ana');
  expect(balance).toBe(0);
  expect((await engine.ask.jobs.previewPurge(PURGE)).reasons).toEqual([]);
  expect((await engine.ask.users.deletion({ userNo }))?.reasons).toEqual([]);
  const { history } = await engine.ask.users.get({ userNo });
  expect(history).toMatchObject([{ field: 'balance', oldValue: '8250', newValue: '0' }]);
  await engine.run(
    await changeOf(engine, { action: 'restore', lines: [(await refsOf(engine))[1]!] }),
  );
  expect((await engine.user('ana')).balance).toBe(2000);
  expect((await engine.ask.jobs.previewPurge(PURGE)).reasons).toHaveLength(1);
});

test('the work list of the desk has every line with its amount, and who said so', async () => {
  const engine = await withFees();
  const [lost, disputed] = await refsOf(engine);
  await engine.run(await changeOf(engine, { lines: [lost!], amount: 3000, reason: 'Half' }));
  await engine.run(await changeOf(engine, { action: 'restore', lines: [disputed!] }));
  await engine.run(await changeOf(engine, { action: 'credit', amount: 100, comment: '=Twice' }));
  const path = join(engine.folder, 'Desk.csv');
  expect(await engine.ask.users.writeFeeWork({ file: engine.grant(path) })).toMatchObject({
    rows: 3,
  });
  const [, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\r\n');
  expect(rows.map((row) => row.split(',').slice(0, 11).join(','))).toEqual([
    expect.stringMatching(/^ana,.*,Waive,Lost item,,,30.00,Half,,Tester$/),
    expect.stringMatching(/^ana,.*,Restore,Overdue,,,20.00,,,Tester$/),
    expect.stringMatching(/^ana,.*,Add credit,,,,1.00,,'=Twice,Tester$/),
  ]);
});

describe('is refused', () => {
  test('more than a hundred at once, whoever asks', async () => {
    const engine = await newEngine();
    await engine.candidates(['ana']);
    await addRows(engine, 'fines-fees', [
      ['Primary Identifier', 'Fine Fee Status', 'Remaining Amount'],
      ...Array.from({ length: MOST_LINES + 1 }, () => ['ana', 'Active', 1]),
    ]);
    const lines = await refsOf(engine);
    expect(lines).toHaveLength(MOST_LINES + 1);
    const job = await changeOf(engine, { lines, reason: 'Amnesty' });
    expect(await refusal(engine.ask.jobs.submit({ job, capture: null }))).toMatchObject({
      message: 'At most 100 lines are changed at once.',
    });
    await engine.run(await changeOf(engine, { lines: lines.slice(1), reason: 'Amnesty' }));
    expect((await engine.user('ana')).balance).toBe(100);
  });

  test('what can’t be meant, whatever the page let through', async () => {
    const engine = await withFees();
    const [lost, disputed] = await refsOf(engine);
    const reason = async (change: Partial<FeeChange>, who = 'ana') =>
      (
        await refusal(
          engine.ask.jobs.submit({ job: await changeOf(engine, change, who), capture: null }),
        )
      ).reason;
    expect(await reason({ lines: [lost!] })).toBe('fees.flaw');
    expect(await reason({ lines: [disputed!], reason: 'x' })).toBe('fees.flaw');
    expect(await reason({ lines: [lost!], amount: 8001, reason: 'x' })).toBe('fees.flaw');
    // Another user's line.
    expect(await reason({ lines: [lost!], reason: 'x' }, 'ben')).toBe('fees.flaw');
    expect(engine.count('job')).toBe(0);
  });

  test('of whom no file in the review describes, and of whom was deleted; the record says so', async () => {
    const engine = await withFees();
    await engine.exclusions('elsewhere');
    const held = async (who: string) =>
      (await engine.ask.users.fees({ userNo: (await engine.user(who)).userNo })).held;
    const refused = async (who: string) => {
      const job = await changeOf(engine, { action: 'add', amount: 5 }, who);
      return (await refusal(engine.ask.jobs.submit({ job, capture: null }))).reason;
    };
    expect([await held('ben'), await held('elsewhere')]).toEqual([true, false]);
    expect(await refused('elsewhere')).toBe('fees.notHeld');
    const { userNo } = await engine.user('ben');
    await engine.run({
      kind: 'delete-user',
      name: 'Delete User',
      parameters: { userNo, contact: false },
      typedIdentifier: 'ben',
    });
    expect(await held('ben')).toBe(false);
    expect(await refused('ben')).toBe('fees.notHeld');
  });

  test('of two that ask for the same line, the second leaves it alone', async () => {
    const engine = await withFees();
    const [lost] = await refsOf(engine);
    const waive = await changeOf(engine, { lines: [lost!], reason: 'Paid' });
    const ids = await engine.beforeJobsRun(async () => {
      const first = await engine.ask.jobs.submit({ job: waive, capture: null });
      const again = { ...waive, name: 'Once more' };
      return [first.jobId, (await engine.ask.jobs.submit({ job: again, capture: null })).jobId];
    });
    expect(await engine.completed(ids[0]!)).toMatchObject({ finished: 1 });
    expect(await engine.completed(ids[1]!)).toMatchObject({ finished: 0, failed: 1 });
    expect((await engine.user('ana')).balance).toBe(250);
  });
});

test('a newer file has the last word: what was done before it is over', async () => {
  const engine = await withFees();
  const [lost] = await refsOf(engine);
  await engine.run(await changeOf(engine, { lines: [lost!], reason: 'Paid' }));
  await addRows(engine, 'fines-fees', [
    ['Primary Identifier', 'Fine Fee Type', 'Fine Fee Status', 'Remaining Amount'],
    ['ana', 'Lost item', 'Active', 80],
  ]);
  const { userNo, balance } = await engine.user('ana');
  expect(balance).toBe(8000);
  expect(activeOf((await engine.ask.users.fees({ userNo })).states)).toBe(8000);
});

test('lines that a newer file has overtaken take nothing off its balance; what is added stays countable', async () => {
  const engine = await withFees();
  await addRows(engine, 'candidates', [
    ['Primary Identifier', 'Record Type', 'Expiry Date', 'Purge Date', 'Balance'],
    ['ana', 'Public', '2020-01-01', '2020-01-01', 60],
    ['ben', 'Public', '2020-01-01', '2020-01-01', 0],
  ]);
  const [first] = await refsOf(engine);
  const refused = async (change: Partial<FeeChange>) =>
    refusal(engine.ask.jobs.submit({ job: await changeOf(engine, change), capture: null }));
  for (const action of ['waive', 'dispute'] as const)
    expect(await refused({ action, lines: [first!], reason: 'Paid' })).toMatchObject({
      reason: 'fees.flaw',
      message: expect.stringContaining('don’t add up to the balance'),
    });
  for (const amount of [MOST_AMOUNT + 1, Number.MAX_SAFE_INTEGER])
    expect(await refused({ action: 'add', amount })).toMatchObject({
      message: expect.stringContaining('no fine/fee is as high'),
    });
  expect((await engine.user('ana')).balance).toBe(6000);
});

const NEWER = [
  ['Primary Identifier', 'Fine Fee Type', 'Fine Fee Status', 'Remaining Amount'],
  ['ana', 'Lost item', 'Active', 80],
];

async function deskList(engine: TestEngine) {
  const path = join(engine.folder, 'Desk.csv');
  const written = engine.ask.users.writeFeeWork({ file: engine.grant(path) });
  return { path, written };
}

describe('the list for the desk', () => {
  test('isn’t written when there is nothing to do', async () => {
    const engine = await withFees();
    const untouched = await deskList(engine);
    expect(await refusal(untouched.written)).toMatchObject({
      reason: 'fees.nothingToDo',
      message: expect.stringContaining('no fines/fees were changed here'),
    });
    const [lost] = await refsOf(engine);
    await engine.run(await changeOf(engine, { lines: [lost!], reason: 'Paid' }));
    await addRows(engine, 'fines-fees', NEWER);
    const overtaken = await deskList(engine);
    expect(await refusal(overtaken.written)).toMatchObject({
      message: expect.stringContaining('files that were added since tell the fines/fees anew'),
    });
    expect(existsSync(overtaken.path)).toBe(false);
  });

  test('says how many changes a newer file has overtaken, and so does the record', async () => {
    const engine = await withFees();
    const [lost] = await refsOf(engine);
    await engine.run(await changeOf(engine, { lines: [lost!], reason: 'Paid' }));
    await addRows(engine, 'fines-fees', NEWER);
    await engine.run(await changeOf(engine, { action: 'add', amount: 500 }));
    expect(await (await deskList(engine)).written).toMatchObject({ rows: 1, overtaken: 1 });
    const { userNo } = await engine.user('ana');
    const fees = await engine.ask.users.fees({ userNo });
    expect(fees).toMatchObject({ standing: 1, overtaken: 1 });
    expect(fees.states.filter(({ added }) => added)).toMatchObject([
      { active: 500, added: { jobId: 2, action: 'add' } },
    ]);
  });
});

describe('a clock that goes backwards', () => {
  const setBack = (days: number) => {
    const at = Date.now() - days * 86_400_000;
    vi.spyOn(Date, 'now').mockImplementation(() => at);
    onTestFinished(() => void vi.restoreAllMocks());
  };

  test('takes no change away that was made after the file was added', async () => {
    const engine = await withFees();
    const [lost] = await refsOf(engine);
    setBack(400);
    await engine.run(await changeOf(engine, { lines: [lost!], reason: 'Paid' }));
    const { userNo, balance } = await engine.user('ana');
    expect(balance).toBe(250);
    const { states } = await engine.ask.users.fees({ userNo });
    expect(activeOf(states)).toBe(250);
    expect(await (await deskList(engine)).written).toMatchObject({ rows: 1 });
    // Else it could be waived again.
    const again = await changeOf(engine, { lines: [lost!], reason: 'Paid twice' });
    expect((await refusal(engine.ask.jobs.submit({ job: again, capture: null }))).reason).toBe(
      'fees.flaw',
    );
  });

  test('lets no change count again that a file has overtaken', async () => {
    const engine = await withFees();
    await engine.run(await changeOf(engine, { action: 'add', amount: 500 }));
    setBack(400);
    const { userNo } = await engine.user('ana');
    const { kinds } = await engine.ask.users.details({ userNo });
    const dataDate = kinds.find(({ kind }) => kind === 'fees')?.source?.dataDate ?? '';
    const { importId } = await readRows(engine, NEWER, { kind: 'fines-fees' });
    // The data is of the same day as before, whatever day the clock says.
    await engine.ask.imports.setDataDate({ importId, dataDate });
    await engine.ask.imports.commit({ importId, mode: 'add' });
    expect((await engine.user('ana')).balance).toBe(8000);
    const { states, overtaken } = await engine.ask.users.fees({ userNo });
    expect(activeOf(states)).toBe(8000);
    expect(overtaken).toBe(1);
  });
});

describe('amounts have the decimals of their currency', () => {
  test.each([
    ['JPY', 1500, 300, '1500', '300'],
    ['KWD', 1.5, 250, '1.250', '0.250'],
  ] as const)('%s', async (currency, told, part, waived, added) => {
    const engine = await newEngine();
    await engine.ask.settings.save({ ...(await engine.ask.settings.get()), currency });
    await engine.candidates(['ana']);
    await addRows(engine, 'fines-fees', [
      ['Primary Identifier', 'Fine Fee Type', 'Fine Fee Status', 'Remaining Amount'],
      ['ana', 'Lost item', 'Active', told],
    ]);
    const [line] = await refsOf(engine);
    const whole = 1500;
    const { userNo, balance } = await engine.user('ana');
    expect(balance).toBe(whole);
    const taken = currency === 'JPY' ? whole : 1250;
    const report = await engine.run(
      await changeOf(engine, { lines: [line!], amount: taken, reason: 'Half' }),
    );
    expect(report.settings).toContainEqual({ label: 'Amount', value: `${waived} ${currency}` });
    await engine.run(await changeOf(engine, { action: 'add', amount: part }));
    expect((await engine.user('ana')).balance).toBe(whole - taken + part);
    const { path, written } = await deskList(engine);
    await written;
    const [, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\r\n');
    expect(rows.map((row) => row.split(',')[7])).toEqual([waived, added]);
    const list = join(engine.folder, 'Letters.csv');
    const asked = { userNo, file: engine.grant(list), text: null, note: 'Written' };
    await engine.ask.users.writeLetter(asked);
    expect(readFileSync(list, 'utf8').split('\r\n')[1]?.split(',')[6]).toBe(
      formatMoney(whole - taken + part, currencyDecimals(currency)),
    );
  });
});
