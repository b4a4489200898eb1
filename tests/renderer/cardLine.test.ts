/** Which cards of waiting files stand open at first, and what the line of a folded one says. */
import { expect, test, vi } from 'vitest';
import type { ImportCheck, OpenQuestion } from '#shared/contract/shapes/imports.ts';
import { isAddedAlone, isReady } from '../../src-renderer/screens/import/readiness.ts';
import {
  opensAtFirst,
  questionsOf,
  signsOf,
} from '../../src-renderer/screens/import/waiting/cardLine.ts';
import { lineWords } from '../../src-renderer/screens/import/words/cardLine.ts';

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-US'] }));

const PLAIN = {
  identifiers: 3,
  errors: 0,
  missing: [],
  question: null,
  list: null,
  openQuestions: [],
  notices: [],
  same: null,
  diff: null,
} as unknown as ImportCheck;

const open = { answer: null } as OpenQuestion;
const answered = { answer: 'count' } as OpenQuestion;
const listOf = (purpose: string, recognised: boolean | null = true) =>
  ({ purpose, recognised }) as ImportCheck['list'];

test('one or two stand unfolded; of more, those that ask something', () => {
  expect([1, 2, 3, 10].map((waiting) => opensAtFirst(PLAIN, waiting))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  const asking: Partial<ImportCheck>[] = [
    { missing: [['purge_date']] },
    { question: {} as ImportCheck['question'] },
    { list: listOf('open') },
    { list: listOf('suggested', false) },
    { openQuestions: [answered, open] },
    // Nothing in it can be used.
    { identifiers: 0 },
  ];
  for (const asks of asking) expect(opensAtFirst({ ...PLAIN, ...asks }, 10)).toBe(true);
  const silent: Partial<ImportCheck>[] = [
    { list: listOf('suggested', null) },
    { openQuestions: [answered] },
    { errors: 4 },
  ];
  for (const says of silent) expect(opensAtFirst({ ...PLAIN, ...says }, 10)).toBe(false);
});

test('a line says the most urgent first and leaves zeros out', () => {
  expect(signsOf(PLAIN)).toEqual([]);
  const check = { ...PLAIN, errors: 4, notices: [{}, {}], openQuestions: [open, open] };
  const signs = signsOf(check as unknown as ImportCheck);
  expect(questionsOf(check as unknown as ImportCheck)).toBe(2);
  expect(signs.map(({ of, count }) => lineWords.signs[of](count))).toEqual([
    'Asks 2 questions',
    '4 with errors',
    '2 to know',
  ]);
});

test('a report that may cover everybody says what counts of the others', () => {
  expect(signsOf(PLAIN, 'unknown').map(({ of }) => of)).toEqual(['othersUnknown']);
  expect(signsOf(PLAIN, 'none').map(({ of }) => of)).toEqual(['othersNone']);
});

test('candidates of whom there are none may be added, but not along with other files; empty reports of others may', () => {
  const empty = { ...PLAIN, state: 'checked', identifiers: 0, notices: [{ code: 'empty-report' }] };
  const of = (kind: string) => ({ ...empty, kind }) as unknown as ImportCheck;
  for (const kind of ['candidates', 'loans']) expect(isReady(of(kind))).toBe(true);
  expect(isAddedAlone(of('candidates'))).toBe(true);
  expect(isAddedAlone(of('loans'))).toBe(false);
  expect(isAddedAlone({ ...PLAIN, kind: 'candidates' })).toBe(false);
  expect(isAddedAlone({ ...PLAIN, same: {} } as unknown as ImportCheck)).toBe(true);
  expect(signsOf(of('candidates'))[0]).toMatchObject({ of: 'empty' });
});
