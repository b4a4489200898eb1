/**
 * The institution of a workspace: what is kept of it, and that its clocks and days count wherever the engine asks
 * which day it is. On another's clocks a decision of the evening would be filtered under another day than is shown.
 */
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { flagContext } from '#engine/replica/settings.ts';
import { documentFormat } from '#engine/reports/documentFormat.ts';
import { settingsRequests } from '#engine/requests/workspace.ts';
import type { Institution } from '#shared/contract/shapes/settings.ts';
import { CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';

async function saveInstitution(engine: TestEngine, change: Partial<Institution>) {
  const settings = await engine.ask.settings.get();
  const institution = { ...settings.institution, ...change };
  return engine.ask.settings.save({ ...settings, institution });
}

function at(iso: string): void {
  vi.useFakeTimers({ now: Date.parse(iso), toFake: ['Date'] });
}

afterEach(() => {
  vi.useRealTimers();
});

const FILLED: Institution = {
  name: 'Lakeside College Library',
  period: 'Fall 2026',
  preparedBy: 'Robin Archer',
  timeZone: 'Asia/Tokyo',
  deletePolicy: 3,
  paper: 'Letter',
};

describe('the institution', () => {
  test('is blank at first, stays as it was saved, and is there when the workspace is opened again', async () => {
    const engine = await newEngine();
    expect((await engine.ask.settings.get()).institution).toEqual({
      name: '',
      period: '',
      preparedBy: '',
      timeZone: null,
      deletePolicy: null,
      paper: 'A4',
    });
    await saveInstitution(engine, FILLED);
    const { path } = engine;
    await engine.close();
    await engine.open(path);
    expect((await engine.ask.settings.get()).institution).toEqual(FILLED);
  });

  test('of a new workspace begins with the paper that is usual there, and keeps it when it is opened elsewhere', async () => {
    for (const [n, [locale, paper]] of [
      ['en-US', 'Letter'],
      ['de-AT', 'A4'],
    ].entries()) {
      const engine = await newEngine();
      const file = engine.grant(join(engine.folder, `New ${n}.purgedesk`));
      await engine.ask.workspace.create({ file, locales: [locale!] });
      const { institution } = await engine.ask.settings.get();
      expect(institution).toMatchObject({ name: '', timeZone: null, paper });
      const { path } = engine;
      await engine.close();
      await engine.open(path);
      expect((await engine.ask.settings.get()).institution.paper).toBe(paper);
    }
  });

  test.each([
    { name: 'x'.repeat(201) },
    { timeZone: 'Europe/Wien' },
    { timeZone: '+01:00' },
    { deletePolicy: 5 as never },
    { paper: 'A3' as never },
  ])('%o is refused, and nothing is saved', async (change) => {
    const engine = await newEngine();
    await expect(saveInstitution(engine, change)).rejects.toThrow();
    expect((await engine.ask.settings.get()).institution.name).toBe('');
  });

  test('of a workspace whose zone this program doesn’t know opens with the computer’s', async () => {
    const engine = await newEngine();
    const settings = await engine.ask.settings.get();
    const institution = { name: 'Old', timeZone: 'Mars/Olympus' } as Institution;
    await engine.write(settingsRequests.save, { ...settings, institution });
    expect((await engine.ask.settings.get()).institution).toMatchObject({
      name: 'Old',
      timeZone: null,
      paper: 'A4',
    });
  });
});

describe('its day counts', () => {
  test('for when a decision was made: listed, filtered and asked for today', async () => {
    const engine = await newEngine();
    await saveInstitution(engine, { timeZone: 'Asia/Tokyo' });
    await engine.candidates(['ann', 'ben', 'cam']);
    const decide = async (identifier: string) => {
      const { userNo } = await engine.user(identifier);
      const criteria: Criteria = { op: 'users', userNos: [userNo] };
      await engine.ask.review.decide({
        selection: { criteria },
        decision: 'excluded',
        reason: 'Other',
      });
    };
    at('2026-03-09T14:59:00Z');
    await decide('ann');
    at('2026-03-09T15:01:00Z');
    await decide('ben');
    const days = async () => {
      const { values } = await engine.ask.users.values({
        column: { field: 'decided_at' },
        criteria: CANDIDATES,
        order: 'value',
      });
      return values.map(({ value, users }) => [value, users]);
    };
    const on = async (is: Extract<Criteria, { op: 'decidedOn' }>['is']) =>
      (await engine.ask.users.count({ criteria: { op: 'decidedOn', is } })).users;
    expect(await days()).toEqual([
      ['2026-03-09', 1],
      ['2026-03-10', 1],
      [null, 1],
    ]);
    expect(await on({ how: 'oneOf', values: ['2026-03-10'] })).toBe(1);
    expect(await on({ how: 'within', unit: 'day', from: 0, to: 0 })).toBe(1);
    expect(await on({ how: 'between', from: '2026-03-09', to: '2026-03-09' })).toBe(1);

    await saveInstitution(engine, { timeZone: 'Pacific/Honolulu' });
    expect(await days()).toEqual([
      ['2026-03-09', 2],
      [null, 1],
    ]);
    expect(await on({ how: 'within', unit: 'day', from: 0, to: 0 })).toBe(2);
  });

  test('for dates that are asked from today, and for the run that is planned for today', async () => {
    const engine = await newEngine();
    await engine.candidates([
      { id: 'ann', purge: '2026-03-09' },
      { id: 'ben', purge: '2026-03-10' },
    ]);
    at('2026-03-09T15:30:00Z');
    const purgeToday = {
      op: 'dateWithin',
      field: 'purge_date',
      unit: 'day',
      from: 0,
      to: 0,
    } as const;
    const whose = async (timeZone: string) => {
      const settings = await saveInstitution(engine, { timeZone });
      const users = await engine.users({ op: 'all', of: [CANDIDATES, purgeToday] });
      return [[...users.keys()], flagContext(settings).runDate];
    };
    expect(await whose('Asia/Tokyo')).toEqual([['ben'], '2026-03-10']);
    expect(await whose('Pacific/Honolulu')).toEqual([['ann'], '2026-03-09']);
  });
});

describe('reports', () => {
  const format = (locales: string[], timeZone: string) => documentFormat(locales, timeZone);
  const instant = Date.parse('2026-10-25T00:30:00Z');

  test('write instants on its clocks, without a page with the zone beside', () => {
    expect(format(['en-US'], 'Europe/Vienna').instant(instant)).toBe('Oct 25, 2026, 2:30 AM');
    expect(format([], 'Europe/Vienna').instant(instant)).toBe(
      '2026-10-25 02:30:00 +02:00 Europe/Vienna',
    );
    expect(format([], 'UTC').instant(instant)).toBe('2026-10-25 00:30:00 UTC');
  });
});
