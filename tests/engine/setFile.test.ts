/**
 * The file from which Alma makes an itemized set, read back with another library. A lost zero, a
 * trimmed space or a value taken for a formula names another user, or nobody.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readUsers } from '#engine/replica/userRows.ts';
import { membersOf } from '#engine/sets/userSets.ts';
import { writeSetFile } from '#engine/sets/writeSetFile.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { packedParts, readBack } from '../support/readBack.ts';

const EVERYBODY: Criteria = { op: 'all', of: [] };

async function everybody(engine: TestEngine): Promise<number> {
  return (
    await engine.ask.sets.create({
      name: 'Everybody',
      criteria: EVERYBODY,
      origin: { from: 'review', users: 'all' },
    })
  ).setId;
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
      expect(answer).toMatchObject({ files: ['Set.xlsx'], users: ODD.length, cleaned: 0 });
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
      kind: 'identifiers',
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
    ).toEqual({ files: ['Set.xlsx'], users: 0, cleaned: 0, odd: 0 });
    expect((await readBack(file))[0]?.rows).toEqual([['Primary ID']]);
  });

  test('is split by what it weighs for Alma; the parts are whole, small enough and hold everybody once', async () => {
    const engine = await newEngine();
    // Short ones and long ones that don’t pack: by number of rows the second half would be far too large.
    const hash = (n: number) => createHash('sha512').update(String(n)).digest('hex');
    const identifiers = Array.from({ length: 400 }, (_, n) => (n < 200 ? `user${n}` : hash(n)));
    await engine.candidates(identifiers);
    const { db } = engine.session.workspace;
    const members = membersOf(db, await everybody(engine));
    const path = join(engine.folder, 'Set.XLSX');
    const request = { path, heading: 'USERNAME', members, clean: false, seal: null } as const;
    const counts: number[] = [];
    for (const mostBytes of [10_000_000, 20_000, 10_000]) {
      const { files, users, perFile } = await writeSetFile(db, { ...request, mostBytes });
      expect(users).toBe(400);
      counts.push(files.length);
      if (files.length > 1) expect(files[0]).toBe(`Set (1 of ${files.length}).xlsx`);
      const all: unknown[] = [];
      for (const [n, file] of files.entries()) {
        const written = join(engine.folder, file);
        expect(statSync(written).size).toBeLessThanOrEqual(mostBytes);
        const [heading, ...rows] = (await readBack(written))[0]!.rows;
        expect(heading).toEqual(['USERNAME']);
        expect(rows.length).toBeGreaterThan(0);
        all.push(...rows.map((row) => row[0]));
        // Whom the part holds, for when one of them is erased.
        const held = readUsers(db, [...perFile[n]!]).map((user) => user.primary_identifier);
        expect(rows.map((row) => row[0])).toEqual(held);
      }
      expect(all).toEqual(identifiers);
    }
    expect(counts[0]).toBe(1);
    expect(counts[1]).toBeGreaterThan(1);
    expect(counts[2]).toBeGreaterThan(counts[1]!);
    expect(readdirSync(engine.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('too small for the heading alone ends with a user a file, and doesn’t go on for ever', async () => {
    const engine = await newEngine();
    await engine.candidates(['a', 'b', 'c']);
    const { db } = engine.session.workspace;
    const { files } = await writeSetFile(db, {
      path: join(engine.folder, 'Set.xlsx'),
      heading: 'USERNAME',
      members: membersOf(db, await everybody(engine)),
      clean: false,
      seal: null,
      mostBytes: 1,
    });
    expect(files).toHaveLength(3);
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

  test('says nothing in the file about the librarian or the computer it was written on', async () => {
    const engine = await newEngine();
    await engine.candidates([{ id: 'a', last: 'Secretname' }]);
    const file = join(engine.folder, 'Set.xlsx');
    const setId = await everybody(engine);
    await engine.ask.sets.exportFile({ setId, heading: 'USERNAME', file: engine.grant(file) });
    expect(readFileSync(file).includes('Secretname')).toBe(false);
  });
});

describe('identifiers that Alma wouldn’t find', () => {
  const PLAIN = ['00123', '1234567.5', 'in side', '29999123456780', '100', 'a.0'];
  const ODD: readonly (readonly [text: string, clean: string])[] = [
    ['777.0', '777'],
    ['888.00 ', '888'],
    [' leading', 'leading'],
    ['\u00a0nbsp\u00a0', 'nbsp'],
    ['a\u00a0b', 'a b'],
    ['tab\there', 'tab here'],
    ['zero\u200bwidth', 'zerowidth'],
    ['\ufeffmark', 'mark'],
  ];

  async function exported(engine: TestEngine, clean: boolean) {
    const setId = await everybody(engine);
    const check = await engine.ask.sets.checkFile({ setId });
    const file = join(engine.folder, 'Set.xlsx');
    const written = await engine.ask.sets.exportFile({
      setId,
      heading: 'USERNAME',
      file: engine.grant(file),
      clean,
    });
    const [, ...rows] = (await readBack(file))[0]!.rows;
    return { check, written, identifiers: rows.map((row) => row[0]) };
  }

  test('are counted by kind and shown before the file is written, and written clean when asked', async () => {
    const engine = await newEngine();
    const texts = ODD.map(([text]) => text);
    await engine.candidates([...PLAIN, ...texts]);
    const { check, written, identifiers } = await exported(engine, true);
    expect(check).toMatchObject({
      users: PLAIN.length + ODD.length,
      odd: ODD.length,
      taken: 0,
      seal: null,
      oddities: [
        { oddity: 'decimal-zeros', users: 2, examples: [{ text: '777.0', clean: '777' }, {}] },
        { oddity: 'outer-spaces', users: 4 },
        { oddity: 'inner-spaces', users: 3 },
      ],
    });
    expect(written).toMatchObject({ cleaned: ODD.length, odd: 0 });
    expect(identifiers).toEqual([...PLAIN, ...ODD.map(([, clean]) => clean)]);
  });

  test('stay as they are unasked, and that is told', async () => {
    const engine = await newEngine();
    const texts = ODD.map(([text]) => text);
    await engine.candidates([...PLAIN, ...texts]);
    const { written, identifiers } = await exported(engine, false);
    expect(written).toMatchObject({ cleaned: 0, odd: ODD.length });
    expect(identifiers).toEqual([...PLAIN, ...texts]);
  });

  test('are left alone where the clean one is another user: else somebody else would be named', async () => {
    const engine = await newEngine();
    const texts = ['777.0', '777', '888.0', '888.00'];
    await engine.candidates(texts);
    const { check, written, identifiers } = await exported(engine, true);
    expect(check).toMatchObject({ odd: 3, taken: 2 });
    expect(written).toMatchObject({ cleaned: 1, odd: 2 });
    expect(identifiers).toEqual(['777.0', '777', '888', '888.00']);
  });
});

describe('the seal of a signed review', () => {
  async function signed(engine: TestEngine) {
    await engine.candidates(['a', 'b', 'c']);
    const { userNo } = await engine.user('c');
    await engine.ask.review.decide({
      selection: { criteria: { op: 'all', of: [] } },
      decision: 'approved',
      reason: null,
    });
    await engine.ask.review.decide({
      selection: { criteria: { op: 'users', userNos: [userNo] } },
      decision: 'excluded',
      reason: 'Other',
    });
    await engine.ask.signOff.sign({ name: 'Ada' });
    return (await engine.ask.signOff.sign({ name: 'Grace' })).seal!.seal;
  }

  const APPROVED: Criteria = { op: 'decision', values: ['approved'] };

  async function written(engine: TestEngine, criteria: Criteria) {
    const { setId } = await engine.ask.sets.create({
      name: 'Some',
      criteria,
      origin: { from: 'review', users: 'all' },
    });
    const { seal } = await engine.ask.sets.checkFile({ setId });
    const file = engine.grant(join(engine.folder, 'Some.xlsx'));
    const { files } = await engine.ask.sets.exportFile({ setId, heading: 'USERNAME', file });
    const path = join(engine.folder, files[0]!);
    const core = String((await packedParts(path, 'docProps/core.xml'))[0]);
    await engine.ask.sets.delete({ setId });
    return { seal, files, core, rows: (await readBack(path))[0]!.rows };
  }

  test('stands in the name and the properties of a file of approved users, never in a cell', async () => {
    const engine = await newEngine();
    const seal = await signed(engine);
    const sealed = await written(engine, APPROVED);
    expect(sealed.seal).toBe(seal);
    expect(sealed.files).toEqual([`Some-seal-${seal.slice(0, 8)}.xlsx`]);
    expect(sealed.core).toContain(seal);
    expect(sealed.rows).toEqual([['USERNAME'], ['a'], ['b']]);
  });

  test('is not lent to a set that has others, nor kept after a decision', async () => {
    const engine = await newEngine();
    const seal = await signed(engine);
    const others = await written(engine, EVERYBODY);
    expect(others).toMatchObject({ seal: null, files: ['Some.xlsx'] });
    expect(others.core).not.toContain(seal);
    await engine.ask.review.decide({
      selection: { criteria: { op: 'users', userNos: [(await engine.user('b')).userNo] } },
      decision: 'excluded',
      reason: 'Other',
    });
    expect(await written(engine, APPROVED)).toMatchObject({ seal: null, files: ['Some.xlsx'] });
  });
});
