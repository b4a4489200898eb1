/**
 * The file from which Alma makes an itemized set, read back with another library. A lost zero, a
 * trimmed space or a value taken for a formula names another user, or nobody.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeSetFile } from '#engine/sets/setFile.ts';
import { membersOf } from '#engine/sets/userSets.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { readBack } from '../support/readBack.ts';

const EVERYBODY: Criteria = { op: 'all', of: [] };

async function everybody(engine: TestEngine): Promise<number> {
  return (await engine.ask.sets.create({ name: 'Everybody', criteria: EVERYBODY, origin: '' }))
    .setId;
}

describe('a set file', () => {
  const ODD = [
    '00123',
    '123',
    ' leading',
    'trailing  ',
    '\u00a0nbsp\u00a0',
    'in  side',
    '=1+1',
    '+44',
    '-5',
    '@import',
    '1E5x',
    'jose\u0301',
    'Müller',
    '𠮷田',
    '<a&b>"\'',
    'tab\there',
    '29999123456789',
    'TRUE',
    'x'.repeat(255),
  ];

  test.each(['USERNAME', 'Primary ID'] as const)(
    'has %s in A1 and below it each identifier as text, exactly as it stood in its file',
    async (heading) => {
      const engine = await newEngine();
      await engine.candidates(ODD);
      const file = join(engine.folder, 'Set.xlsx');
      const answer = await engine.ask.sets.exportFile({
        setId: await everybody(engine),
        heading,
        file: engine.grant(file),
      });
      expect(answer).toEqual({ files: ['Set.xlsx'], users: ODD.length });
      const sheets = await readBack(file);
      expect(sheets).toHaveLength(1);
      expect(sheets[0]?.rows).toEqual([[heading], ...ODD.map((identifier) => [identifier])]);
    },
  );

  test('can be read by this program again, and names the same users', async () => {
    const engine = await newEngine();
    await engine.candidates(ODD);
    const file = join(engine.folder, 'Set.xlsx');
    const setId = await everybody(engine);
    await engine.ask.sets.exportFile({ setId, heading: 'USERNAME', file: engine.grant(file) });
    const check = await engine.read(file);
    expect(check).toMatchObject({
      kind: 'exclusions',
      identifiers: ODD.length,
      knownIdentifiers: ODD.length,
      errors: 0,
    });
    expect(check.notices.map((notice) => notice.code)).not.toContain('numeric-identifier');
  });

  test('holds a user once, however often the files name it', async () => {
    const engine = await newEngine();
    await engine.candidates(['JDoe', 'jdoe', 'JDOE ']);
    await engine.exclusions('jDoe');
    const file = join(engine.folder, 'Set.xlsx');
    const setId = await everybody(engine);
    await engine.ask.sets.exportFile({ setId, heading: 'USERNAME', file: engine.grant(file) });
    expect((await readBack(file))[0]?.rows).toEqual([['USERNAME'], ['JDoe']]);
  });

  test('of an empty set has its heading and nothing else', async () => {
    const engine = await newEngine();
    const file = join(engine.folder, 'Set.xlsx');
    const setId = await everybody(engine);
    expect(
      await engine.ask.sets.exportFile({ setId, heading: 'Primary ID', file: engine.grant(file) }),
    ).toEqual({ files: ['Set.xlsx'], users: 0 });
    expect((await readBack(file))[0]?.rows).toEqual([['Primary ID']]);
  });

  test('is split where one would be too large for Alma; the parts are whole and hold everybody once', async () => {
    const engine = await newEngine();
    const identifiers = Array.from({ length: 25 }, (_, n) => `user${n}`);
    await engine.candidates(identifiers);
    const { reader } = engine.session.workspace;
    const members = membersOf(reader, await everybody(engine));
    const path = join(engine.folder, 'Set.XLSX');
    for (const [rowsPerFile, parts] of [
      [10, 3],
      [5, 5],
      [25, 1],
      [24, 2],
    ] as const) {
      const { files, users } = await writeSetFile(reader, {
        path,
        heading: 'USERNAME',
        members,
        rowsPerFile,
      });
      expect(users).toBe(25);
      expect(files).toHaveLength(parts);
      if (parts === 3)
        expect(files).toEqual(['Set (1 of 3).xlsx', 'Set (2 of 3).xlsx', 'Set (3 of 3).xlsx']);
      const all: unknown[] = [];
      for (const file of files) {
        const [heading, ...rows] = (await readBack(join(engine.folder, file)))[0]!.rows;
        expect(heading).toEqual(['USERNAME']);
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.length).toBeLessThanOrEqual(rowsPerFile);
        all.push(...rows.map((row) => row[0]));
      }
      expect(all).toEqual(identifiers);
    }
  });

  test('that can’t be written is refused, and the older one stays', async () => {
    const engine = await newEngine();
    await engine.candidates(['a']);
    const setId = await everybody(engine);
    const missing = engine.grant(join(engine.folder, 'missing', 'Set.xlsx'));
    expect(
      await refusal(engine.ask.sets.exportFile({ setId, heading: 'USERNAME', file: missing })),
    ).toMatchObject({ code: 'REFUSED', reason: 'file.missing' });
    expect(readdirSync(engine.folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  test('says nothing in the file about the person or the computer it was written on', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'a', last: 'Secretname' }]);
    const file = join(engine.folder, 'Set.xlsx');
    const setId = await everybody(engine);
    await engine.ask.sets.exportFile({ setId, heading: 'USERNAME', file: engine.grant(file) });
    expect(readFileSync(file).includes('Secretname')).toBe(false);
  });
});
