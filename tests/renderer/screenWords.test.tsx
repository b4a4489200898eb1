/**
 * Sentences of sets, reports and Settings whose words depend on numbers: for one user or identifier they must not read
 * as if there were several, and no part is said of which there is none.
 */
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import {
  combineWords,
  deleteWords,
  exportWords,
  oddWords,
  setPaneWords,
} from '../../src-renderer/screens/sets/words.tsx';
import { registerWords, ruleText } from '../../src-renderer/screens/settings/words.tsx';
import { shownText } from '../support/shownText.tsx';

vi.hoisted(() => {
  vi.stubGlobal('navigator', { languages: ['en-US'] });
  vi.stubGlobal('window', new EventTarget());
});

const read = (content: ReactNode) => shownText(content).trim();

test('members that only a list names are one or several', () => {
  expect(read(setPaneWords.unknown('1 member', 1))).toBe(
    '1 member is known from an exclusion list alone: no candidates file describes them.',
  );
  expect(read(setPaneWords.unknown('2 members', 2))).toMatch(/^2 members are known/);
});

test('users whom a list may mean are asked about, one or several', () => {
  expect(combineWords.openPairs(1, 'All')).toBe(
    '1 user of “All” may be meant by the list in the second set, which has nearly the same identifier.',
  );
  expect(combineWords.openPairs(2, 'All')).toMatch(/^2 users .* the same identifiers\.$/);
  expect(combineWords.openPairsTodo(1)).toMatch(/^Decide about them first/);
  expect(combineWords.openPairsTodo(2)).toMatch(/^Decide about each of them first/);
});

test('a set says before it is deleted what goes and which jobs used it', () => {
  const set = { name: 'Keep', members: 1, origin: 'Users: Staff' };
  expect(read(deleteWords.what({ ...set, isFilter: false }))).toMatch(
    /^The list Keep with 1 member will be deleted\. .* made again: Users: Staff\.$/,
  );
  expect(read(deleteWords.what({ ...set, isFilter: true }))).toMatch(/^The saved filter Keep/);
  const jobs = [
    { jobId: 1, name: 'Move' },
    { jobId: 2, name: 'Move back' },
  ];
  expect(deleteWords.usedBy(jobs.slice(0, 1))).toMatch(/^Used by job 1, “Move”\. Its report keeps/);
  expect(deleteWords.usedBy(jobs)).toMatch(
    /^Used by job 1, “Move”; job 2, “Move back”\. Their reports keep/,
  );
});

test('what was written to a set file is told with what is odd in it, if anything is', () => {
  const written = { users: 1204, heading: 'USERNAME', cleaned: 0, odd: 0 };
  expect(read(exportWords.writtenOne('a.xlsx', written))).toBe(
    'a.xlsx was written: 1,204 identifiers below the heading USERNAME.',
  );
  expect(read(exportWords.writtenMany(2, { ...written, cleaned: 3, odd: 1 }))).toMatch(
    /^2 files were written: .* USERNAME, 3 of them written clean, 1 of them in a form that Alma may not find\. Make one set/,
  );
  expect(oddWords.taken(1)).toMatch(/^1 of them stays as it is: .* another user\. Look it up/);
  expect(oddWords.taken(2)).toMatch(/^2 of them stay as they are: .* other users\. Look them up/);
  expect(oddWords.writeClean(1)).toBe('Write it clean');
  expect(oddWords.writeClean(2)).toBe('Write these 2 clean');
});

test('a rule of the register says whom it takes out of approval, if anybody', () => {
  const rule = ruleText('group', 'I-Share');
  expect(registerWords.protects(rule, 5, 0)).toBe('The user group I-Share protects 5 candidates.');
  expect(registerWords.protects(rule, 5, 1)).toMatch(/ 1 approved user is undecided again\.$/);
  expect(registerWords.protects(rule, 5, 2)).toMatch(/ 2 approved users are undecided again\.$/);
  expect(registerWords.removed(rule, 0)).toBe('The user group I-Share is no longer protected.');
  expect(registerWords.removed(rule, 1)).toMatch(/ 1 candidate can be approved again/);
});
