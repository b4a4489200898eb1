/**
 * What the desktop remembers between two starts: a damaged file must never stop the program, and a
 * write that fails must leave what was there.
 */
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { storedJson } from '../../src-main/app/storedJson.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const schema = z.object({ width: z.number() });
const FALLBACK = { width: 1 };
const stored = (file: string) => storedJson(file, schema, FALLBACK);

describe('a small stored file', () => {
  test('is read back as it was written, by the next start too', () => {
    const file = join(temporaryFolder(), 'new folder', 'window.json');
    stored(file).write({ width: 7 });
    expect(stored(file).read()).toEqual({ width: 7 });
  });

  test('belongs to its owner, and leaves no half-written one beside it', () => {
    const folder = temporaryFolder();
    stored(join(folder, 'window.json')).write({ width: 7 });
    expect(readdirSync(folder)).toEqual(['window.json']);
    if (process.platform !== 'win32')
      expect(statSync(join(folder, 'window.json')).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['is missing', null],
    ['is empty', ''],
    ['ends in its middle', '{"width": 1'],
    ['has another shape', '{"width": "wide"}'],
    ['is a list', '[]'],
    ['is no text', '\0\ufffd'],
  ])('counts as none when it %s', (_, content) => {
    const file = join(temporaryFolder(), 'window.json');
    if (content !== null) writeFileSync(file, content);
    expect(stored(file).read()).toEqual(FALLBACK);
  });

  test('stays what it was when it can’t be written', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'window.json');
    stored(file).write({ width: 7 });
    stored(file).write({ width: 8n } as never);
    expect(stored(file).read()).toEqual({ width: 7 });
    expect(readdirSync(folder)).toEqual(['window.json']);
  });

  test('takes away what a crash left half written, and nothing that looks like it', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'window.json');
    writeFileSync(`${file}.0123456789abcdef.new`, '{"wid');
    writeFileSync(`${file}.new`, 'of somebody else');
    stored(file).write({ width: 7 });
    expect(readdirSync(folder)).toEqual(['window.json', 'window.json.new']);
    expect(readFileSync(`${file}.new`, 'utf8')).toBe('of somebody else');
  });

  test('is no reason to stop in a folder that can’t be made', () => {
    const folder = temporaryFolder();
    const blocked = join(folder, 'file');
    writeFileSync(blocked, '');
    chmodSync(blocked, 0o600);
    const { read, write } = stored(join(blocked, 'window.json'));
    expect(() => write({ width: 7 })).not.toThrow();
    expect(read()).toEqual(FALLBACK);
    expect(readFileSync(blocked, 'utf8')).toBe('');
  });
});
