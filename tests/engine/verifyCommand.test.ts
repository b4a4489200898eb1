/**
 * The check as it is built: `purgedesk verify` says by its exit code whether a workspace holds, and leaves the file as it
 * was; the thread beside an open workspace finds the same, and ends when it is asked to.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { Database } from '#engine/db/sqlite.ts';
import { checkInThread, type FromCheck } from '#engine/session/checker.ts';
import { builtFile, ended, startNode } from '../support/builtEngine.ts';
import { everythingStored } from '../support/damagedValues.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const verify = (...args: string[]) =>
  ended(startNode([builtFile('cli.js'), 'verify', ...args], {}));

test('0: it holds, 1: it doesn’t, 2: it can’t be read', async () => {
  const folder = temporaryFolder();
  const { path } = await everythingStored(folder);
  const whole = readFileSync(path);
  expect(await verify(path)).toMatchObject({ code: 0 });
  expect(readFileSync(path).equals(whole)).toBe(true);

  const db = new Database(path);
  // In a log that was never written through, as after a crash.
  db.pragma('journal_mode = WAL');
  db.exec(`UPDATE decision_step SET note = 'planted' WHERE step_id = 1`);
  writeFileSync(`${path}.kept`, readFileSync(path));
  writeFileSync(`${path}.kept-wal`, readFileSync(`${path}-wal`));
  db.close();
  const left = join(folder, 'Left.purgedesk');
  writeFileSync(left, readFileSync(`${path}.kept`));
  writeFileSync(`${left}-wal`, readFileSync(`${path}.kept-wal`));
  const damaged = await verify(left);
  expect(damaged).toMatchObject({ code: 1, stdout: expect.stringContaining('decision 1, row 1') });
  expect(
    readdirSync(folder)
      .filter((name) => name.startsWith('Left'))
      .sort(),
  ).toEqual(['Left.purgedesk', 'Left.purgedesk-wal']);

  const foreign = join(folder, 'Foreign.purgedesk');
  writeFileSync(foreign, 'not a workspace');
  expect(await verify(foreign)).toMatchObject({ code: 2 });
  expect(await verify(join(folder, 'Nowhere.purgedesk'))).toMatchObject({ code: 2 });
  expect(await verify()).toMatchObject({ code: 2 });
});

test('the thread tells what it finds, and lets go of the file', async () => {
  const { path } = await everythingStored(temporaryFolder());
  const check = async () => {
    const steps: FromCheck[] = [];
    await new Promise<void>((resolve) => {
      checkInThread(builtFile('check.js'))(path, (step) => steps.push(step), resolve);
    });
    return steps;
  };
  expect(await check()).toEqual([{ step: 'structure' }]);
  const db = new Database(path);
  db.exec(`UPDATE job_user SET waived = 700 WHERE job_id = 2`);
  db.close();
  const finding = { what: 'content', table: 'job_user', unit: 'job', id: 2 };
  expect(await check()).toMatchObject([{ step: 'structure' }, { step: 'found', finding }]);
  const stop = checkInThread(builtFile('check.js'))(
    path,
    () => {},
    () => {},
  );
  await stop();
  expect(readdirSync(dirname(path)).filter((name) => /-(wal|shm|journal)$/.test(name))).toEqual([]);
});
