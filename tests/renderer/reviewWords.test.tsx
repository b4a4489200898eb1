/**
 * Sentences of the review and of Overview whose words depend on the number: for one user they must not read as if there
 * were several ("all 1 candidate are excluded"), and each number stays the way to its users.
 */
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';
import { nobodyCall, sampleCall, yearChart } from '../../src-renderer/screens/overview/words.tsx';
import {
  oddDatesWords,
  registerWords,
  returnedWords,
} from '../../src-renderer/screens/review/words/lists.tsx';
import { noRowsWords } from '../../src-renderer/screens/review/words/review.tsx';
import { sampleWords } from '../../src-renderer/screens/review/words/sampling.tsx';
import {
  beforeSigningWords,
  sealCardWords,
} from '../../src-renderer/screens/review/words/signOff.tsx';
import { shownText } from '../support/shownText.tsx';

vi.hoisted(() => {
  vi.stubGlobal('navigator', { languages: ['en-US'] });
  vi.stubGlobal('window', new EventTarget());
});

/** As read, what can be clicked in brackets. */
const read = (content: ReactNode) =>
  shownText(content)
    .trim()
    .replace(/ ([,.:;])/g, '$1');
const link = (words: string) => `[${words}]`;

test('a check says what it found, of one and of several', () => {
  expect(read(oddDatesWords.some(1, link))).toBe(
    '[1 candidate] has a date that asks for a look before they go.',
  );
  expect(read(returnedWords.allLookedAt(1, link))).toBe(
    '[1 candidate] has returned and was looked at again.',
  );
  expect(read(returnedWords.allLookedAt(2, link))).toBe(
    '[2 candidates] have returned, and each was looked at again.',
  );
  expect(read(returnedWords.undecided(3, link, 1, link))).toBe(
    '[3 candidates] have returned, [1] of them is undecided.',
  );
  expect(read(registerWords.protects(1, 1200, link))).toBe('1 rule protects [1,200 candidates].');
  expect(registerWords.due(1)).toBe('1 rule has reached its review date: is it still needed?');
  expect(registerWords.due(2)).toBe(
    '2 rules have reached their review date: are they still needed?',
  );
});

test('how far a sample is looked up counts only what was found', () => {
  const sample = (open: number, differs: number, missing: number) =>
    ({ users: 40, findings: { open, differs, 'not-in-alma': missing } }) as SampleSummary;
  expect(read(sampleWords.howFar(sample(28, 1, 2)))).toBe(
    '12 of 40 looked up, 1 differs, 2 not in Alma',
  );
  expect(read(sampleWords.howFar(sample(28, 2, 0), (_, words) => link(words)))).toBe(
    '12 of [40] looked up, [2] differ',
  );
  expect(sampleCall.lookedUp(sample(39, 0, 0))).toBe(
    '1 of the 40 users in the sample has been looked up.',
  );
  expect(sampleCall.lookedUp(sample(28, 1, 0))).toBe(
    '12 of the 40 users in the sample have been looked up, and 1 differs from the reports.',
  );
});

test('signing off says what is left, and which part changed by how much', () => {
  expect(read(beforeSigningWords.returned(1, link))).toBe('[1 returned user] is undecided.');
  expect(read(sealCardWords.changed('Decisions', 1))).toBe('Decisions changed since: 1 step');
  expect(read(sealCardWords.changed('Inputs', 0))).toBe('Inputs changed since');
});

test('Overview says when everybody is excluded, and how long ago a purge date was', () => {
  expect(nobodyCall.text(1)).toMatch(/^The only candidate is excluded/);
  expect(nobodyCall.text(12)).toMatch(/^All 12 candidates are excluded/);
  expect([-1, 0, 1, 2, null].map(yearChart.bar)).toEqual([
    'After the planned run',
    'Less than 1 year',
    '1 year',
    '2 years',
    'No purge date',
  ]);
});

test('when everybody is decided, each part is the way to its users, and the purged are named when there are any', () => {
  const { title, parts } = noRowsWords.allDecided;
  expect(title(1)).toBe('The only candidate is decided');
  expect(title(2999)).toBe('All 2,999 candidates are decided');
  const links = { excluded: link, approved: link, purged: link };
  expect(read(parts({ excluded: 670, approved: 2329, deleted: 0 }, links))).toBe(
    '[670 excluded], [2,329 approved].',
  );
  expect(read(parts({ excluded: 670, approved: 494, deleted: 1835 }, links))).toBe(
    '[670 excluded], [494 approved], [1,835 purged].',
  );
});
