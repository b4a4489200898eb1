/** Of a million people each text is looked for once: one that is taken for another isn't searched for at all. */
import { expect, test } from 'vitest';
import { TextMarks } from '#engine/jobs/kinds/eraseUsers/textMarks.ts';

test('two hundred thousand texts are told apart, and each is known again', () => {
  const marks = new TextMarks();
  function* texts() {
    for (let n = 0; n < 50_000; n++)
      yield* [`2990${n}`, `anna miller${n}`, `miller${n} anna`, `иванова ${n}`];
  }
  expect([...texts()].filter((text) => !marks.add(text))).toEqual([]);
  expect([...texts()].filter((text) => marks.add(text))).toEqual([]);
});
