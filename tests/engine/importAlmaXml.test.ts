/**
 * Importing users from Alma's XML: the same check, evidence, undo and discard as for other files; what isn't in it stays
 * unknown, and what is never taken in is nowhere in the workspace.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LINE_OF, USER_ELEMENTS, USER_LISTS } from '#engine/tables/almaXml/userSchema.ts';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import {
  type DetailFieldName,
  type DetailKind,
  detailFieldNames,
} from '#shared/details/details.ts';
import { today } from '#shared/domain/timeZones.ts';
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { documentXml, drawUsers, SECRET } from '../support/almaXml.ts';
import { newEngine, type TestEngine } from '../support/engine.ts';
import { must } from '../support/must.ts';
import { failureOf, saidOf } from '../support/saidOf.ts';
import { randomNumbers, SEED } from '../support/seed.ts';
import { buildZip } from '../support/workbookBuilder.ts';

/** By this computer's clocks, as the engine has it. */
const TODAY = today(null);

const USER = `<user>
  <record_type desc="Öffentlich">PUBLIC</record_type><primary_id>00123</primary_id>
  <first_name>Ada</first_name><last_name>Lindqvist &amp; Co</last_name><full_name>Ada Lindqvist</full_name>
  <gender desc="Female">F</gender><password>${SECRET}</password><pin_number>4321</pin_number>
  <user_group desc="Alumni">11</user_group><campus_code desc="North campus">N</campus_code>
  <expiry_date>2024-05-31Z</expiry_date><purge_date>2025-05-31Z</purge_date>
  <account_type desc="x">INTEXTAUTH</account_type><status desc="Inaktiv">INACTIVE</status>
  <contact_info><emails>
    <email preferred="false"><email_address>old@example.org</email_address></email>
    <email preferred="true"><email_address>ada@example.org</email_address></email>
  </emails></contact_info>
  <user_identifiers><user_identifier><id_type desc="Barcode">BARCODE</id_type><value>2100</value></user_identifier></user_identifiers>
  <user_roles>
    <user_role><role_type desc="Patron">200</role_type></user_role>
    <user_role><role_type desc="Circulation Desk Operator">32</role_type></user_role>
  </user_roles>
  <loans link="https://alma.example.org">2</loans><fees>12.50</fees>
  <later><thing kind="new">kept</thing></later>
</user>`;
const OTHER =
  '<user><primary_id>b</primary_id><user_group>12</user_group><user_roles><user_role><role_type desc="Patron">200</role_type></user_role></user_roles></user>';

async function read(engine: TestEngine, content: string | Buffer, name = 'users.xml') {
  const path = join(engine.folder, name);
  writeFileSync(path, content);
  return engine.read(path);
}

const KINDS_IN_XML = [
  'identifiers',
  'addresses',
  'emails',
  'phones',
  'notes',
  'blocks',
  'roles',
  'proxies',
  'statistics',
] as const;

const codes = (check: ImportCheck) => check.notices.map(({ code }) => code).sort();

describe('a file of users', () => {
  test('is recognised by what it holds, checked, and enters the replica as what it says', async () => {
    const engine = await newEngine();
    await engine.candidates(['b']);
    const check = await read(engine, `<users>${USER}${OTHER}</users>`, `export ${TODAY}.txt`);
    expect(check).toMatchObject({
      kind: 'users',
      format: { type: 'almaXml', files: 0 },
      state: 'checked',
      rows: 2,
      identifiers: 2,
      errors: 0,
      knownIdentifiers: 1,
      dataDate: TODAY,
      dataDateSource: 'file-name',
      missing: [],
      question: null,
    });
    expect(codes(check)).toEqual(['misnamed', 'never-taken', 'not-in-file', 'unknown-elements']);
    await engine.ask.imports.commit({ importId: check.importId });
    expect(await engine.user('00123')).toMatchObject({
      candidate: false,
      last_name: 'Lindqvist & Co',
      first_name: 'Ada',
      user_group: 'Alumni',
      record_type: 'Public',
      account_type: 'Internal with external authentication',
      status: 'Inactive',
      expiry_date: '2024-05-31',
      purge_date: '2025-05-31',
      campus: 'North campus',
      email: 'ada@example.org',
      roles: 'Patron; Circulation Desk Operator',
      staff_role: true,
      loans: null,
      balance: null,
    });
    expect(await engine.user('b')).toMatchObject({
      candidate: true,
      user_group: '12',
      staff_role: false,
    });
  });

  test('every value has its place as evidence; elements nobody knows are kept', async () => {
    const engine = await newEngine();
    const check = await read(engine, `<users>${OTHER}${USER}</users>`);
    await engine.ask.imports.commit({ importId: check.importId });
    const { userNo } = await engine.user('00123');
    const { evidence } = await engine.ask.users.get({ userNo });
    expect(evidence).toMatchObject([{ fileName: 'users.xml', row: 2, kind: 'users' }]);
    const values = new Map(evidence[0]!.values.map(({ heading, value }) => [heading, value]));
    expect(values.get('User group code')).toBe('11');
    expect(values.get('Other elements')).toBe(
      'loans\t2\nfees\t12.50\nlater/thing/@kind\tnew\nlater/thing\tkept',
    );
  });

  test('passwords, PINs and gender are nowhere in the workspace, nor is the file that has them', async () => {
    const engine = await newEngine();
    const check = await read(engine, `<users>${USER}</users>`);
    expect(check.originalKept).toBe(false);
    await engine.ask.imports.commit({ importId: check.importId });
    await engine.close();
    const bytes = readFileSync(join(engine.folder, 'Library.purgedesk'));
    for (const secret of [SECRET, '4321', 'Female']) expect(bytes.includes(secret)).toBe(false);
  });

  test('the file is kept where it has none of them', async () => {
    const engine = await newEngine();
    const blank = OTHER.replace('<user_group>', '<gender desc=""/><password></password>$&');
    expect(await read(engine, `<users>${blank}</users>`)).toMatchObject({ originalKept: true });
  });

  test('what no user of the file has is not told, rather than blank for all', async () => {
    const engine = await newEngine();
    await engine.candidates(['b']);
    const before = await engine.user('b');
    const check = await read(engine, `<users>${OTHER}</users>`);
    expect(saidOf(check.notices.find(({ code }) => code === 'not-in-file'))).toMatch(
      /already stays: Last name, .*Purge date, .*Identifiers, .*Blocks/,
    );
    await engine.ask.imports.commit({ importId: check.importId });
    const after = await engine.user('b');
    expect(after.purge_date).toBe(before.purge_date);
    expect(after.purge_date).not.toBeNull();
    expect(after.user_group).toBe('12');
  });

  test('a user without an identifier is an error that stays, with the number of the user', async () => {
    const engine = await newEngine();
    const check = await read(
      engine,
      `<users>${OTHER}<user><last_name>Nobody</last_name></user></users>`,
    );
    expect(check).toMatchObject({ rows: 2, identifiers: 1, errors: 1 });
    const { rows } = await engine.ask.imports.errors({
      importId: check.importId,
      offset: 0,
      limit: 9,
    });
    expect(rows[0]).toMatchObject({ row: 2 });
  });

  test('an export of nobody says so', async () => {
    const engine = await newEngine();
    const check = await read(engine, '<users total_record_count="0"/>');
    expect(check).toMatchObject({ state: 'checked', rows: 0 });
    expect(codes(check)).toEqual(['empty-report']);
  });
});

test('a ZIP of many files is one import; what isn’t XML in it is told', async () => {
  const engine = await newEngine();
  const zip = buildZip([
    { name: 'a.xml', content: `<users>${OTHER}</users>` },
    { name: 'b.xml', content: `<?xml version="1.0"?>${OTHER.replace('>b<', '>c<')}` },
    { name: 'read me.txt', content: 'x' },
  ]);
  const check = await read(engine, zip, 'export.zip');
  expect(check).toMatchObject({ format: { type: 'almaXml', files: 2 }, identifiers: 2 });
  expect(codes(check)).toEqual(['not-in-file', 'other-files']);
  await engine.ask.imports.commit({ importId: check.importId });
  expect(await engine.identifiers()).toEqual(['b', 'c']);
  const { userNo } = await engine.user('c');
  const { evidence } = await engine.ask.users.get({ userNo });
  expect(evidence).toMatchObject([{ row: 2, sheetName: '' }]);
  expect(evidence[0]!.values).toContainEqual(
    expect.objectContaining({ heading: 'File in the ZIP', value: 'b.xml, 1' }),
  );
});

test('the data of a ZIP is of the day on which its newest file was written, whenever it was copied', async () => {
  const engine = await newEngine();
  const zip = buildZip([{ name: 'a.xml', content: `<users>${OTHER}</users>` }]);
  const entry = zip.indexOf('PK\x01\x02');
  // Noon, in the count of the directory.
  zip.writeUInt16LE(12 << 11, entry + 12);
  zip.writeUInt16LE(((2026 - 1980) << 9) | (3 << 5) | 4, entry + 14);
  const check = await read(engine, zip, 'export.zip');
  expect(check).toMatchObject({ dataDate: '2026-03-04', dataDateSource: 'file-time' });
});

/** The lines of one kind of a user, without what isn't told. */
async function linesOf(engine: TestEngine, identifier: string, kind: DetailKind) {
  const { userNo } = await engine.user(identifier);
  const { kinds } = await engine.ask.users.details({ userNo });
  const names = detailFieldNames(kind);
  const found = must(kinds.find((each) => each.kind === kind));
  return found.lines.map(({ row, values }) => ({
    row,
    ...Object.fromEntries(
      names.map((name, n) => [name, values[n]]).filter(([, value]) => value !== null),
    ),
  }));
}

describe('lines of a user', () => {
  const LINES = `<user><primary_id>a</primary_id>
    <contact_info>
      <addresses><address preferred="true" segment_type="External"><line1>1 Elm Street</line1><country desc="France">FR</country>
        <start_date>2020-01-01Z</start_date><address_types><address_type desc="Home">home</address_type><address_type>work</address_type></address_types></address></addresses>
      <phones><phone preferred_sms="false"><phone_number>555-0100</phone_number></phone></phones>
    </contact_info>
    <user_roles><user_role><status desc="Active">ACTIVE</status><scope desc="Main Library">MAIN</scope><role_type desc="Circulation Desk Operator">32</role_type><expiry_date>2030-01-01Z</expiry_date>
      <parameters><parameter><type>ServiceUnit</type><scope>MAIN</scope><value desc="Main desk">DESK</value></parameter><parameter><type>Level</type><value>9</value></parameter></parameters></user_role></user_roles>
    <user_blocks><user_block segment_type="Internal"><block_type desc="Loan">LOAN</block_type><block_description desc="Lost card">01</block_description><block_status>INACTIVE</block_status><block_note>litigation</block_note><created_date>2019-01-01T10:11:12Z</created_date></user_block></user_blocks>
    <user_notes/>
    <proxy_for_users><proxy_for_user><primary_id>b</primary_id></proxy_for_user></proxy_for_users></user>`;

  test('are those of the catalogue, in Alma’s words, with the number of their user in the file', async () => {
    const engine = await newEngine();
    const check = await read(engine, `<users>${OTHER}${LINES}</users>`);
    await engine.ask.imports.commit({ importId: check.importId });
    expect(await linesOf(engine, 'a', 'addresses')).toEqual([
      {
        row: 2,
        address_line_1: '1 Elm Street',
        address_country: 'France',
        address_types: 'Home; work',
        address_start: '2020-01-01',
        address_preferred: 1,
        address_segment: 'External',
      },
    ]);
    expect(await linesOf(engine, 'a', 'phones')).toEqual([
      { row: 2, phone_number: '555-0100', phone_preferred_sms: 0 },
    ]);
    expect(await linesOf(engine, 'a', 'roles')).toEqual([
      {
        row: 2,
        role_type: 'Circulation Desk Operator',
        role_status: 'Active',
        role_scope: 'Main Library',
        role_expiry: '2030-01-01',
        role_parameters: 'ServiceUnit: Main desk (MAIN); Level: 9',
      },
    ]);
    expect(await linesOf(engine, 'a', 'blocks')).toEqual([
      {
        row: 2,
        block_type: 'Loan',
        block_code: '01',
        block_description: 'Lost card',
        block_status: 'Inactive',
        block_note: 'litigation',
        block_created: '2019-01-01T10:11:12Z',
        block_segment: 'Internal',
      },
    ]);
    expect(await linesOf(engine, 'a', 'proxies')).toEqual([{ row: 2, proxy_for: 'b' }]);
    // Asked like those of reports.
    const is = { how: 'contains', value: 'LITIGATION' } as const;
    const noted = { op: 'line', kind: 'blocks', where: [{ field: 'block_note', is }] } as const;
    expect(await engine.identifiers({ ...noted, where: [...noted.where] })).toEqual(['a']);
    const inForce = { ...noted, where: [], inForce: true };
    expect(await engine.identifiers(inForce)).toEqual([]);
  });

  test('of a kind that the file has not, nothing is told; of one that it has, that there is none', async () => {
    const engine = await newEngine();
    const check = await read(engine, `<users>${LINES}</users>`);
    await engine.ask.imports.commit({ importId: check.importId });
    const { userNo } = await engine.user('a');
    const { kinds } = await engine.ask.users.details({ userNo });
    const source = (kind: DetailKind) => must(kinds.find((each) => each.kind === kind)).source;
    expect(source('notes')).toMatchObject({ fileName: 'users.xml' });
    expect(source('identifiers')).toBeNull();
    expect(source('fees')).toBeNull();
    expect(source('loans')).toBeNull();
  });

  test('are as many as the generator wrote', async () => {
    const engine = await newEngine();
    const draw = randomNumbers(SEED + 1);
    const users = drawUsers(draw, 50);
    const xml = documentXml(users, { indent: false, prefix: 'a:', odd: true }, draw);
    const check = await read(engine, xml);
    await engine.ask.imports.commit({ importId: check.importId });
    for (const [n, { lists }] of users.slice(0, 10).entries()) {
      for (const kind of KINDS_IN_XML) {
        const told = await linesOf(engine, `u${n + 1}`, kind);
        expect(told.map(({ row }) => row)).toEqual((lists[kind] ?? []).map(() => n + 1));
      }
      const values = (lists.identifiers ?? []).map(({ value }) => value);
      const read = await linesOf(engine, `u${n + 1}`, 'identifiers');
      expect(read.map((line) => line.identifier_value)).toEqual(values);
    }
  });
});

/** Where what stands in an element of the public schema is found after the import. */
type Place =
  | { readonly field: UserFieldName; readonly is?: unknown }
  | { readonly kind: DetailKind; readonly line: DetailFieldName; readonly is?: unknown }
  /** A column of the evidence that no field has. */
  | { readonly column: string }
  | 'never taken';

const inLine = (kind: DetailKind, line: DetailFieldName, is?: unknown): Place => ({
  ...{ kind, line },
  ...(is !== undefined && { is }),
});
const DAY = '2021-03-04';
const MOMENT = '2021-03-04T05:06:07Z';

/** Every element of a user, `@name` for an attribute, with what the test writes there where it isn't its own name. */
const PUBLIC_SCHEMA: readonly (readonly [path: string, place: Place, written?: string])[] = [
  ['record_type', { field: 'record_type', is: 'Staff' }, 'STAFF'],
  ['primary_id', { field: 'primary_identifier' }],
  ['first_name', { field: 'first_name' }],
  ['middle_name', { field: 'middle_name' }],
  ['last_name', { field: 'last_name' }],
  ['full_name', { column: 'Full name' }],
  ['pref_first_name', { field: 'preferred_first_name' }],
  ['pref_middle_name', { field: 'preferred_middle_name' }],
  ['pref_last_name', { field: 'preferred_last_name' }],
  ['pref_name_suffix', { column: 'Preferred name suffix' }],
  ['user_title', { field: 'user_title' }],
  ['job_category', { field: 'job_category' }],
  ['job_description', { field: 'job_description' }],
  ['gender', 'never taken'],
  ['user_group', { field: 'user_group' }],
  ['campus_code', { field: 'campus' }],
  ['web_site_url', { field: 'website' }],
  ['cataloger_level', { field: 'cataloger_level' }],
  ['preferred_language', { field: 'preferred_language' }],
  ['birth_date', { field: 'birth_date', is: DAY }, `${DAY}Z`],
  ['expiry_date', { field: 'expiry_date', is: DAY }, `${DAY}Z`],
  ['purge_date', { field: 'purge_date', is: DAY }, `${DAY}Z`],
  ['account_type', { field: 'account_type', is: 'External' }, 'EXTERNAL'],
  ['external_id', { column: 'External system' }],
  ['password', 'never taken'],
  ['force_password_change', 'never taken'],
  ['pin_number', 'never taken'],
  ['status', { field: 'status', is: 'Active' }, 'ACTIVE'],
  ['status_date', { field: 'status_date', is: DAY }, `${DAY}Z`],
  ['linking_id', { field: 'linked_account' }],
  ['is_researcher', { field: 'researcher', is: true }, 'true'],
  ['created_by', { field: 'created_by' }],
  ['created_date', { field: 'created_date', is: DAY }, MOMENT],
  ['last_modified_by', { field: 'modified_by' }],
  ['last_modified_date', { field: 'modified_date', is: DAY }, MOMENT],
  ['contact_info/addresses/address/line1', inLine('addresses', 'address_line_1')],
  ['contact_info/addresses/address/line2', inLine('addresses', 'address_line_2')],
  ['contact_info/addresses/address/line3', inLine('addresses', 'address_line_3')],
  ['contact_info/addresses/address/line4', inLine('addresses', 'address_line_4')],
  ['contact_info/addresses/address/line5', inLine('addresses', 'address_line_5')],
  ['contact_info/addresses/address/city', inLine('addresses', 'address_city')],
  ['contact_info/addresses/address/state_province', inLine('addresses', 'address_state')],
  ['contact_info/addresses/address/postal_code', inLine('addresses', 'address_postal_code')],
  ['contact_info/addresses/address/country', inLine('addresses', 'address_country')],
  ['contact_info/addresses/address/address_note', inLine('addresses', 'address_note')],
  [
    'contact_info/addresses/address/start_date',
    inLine('addresses', 'address_start', DAY),
    `${DAY}Z`,
  ],
  ['contact_info/addresses/address/end_date', inLine('addresses', 'address_end', DAY), `${DAY}Z`],
  [
    'contact_info/addresses/address/address_types/address_type',
    inLine('addresses', 'address_types'),
  ],
  [
    'contact_info/addresses/address/@preferred',
    inLine('addresses', 'address_preferred', 1),
    'true',
  ],
  ['contact_info/addresses/address/@segment_type', inLine('addresses', 'address_segment')],
  ['contact_info/emails/email/email_address', inLine('emails', 'email_address')],
  ['contact_info/emails/email/email_types/email_type', inLine('emails', 'email_types')],
  ['contact_info/emails/email/@preferred', inLine('emails', 'email_preferred', 1), 'true'],
  ['contact_info/emails/email/@segment_type', inLine('emails', 'email_segment')],
  ['contact_info/phones/phone/phone_number', inLine('phones', 'phone_number')],
  ['contact_info/phones/phone/phone_types/phone_type', inLine('phones', 'phone_types')],
  ['contact_info/phones/phone/@preferred', inLine('phones', 'phone_preferred', 1), 'true'],
  ['contact_info/phones/phone/@preferred_sms', inLine('phones', 'phone_preferred_sms', 0), 'false'],
  ['contact_info/phones/phone/@segment_type', inLine('phones', 'phone_segment')],
  ['user_identifiers/user_identifier/value', inLine('identifiers', 'identifier_value')],
  ['user_identifiers/user_identifier/id_type', inLine('identifiers', 'identifier_type')],
  ['user_identifiers/user_identifier/note', inLine('identifiers', 'identifier_note')],
  ['user_identifiers/user_identifier/status', inLine('identifiers', 'identifier_status')],
  ['user_identifiers/user_identifier/@segment_type', inLine('identifiers', 'identifier_segment')],
  ['user_roles/user_role/status', inLine('roles', 'role_status')],
  ['user_roles/user_role/scope', inLine('roles', 'role_scope')],
  ['user_roles/user_role/role_type', inLine('roles', 'role_type')],
  ['user_roles/user_role/expiry_date', inLine('roles', 'role_expiry', DAY), `${DAY}Z`],
  ['user_roles/user_role/parameters/parameter/type', inLine('roles', 'role_parameters')],
  ['user_roles/user_role/parameters/parameter/scope', inLine('roles', 'role_parameters')],
  ['user_roles/user_role/parameters/parameter/value', inLine('roles', 'role_parameters')],
  ['user_blocks/user_block/block_type', inLine('blocks', 'block_type')],
  ['user_blocks/user_block/block_description', inLine('blocks', 'block_description')],
  ['user_blocks/user_block/block_status', inLine('blocks', 'block_status')],
  ['user_blocks/user_block/block_note', inLine('blocks', 'block_note')],
  ['user_blocks/user_block/created_by', inLine('blocks', 'block_created_by')],
  ['user_blocks/user_block/created_date', inLine('blocks', 'block_created', MOMENT), MOMENT],
  ['user_blocks/user_block/expiry_date', inLine('blocks', 'block_expiry', MOMENT), MOMENT],
  ['user_blocks/user_block/@segment_type', inLine('blocks', 'block_segment')],
  ['user_notes/user_note/note_type', inLine('notes', 'note_type')],
  ['user_notes/user_note/note_text', inLine('notes', 'note_text')],
  ['user_notes/user_note/user_viewable', inLine('notes', 'note_user_viewable', 1), 'true'],
  ['user_notes/user_note/popup_note', inLine('notes', 'note_popup', 0), 'false'],
  ['user_notes/user_note/created_by', inLine('notes', 'note_created_by')],
  ['user_notes/user_note/created_date', inLine('notes', 'note_created', MOMENT), MOMENT],
  ['user_notes/user_note/@segment_type', inLine('notes', 'note_segment')],
  ['user_statistics/user_statistic/statistic_category', inLine('statistics', 'statistic_category')],
  ['user_statistics/user_statistic/category_type', inLine('statistics', 'statistic_type')],
  ['user_statistics/user_statistic/statistic_note', inLine('statistics', 'statistic_note')],
  ['user_statistics/user_statistic/@segment_type', inLine('statistics', 'statistic_segment')],
  ['proxy_for_users/proxy_for_user/primary_id', inLine('proxies', 'proxy_for')],
  ['proxy_for_users/proxy_for_user/full_name', inLine('proxies', 'proxy_for_name')],
  ['rs_libraries/rs_library/code', { field: 'resource_sharing_library' }],
  ['library_notices/library_notice/code', { field: 'library_notices' }],
  ['library_notices/library_notice/value', { field: 'library_notices' }],
  // What the interface adds with `expand` is no count and no balance of ours.
  ['loans', { column: 'Other elements' }],
  ['requests', { column: 'Other elements' }],
  ['fees', { column: 'Other elements' }],
];

/** The elements in each other, with their values. */
function nested(values: readonly (readonly [path: string, value: string])[]): string {
  const names = [...new Set(values.map(([path]) => path.split('/')[0]!))].filter(
    (name) => !name.startsWith('@'),
  );
  return names
    .map((name) => {
      const own = values.filter(([path]) => path === name).map(([, value]) => value);
      const inside = values
        .filter(([path]) => path.startsWith(`${name}/`))
        .map(([path, value]) => [path.slice(name.length + 1), value] as const);
      const attributes = inside
        .filter(([path]) => path.startsWith('@'))
        .map(([path, value]) => ` ${path.slice(1)}="${value}"`);
      return `<${name}${attributes.join('')}>${own.join('')}${nested(inside)}</${name}>`;
    })
    .join('');
}

/** The value of an element that no other one has. */
const valueAt = (path: string) => `${path.split('/').join('.')}-9q`;

test('each element of the public schema is a field, a line, kept as it is, or never taken', async () => {
  const engine = await newEngine();
  const written = PUBLIC_SCHEMA.map(([path, , value]) => [path, value ?? valueAt(path)] as const);
  const { importId } = await read(engine, `<users><user>${nested(written)}</user></users>`);
  await engine.ask.imports.commit({ importId });
  const id = valueAt('primary_id');
  const user = await engine.user(id);
  const { evidence } = await engine.ask.users.get({ userNo: user.userNo });
  const columns = new Map(evidence[0]!.values.map(({ heading, value }) => [heading, value]));
  for (const [path, place] of PUBLIC_SCHEMA) {
    if (place === 'never taken') continue;
    const found =
      'column' in place
        ? columns.get(place.column)
        : 'field' in place
          ? user[place.field]
          : (await linesOf(engine, id, place.kind))[0]![place.line];
    const is = 'column' in place ? undefined : place.is;
    if (is === undefined)
      expect([path, found]).toEqual([path, expect.stringContaining(valueAt(path))]);
    else expect([path, found]).toEqual([path, is]);
  }
  await engine.close();
  const bytes = readFileSync(join(engine.folder, 'Library.purgedesk'));
  const taken = (path: string) => bytes.includes(valueAt(path));
  const never = PUBLIC_SCHEMA.filter(([, place]) => place === 'never taken').map(([path]) => path);
  expect(never.filter(taken)).toEqual([]);
  expect(taken('middle_name')).toBe(true);
});

test('the reader’s own schema has no element that the public one hasn’t', () => {
  const paths = new Set(PUBLIC_SCHEMA.map(([path]) => path));
  const own = [
    ...USER_ELEMENTS,
    ...USER_LISTS.flatMap(({ path, cells }) =>
      cells
        .filter((cell) => !cell.words && cell.path !== LINE_OF)
        .map((cell) => `${path}/${cell.path}`),
    ),
  ];
  expect(own.filter((path) => !paths.has(path))).toEqual([]);
});

test('codes that stand beside words are kept, and found', async () => {
  const engine = await newEngine();
  const { importId } = await read(
    engine,
    `<users><user><primary_id>a</primary_id><user_group desc="Student">01</user_group>
      <campus_code desc="North campus">N</campus_code><job_category>Clerk</job_category>
      <user_identifiers><user_identifier><id_type desc="Barcode">BARCODE</id_type><value>1</value></user_identifier></user_identifiers>
      <user_blocks><user_block><block_description desc="Lost card">01</block_description></user_block>
        <user_block><block_description desc="Lost card">01</block_description></user_block></user_blocks></user></users>`,
  );
  await engine.ask.imports.commit({ importId });
  const user = await engine.user('a');
  expect(user).toMatchObject({
    user_group: 'Student',
    campus: 'North campus',
    job_category: 'Clerk',
  });
  const { evidence } = await engine.ask.users.get({ userNo: user.userNo });
  const told = Object.fromEntries(
    evidence[0]!.values
      .filter(({ field }) => field === null)
      .map((each) => [each.heading, each.value]),
  );
  expect(told).toEqual({
    'User group code': '01',
    'Code of the campus': 'N',
    'Codes of lines': 'Barcode (BARCODE); Lost card (01)',
  });
  expect(await engine.ask.users.extraColumns()).toContain('Codes of lines');
});

test('an import of XML is undone and discarded like any other', async () => {
  const engine = await newEngine();
  await engine.candidates(['b']);
  const before = await engine.user('b');
  const check = await read(engine, `<users>${OTHER}${USER}</users>`);
  await engine.ask.imports.commit({ importId: check.importId });
  await engine.ask.imports.undo({ importId: check.importId });
  expect(await engine.identifiers()).toEqual(['b']);
  expect(await engine.user('b')).toEqual(before);
  const kept = engine.count('import_chunk');
  const again = await read(engine, `<users>${OTHER}</users>`);
  await engine.ask.imports.discard({ importId: again.importId });
  expect(engine.count('import_chunk')).toBe(kept);
});

test('hostile XML leaves nothing behind but why', async () => {
  const engine = await newEngine();
  const files = {
    'reading.xmlDeclaration': '<?xml version="1.0"?><users><!DOCTYPE x><user/></users>',
    'reading.damagedXml': `<users>${OTHER}<user><a></b></user></users>`,
    'reading.xmlEncoding': '<?xml version="1.0" encoding="ISO-8859-1"?><users/>',
    'reading.incomplete': `<users>${OTHER}`,
  };
  for (const [code, content] of Object.entries(files)) {
    const check = await read(engine, content);
    expect(check.failure).toMatchObject({ code });
    expect(failureOf(check)).not.toContain('workbook');
  }
  expect(engine.count('import_chunk')).toBe(0);
  expect(engine.count('user')).toBe(0);
});

test('as many users as the generator writes enter, each once', async () => {
  const engine = await newEngine();
  const draw = randomNumbers(SEED);
  const users = drawUsers(draw, 400);
  const xml = documentXml(users, { indent: true, prefix: '', odd: true }, draw);
  const check = await read(engine, xml);
  expect(check).toMatchObject({ rows: 400, identifiers: 400, errors: 0, failure: null });
  await engine.ask.imports.commit({ importId: check.importId });
  for (const user of users.slice(0, 20)) {
    const found = await engine.user(user.values.primary_id![0]);
    expect(found.last_name ?? '').toBe(user.values.last_name?.[0] ?? '');
    expect(found.purge_date ?? '').toBe(user.values.purge_date?.[0].slice(0, 10) ?? '');
  }
});
