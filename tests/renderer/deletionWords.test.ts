/**
 * Words about deleting one user: to librarians in Alma's terms, with its names as they are written, and to the user in
 * words that they understand. A letter about an MD Editor would be answered by a call to the desk.
 */
import { expect, test, vi } from 'vitest';
import { UNAPPROVED, UNAPPROVED_TEXTS } from '#shared/domain/approval.ts';
import {
  RETAIN_REASON_TEXTS,
  RETAIN_REASONS,
  type RetainReason,
} from '#shared/domain/purgeRules.ts';
import { PLAIN } from '#shared/domain/said.ts';
import { DELETION_REASON_TEXTS, deleteUser } from '#shared/jobKinds/deleteUser.ts';
import { refusalWords } from '#shared/refusals/refusals.ts';
import { deletionWords, letterText } from '../../src-renderer/screens/users/words.tsx';

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-US'] }));

const letter = (reasons: readonly RetainReason[], loans = 0, balance: string | null = null) =>
  letterText({ name: 'Ana', institution: '', date: 'Today', reasons, loans, balance });

test('names and abbreviations keep their letters in a sentence', () => {
  const event = deleteUser
    .events({ userNo: 1, contact: false })
    .find(({ code }) => code === 'md-editor');
  expect(event?.text).toBe('Not deleted: work in the MD Editor');
  const said = refusalWords(
    { code: 'deletion.retained', values: { reasons: ['md-editor', 'fines-fees'] } },
    PLAIN,
  );
  expect(said?.text).toBe('This user can’t be deleted: work in the MD Editor, a balance due.');
  expect(deletionWords.notApproved(UNAPPROVED_TEXTS.contact.ofOne)).toBe(
    'Not approved in the review: a Contact',
  );
});

test('words for a sentence differ from labels by their beginning alone, or are others', () => {
  const texts = [
    ...RETAIN_REASONS.flatMap((each) => [
      RETAIN_REASON_TEXTS[each].inSentence,
      DELETION_REASON_TEXTS[each].inSentence,
    ]),
    ...UNAPPROVED.flatMap((each) => [
      UNAPPROVED_TEXTS[each].inSentence,
      UNAPPROVED_TEXTS[each].ofOne,
    ]),
  ];
  for (const text of texts) {
    expect(text).toMatch(/^([a-z]|Contacts$)/);
    expect(text).not.toMatch(/md editor|contact\b(?!s)|\.$/);
  }
});

test('one user who isn’t approved is told without a number', () => {
  const values = {
    kind: 'delete-user',
    users: 1,
    ofGroup: false,
    lacking: [{ kind: 'contact', users: 1 }],
  };
  expect(refusalWords({ code: 'job.notApproved', values }, PLAIN)?.text).toBe(
    'Only approved users are deleted, and this user isn’t: a Contact.',
  );
});

test('a letter says what is to be returned and paid', () => {
  const text = letter(['outstanding-loans', 'fines-fees'], 2, '$0.50');
  expect(text).toContain('- 2 items on loan, to be returned\n- $0.50 to be paid\n');
});

test('a letter has a line for each thing that the user can settle, and none of Alma’s terms', () => {
  const text = letter(RETAIN_REASONS, 1, '$1.00');
  expect(text.match(/^- /gm)).toHaveLength(RETAIN_REASONS.length - 1);
  for (const reason of RETAIN_REASONS)
    expect(text).not.toContain(RETAIN_REASON_TEXTS[reason].label);
  expect(text).not.toMatch(/MD Editor|running job|null|undefined/);
});

test('a letter without anything to settle sends to the desk', () => {
  for (const reasons of [[], ['running-job']] as const)
    expect(letter(reasons)).toContain('- Please ask at the library desk.');
});
