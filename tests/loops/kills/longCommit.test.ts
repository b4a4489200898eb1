/**
 * A file that takes long to be added, and a program that is killed meanwhile: whatever had been written by then, and
 * however long it had been at it, the file is absent as a whole. Half a replica would be a wrong basis for a purge.
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { builtFile, startNode } from '../../support/builtEngine.ts';
import { TestEngine } from '../../support/engine.ts';
import { loop, type Round, tally } from '../../support/loop.ts';
import { expectCount, expectSound, struckDead } from '../../support/struckDead.ts';

const ADDING = join(import.meta.dirname, '../../support/addingChild.mjs');
/** What a program that ends in order may have to be given up in. */
const LONG_MS = 10_000;

/** A text file of so many candidates. */
function candidatesText(folder: string, users: number): string {
  const path = join(folder, 'candidates.csv');
  const rows = Array.from({ length: users }, (_, n) => `user${n},2020-01-01,Patron`);
  writeFileSync(path, ['Primary Identifier,Purge Date,User Group', ...rows].join('\n'));
  return path;
}

/** A closed workspace in which a file waits to be added. */
async function waiting(engine: TestEngine, users: number) {
  await engine.create('Waiting');
  const { importId } = await engine.read(candidatesText(engine.folder, users), 'candidates');
  const { path } = engine;
  await engine.close();
  return { path, importId };
}

/**
 * Adds the file and is struck dead so long after it has begun, or when it has come to its end.
 * @returns for how long it had been at it, and whether it came to its end
 */
async function killedWhileAdding(round: Round, path: string, importId: number, after: number) {
  const child = startNode([ADDING, builtFile('writer.js'), path, String(importId)]);
  let since = 0;
  let isWhole = false;
  let took = 0;
  const strike = () => {
    took = performance.now() - since;
    child.kill('SIGKILL');
  };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const told = text.trim().split('\n').map(Number);
    if (since === 0) {
      since = performance.now();
      void wait(after).then(strike);
    }
    isWhole ||= told.includes(1);
    if (isWhole) strike();
  });
  await struckDead(child, round);
  return { isWhole, took };
}

async function whileItIsAdded(round: Round): Promise<void> {
  const { draw, folder, size } = round;
  const users = size(20_000, 1_500_000);
  const engine = new TestEngine(folder);
  try {
    const { path: template, importId } = await waiting(engine, users);
    const path = join(folder, 'Killed.purgedesk');
    for (let kill = 1; kill <= size(2, 4); kill++) {
      copyFileSync(template, path);
      // In a soak three of four come late.
      const after = size(draw(300), kill === 1 ? draw(LONG_MS) : LONG_MS + draw(5000));
      const { isWhole, took } = await killedWhileAdding(round, path, importId, after);
      if (!isWhole && took >= LONG_MS) tally(round, 'after 10 s');
      await engine.open(path);
      expectSound(engine, round);
      const added = engine.count(`import_file WHERE state = 'committed'`);
      // What was acknowledged is there, and what is there is all of it.
      if (isWhole) expectCount(round, added, 1, 'files added');
      const wanted = added === 1 ? users : 0;
      expectCount(round, (await engine.ask.review.counts()).candidates, wanted, 'candidates');
      expectCount(round, engine.count('user'), wanted, 'users');
      expectCount(round, engine.count('decision_step'), 0, 'decisions');
      await engine.close();
    }
  } finally {
    await engine.close();
  }
}

loop('kills: while a large file is added: absent as a whole', whileItIsAdded, {
  kills: 8,
  'after 10 s': 4,
});
