/**
 * The flag of notes and blocks that mean keep, held against a plain reading of each user’s lines after every way in
 * which lines, files and words change. A flag that is left behind lets a purge take a user under a legal hold.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { readSettings } from '#engine/replica/settings.ts';
import { flagUsers } from '#engine/review/flagUsers.ts';
import { detailFieldNames } from '#shared/details/details.ts';
import { CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { isKeepKind, KEEP_WORDS, keepPattern, lineSaysKeep } from '#shared/domain/keepWords.ts';
import { today } from '#shared/domain/timeZones.ts';
import type { TestEngine } from '../support/engine.ts';
import { addRows, type Rows, readRows, withCandidates } from '../support/importFiles.ts';

const PID = 'Primary Identifier';
const BLOCKS = [PID, 'Block Description', 'Block Status', 'Block Note', 'Block Expiry Date'];
const NOTES = [PID, 'Note Type', 'Note Text'];
const USERS = Array.from({ length: 12 }, (_, n) => `u${n}`);

/** Users known from lines alone carry no flags until somebody describes them. */
const DESCRIBED: Criteria = { op: 'not', of: { op: 'membership', value: 'identifierOnly' } };

async function flagged(engine: TestEngine): Promise<string[]> {
  const users = await engine.users();
  return [...users.values()]
    .filter(({ flags }) => flags.includes('keep-words'))
    .map((user) => user.primary_identifier)
    .sort();
}

/** By the lines that are shown of each user, one by one. */
async function plainly(engine: TestEngine): Promise<string[]> {
  const { keepWords, institution } = await engine.ask.settings.get();
  const pattern = keepPattern(keepWords);
  const day = today(institution.timeZone);
  const found: string[] = [];
  for (const user of (await engine.users(DESCRIBED)).values()) {
    const { kinds } = await engine.ask.users.details({ userNo: user.userNo });
    const says = kinds.some(
      ({ kind, lines }) =>
        isKeepKind(kind) &&
        lines.some(({ values }) => {
          const names: readonly string[] = detailFieldNames(kind);
          return lineSaysKeep(kind, (field) => values[names.indexOf(field)] ?? null, pattern, day);
        }),
    );
    if (says) found.push(user.primary_identifier);
  }
  return found.sort();
}

async function setWords(engine: TestEngine, keepWords: string[]): Promise<void> {
  await engine.ask.settings.save({ ...(await engine.ask.settings.get()), keepWords });
}

const text = fc.constantFrom(
  null,
  'donor',
  'DO NOT PURGE',
  'paid',
  'abandoned',
  'Banned',
  'Große',
  'Ｄｏｎｏｒ',
  'dont\u200bpurge',
);
const noteRow = fc.tuple(fc.constantFrom(...USERS, 'new1'), fc.constantFrom(null, 'Donor'), text);
const blockRow = fc.tuple(
  fc.constantFrom(...USERS, 'new2'),
  text,
  fc.constantFrom('Active', 'Inactive', null),
  text,
  fc.constantFrom('2000-01-01', '2099-01-01', null),
);
const day = fc.constantFrom('2026-01-01', '2026-02-01', '2026-03-01');
const step = fc.oneof(
  fc.record({
    what: fc.constant('notes' as const),
    rows: fc.array(noteRow, { minLength: 1, maxLength: 8 }),
    day,
  }),
  fc.record({
    what: fc.constant('blocks' as const),
    rows: fc.array(blockRow, { minLength: 1, maxLength: 8 }),
    day,
  }),
  fc.record({
    what: fc.constant('words' as const),
    words: fc.subarray([...KEEP_WORDS, 'grosse', 'paid']),
  }),
  fc.record({ what: fc.constant('undo' as const) }),
  fc.record({ what: fc.constant('date' as const), day }),
  fc.record({ what: fc.constant('candidates' as const) }),
);

test('stands as a plain reading of the lines says, whatever changes them', async () => {
  let some = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
      const engine = await withCandidates(...USERS);
      const added: number[] = [];
      for (const [n, each] of steps.entries()) {
        if (each.what === 'notes' || each.what === 'blocks') {
          const rows = [each.what === 'notes' ? NOTES : BLOCKS, ...each.rows] as Rows;
          const kind = `user-${each.what}` as const;
          const { importId } = await readRows(engine, rows, { kind }, `${n}.xlsx`);
          await engine.ask.imports.setDataDate({ importId, dataDate: each.day });
          await engine.ask.imports.commit({ importId });
          added.push(importId);
        } else if (each.what === 'words') await setWords(engine, each.words);
        else if (each.what === 'candidates') await engine.candidates([...USERS, 'new1', 'new2']);
        else if (each.what === 'undo') {
          // Candidates may have been added since; they go with it.
          const importId = added.pop();
          if (importId !== undefined) await engine.ask.imports.undo({ importId });
        } else {
          const importId = added.at(0);
          if (importId !== undefined)
            await engine.ask.imports.setDataDate({ importId, dataDate: each.day });
        }
        const expected = await plainly(engine);
        expect(await flagged(engine)).toEqual(expected);
        if (expected.length > 0) some++;
      }
      await engine.close();
    }),
    { numRuns: 14 },
  );
  expect(some).toBeGreaterThan(8);
});

test('holds an approval back, and a word in Settings ends one', async () => {
  const engine = await withCandidates('kept', 'goes');
  await addRows(engine, 'user-notes', [
    NOTES,
    ['kept', 'General', 'Litigation 2024'],
    ['goes', 'General', 'Emeritus'],
  ]);
  expect(await flagged(engine)).toEqual(['kept']);
  const approved = await engine.ask.review.decide({
    selection: { criteria: CANDIDATES },
    decision: 'approved',
    reason: null,
  });
  expect(approved).toMatchObject({ changed: 1, heldBack: 1 });
  await setWords(engine, ['emeritus']);
  expect(await flagged(engine)).toEqual(['goes']);
  expect((await engine.user('goes')).decision).toBe('undecided');
  const { userNo } = await engine.user('goes');
  const { decisions } = await engine.ask.users.get({ userNo });
  expect(decisions.at(-1)?.cause).toEqual({ what: 'approval-ended', end: { by: 'settings' } });
});

test('a file that makes users and tells their notes flags them at once', async () => {
  const engine = await withCandidates('a');
  const path = join(engine.folder, 'users.xml');
  const user = (id: string, note: string) =>
    `<user><primary_id>${id}</primary_id><user_notes><user_note><note_text>${note}</note_text></user_note></user_notes></user>`;
  writeFileSync(path, `<users>${user('b', 'do not purge')}${user('c', 'paid')}</users>`);
  const { importId } = await engine.read(path);
  await engine.ask.imports.commit({ importId });
  expect(await flagged(engine)).toEqual(['b']);
  expect(await plainly(engine)).toEqual(['b']);
  const file = engine.path;
  await engine.close();
  const { db, close } = openWritable(file);
  expect(flagUsers(db, readSettings(db)).changed.count).toBe(0);
  close();
});
