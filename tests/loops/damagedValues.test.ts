/**
 * Values that don't fit where they stand: every request of a workspace with such a value either answers or says in which
 * row the damage is. A fault of the program, or one that ends the engine, would show here.
 */
import { expect } from 'vitest';
import { askDamaged, BROKEN, everythingStored } from '../support/damagedValues.ts';
import { loop } from '../support/loop.ts';
import { oneOf } from '../support/seed.ts';

loop('damaged values', async ({ folder, draw, size }) => {
  const story = await everythingStored(folder);
  const faults: string[] = [];
  for (let n = 0; n < size(12, 100); n++) {
    const column = oneOf(story.columns, draw);
    const value = oneOf<string | number | Uint8Array>(BROKEN[column.type], draw);
    await askDamaged(story, folder, column, value).catch((error: Error) =>
      faults.push(`${column.table}.${column.column} = ${value}: ${error.message.slice(0, 200)}`),
    );
  }
  expect(faults).toEqual([]);
});
