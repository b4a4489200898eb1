/**
 * The log must hold nothing about a person, whatever it is given, never grow without end, and never
 * stop the program.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLog } from '../../src-main/app/log.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const NOON = new Date('2026-11-21T12:00:00Z');

function fresh() {
  const folder = join(temporaryFolder(), 'logs');
  const file = join(folder, 'purge-desk.log');
  return {
    folder,
    file,
    log: openLog(folder, () => NOON),
    lines: () => readFileSync(file, 'utf8').trimEnd().split('\n'),
  };
}

describe('the log', () => {
  test.skipIf(process.platform === 'win32')('is for the librarian alone', () => {
    const { log, folder, file } = fresh();
    log.done('start');
    const modes = [folder, file].map((path) => statSync(path).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600]);
  });

  test('holds operations, counts and durations, and refusals by their name', () => {
    const { log, lines } = fresh();
    log.done('engine.ready', { ms: 12 });
    log.done('start');
    log.refused('network');
    expect(lines()).toEqual([
      '2026-11-21T12:00:00.000Z done engine.ready ms=12',
      '2026-11-21T12:00:00.000Z done start',
      '2026-11-21T12:00:00.000Z refused network',
    ]);
  });

  test('holds an error’s class, code and places, but neither its message nor a folder', () => {
    const { log, lines } = fresh();
    const error = Object.assign(new TypeError('user 4711 not found in /home/doe/list.xlsx'), {
      code: 'ENOENT',
    });
    error.stack = `${error.stack?.split('\n')[0]}\n    at read (file:///home/doe/out/main.js:12:3)`;
    log.failed('import', error);
    expect(lines()).toEqual([
      '2026-11-21T12:00:00.000Z failed import TypeError ENOENT main.js:12:3',
    ]);
  });

  test('leaves out whatever doesn’t look like a name, a code or a number', () => {
    const { log, lines } = fresh();
    log.done('Doe, Jane', { 'j.doe@example.org': 1 } as never);
    log.done('rows', { rows: 'Doe' as never });
    log.refused('/home/doe');
    log.failed('x\nforged line', 'Jane Doe');
    log.failed('x', Object.assign(new Error('Doe'), { code: 'jane doe', stack: 'Doe' }));
    expect(lines().join('\n')).not.toMatch(/doe|jane|forged/i);
    expect(lines()).toHaveLength(5);
    expect(lines()[1]).toBe('2026-11-21T12:00:00.000Z done rows rows=NaN');
  });

  test('keeps three files of half a megabyte, the newest lines in the first', () => {
    const { folder, file, log, lines } = fresh();
    for (let round = 1; round <= 5; round++) {
      log.done(`round.${round}`);
      // As if so much had been written.
      const first = readFileSync(file, 'utf8');
      if (round < 5) writeFileSync(file, first + `${'x'.repeat(1023)}\n`.repeat(512));
    }
    expect(readdirSync(folder).sort()).toEqual([
      'purge-desk.log',
      'purge-desk.log.1',
      'purge-desk.log.2',
    ]);
    expect(lines()).toEqual(['2026-11-21T12:00:00.000Z done round.5']);
    expect(readFileSync(`${file}.1`, 'utf8')).toContain('round.4');
    expect(readFileSync(`${file}.2`, 'utf8')).toContain('round.3');
    expect(statSync(file).size).toBeLessThan(1024);
  });

  test('is given up silently where it can’t be written', () => {
    const blocked = join(temporaryFolder(), 'file');
    writeFileSync(blocked, '');
    const log = openLog(join(blocked, 'logs'));
    expect(() => log.done('start')).not.toThrow();
    expect(existsSync(join(blocked, 'logs'))).toBe(false);
  });
});
