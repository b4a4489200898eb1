/**
 * What the program itself says of a decision is kept as a value, so that it can be told in another language and never
 * passes for a note that a librarian wrote.
 */
import { expect, test } from 'vitest';
import { decisionNoteText } from '#shared/notices/decisionNoteText.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { addRows, decide } from '../support/importFiles.ts';

async function decisionsOf(engine: TestEngine, id: string) {
  const { userNo } = await engine.user(id);
  return (await engine.ask.users.get({ userNo })).decisions;
}

async function lastOf(engine: TestEngine, id: string) {
  const last = (await decisionsOf(engine, id)).at(-1)!;
  return [last.cause, last.note, decisionNoteText(last)];
}

test('an exclusion by rule keeps the rules', async () => {
  const engine = await newEngine();
  await engine.exclusions('a');
  await engine.candidates(['a', 'b']);
  await engine.ask.review.applyRules();
  const [{ cause, note } = { cause: undefined, note: undefined }] = await decisionsOf(engine, 'a');
  expect(cause).toMatchObject({ what: 'by-rule' });
  expect((cause as { rules: string[] }).rules).toContain('exclusion-list');
  expect(note).toBe('');
  expect((await engine.ask.review.counts()).canUndo).toEqual({ what: 'by-rule', users: 1 });
});

test('rules and the sampling check that a page names are kept beside the note', async () => {
  const engine = await newEngine();
  await engine.candidates(['a', 'b']);
  const exclude = async (id: string, told: object) =>
    engine.ask.review.decide({
      selection: { criteria: { op: 'users', userNos: [(await engine.user(id)).userNo] } },
      decision: 'excluded',
      reason: 'Other',
      ...told,
    });
  await exclude('a', { cause: { what: 'by-rule', rules: ['no-purge-date'] } });
  await exclude('b', { cause: { what: 'sampled' }, note: 'Retired' });
  expect(await lastOf(engine, 'a')).toEqual([
    { what: 'by-rule', rules: ['no-purge-date'] },
    '',
    'Excluded by rule: no purge date',
  ]);
  expect(await lastOf(engine, 'b')).toEqual([
    { what: 'sampled' },
    'Retired',
    'Sampling check: differs: Retired',
  ]);
  expect((await engine.ask.review.counts()).canUndo).toMatchObject({ what: 'decision', users: 1 });
});

test('an approval that a list ends names the list', async () => {
  const engine = await newEngine();
  await engine.candidates(['a', 'b']);
  await decide(engine, 'a', 'approved');
  await addRows(engine, 'exclusions', [['Primary Identifier'], ['a']]);
  const end = { by: 'file', fileName: 'exclusions.xlsx' };
  expect((await lastOf(engine, 'a')).slice(0, 2)).toEqual([{ what: 'approval-ended', end }, '']);
});

test('what an earlier version wrote into the note is told as it stands', () => {
  const note = 'Excluded by rule: staff';
  for (const cause of [{ what: 'by-rule' }, { what: 'approval-ended' }] as const)
    expect(decisionNoteText({ cause, note })).toBe(note);
});
