/**
 * What a program that was ended from outside leaves half written has names of users in it, and nobody knows of it: it
 * is overwritten and deleted when its folder is written to again, when its workspace is erased, and at the next start.
 * What somebody else may still be writing is never touched.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { eraseWorkspace } from '#engine/db/eraseWorkspace.ts';
import { besideOf, clearNotedPieces, notePiece } from '#engine/db/pieces.ts';
import { writeWhole, writeWholeAtOnce } from '#engine/db/wholeFile.ts';
import { createWorkspace } from '#engine/db/workspaceFile.ts';
import { deadProcess } from '../support/deadProcess.ts';
import { newEngine, refusal } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

/** What the program of that process would have called it. */
function pieceOf(pid: number, path: string): string {
  const own = besideOf(path);
  return join(dirname(own), basename(own).replace(`-${process.pid}-`, `-${pid}-`));
}

function halfWritten(pid: number, path: string, ...sides: string[]): string {
  const piece = pieceOf(pid, path);
  for (const side of ['', ...sides]) writeFileSync(piece + side, 'Nomen Nescio');
  return piece;
}

const pieces = (folder: string) => readdirSync(folder).filter((name) => name.includes('.part'));

describe('a piece', () => {
  test('names neither what it becomes nor anything that could be foreseen', () => {
    const piece = basename(besideOf('/x/Retained users of May.xlsx'));
    expect(piece).toMatch(/^\.purge-desk-[0-9a-f]{8}-\d+-[0-9a-f]{16}\.part$/);
    expect(besideOf('/x/other.xlsx')).not.toContain(piece);
  });

  test('of a killed program goes when its folder is written to, with what SQLite left beside', async () => {
    const folder = temporaryFolder();
    halfWritten(deadProcess(), join(folder, 'Copy.purgedesk'), '-wal', '-journal');
    mkdirSync(pieceOf(deadProcess(), join(folder, 'results')));
    await writeWhole(join(folder, 'a.txt'), (beside) => writeFileSync(beside, 'a'));
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });

  test('of a program that runs stays, and so does what only looks like one', async () => {
    const folder = temporaryFolder();
    const running = halfWritten(process.ppid, join(folder, 'Copy.purgedesk'));
    const strangers = ['report.xlsx.part', '.purge-desk-00000000-1-0123456789abcdef.part'];
    for (const name of strangers) writeFileSync(join(folder, name), 'theirs');
    const link = pieceOf(deadProcess(), join(folder, 'link'));
    symlinkSync(join(folder, 'report.xlsx.part'), link);
    await writeWhole(join(folder, 'a.txt'), (beside) => writeFileSync(beside, 'a'));
    const left = [...strangers, 'a.txt', basename(running), basename(link)];
    expect(readdirSync(folder).sort()).toEqual(left.sort());
    expect(readFileSync(join(folder, 'report.xlsx.part'), 'utf8')).toBe('theirs');
    // Its number was given anew, for nothing takes as long as that.
    utimesSync(running, new Date('2020-01-01'), new Date('2020-01-01'));
    await writeWhole(join(folder, 'a.txt'), (beside) => writeFileSync(beside, 'a'));
    expect(existsSync(running)).toBe(false);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test('of a killed copy goes when the workspace beside it is erased', () => {
    const path = join(temporaryFolder(), 'Library.purgedesk');
    createWorkspace(path);
    halfWritten(deadProcess(), path, '-wal');
    eraseWorkspace(path);
    expect(readdirSync(dirname(path))).toEqual([]);
  });
});

describe('the list for the next start', () => {
  let list = '';
  beforeEach(() => {
    list = join(temporaryFolder(), 'writing');
    vi.stubEnv('PURGE_DESK_PIECES', list);
    onTestFinished(() => void vi.unstubAllEnvs());
  });

  test('has a piece while it is written, without the name of what it becomes', async () => {
    const path = join(temporaryFolder(), 'Retained users.xlsx');
    await writeWhole(path, (beside) => {
      writeFileSync(beside, 'a');
      expect(readdirSync(list)).toEqual([basename(beside)]);
      expect(readFileSync(join(list, basename(beside)), 'utf8')).toBe(dirname(path));
    });
    expect(readdirSync(list)).toEqual([]);
  });

  test('leads to what a killed program left in any folder, once that is there', () => {
    const folder = join(temporaryFolder(), 'stick');
    mkdirSync(folder);
    const own = besideOf(join(folder, 'Copy.purgedesk'));
    notePiece(own);
    const dead = halfWritten(deadProcess(), join(folder, 'Copy.purgedesk'), '-journal');
    renameSync(join(list, basename(own)), join(list, basename(dead)));
    renameSync(folder, `${folder} out`);
    clearNotedPieces();
    expect(readdirSync(list)).toEqual([basename(dead)]);
    renameSync(`${folder} out`, folder);
    clearNotedPieces();
    expect([readdirSync(folder), readdirSync(list)]).toEqual([[], []]);
  });
});

describe('what fails leaves nothing', () => {
  test('a new workspace, a copy and an export that can’t be put in their place', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const before = readdirSync(engine.folder);
    mkdirSync(join(engine.folder, 'taken.purgedesk', 'by a folder'), { recursive: true });
    const file = engine.grant(join(engine.folder, 'taken.purgedesk'));
    for (const asked of [
      engine.ask.workspace.create({ file }),
      engine.ask.workspace.saveCopy({ file }),
    ])
      expect((await refusal(asked)).code).toBe('REFUSED');
    expect(readdirSync(engine.folder).sort()).toEqual([...before, 'taken.purgedesk'].sort());
  });

  test('a new workspace of which only a half can be written; the one before stays', () => {
    const path = join(temporaryFolder(), 'Library.purgedesk');
    writeFileSync(path, 'of last year');
    const failing = () =>
      writeWholeAtOnce(path, (beside) => {
        writeFileSync(beside, 'half');
        throw new Error('full disk');
      });
    expect(failing).toThrow('full disk');
    expect(readFileSync(path, 'utf8')).toBe('of last year');
    expect(pieces(dirname(path))).toEqual([]);
  });

  test.each([
    ['a name', (folder: string) => join(folder, `${'n'.repeat(244)}.purgedesk`)],
    ['a path', (folder: string) => join(folder, ...Array(9).fill('d'.repeat(60)), 'n.purgedesk')],
  ])('%s that is too long is called by its name', async (_, pathIn) => {
    const engine = await newEngine();
    const path = pathIn(engine.folder);
    mkdirSync(dirname(path), { recursive: true });
    const file = engine.grant(path);
    for (const asked of [
      engine.ask.workspace.create({ file }),
      engine.ask.workspace.saveCopy({ file }),
    ])
      expect(await refusal(asked)).toMatchObject({ reason: 'file.nameTooLong' });
    const made = readdirSync(dirname(path)).filter((name) => !name.startsWith('Library'));
    expect(made).toEqual([]);
  });
});
