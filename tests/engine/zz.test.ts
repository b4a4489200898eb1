import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'vitest';
import { newEngine } from '../support/engine.ts';
import { readPath } from '../support/importFiles.ts';
test('x', async () => {
  const engine = await newEngine();
  const long='x'.repeat(1_000_000);
  const path = join(engine.folder, 'Report.csv');
  await writeFile(path, `"${long}"\nPrimary Identifier,Purge Date,Last Name,"${long}"\n"${long}","${long}","${long}","${long}"\na,2020-01-31,"${long}",x\n`);
  const check = await readPath(engine, path);
  const e = await engine.ask.imports.errors({importId: check.importId, offset:0, limit:10});
  console.log(check.headingRow, check.kind, e.rows.map(r=>[r.row,r.column.slice(0,30),r.value.slice(0,30),r.message]), JSON.stringify(check).length);
});
