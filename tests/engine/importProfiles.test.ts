/**
 * Import profiles, and the day whose state a file shows. A profile that is offered for the wrong file reads
 * balances as names; an old report that passes for a fresh one purges people who have come back.
 */
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import { minusDays } from '#shared/domain/calendar.ts';
import { today } from '#shared/domain/timeZones.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { type Rows, readAgain, readPath, readRows } from '../support/importFiles.ts';
import { writeWorkbook } from '../support/workbookFile.ts';

const PID = 'Primary Identifier';

describe('a profile', () => {
  const HEAD = ['Key', 'Remaining', 'When', 'Note'];
  const OPTIONS: ReadOptions = {
    kind: 'loans',
    dateOrder: 'day-first',
    columns: [
      { position: 0, field: 'primary_identifier' },
      { position: 1, field: 'loan_count' },
      { position: 2, field: 'due_date' },
      { position: 3, field: null },
    ],
  };
  const ROWS: Rows = [HEAD, ['a', 2, '03/04/2026', 'x']];

  async function saved(name = 'Our loans') {
    const engine = await newEngine();
    const check = await readRows(engine, ROWS, OPTIONS);
    const profile = await engine.ask.imports.saveProfile({ importId: check.importId, name });
    return { engine, check, profile };
  }

  test('is used from the moment it is saved, and offered for files with the same headings', async () => {
    const { engine, check, profile } = await saved();
    const { profileId } = profile;
    const now = await engine.ask.imports.check({ importId: check.importId });
    expect(now.profile).toEqual({ profileId, name: 'Our loans', used: true });
    const other = await readRows(engine, [
      ['note', 'WHEN ', 'key', 'Remaining:'],
      ['x', '05/06/2026', 'b', 3],
    ]);
    expect(other.profile).toEqual({ profileId, name: 'Our loans', used: false });
    expect(other.kind).toBe('exclusions');
    const { importId } = await engine.ask.imports.useProfile({
      importId: other.importId,
      profileId,
    });
    const used = await engine.checked(importId);
    expect(used).toMatchObject({ kind: 'loans', missing: [], question: null });
    expect(used.profile).toMatchObject({ used: true });
    expect(used.columns.map(({ field, dateOrder }) => [field, dateOrder])).toEqual([
      [null, null],
      ['due_date', 'day-first'],
      ['primary_identifier', null],
      ['loan_count', null],
    ]);
    await engine.ask.imports.commit({ importId });
    expect((await engine.user('b')).loans).toBe(3);
  });

  test('is not offered for files with other headings, or one more', async () => {
    const { engine } = await saved();
    expect(
      (
        await readRows(engine, [
          [...HEAD, 'More'],
          ['a', 1, null, 'x'],
        ])
      ).profile,
    ).toBeNull();
    expect((await readRows(engine, [[PID], ['a']])).profile).toBeNull();
  });

  test('of a name that is taken replaces that one and is the one that is offered', async () => {
    const { engine, check, profile } = await saved();
    const second = await engine.ask.imports.saveProfile({
      importId: check.importId,
      name: 'Second',
    });
    const fees = await readAgain(engine, check, {
      kind: 'fines-fees',
      columns: [{ position: 1, field: 'fee_amount' }],
    });
    // The newest is the one that was saved last, also where the clock was set back meanwhile.
    const earlier = Date.now() - 40 * 86_400_000;
    vi.spyOn(Date, 'now').mockImplementation(() => earlier);
    const again = await engine.ask.imports.saveProfile({
      importId: fees.importId,
      name: ' OUR loans ',
    });
    expect(again).toMatchObject({
      profileId: profile.profileId,
      name: 'OUR loans',
      kind: 'fines-fees',
    });
    expect(await engine.ask.imports.profiles()).toHaveLength(2);
    const next = await readRows(engine, ROWS);
    expect(next.profile).toMatchObject({ profileId: profile.profileId, used: false });
    const { importId } = await engine.ask.imports.useProfile({
      importId: next.importId,
      profileId: second.profileId,
    });
    expect((await engine.checked(importId)).profile).toEqual({
      profileId: second.profileId,
      name: 'Second',
      used: true,
    });
  });

  test('keeps headings and choices, and nothing of what the rows say', async () => {
    const { engine, profile } = await saved();
    expect(profile.headings).toEqual(HEAD);
    expect(JSON.stringify(await engine.ask.imports.profiles())).not.toContain('03/04');
  });

  test('that was deleted is neither offered nor used any more', async () => {
    const { engine, check, profile } = await saved();
    const { profileId } = profile;
    await engine.ask.imports.deleteProfile({ profileId });
    const { importId } = check;
    expect((await engine.ask.imports.check({ importId })).profile).toBeNull();
    expect(await refusal(engine.ask.imports.useProfile({ importId, profileId }))).toMatchObject({
      reason: 'profile.gone',
    });
    expect(await engine.ask.imports.profiles()).toEqual([]);
    expect(await engine.ask.imports.deleteProfile({ profileId })).toEqual({});
  });

  test('can’t be made of a file without headings', async () => {
    const engine = await newEngine();
    const { importId } = await readRows(engine, [['00123'], ['00124']]);
    expect((await refusal(engine.ask.imports.saveProfile({ importId, name: 'x' }))).reason).toBe(
      'profile.noHeadings',
    );
    expect(
      (await refusal(engine.ask.imports.saveProfile({ importId: 99, name: 'x' }))).reason,
    ).toBe('import.gone');
  });
});

describe('the data date', () => {
  const LIST: Rows = [[PID], ['a']];
  const dated = async (rows: Rows, name: string) => {
    const engine = await newEngine();
    const path = await writeWorkbook(join(engine.folder, name), { rows });
    await utimes(path, new Date('2026-02-03T12:00:00'), new Date('2026-02-03T12:00:00'));
    const { dataDate, dataDateSource } = await readPath(engine, path);
    return [dataDate, dataDateSource];
  };
  const days = (purge: string, past: number) => [
    ['Data as of 2026-01-05'],
    [PID, 'Purge Date', 'Days between Today and Purge Date'],
    ['a', purge, past],
    ['b', null, null],
  ];

  test.each<[string, Rows, string, string, string]>([
    [
      'the column of days',
      days('2025-12-31', 10),
      'x 2026-01-06.xlsx',
      '2026-01-10',
      'days-column',
    ],
    ['that column, negative', days('2025-12-31', -10), 'x.xlsx', '2026-01-10', 'days-column'],
    [
      'a title',
      [['Run on 11/20/2025 by me'], ...LIST],
      'x 2026-01-06.xlsx',
      '2025-11-20',
      'title-row',
    ],
    [
      'a later title',
      [['1/2/2026'], ['20 November 2025'], ...LIST],
      'x.xlsx',
      '2025-11-20',
      'title-row',
    ],
    ['the file’s name', LIST, 'PIDs_2026-01-06.xlsx', '2026-01-06', 'file-name'],
    ['the name, compact', LIST, 'PIDs 20260106 XYZ.xlsx', '2026-01-06', 'file-name'],
    ['the file’s time', LIST, 'PIDs 1-2-2026.xlsx', '2026-02-03', 'file-time'],
    [
      'not the future',
      [['Until 2999-12-31'], ...LIST],
      'PIDs 2998-01-01.xlsx',
      '2026-02-03',
      'file-time',
    ],
    [
      'no impossible day',
      [['2026-02-30'], ...LIST],
      'PIDs 20261345.xlsx',
      '2026-02-03',
      'file-time',
    ],
    ['days that fit no day', days('9999-12-31', 40), 'x.xlsx', '2026-01-05', 'title-row'],
  ])('is told by %s', async (_, rows, name, date, source) => {
    expect(await dated(rows, name)).toEqual([date, source]);
  });

  test('of a file from the future or before all time is still a day', async () => {
    const engine = await newEngine();
    for (const seconds of [4_000_000_000, -1_000_000]) {
      const path = join(engine.folder, 'List.csv');
      await writeFile(path, 'Primary ID\na\n');
      await utimes(path, seconds, seconds);
      const { dataDate } = await readPath(engine, path);
      expect(dataDate! <= today(null)).toBe(true);
    }
  });

  test('told by hand counts, for the replica too, before and after it is added', async () => {
    const engine = await newEngine();
    const { importId } = await readRows(engine, [
      [PID, 'Purge Date', 'Last Name'],
      ['a', '2020-01-31', 'Doe'],
    ]);
    expect((await engine.ask.workspace.status()).replicaDate).toBeNull();
    const set = (dataDate: string) => engine.ask.imports.setDataDate({ importId, dataDate });
    expect(await set('2026-01-02')).toMatchObject({ dataDate: '2026-01-02' });
    await engine.ask.imports.commit({ importId });
    expect((await engine.ask.workspace.status()).replicaDate).toBe('2026-01-02');
    await set('2026-01-03');
    expect(await engine.ask.imports.check({ importId })).toMatchObject({
      dataDate: '2026-01-03',
      dataDateSource: 'told',
    });
    expect((await engine.ask.workspace.status()).replicaDate).toBe('2026-01-03');
    expect(
      (await refusal(engine.ask.imports.setDataDate({ importId: 9, dataDate: '2026-01-01' })))
        .reason,
    ).toBe('import.gone');
    await expect(set('2026-02-30')).rejects.toThrow();
  });
});

describe('warnings about the age and the origin of files', () => {
  const notices = async (engine: TestEngine, importId: number) =>
    (await engine.ask.imports.check({ importId })).notices
      .filter(({ code }) => ['old-data', 'other-dates', 'other-library'].includes(code))
      .map(({ code, count }) => [code, count]);

  test('come with the files beside it and go with them', async () => {
    const engine = await newEngine();
    const read = async (name: string, daysAgo: number) => {
      const { importId } = await readRows(engine, [[PID], [name]], {}, name);
      await engine.ask.imports.setDataDate({ importId, dataDate: minusDays(today(null), daysAgo) });
      return importId;
    };
    const first = await read('PIDs for users SPL.xlsx', 7);
    expect(await notices(engine, first)).toEqual([]);
    const second = await read('Users with fines SPL (2).xlsx', 8);
    expect(await notices(engine, first)).toEqual([]);
    expect(await notices(engine, second)).toEqual([['old-data', 1]]);
    const third = await read('User loan counts LNC.xlsx', 0);
    expect(await notices(engine, third)).toEqual([
      ['other-dates', 2],
      ['other-library', 2],
    ]);
    expect(await notices(engine, first)).toEqual([
      ['other-dates', 1],
      ['other-library', 1],
    ]);
    await engine.ask.imports.discard({ importId: third });
    expect(await notices(engine, first)).toEqual([]);
  });
});
