/** Text of report.json: written in pieces, it is what JSON.stringify makes of the whole. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonText, Listed } from '#engine/cli/jsonText.ts';

async function textOf(fields: Readonly<Record<string, unknown>>): Promise<string> {
  let text = '';
  for await (const piece of jsonText(fields)) text += piece;
  return text;
}

const whole = (fields: Readonly<Record<string, unknown>>) => `${JSON.stringify(fields, null, 2)}\n`;

async function* later<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}

const json = fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' });
const fields = fc.array(
  fc.tuple(fc.string(), fc.oneof(json, fc.record({ listed: fc.array(json) }))),
);

test('is the same, whatever stands in it and however its lists are made', async () => {
  await fc.assert(
    fc.asyncProperty(fields, fc.boolean(), async (drawn, isLater) => {
      const plain: [string, unknown][] = [];
      const written: [string, unknown][] = [];
      for (const [name, value] of drawn) {
        const listed = (value as { listed?: unknown[] } | null)?.listed;
        plain.push([name, Array.isArray(listed) ? listed : value]);
        const items = Array.isArray(listed) && new Listed(isLater ? later(listed) : listed);
        written.push([name, items || value]);
      }
      expect(await textOf(Object.fromEntries(written))).toBe(whole(Object.fromEntries(plain)));
    }),
  );
});

test('is handed on before a long list has ended', async () => {
  const all = Array.from({ length: 50_000 }, (_, n) => ({ id: `user ${n}`, reasons: ['loans'] }));
  let read = 0;
  const list = new Listed(
    (function* () {
      for (const each of all) {
        read++;
        yield each;
      }
    })(),
  );
  let text = '';
  for await (const piece of jsonText({ counts: { users: all.length }, retained: list })) {
    text += piece;
    // No piece waits for the rest of the list.
    expect(piece.length).toBeLessThan(1 << 17);
    if (text.length > 1000 && text.length < 200_000) expect(read).toBeLessThan(5000);
  }
  expect(text).toBe(whole({ counts: { users: all.length }, retained: all }));
});
