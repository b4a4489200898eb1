/**
 * A program that is killed while it writes leaves nothing with a name of anybody in it after the next start: neither
 * Save a copy, nor the command line's own workspace. Nobody knows of such files, so nobody would delete them.
 */
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { clearNotedPieces } from '#engine/db/pieces.ts';
import { openWritable } from '#engine/db/workspaceFile.ts';
import { builtFile, ended, startNode } from '../support/builtEngine.ts';
import { newEngine, temporaryFolder } from '../support/engine.ts';
import { candidatesSheet, writeWorkbook } from '../support/workbookFile.ts';

/** In the file as SQLite has it. */
const NAME = 'Nescio-Nomen';
const ENOUGH = 4 << 20;

/** Every file below a folder that holds the name. */
const naming = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name);
    try {
      return statSync(path).isFile() && readFileSync(path).includes(NAME);
    } catch {
      // It was there for a moment while the program still ran.
      return false;
    }
  });

/** So large that nobody copies it in a moment. */
async function workspace(): Promise<string> {
  const engine = await newEngine();
  await engine.candidates([NAME]);
  await engine.idle();
  const { path } = engine;
  await engine.close();
  const { db, close } = openWritable(path);
  db.exec(`INSERT INTO import_original (import_id, piece, bytes)
    WITH n(piece) AS (SELECT 100 UNION ALL SELECT piece + 1 FROM n WHERE piece < 163)
    SELECT (SELECT import_id FROM import_file), piece, zeroblob(1048576) FROM n`);
  close();
  return path;
}

test('a copy that was killed is gone at the next start, from whatever folder', async () => {
  const path = await workspace();
  const list = join(temporaryFolder(), 'writing');
  const folder = temporaryFolder();
  const copy = join(folder, 'Copy.purgedesk');
  const child = join(import.meta.dirname, '../support/copyingChild.mjs');
  const killed = await ended(
    startNode([child, builtFile('writer.js'), path, copy, String(ENOUGH)], {
      PURGE_DESK_PIECES: list,
    }),
  );
  expect(killed).toMatchObject({ signal: 'SIGKILL', stdout: '' });
  expect(readdirSync(folder).some((name) => name === 'Copy.purgedesk')).toBe(false);
  expect(naming(folder)).toHaveLength(1);

  vi.stubEnv('PURGE_DESK_PIECES', list);
  onTestFinished(() => void vi.unstubAllEnvs());
  clearNotedPieces();
  expect(readdirSync(folder)).toEqual([]);
  expect(readdirSync(list)).toEqual([]);
});

test('what the command line had written when it was killed is gone when it is used again', async () => {
  const folder = temporaryFolder();
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  const rows = Array.from({ length: 300 }, (_, n) => `${NAME}-${n}`);
  const many = await writeWorkbook(join(folder, 'Many.xlsx'), candidatesSheet(...rows));
  const few = await writeWorkbook(join(folder, 'Few.xlsx'), candidatesSheet('a', 'b'));
  const rehearse = (candidates: string) =>
    startNode(
      [
        ...[builtFile('cli.js'), 'rehearse', '--candidates', candidates],
        ...['--out', join(folder, 'results')],
      ],
      { TMPDIR: temporary },
    );
  const child = rehearse(many);
  while (naming(temporary).length === 0 && child.exitCode === null) await pause(5);
  child.kill('SIGKILL');
  expect(await ended(child)).toMatchObject({ signal: 'SIGKILL' });
  expect(naming(temporary)).not.toEqual([]);

  expect(await ended(rehearse(few))).toMatchObject({ code: 0 });
  expect(naming(folder)).toEqual([]);
  expect(readdirSync(temporary).filter((name) => !name.startsWith('purge-desk-locks'))).toEqual([]);
});
