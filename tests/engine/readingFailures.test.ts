/**
 * Why a file can't be read is stored as a code: one that has no words, or words with a hole in them, would leave the
 * librarian with a file that just fails.
 */
import { expect, test } from 'vitest';
import { failureOf } from '#engine/importing/read/readingFailures.ts';
import { TABLE_ERROR_CODES, TableError } from '#engine/tables/tableError.ts';
import { PLAIN } from '#shared/domain/said.ts';
import { readingFailureWords } from '#shared/refusals/refusals.ts';

test.each(TABLE_ERROR_CODES)('what is wrong with a table, %s, has a sentence', (code) => {
  const failure = failureOf(new TableError(code, 'U+0001', 1234));
  const said = readingFailureWords(JSON.parse(JSON.stringify(failure)), PLAIN);
  expect(said?.text).toMatch(/^[A-Z].*\.$/);
  expect(said?.text).not.toMatch(/1234|undefined|NaN/);
  expect(said?.todo).toMatch(/^[A-Z].*\.$/);
});

test.each([
  [Object.assign(new Error('x'), { code: 'SQLITE_FULL' }), 'reading.diskFull'],
  [Object.assign(new Error('x'), { code: 'EBUSY' }), 'reading.unreadable'],
  [new Error('a bug'), 'reading.fault'],
])('%s is told apart, and tells nothing of itself', (error, code) => {
  expect(failureOf(error)).toEqual({ code, values: undefined });
});

test('an earlier version’s sentence stays as it was', () => {
  expect(readingFailureWords({ earlier: 'As it was.' }, PLAIN)).toEqual({ text: 'As it was.' });
});
