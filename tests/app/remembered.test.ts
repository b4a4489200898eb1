/** What pages remember on this computer: there again at the next start, and gone from the disk once it names somebody. */
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeOverwritten } from '../../src-main/app/overwritten.ts';
import { rememberedByPages } from '../../src-main/app/remembered.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const FILTER = JSON.stringify({ state: { groups: ['Bauer\nAna'] } });

test('is there again at the next start', () => {
  const file = join(temporaryFolder(), 'remembered.json');
  const remembered = rememberedByPages(file);
  remembered.set('screen', 'users');
  remembered.set('filter.review', FILTER);
  remembered.set('screen', null);
  expect(existsSync(file)).toBe(false);
  remembered.flush();
  expect(rememberedByPages(file).all()).toEqual({ 'filter.review': FILTER });
});

test('what names somebody goes, and nothing else', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'remembered.json');
  const remembered = rememberedByPages(file);
  remembered.set('screen', 'users');
  remembered.set('filter.review', FILTER);
  remembered.flush();
  // What stays readable through another name is what was on the disk.
  const before = join(temporaryFolder(), 'before');
  linkSync(file, before);
  const [named] = remembered.texts().filter((text) => /\bAna\b/.test(text));
  remembered.forgetThese([named!]);
  expect(rememberedByPages(file).all()).toEqual({ screen: 'users' });
  expect(readdirSync(folder)).toEqual(['remembered.json']);
  expect(readFileSync(file, 'utf8')).not.toContain('Bauer');
});

test('a folder goes with all that is in it, overwritten, and no further', () => {
  const folder = temporaryFolder();
  const gone = join(folder, 'gone');
  mkdirSync(join(gone, 'within'), { recursive: true });
  const other = join(folder, 'other.txt');
  writeFileSync(other, 'somebody else');
  symlinkSync(other, join(gone, 'link'));
  linkSync(other, join(gone, 'within', 'linked'));
  writeFileSync(join(gone, 'within', 'a.ldb'), 'Bauer');
  removeOverwritten(gone);
  expect(readdirSync(folder)).toEqual(['other.txt']);
  expect(readFileSync(other, 'utf8')).toBe('somebody else');
  removeOverwritten(join(folder, 'nowhere'));
});
