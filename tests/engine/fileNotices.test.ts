/**
 * What the command line tells of a file: each class with its number and the first rows of it. A sentence that named
 * too few would send nobody to the file, one that named all of them would be as long as the file.
 */
import { expect, test } from 'vitest';
import { fileNotices, noticeSentence } from '#engine/cli/notices.ts';
import { newEngine } from '../support/engine.ts';

test('the first 1,000 rows are listed, five of them are named, and all are counted', async () => {
  const engine = await newEngine();
  const numbers = Array.from({ length: 1002 }, (_, n) => ({ id: 10_000_001 + n }));
  const { importId, fileName } = await engine.candidates(numbers);
  const told = await fileNotices(engine.ask, [{ importId, fileName }]);
  const numeric = told.find(({ code }) => code === 'numeric-identifier')!;
  expect(numeric).toMatchObject({ file: fileName, count: 1002 });
  expect(numeric.rows).toEqual(Array.from({ length: 1000 }, (_, n) => n + 2));
  expect(noticeSentence(numeric)).toMatch(/ \(rows 2, 3, 4, 5, 6 and 997 more\)$/);
});
