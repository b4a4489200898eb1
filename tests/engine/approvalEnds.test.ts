/**
 * Nobody stays approved for whom something stands that nobody has seen who approved them, by whatever way it came: a
 * file that is taken back, another data date, Settings, a job, a further line. A purge afterwards would take a user whom
 * somebody meant to keep.
 */
import { afterEach, expect, test, vi } from 'vitest';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { decisionNoteText } from '#shared/notices/decisionNoteText.ts';
import type { TestEngine } from '../support/engine.ts';
import { addRows, decide, withCandidates } from '../support/importFiles.ts';

const PID = 'Primary Identifier';
const NOTES = [PID, 'Note Type', 'Note'];
const IDENTIFIERS = [PID, 'Identifier Type', 'Identifier Value'];
const PROXIES = [PID, 'Proxy For'];
const SPONSORS = [PID, 'Status', 'Expiry Date', 'Account Type'];
const ACTIVE = ['Active', '2099-01-01', 'External'];
const GONE = ['Inactive', '2010-01-01', 'External'];

function clock(iso: string): void {
  vi.useFakeTimers({ now: Date.parse(iso), toFake: ['Date'] });
}

afterEach(() => {
  vi.useRealTimers();
});

const note = (id: string, text: string) => [id, 'General', text];

/** What became of the approval, and whether a purge would take the user in spite of it. */
async function standOf(engine: TestEngine, id: string) {
  const { decision, userNo } = await engine.user(id);
  const { decisions } = await engine.ask.users.get({ userNo });
  return { decision, why: decisionNoteText(decisions.at(-1)!) };
}

/** Tries to get around it. */
async function expectKept(engine: TestEngine, id: string): Promise<void> {
  const taken = await engine.purge().then(
    ({ jobId }) => engine.jobIdentifiers(jobId, 'purged'),
    () => [],
  );
  expect(taken).not.toContain(id);
  expect((await engine.user(id)).primary_identifier).toBe(id);
}

async function change(engine: TestEngine, settings: object): Promise<void> {
  await engine.ask.settings.save({ ...(await engine.ask.settings.get()), ...settings });
}

test('a note that means keep stands again with the file taken back that had replaced it', async () => {
  const engine = await withCandidates('noted', 'other');
  await addRows(engine, 'user-notes', [NOTES, note('noted', 'Do not purge')]);
  const { importId } = await addRows(engine, 'user-notes', [NOTES, note('noted', 'hello')]);
  await engine.approve();
  await engine.ask.imports.undo({ importId });
  expect(await standOf(engine, 'noted')).toEqual({
    decision: 'undecided',
    why: 'Since user-notes.xlsx was taken back, something of theirs has to be looked at.',
  });
  expect((await engine.user('other')).decision).toBe('approved');
  // Neither does undoing the end of the approval bring it back.
  await engine.ask.review.undo();
  expect((await engine.user('noted')).decision).toBe('undecided');
  await expectKept(engine, 'noted');
});

test('so it does with a file that covered everybody', async () => {
  const engine = await withCandidates('a');
  await addRows(engine, 'user-notes', [NOTES, note('a', 'Do not purge')]);
  const covering = [NOTES, note('z', 'hi')];
  const { importId } = await addRows(engine, 'user-notes', covering, { absent: 'none' });
  await engine.approve();
  await engine.ask.imports.undo({ importId });
  expect((await engine.user('a')).decision).toBe('undecided');
  await expectKept(engine, 'a');
});

test('an exclusion list means a barcode again that a file had taken away', async () => {
  const engine = await withCandidates('u');
  await addRows(engine, 'user-identifiers', [IDENTIFIERS, ['u', 'Barcode', 'B1']]);
  await engine.exclusions('B1');
  const newer = [IDENTIFIERS, ['u', 'Barcode', 'B2']];
  const { importId } = await addRows(engine, 'user-identifiers', newer);
  await decide(engine, 'u', 'approved');
  await engine.ask.imports.undo({ importId });
  expect(await engine.user('u')).toMatchObject({
    decision: 'undecided',
    flags: expect.arrayContaining(['exclusion-list']),
  });
  await expectKept(engine, 'u');
});

test('a sign of life that a file had taken away counts, unless it was seen before the file', async () => {
  const engine = await withCandidates('seen', 'unseen');
  await addRows(engine, 'users', [SPONSORS, ['prof', ...ACTIVE]]);
  await addRows(engine, 'user-proxies', [PROXIES, ['seen', 'prof'], ['unseen', 'prof']]);
  await decide(engine, 'seen', 'approved');
  const without = [PROXIES, ['seen', 'nobody'], ['unseen', 'nobody']];
  const { importId } = await addRows(engine, 'user-proxies', without);
  await decide(engine, 'unseen', 'approved');
  await engine.ask.imports.undo({ importId });
  for (const id of ['seen', 'unseen']) expect((await engine.user(id)).flags).toContain('proxy');
  expect((await engine.user('seen')).decision).toBe('approved');
  expect((await engine.user('unseen')).decision).toBe('undecided');
  await expectKept(engine, 'unseen');
});

test('what a file had ended stands again with the file taken back', async () => {
  const engine = await withCandidates('noted', 'named');
  await addRows(engine, 'user-notes', [NOTES, note('named', 'Donor')]);
  await engine.approve();
  const { importId } = await addRows(engine, 'user-notes', [NOTES, note('noted', 'Do not purge')]);
  expect((await engine.user('noted')).decision).toBe('undecided');
  await engine.ask.imports.undo({ importId });
  for (const id of ['noted', 'named']) expect((await engine.user(id)).decision).toBe('approved');
});

test('a sign of life ends the approval when the data date lets its line stand', async () => {
  const engine = await withCandidates('assistant', 'other');
  await addRows(engine, 'users', [SPONSORS, ['prof', ...ACTIVE]]);
  await addRows(engine, 'user-proxies', [PROXIES, ['assistant', 'prof']]);
  const { importId } = await addRows(engine, 'user-proxies', [PROXIES, ['assistant', 'nobody']]);
  await engine.approve();
  await engine.ask.imports.setDataDate({ importId, dataDate: '2020-01-01' });
  expect(await standOf(engine, 'assistant')).toEqual({
    decision: 'undecided',
    why: 'Since the data date of user-proxies.xlsx was changed, something of theirs has to be looked at.',
  });
  expect((await engine.user('other')).decision).toBe('approved');
  await expectKept(engine, 'assistant');
});

test('Settings that ask for activity of a longer time end approvals, unless the rule is off', async () => {
  const engine = await withCandidates('a', 'other');
  const activity = [PID, 'Last Patron Activity Date', 'Account Type'];
  await addRows(engine, 'users', [activity, ['a', '2026-01-15', 'External']]);
  const off = [{ rule: 'recent-activity', reason: 'Migrated' }];
  await change(engine, { runDate: '2026-11-21', activeMonths: 2, rulesOff: off });
  await engine.approve();
  await change(engine, { activeMonths: 24 });
  expect((await engine.user('a')).decision).toBe('approved');
  await change(engine, { activeMonths: 2, rulesOff: [] });
  await change(engine, { activeMonths: 24 });
  expect(await standOf(engine, 'a')).toEqual({
    decision: 'undecided',
    why: 'Since Settings were changed, something of theirs has to be looked at.',
  });
  expect((await engine.user('other')).decision).toBe('approved');
  await expectKept(engine, 'a');
});

test('a job that makes a sponsor active ends the approval of the proxy, and of nobody else', async () => {
  const engine = await withCandidates('assistant', 'signed', 'given');
  await addRows(engine, 'users', [SPONSORS, ['prof', ...GONE], ['dean', ...ACTIVE]]);
  await addRows(engine, 'user-proxies', [PROXIES, ['assistant', 'prof'], ['signed', 'dean']]);
  // Their sign of life was there to be seen.
  await engine.approve();
  const setId = await setOf(engine, 'prof', 'given');
  await engine.run({
    kind: 'update-notify-users',
    name: 'Back from leave',
    parameters: {
      setId,
      userGroup: null,
      condition: 'Unconditionally',
      fields: [
        { field: 'status', value: 'Active', condition: 'Unconditionally' },
        { field: 'expiry_date', value: '2099-01-01', condition: 'Unconditionally' },
      ],
    },
  });
  expect(await standOf(engine, 'assistant')).toEqual({
    decision: 'undecided',
    why: 'Since the job Back from leave has run, something of theirs has to be looked at.',
  });
  expect((await engine.user('signed')).decision).toBe('approved');
  // Somebody has told the job to give this expiry date, and the purge doesn't look at it.
  const given = await engine.user('given');
  expect(given).toMatchObject({ decision: 'approved', flags: ['expiry-in-future'] });
  await engine.move(await setOf(engine, 'signed'));
  expect((await engine.user('signed')).decision).toBe('approved');
  await expectKept(engine, 'assistant');
});

test('a further note that means keep ends the approval of somebody for whom another was named', async () => {
  const engine = await withCandidates('a', 'again');
  const notes = [NOTES, note('a', 'Donor 1999'), note('again', 'Donor 2001')];
  await addRows(engine, 'user-notes', notes);
  await engine.approve();
  // The same once more is nothing new.
  await addRows(engine, 'user-notes', notes);
  for (const id of ['a', 'again']) expect((await engine.user(id)).decision).toBe('approved');
  await addRows(engine, 'user-notes', [...notes, note('a', 'DO NOT PURGE: litigation')]);
  expect((await standOf(engine, 'a')).decision).toBe('undecided');
  expect((await engine.user('again')).decision).toBe('approved');
  await expectKept(engine, 'a');
});

test('so does a block beside the note, an older file that stands again, and a word in Settings', async () => {
  const engine = await withCandidates('blocked', 'older', 'worded');
  const older = [NOTES, note('older', 'Litigation 2024'), note('worded', 'Donor, emeritus board')];
  await addRows(engine, 'user-notes', older);
  const newer = [NOTES, note('blocked', 'Donor'), note('older', 'Donor'), note('worded', 'Donor')];
  const { importId } = await addRows(engine, 'user-notes', [
    ...newer,
    note('worded', 'Emeritus, board'),
  ]);
  await engine.approve();
  const blocks = [PID, 'Block Description', 'Block Status'];
  await addRows(engine, 'user-blocks', [blocks, ['blocked', 'Legal hold', 'Active']]);
  expect((await engine.user('blocked')).decision).toBe('undecided');
  const { keepWords } = await engine.ask.settings.get();
  await change(engine, { keepWords: [...keepWords, 'emeritus'] });
  expect((await engine.user('worded')).decision).toBe('undecided');
  expect((await engine.user('older')).decision).toBe('approved');
  await engine.ask.imports.setDataDate({ importId, dataDate: '2020-01-01' });
  expect((await engine.user('older')).decision).toBe('undecided');
  for (const id of ['blocked', 'worded', 'older']) await expectKept(engine, id);
});

test('what was named before a file stands again with the file taken back, what was named since does not', async () => {
  const engine = await withCandidates('before', 'since');
  await addRows(engine, 'user-notes', [NOTES, note('before', 'Donor'), note('since', 'Lawsuit')]);
  await decide(engine, 'before', 'approved');
  const newer = [NOTES, note('before', 'hello'), note('since', 'Donor')];
  const { importId } = await addRows(engine, 'user-notes', newer);
  await decide(engine, 'since', 'approved');
  await engine.ask.imports.undo({ importId });
  expect((await engine.user('before')).decision).toBe('approved');
  expect((await engine.user('since')).decision).toBe('undecided');
  await expectKept(engine, 'since');
});

test('a further active sponsor ends the approval of a proxy, unless the rule is off', async () => {
  const engine = await withCandidates('assistant');
  const sponsors = ['prof', 'dean', 'chair'].map((id) => [id, ...ACTIVE]);
  await addRows(engine, 'users', [SPONSORS, ...sponsors]);
  const line = (sponsor: string) => ['assistant', sponsor];
  await addRows(engine, 'user-proxies', [PROXIES, line('prof')]);
  await engine.approve();
  await change(engine, { rulesOff: [{ rule: 'proxy', reason: 'All told' }] });
  await addRows(engine, 'user-proxies', [PROXIES, line('prof'), line('dean')]);
  expect((await engine.user('assistant')).decision).toBe('approved');
  await change(engine, { rulesOff: [] });
  expect((await engine.user('assistant')).decision).toBe('approved');
  await addRows(engine, 'user-proxies', [PROXIES, line('prof'), line('dean'), line('chair')]);
  expect((await engine.user('assistant')).decision).toBe('undecided');
  await expectKept(engine, 'assistant');
});

test('letters that go in copy for one more child end the approval of a guardian', async () => {
  const engine = await withCandidates('parent');
  const people = [PID, 'Status', 'Expiry Date', 'Account Type', 'Birth Date', 'Email'];
  await addRows(engine, 'users', [
    people,
    ['parent', 'Active', '2019-01-01', 'External', '1980-01-01', 'parent@example.org'],
    ['child', ...ACTIVE, '2016-01-01', 'child@example.org'],
    ['baby', ...ACTIVE, '2020-01-01', 'baby@example.org'],
  ]);
  const contacts = [PID, 'Email Address', 'CC'];
  const copy = (child: string) => [child, 'parent@example.org', 'Yes'];
  await addRows(engine, 'user-contacts', [contacts, copy('child')]);
  expect((await engine.user('parent')).flags).toContain('guardian');
  await engine.approve();
  await addRows(engine, 'user-contacts', [contacts, copy('child')]);
  expect((await engine.user('parent')).decision).toBe('approved');
  await addRows(engine, 'user-contacts', [contacts, copy('child'), copy('baby')]);
  expect((await engine.user('parent')).decision).toBe('undecided');
  await expectKept(engine, 'parent');
});

async function setOf(engine: TestEngine, ...ids: string[]): Promise<number> {
  const users = await engine.users(EVERYBODY);
  const criteria = { op: 'users', userNos: ids.map((id) => users.get(id)!.userNo) } as const;
  const origin = { from: 'review', users: 'selected' } as const;
  return (await engine.ask.sets.create({ name: `Set of ${ids}`, criteria, origin })).setId;
}

const ANOTHER_DAY =
  'On another day, or by a newer version of this program, something of theirs has to be looked at.';

/** Lives with a child who stays, and isn’t eighteen before the day that is given. */
async function withWard(eighteen: string): Promise<TestEngine> {
  const engine = await withCandidates('ana', 'other');
  const home = ['1 Main Street', 'Springfield', '62701'];
  await addRows(engine, 'users', [
    [PID, 'Status', 'Birth Date'],
    ['ana', '', `${Number(eighteen.slice(0, 4)) - 18}${eighteen.slice(4)}`],
    ['child', 'Active', '2018-01-01'],
  ]);
  await addRows(engine, 'user-contacts', [
    [PID, 'Address Line 1', 'City', 'Postal Code'],
    ['ana', ...home],
    ['child', ...home],
  ]);
  return engine;
}

test('on another day somebody may be of age, and whose guardian they are', async () => {
  clock('2026-05-30T12:00:00Z');
  const engine = await withWard('2026-06-10');
  await engine.approve();
  const reopened = async () => {
    const { path } = engine;
    await engine.close();
    await engine.open(path);
  };
  clock('2026-06-05T12:00:00Z');
  await reopened();
  expect((await engine.user('ana')).decision).toBe('approved');
  clock('2026-06-10T12:00:00Z');
  await reopened();
  expect(await standOf(engine, 'ana')).toEqual({ decision: 'undecided', why: ANOTHER_DAY });
  expect((await engine.user('other')).decision).toBe('approved');
  await expectKept(engine, 'ana');
});

test('so it is where midnight passes over an open workspace', async () => {
  clock('2026-06-09T12:00:00Z');
  const engine = await withWard('2026-06-10');
  await engine.approve();
  clock('2026-06-10T20:00:00Z');
  await vi.waitFor(
    async () =>
      expect(await standOf(engine, 'ana')).toEqual({ decision: 'undecided', why: ANOTHER_DAY }),
    { timeout: 60_000 },
  );
  await expectKept(engine, 'ana');
});

test('a clock that was ahead had shown an account as expired', async () => {
  clock('2027-06-01T12:00:00Z');
  const engine = await withCandidates('early', 'other');
  await addRows(engine, 'users', [
    [PID, 'Account Type', 'Expiry Date'],
    ['early', 'External', '2027-01-01'],
  ]);
  await engine.approve();
  const { path } = engine;
  await engine.close();
  clock('2026-06-01T12:00:00Z');
  await engine.open(path);
  expect(await standOf(engine, 'early')).toEqual({ decision: 'undecided', why: ANOTHER_DAY });
  expect((await engine.user('other')).decision).toBe('approved');
  await expectKept(engine, 'early');
});
