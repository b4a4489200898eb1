/**
 * Passwords, PINs and gender are left in the file, also where a stray quotation mark or an unquoted separator has moved
 * them into cells of other columns; whoever a swallowed line names is still found.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import { newEngine } from '../support/engine.ts';

const HEADINGS =
  'Primary Identifier,Last Name,First Name,User Group,Expiry Date,Purge Date,Password,PIN Number,Gender,Note';
const BEHIND = 'Graduate,2020-01-31,2021-01-31';

/** What stands in the workspace's files of a workspace that has read such rows. */
async function stored(kind: ImportKind, ...rows: string[]): Promise<string> {
  const engine = await newEngine();
  const path = join(engine.folder, 'Users.csv');
  writeFileSync(path, [HEADINGS, ...rows].join('\n'));
  await engine.importFile(path, kind);
  const files = [engine.path, `${engine.path}-wal`].filter((file) => existsSync(file));
  return files.map((file) => readFileSync(file, 'latin1')).join('');
}

const ROWS = {
  plain: [`a1,Ames,Ann,${BEHIND},HUSHone,HUSHpin,F,ok`],
  'text behind a closing quote': [`a1,"Ames" x,Ann,${BEHIND},HUSHone,HUSHpin,F,ok`],
  'a stray quote in the password itself': [`a1,Ames,Ann,${BEHIND},"HUSH"one,HUSHpin,F,ok`],
  'an unquoted separator before it': [`a1,Ames, Jr,Ann,${BEHIND},HUSHone,HUSHpin,F,ok,x`],
  'lines that a quote has swallowed': [
    `a1,Ames,Ann,${BEHIND},HUSHone,HUSHpin,F,ok`,
    `a2,"Bell,Bo,${BEHIND},HUSHone,HUSHpin,F,ok`,
    `a3,Coy,Cy,${BEHIND},HUSHone,HUSHpin,F,"ok"`,
    `a4,Dee,Di,${BEHIND},HUSHone,HUSHpin,F,ok`,
  ],
};

for (const kind of ['candidates', 'exclusions'] as const)
  for (const [how, rows] of Object.entries(ROWS))
    test(`${kind}: ${how}`, async () => {
      const text = await stored(kind, ...rows);
      expect(text).toContain('a1');
      expect(text).not.toContain('HUSH');
      for (const id of rows.map((row) => row.slice(0, 2))) expect(text).toContain(id);
    });
