/**
 * Space is given back and the log overwritten while the workspace is open. Cut off at any moment of it the file must be
 * sound and whole: otherwise tidying up would cost what it was to protect.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { run, type WritableDb } from '#engine/db/db.ts';
import { giveSpaceBack } from '#engine/db/freeSpace.ts';
import { drainLog, emptyLog } from '#engine/db/logFile.ts';
import { clearGaps } from '#engine/db/pageGaps.ts';
import { createWorkspace, openWritable } from '#engine/db/workspaceFile.ts';
import { loop, tally } from '../support/loop.ts';

function write(db: WritableDb, name: string, count: number): void {
  db.transaction(() => {
    for (let n = 0; n < count; n++)
      run(db, 'INSERT INTO setting (name, value) VALUES (?, ?)', `${name} ${n}`, `"${name}"`);
  })();
}

const stateOf = (db: WritableDb) => ({
  settings: db.prepare('SELECT name FROM setting ORDER BY name').pluck().all(),
  sound: db.pragma('integrity_check', { simple: true }),
});

loop('kills: cut off while space is given back: sound, and nothing is lost', (round) => {
  const { draw, folder, size } = round;
  const path = join(folder, 'Library.purgedesk');
  const killed = join(folder, 'Killed.purgedesk');
  createWorkspace(path);
  const { db, close } = openWritable(path);
  try {
    for (let time = 0; time < size(5, 30); time++) {
      write(db, `gone ${'x'.repeat(draw(900))} ${time}`, 500 + draw(size(1500, 6000)));
      write(db, `kept ${time}`, draw(300));
      run(db, "DELETE FROM setting WHERE name LIKE 'gone %'");
      const steps = [() => drainLog(db), () => giveSpaceBack(db), () => emptyLog(db)];
      for (const step of steps.slice(draw(2), draw(steps.length + 1))) step();
      copyFileSync(path, killed);
      copyFileSync(`${path}-wal`, `${killed}-wal`);
      tally(round, 'cuts');
      const again = openWritable(killed);
      expect(stateOf(again.db)).toEqual({ ...stateOf(db), sound: 'ok' });
      again.close();
    }
  } finally {
    close();
  }
  const before = openWritable(path);
  const state = stateOf(before.db);
  before.close();
  expect(clearGaps(path)).toBeGreaterThan(0);
  expect(clearGaps(path)).toBe(0);
  const after = openWritable(path);
  expect(stateOf(after.db)).toEqual({ ...state, sound: 'ok' });
  after.close();
});
