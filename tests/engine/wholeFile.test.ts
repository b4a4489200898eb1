/** A file stands in its place whole or not at all. */
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { writeAllWhole, writeFolderWhole, writeWhole } from '#engine/db/wholeFile.ts';
import { writeExported } from '#engine/exporting/exportedFile.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

test('what stood there stays when writing fails, and nothing is left beside', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'report.xlsx');
  writeFileSync(path, 'before');
  const failing = writeWhole(path, (beside) => {
    writeFileSync(beside, 'half');
    throw new Error('full disk');
  });
  await expect(failing).rejects.toThrow('full disk');
  expect(readFileSync(path, 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['report.xlsx']);
});

test('none of several files comes when they are not wanted after all', async () => {
  const folder = temporaryFolder();
  const write = (besides: readonly string[]) => {
    for (const beside of besides) writeFileSync(beside, 'too large');
    return 'too large';
  };
  const paths = [join(folder, '1.xlsx'), join(folder, '2.xlsx')];
  expect(await writeAllWhole(paths, write, () => false)).toBe('too large');
  expect(readdirSync(folder)).toEqual([]);
  await writeAllWhole(paths, write);
  expect(readdirSync(folder)).toEqual(['1.xlsx', '2.xlsx']);
});

test('a link that lies beside is not followed', async () => {
  const folder = temporaryFolder();
  const other = join(folder, 'other');
  writeFileSync(other, 'not ours');
  symlinkSync(other, join(folder, 'report.xlsx.part'));
  await writeWhole(join(folder, 'report.xlsx'), (beside) => writeFileSync(beside, 'ours'));
  expect(readFileSync(other, 'utf8')).toBe('not ours');
  expect(readFileSync(join(folder, 'report.xlsx'), 'utf8')).toBe('ours');
});

test('a folder of results gets its files when all are written, and keeps others', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'kept.txt'), 'kept');
  writeFileSync(join(folder, 'a.txt'), 'old');
  await writeFolderWhole(folder, async (beside) => writeFileSync(join(beside, 'a.txt'), 'new'));
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('new');
  const failing = writeFolderWhole(join(folder, 'deep', 'er'), async (beside) => {
    writeFileSync(join(beside, 'a.txt'), 'half');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(readdirSync(folder)).toEqual(['a.txt', 'kept.txt']);
});

test('an export takes the place of a link, whatever that leads to; a folder is refused before the work', async () => {
  const folder = temporaryFolder();
  const behind = join(folder, 'behind');
  mkdirSync(behind);
  for (const leadsTo of [behind, join(folder, 'nowhere')]) {
    const link = join(folder, 'report.xlsx');
    symlinkSync(leadsTo, link);
    await writeExported(link, () => writeWhole(link, (beside) => writeFileSync(beside, 'new')));
    expect(readFileSync(link, 'utf8')).toBe('new');
    expect(readdirSync(folder).sort()).toEqual(['behind', 'report.xlsx']);
    rmSync(link);
  }
  const work = vi.fn();
  await expect(writeExported(behind, work)).rejects.toMatchObject({ code: 'EISDIR' });
  expect(work).not.toHaveBeenCalled();
});
