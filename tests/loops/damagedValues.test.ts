/**
 * Values that don't fit where they stand, in any column of any table, and tables without a row: every request of a
 * workspace with such a value either answers or says where the damage is. A fault of the program, one that ends the
 * engine, or a workspace that is half open would show here.
 */
import { expect } from 'vitest';
import { askDamaged, everythingStored, shownDamage } from '../support/damagedValues.ts';
import { loop } from '../support/loop.ts';
import { oneOf } from '../support/seed.ts';

loop('damaged values', async ({ folder, draw, size, figures }) => {
  const story = await everythingStored(folder);
  const faults: string[] = [];
  for (let n = 0; n < size(6, 300); n++) {
    const damage = oneOf(story.damages, draw);
    const outcome = await askDamaged(story, folder, damage).catch((error: Error) => {
      faults.push(`${shownDamage(damage)}: ${error.stack?.slice(0, 300)}`);
      return 'fault';
    });
    figures[outcome] = (figures[outcome] ?? 0) + 1;
  }
  expect(faults).toEqual([]);
});
