/**
 * Fines and fees that were changed in the rehearsal while another file's lines come to stand, by its data date or because
 * a newer one tells the balance. What was waived of lines that nobody sees any more would let a debtor be purged, and what
 * is owed in a newer balance already would be owed twice.
 */
import { expect, test } from 'vitest';
import { activeOf } from '#shared/domain/feeActions.ts';
import { newEngine, PURGE, refusal, type TestEngine } from '../support/engine.ts';
import { addRows, readRows, withCandidates } from '../support/importFiles.ts';

const HEADINGS = ['Primary Identifier', 'Fine Fee Type', 'Fine Fee Status', 'Remaining Amount'];

async function addFees(engine: TestEngine, fileName: string, dataDate: string, owed: number) {
  const rows = [HEADINGS, ['ana', 'Lost item', 'Active', owed]];
  const { importId } = await readRows(engine, rows, { kind: 'fines-fees' }, fileName);
  await engine.ask.imports.setDataDate({ importId, dataDate });
  await engine.ask.imports.commit({ importId });
  return importId;
}

/** Two reports of the same debt: the one of February was added last, and its lines stand. */
async function withTwoReports() {
  const engine = await newEngine();
  await engine.candidates(['ana', 'ben']);
  return addTwoReports(engine);
}

async function addTwoReports(engine: TestEngine) {
  const january = await addFees(engine, 'January.xlsx', '2026-01-01', 80);
  const february = await addFees(engine, 'February.xlsx', '2026-02-01', 80);
  await engine.approve();
  return { engine, january, february };
}

async function feesOf(engine: TestEngine) {
  const { userNo, balance } = await engine.user('ana');
  const fees = await engine.ask.users.fees({ userNo });
  const owed = activeOf(fees.states);
  return { balance, owed, standing: fees.standing, overtaken: fees.overtaken };
}

type Change = { action: 'waive' | 'dispute' | 'restore' | 'add'; amount?: number };

async function jobFor(engine: TestEngine, { action, amount }: Change) {
  const { userNo } = await engine.user('ana');
  const { states } = await engine.ask.users.fees({ userNo });
  const lines = action === 'add' ? [] : [states[0]!.ref];
  const change = { action, amount: amount ?? null, reason: 'Amnesty', comment: '' };
  const parameters = { userNo, lines, ...change };
  return { kind: 'change-fees' as const, name: 'Change fees', parameters };
}

const change = async (engine: TestEngine, asked: Change) => engine.run(await jobFor(engine, asked));

test('a balance gets back what was waived of lines that no longer stand, and the preview keeps the debtor', async () => {
  const { engine, january } = await withTwoReports();
  await change(engine, { action: 'waive' });
  expect(await feesOf(engine)).toEqual({ balance: 0, owed: 0, standing: 1, overtaken: 0 });
  expect((await engine.ask.jobs.previewPurge(PURGE)).purged).toBe(2);

  await engine.ask.imports.setDataDate({ importId: january, dataDate: '2026-03-01' });
  expect(await feesOf(engine)).toEqual({ balance: 8000, owed: 8000, standing: 0, overtaken: 1 });
  const { purged, reasons } = await engine.ask.jobs.previewPurge(PURGE);
  expect({ purged, reasons }).toEqual({
    purged: 1,
    reasons: [{ reason: 'fines-fees', users: 1 }],
  });
  const { userNo } = await engine.user('ana');
  const { history } = await engine.ask.users.get({ userNo });
  expect(history).toMatchObject([
    { field: 'balance', oldValue: '0', newValue: '8000', jobId: null, by: 'Tester' },
    { field: 'balance', oldValue: '8000', newValue: '0', jobId: 1 },
  ]);
  // It can be waived again, of the lines that stand.
  await change(engine, { action: 'waive' });
  expect(await feesOf(engine)).toMatchObject({ balance: 0, owed: 0 });
  const again = await engine.ask.users.get({ userNo });
  expect(again.history.map(({ jobId }) => jobId)).toEqual([2, null, 1]);
});

test('with the lines a change comes back, and its balance; a date that lets the same lines stand changes nothing', async () => {
  const { engine, january, february } = await withTwoReports();
  await change(engine, { action: 'waive', amount: 5000 });
  await change(engine, { action: 'add', amount: 700 });
  expect(await feesOf(engine)).toMatchObject({ balance: 3700, owed: 3700, standing: 2 });
  const dated = (importId: number, dataDate: string) =>
    engine.ask.imports.setDataDate({ importId, dataDate });
  await dated(february, '2026-02-20');
  expect(await feesOf(engine)).toMatchObject({ balance: 3700, owed: 3700, standing: 2 });
  // What was added is of no file's lines: it holds.
  await dated(january, '2026-03-01');
  expect(await feesOf(engine)).toMatchObject({ balance: 8700, owed: 8700, standing: 1 });
  await dated(january, '2026-01-01');
  expect(await feesOf(engine)).toMatchObject({ balance: 3700, owed: 3700, standing: 2 });
});

test('nothing is given back to a balance that a file has told since', async () => {
  const { engine, january } = await withTwoReports();
  await change(engine, { action: 'waive' });
  await addRows(engine, 'candidates', [
    ['Primary Identifier', 'Purge Date', 'Balance'],
    ['ana', '2020-01-31', 45],
  ]);
  await engine.ask.imports.setDataDate({ importId: january, dataDate: '2026-03-01' });
  expect(await feesOf(engine)).toMatchObject({ balance: 4500, owed: 8000, overtaken: 1 });
});

test('what was disputed isn’t restored into a newer balance that has it already', async () => {
  const engine = await newEngine();
  await engine.candidates(['ana', 'ben']);
  await addFees(engine, 'Fees.xlsx', '2026-01-01', 80);
  await change(engine, { action: 'dispute', amount: 2000 });
  expect(await feesOf(engine)).toMatchObject({ balance: 6000, owed: 6000 });
  await addRows(engine, 'candidates', [
    ['Primary Identifier', 'Purge Date', 'Balance'],
    ['ana', '2020-01-31', 80],
  ]);
  const job = await jobFor(engine, { action: 'restore' });
  expect(await refusal(engine.ask.jobs.submit({ job, capture: null }))).toMatchObject({
    reason: 'fees.flaw',
    message: expect.stringContaining('don’t add up to the balance'),
  });
  expect(await feesOf(engine)).toMatchObject({ balance: 8000 });
});

test('a report of everybody tells the balance of whom it leaves out, but not against newer data', async () => {
  for (const { dataDate, left } of [
    { dataDate: '2026-02-15', left: 0 },
    { dataDate: '2026-01-15', left: 8000 },
  ]) {
    // Of whom no file of candidates tells a balance.
    const { engine, january } = await addTwoReports(await withCandidates('ana', 'ben'));
    await change(engine, { action: 'waive', amount: 2000 });
    await engine.ask.imports.setDataDate({ importId: january, dataDate: '2026-01-02' });
    const rows = [HEADINGS, ['ben', 'Lost item', 'Active', 5]];
    const { importId } = await readRows(engine, rows, { kind: 'fines-fees' }, 'Everybody.xlsx');
    await engine.ask.imports.setDataDate({ importId, dataDate });
    await engine.ask.imports.commit({ importId, absent: 'none' });
    const { balance } = await engine.user('ana');
    expect([dataDate, balance]).toEqual([dataDate, left === 0 ? 0 : 6000]);
    // What was waived is of lines of a newer day, or of some that no longer count.
    await engine.ask.imports.setDataDate({ importId: january, dataDate: '2026-03-01' });
    expect([dataDate, (await engine.user('ana')).balance]).toEqual([dataDate, left]);
  }
});
