/**
 * What Alma's list of users asks, held against plain reading: account, role, status, exact search. A filter that takes
 * an inactive account for an active one, or one role for another, shows the wrong people as those who may go.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { ACCOUNT_STATES, accountState } from '#shared/domain/accountStates.ts';
import { allOf, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { ALL_TYPES, recordTypeCriteria, USER_TABS } from '#shared/domain/recordTypeCriteria.ts';
import { rolesIn } from '#shared/domain/roleNames.ts';
import { today } from '#shared/domain/timeZones.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { addRows, readPath, readRows } from '../support/importFiles.ts';
import { day } from '../support/workbookFile.ts';

const STATUSES = ['Active', 'ACTIVE ', 'Inactive', 'Deleted', null];
const TYPES = ['External', 'Internal', 'Internal with external authentication', null];
const ROLES = ['Patron', 'patron', 'User Manager', 'Circulation Desk Operator', 'Instructor'];

interface Drawn {
  readonly status: string | null;
  readonly type: string | null;
  readonly roles: readonly string[];
  readonly days: number | null;
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  status: fc.constantFrom(...STATUSES),
  type: fc.constantFrom(...TYPES),
  roles: fc.subarray(ROLES),
  days: fc.constantFrom(-400, -1, 0, 1, 400, null),
});

const HEADINGS = ['Primary Identifier', 'User Type', 'Status', 'Expiry Date', 'Email', 'Role Name'];

/** A report of users has a row for each role of each user. */
async function withUsers(users: readonly Drawn[]): Promise<TestEngine> {
  const engine = await newEngine();
  const now = Date.parse(today(null));
  await addRows(engine, 'users', [
    HEADINGS,
    ...users.flatMap(({ status, type, roles, days }, n) =>
      (roles.length > 0 ? roles : [null]).map((role) => [
        `u${n}`,
        type,
        status,
        days === null ? null : day(new Date(now + days * 86_400_000).toISOString().slice(0, 10)),
        `Reader.${n}@example.org`,
        role,
      ]),
    ),
  ]);
  return engine;
}

const found = async (engine: TestEngine, criteria: Criteria) =>
  (await engine.ask.users.page({ criteria, sort: [], offset: 0, limit: 100 })).rows.map(
    ({ primary_identifier }) => primary_identifier,
  );

const those = (users: readonly UserRow[], holds: (user: UserRow) => boolean) =>
  users.filter(holds).map(({ primary_identifier }) => primary_identifier);

test('account, role and status find whom a plain reading finds, and no filter loses anybody', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 12 }), async (users) => {
      const engine = await withUsers(users);
      const all = [...(await engine.users()).values()];
      const now = today(null);
      const states = await Promise.all(
        ACCOUNT_STATES.map(async (state) => {
          const seen = await found(engine, { op: 'accountState', values: [state] });
          expect(seen).toEqual(
            those(all, (user) => accountState(user.status, user.expiry_date, now) === state),
          );
          return seen;
        }),
      );
      expect(states.flat().sort()).toEqual(those(all, () => true).sort());
      for (const { value, users: count } of await engine.ask.users.roles({ criteria: EVERYBODY })) {
        const seen = await found(engine, { op: 'hasRole', values: [value] });
        const had = (user: UserRow) =>
          value === null
            ? user.roles === null
            : rolesIn(user.roles ?? '').some((role) => role.toLowerCase() === value.toLowerCase());
        expect([value, seen]).toEqual([value, those(all, had)]);
        expect(seen).toHaveLength(count);
      }
      for (const [n, { roles }] of users.entries()) {
        const kept = rolesIn((await engine.user(`u${n}`)).roles ?? '').map((role) =>
          role.toLowerCase(),
        );
        expect(new Set(kept)).toEqual(new Set(roles.map((role) => role.toLowerCase())));
      }
    }),
    { numRuns: 12 },
  );
});

test('an exact search finds one identifier or e-mail, where the tolerant one finds all that hold it', async () => {
  const nobody = { status: null, type: 'Internal', roles: [], days: null };
  const engine = await withUsers(Array.from({ length: 12 }, () => nobody));
  const exactly = (value: string) => found(engine, { op: 'exactly', value });
  expect(await found(engine, { op: 'search', value: 'u1' })).toEqual(['u1', 'u10', 'u11']);
  expect(await exactly('u1')).toEqual(['u1']);
  expect(await exactly(' U1 ')).toEqual(['u1']);
  expect(await exactly('reader.1@EXAMPLE.org')).toEqual(['u1']);
  expect(await exactly('reader.1@example')).toEqual([]);
  expect(await exactly('1@example.org')).toEqual([]);
  expect(await exactly('')).toEqual([]);
  expect(await exactly('%')).toEqual([]);
});

test('each tab lists and counts whom a plain reading finds, alone and with a filter; All is all of them', async () => {
  const typed = fc.record({
    record: fc.constantFrom('Staff', 'Public', 'Contact', null),
    status: fc.constantFrom(...STATUSES),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(typed, { minLength: 1, maxLength: 15 }), async (users) => {
      const engine = await newEngine();
      await addRows(engine, 'users', [
        ['Primary Identifier', 'Record Type', 'User Type', 'Status'],
        ...users.map(({ record, status }, n) => [`u${n}`, record, 'Internal', status]),
      ]);
      const all = [...(await engine.users()).values()];
      const inactive: Criteria = { op: 'accountState', values: ['inactive'] };
      const now = today(null);
      for (const tab of USER_TABS)
        for (const filter of [EVERYBODY, inactive]) {
          const isOf = ({ record_type: type }: UserRow) =>
            tab === ALL_TYPES || (type ?? 'Public') === tab;
          const passes = (user: UserRow) =>
            filter === EVERYBODY || accountState(user.status, user.expiry_date, now) === 'inactive';
          const criteria = allOf(recordTypeCriteria(tab), filter);
          const seen = await found(engine, criteria);
          expect(seen).toEqual(those(all, (user) => isOf(user) && passes(user)));
          expect((await engine.ask.users.count({ criteria })).users).toBe(seen.length);
        }
    }),
    { numRuns: 12 },
  );
});

const SPELT = [
  'B-17',
  ' b-17 ',
  'Ä1',
  'A1',
  'ä1\u00a0',
  'x b-17',
  '17',
  'straße',
  'STRASSE',
  '00123',
];

test('an exact search finds whoever has the identifier or e-mail in a line that stands, as a plain reading does', async () => {
  const spelt = fc.constantFrom(...SPELT);
  const having = fc.array(fc.tuple(fc.nat(5), spelt), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(having, having, having, async (older, newer, emails) => {
      const engine = await newEngine();
      await addRows(engine, 'users', [
        ['Primary Identifier', 'User Type'],
        ...Array.from({ length: 6 }, (_, n) => [n === 0 ? 'b-17' : `u${n}`, 'Internal']),
      ]);
      const pid = (n: number) => (n === 0 ? 'b-17' : `u${n}`);
      const reports = [
        ['user-identifiers', ['Identifier Value', 'Identifier Type'], older, '2026-01-01'],
        ['user-identifiers', ['Identifier Value', 'Identifier Type'], newer, '2026-03-01'],
        ['user-contacts', ['E-mail address', 'E-mail types'], emails, '2026-01-01'],
      ] as const;
      for (const [kind, headings, lines, dataDate] of reports) {
        if (lines.length === 0) continue;
        const rows = lines.map(([n, value]) => [pid(n), value, 'some']);
        const { importId } = await readRows(
          engine,
          [['Primary Identifier', ...headings], ...rows],
          { kind },
        );
        await engine.ask.imports.setDataDate({ importId, dataDate });
        await engine.ask.imports.commit({ importId });
      }
      const users = await engine.users();
      const details = await Promise.all(
        [...users].map(async ([id, { userNo }]) => {
          const { kinds } = await engine.ask.users.details({ userNo });
          const texts = kinds
            .filter(({ kind }) => kind === 'identifiers' || kind === 'emails')
            .flatMap(({ lines }) => lines.flatMap(({ values }) => values));
          return [id, [id, ...texts.map(String)]] as const;
        }),
      );
      for (const value of SPELT) {
        const plainly = details
          .filter(([, texts]) => texts.some((text) => foldText(text) === foldText(value)))
          .map(([id]) => id);
        const seen = await found(engine, { op: 'exactly', value });
        expect([value, seen.sort()]).toEqual([value, plainly.sort()]);
      }
    }),
    { numRuns: 15 },
  );
});

test('an identifier of a report that is taken back finds nobody any more', async () => {
  const engine = await newEngine();
  await addRows(engine, 'users', [
    ['Primary Identifier', 'User Type'],
    ['ann', 'Internal'],
  ]);
  const exactly = () => found(engine, { op: 'exactly', value: 'lib-0042' });
  expect(await exactly()).toEqual([]);
  const { importId } = await addRows(engine, 'user-identifiers', [
    ['Primary Identifier', 'Identifier Value'],
    ['ann', 'LIB-0042'],
  ]);
  expect(await exactly()).toEqual(['ann']);
  await engine.ask.imports.undo({ importId });
  expect(await exactly()).toEqual([]);
});

test('all fields of Alma’s users reports are read by the headings that Analytics gives them', async () => {
  const engine = await newEngine();
  const check = await addRows(engine, 'users', [
    [
      'Primary Identifier',
      'User Type',
      'Middle Name',
      'Preferred First Name',
      'Preferred Middle Name',
      'Preferred Last Name',
      'User Title',
      'Job Category',
      'Job Description',
      'Campus Code',
      'Creator',
      'Creation Date',
      'Modified By',
      'Modification Date',
      'Status Date',
      'Birth Date',
      'Last Patron Activity Date',
      'Linked From Institution Name',
      'Researcher',
      'Preferred Language',
      'Web Site URL',
    ],
    [
      'u1',
      'External',
      'Q.',
      'Annie',
      null,
      'Smythe',
      'Dr',
      'Faculty',
      'Teaches',
      'MAIN',
      'exl_impl',
      day('2019-03-01'),
      'sis',
      day('2024-03-01'),
      day('2023-01-31'),
      day('1980-05-31'),
      day('2022-02-28'),
      'Other College',
      'Yes',
      'en',
      'https://example.org',
    ],
  ]);
  expect(check.columns.filter(({ field }) => field === null)).toEqual([]);
  expect(await engine.user('u1')).toMatchObject({
    account_type: 'External',
    middle_name: 'Q.',
    preferred_first_name: 'Annie',
    preferred_middle_name: null,
    preferred_last_name: 'Smythe',
    user_title: 'Dr',
    job_category: 'Faculty',
    job_description: 'Teaches',
    campus: 'MAIN',
    created_by: 'exl_impl',
    created_date: '2019-03-01',
    modified_by: 'sis',
    modified_date: '2024-03-01',
    status_date: '2023-01-31',
    birth_date: '1980-05-31',
    last_activity_date: '2022-02-28',
    linked_from: 'Other College',
    researcher: true,
    preferred_language: 'en',
    website: 'https://example.org',
  });
  const told = await engine.ask.users.toldFields();
  expect(told).toContain('birth_date');
  expect(told).not.toContain('purge_date');
});

test('passwords, PINs and gender are left in the file: no column, no error, no original holds them', async () => {
  const engine = await newEngine();
  const path = join(engine.folder, 'Users.csv');
  writeFileSync(
    path,
    [
      'Primary Identifier;User Type;Status;User Password;Email;PIN Number;Gender',
      'ann;External;Active;hunter2secret;ann@example.org;90210secret;Fsecret',
      ';External;Active;hunter3secret;b@example.org;90211secret;Msecret',
      'cam;External;Active;hunter4secret;c@example.org;90212secret;Xsecret;toomuch',
    ].join('\r\n'),
  );
  const check = await readPath(engine, path, { kind: 'users' });
  expect(check.notices.find(({ code }) => code === 'never-taken')?.values).toEqual({
    headings: ['User Password', 'PIN Number', 'Gender'],
  });
  expect(check.originalKept).toBe(false);
  await engine.ask.imports.commit({ importId: check.importId });
  expect(await engine.ask.users.extraColumns()).toEqual([]);
  expect((await engine.user('ann')).email).toBe('ann@example.org');
  await engine.ask.workspace.close();
  const kept = readdirSync(engine.folder)
    .filter((name) => name.includes('.purgedesk'))
    .map((name) => readFileSync(join(engine.folder, name), 'latin1'));
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.some((bytes) => bytes.includes('ann@example.org'))).toBe(true);
  expect(kept.some((bytes) => bytes.includes('secret'))).toBe(false);
});

test('fields of the record change with the next file, sort, filter and come back when it is taken back', async () => {
  const engine = await newEngine();
  const heads = ['Primary Identifier', 'Birth Date', 'User Type', 'Job Description', 'Researcher'];
  await addRows(engine, 'users', [
    heads,
    ['ann', day('1980-05-31'), 'External', 'Teaches', 'Yes'],
    ['ben', day('1975-01-02'), 'Internal', null, 'No'],
    ['cam', null, 'Internal', null, null],
  ]);
  const sort = [{ field: 'birth_date' as const, direction: 'asc' as const }];
  const order = async (criteria: Criteria) =>
    (await engine.ask.users.page({ criteria, sort, offset: 0, limit: 10 })).rows.map(
      ({ primary_identifier, birth_date }) => [primary_identifier, birth_date],
    );
  const before = [
    ['ben', '1975-01-02'],
    ['ann', '1980-05-31'],
    ['cam', null],
  ];
  expect(await order(EVERYBODY)).toEqual(before);
  const byJob = { field: 'job_description' as const, direction: 'desc' as const };
  const sorted = await engine.ask.users.page({
    criteria: EVERYBODY,
    sort: [byJob],
    offset: 0,
    limit: 10,
  });
  expect(sorted.rows[0]!.job_description).toBe('Teaches');
  const second = await addRows(engine, 'users', [
    ['Primary Identifier', 'Account Type', 'Birth Date', 'Middle Name'],
    ['ann', 'Internal', day('1960-01-01'), "O'"],
    ['cam', 'External', null, 'X'],
  ]);
  expect(await order(EVERYBODY)).toEqual([
    ['ann', '1960-01-01'],
    ['ben', '1975-01-02'],
    ['cam', null],
  ]);
  // What the second file is silent about stays.
  expect(await engine.user('ann')).toMatchObject({
    account_type: 'Internal',
    job_description: 'Teaches',
    middle_name: "O'",
    researcher: true,
  });
  const born = { op: 'dateBetween' as const, field: 'birth_date' as const, to: '1970-12-31' };
  expect(await order(born)).toEqual([['ann', '1960-01-01']]);
  const yes = { op: 'oneOf' as const, field: 'researcher' as const, values: ['Yes'] };
  expect((await order(yes)).map(([id]) => id)).toEqual(['ann']);
  await engine.ask.imports.undo({ importId: second.importId });
  expect(await order(EVERYBODY)).toEqual(before);
  expect((await engine.user('ann')).middle_name).toBeNull();
});

test('a birth date with a year of two digits is not in the future; an expiry date may be', async () => {
  const engine = await newEngine();
  await addRows(engine, 'users', [
    ['Primary Identifier', 'User Type', 'Birth Date', 'Expiry Date'],
    ['ann', 'External', '31-May-65', '31-May-65'],
    ['ben', 'External', '31-May-05', '31-May-05'],
    ['cam', 'External', '31-May-1965', '31-May-2065'],
  ]);
  const dates = async (id: string) => {
    const { birth_date, expiry_date } = await engine.user(id);
    return [birth_date, expiry_date];
  };
  expect(await dates('ann')).toEqual(['1965-05-31', '2065-05-31']);
  expect(await dates('ben')).toEqual(['2005-05-31', '2005-05-31']);
  expect(await dates('cam')).toEqual(['1965-05-31', '2065-05-31']);
});
