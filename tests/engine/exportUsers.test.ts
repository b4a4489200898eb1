/**
 * The review list as a file: whatever is filtered, sorted and chosen, it says cell by cell what the grid says. Read by
 * other readers than the writer: a list that differs from the screen sends somebody to the wrong users.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTable } from '#engine/tables/openTable.ts';
import type { ExportedWhat } from '#shared/contract/shapes/exports.ts';
import type { SortTerm, UserNote, UserRow } from '#shared/contract/shapes/users.ts';
import { COUNTED_KINDS, countColumnId, kindOfCountColumn } from '#shared/details/details.ts';
import { CANDIDATES, type Criteria, EVERYBODY } from '#shared/domain/criteria.ts';
import { REVIEW_FLAG_TEXTS, REVIEW_FLAGS } from '#shared/domain/reviewFlags.ts';
import { plainTime } from '#shared/domain/timeZones.ts';
import { userFieldNames } from '#shared/fields/userFields.ts';
import { newEngine, refusal, type TestEngine } from '../support/engine.ts';
import { addRows } from '../support/importFiles.ts';
import { type Cell, writeWorkbook } from '../support/workbookFile.ts';

type Users = Extract<ExportedWhat, { of: 'users' }>;

const EXTRA = ['Shelf', '=Badge'];
const REVIEW = ['decision', 'flags', 'decision_reason', 'decided_by', 'decided_at', 'decisions'];
const ALL_COLUMNS = [
  ...userFieldNames,
  ...REVIEW,
  'notes',
  ...EXTRA.map((each) => `extra:${each}`),
  ...COUNTED_KINDS.map(countColumnId),
];

/** Names and texts that have gone wrong somewhere. */
const ROWS: Cell[][] = [
  [
    '000123',
    'Graduate',
    '2020-05-31',
    '2021-05-31',
    'No',
    '=1+1',
    'O’Neill',
    'Public',
    0,
    0,
    'A1',
    '',
  ],
  ['0001', '', '2020-05-31', '', '', '@SUM(A1)', 'Şahin "der Große"', 'Public', 3, 12.5, '', '-3'],
  [
    '12345678901234567890',
    'Staff',
    '',
    '2026-12-31',
    'Yes',
    'محمد',
    'عبد الله',
    'Staff',
    '',
    1234.56,
    'A1',
    '+x',
  ],
  [
    ' outer ',
    'Graduate',
    '2030-01-01',
    '1850-02-03',
    'No',
    'Line\nbreak',
    'Tab\there',
    'Contact',
    0,
    0,
    'B2',
    '0',
  ],
  [
    '2021-05-31',
    'Alumni; "old"',
    '2020-05-31',
    '2021-05-31',
    'No',
    '\u00e9toile',
    '😀',
    'Public',
    0,
    0,
    '',
    '',
  ],
  [
    'ZZZ',
    'Alumni; "old"',
    '2020-05-31',
    '2019-01-01',
    'No',
    null,
    null,
    'Public',
    1,
    0,
    'x'.repeat(40),
    '',
  ],
];
const HEADINGS = [
  ...['Primary Identifier', 'User Group', 'Expiry Date', 'Purge Date'],
  ...['Has Role other than Patron and Instructor', 'First Name', 'Last Name', 'Record Type'],
  ...['Loans', 'Balance', ...EXTRA],
];

const LONG = 'y'.repeat(2000);

async function reviewed(): Promise<TestEngine> {
  const engine = await newEngine();
  const more = Array.from({ length: 30 }, (_, n) => [
    ...[`user${n}`, n % 3 ? 'Graduate' : 'Alumni', '2020-05-31', `20${10 + n}-05-31`],
    ...[
      n % 4 ? 'No' : 'Yes',
      'First',
      `Last ${n % 7}`,
      'Public',
      n % 5,
      n,
      n % 2 ? 'even' : '',
      '',
    ],
  ]);
  await engine.importFile(
    await writeWorkbook(join(engine.folder, 'Users.xlsx'), { rows: [HEADINGS, ...ROWS, ...more] }),
    'candidates',
  );
  await engine.exclusions('listed only', 'user3');
  const users = await engine.users();
  const numbers = (...ids: string[]): Criteria => ({
    op: 'users',
    userNos: ids.map((each) => users.get(each)!.userNo),
  });
  const { review, users: ask } = engine.ask;
  await review.applyRules();
  const exclude = (criteria: Criteria, reason: string, note = '') =>
    review.decide({ selection: { criteria }, decision: 'excluded', reason, note });
  await exclude(numbers('user1', 'user2', '2021-05-31'), 'Other', 'Looked up; "later"');
  await engine.approve(numbers('user1', 'user5', 'ZZZ'));
  await exclude(numbers('user7'), 'Other');
  await review.undo();
  await review.decide({
    selection: { criteria: numbers('user2') },
    decision: 'undecided',
    reason: null,
  });
  await ask.addNote({ userNo: users.get('ZZZ')!.userNo, text: '=HYPERLINK("x")\nsecond line' });
  await ask.addNote({ userNo: users.get('ZZZ')!.userNo, text: 'later' });
  await engine.purgeAsAlma({ userGroup: 'Alumni' });
  await addRows(engine, 'user-blocks', [
    ['Primary Identifier', 'Block Description', 'Block Status'],
    ['user1', 'Lost card', 'Active'],
    ['user1', 'Banned', 'Active'],
    ['ZZZ', 'Lost card', 'Inactive'],
  ]);
  return engine;
}

const asked = (more: Partial<Users> = {}): Users => ({
  of: 'users',
  list: 'review',
  criteria: EVERYBODY,
  sort: [],
  columns: ALL_COLUMNS,
  title: 'All',
  ...more,
});

/** What the grid has of these users. */
async function shown(engine: TestEngine, { criteria, sort }: Users): Promise<UserRow[]> {
  const page = { criteria, sort, offset: 0, limit: 1000, extra: EXTRA, decisions: true };
  return (await engine.ask.users.page({ ...page, lines: [...COUNTED_KINDS] })).rows;
}

type Notes = ReadonlyMap<number, readonly UserNote[]>;

async function notesOf(engine: TestEngine): Promise<Notes> {
  const users = [...(await engine.users()).values()].filter(({ notes }) => notes > 0);
  const pairs = users.map(async ({ userNo }) => {
    const { notes } = await engine.ask.users.get({ userNo });
    return [userNo, notes] as const;
  });
  return new Map(await Promise.all(pairs));
}

/** As a person would fill the cell in, from the row of the grid. */
function expected(column: string, user: UserRow, notes: Notes): string | number {
  const time = (at: number) => plainTime(null, at);
  const counted = kindOfCountColumn(column);
  if (counted) return user.lines[counted] ?? '';
  if (column.startsWith('extra:')) return user.extra[column.slice(6)] ?? '';
  switch (column) {
    case 'decision': {
      const word = user.deleted ? 'Purged' : user.candidate ? user.decision : 'Not a candidate';
      const state = word[0]!.toUpperCase() + word.slice(1);
      return user.staffConfirmed ? `${state}, staff` : state;
    }
    case 'flags':
      return user.flags.map((flag) => REVIEW_FLAG_TEXTS[flag].label).join('; ');
    case 'decision_reason':
      return user.decisionReason ?? '';
    case 'decided_by':
      return user.decidedBy ?? '';
    case 'decided_at':
      return user.decidedAt === null ? '' : time(user.decidedAt);
    case 'notes':
      return (notes.get(user.userNo) ?? []).map(({ text }) => text).join('|');
    case 'decisions':
      return user.decisions
        .filter(({ undone }) => !undone)
        .toReversed()
        .map(({ decision, reason }) => {
          const word =
            decision === 'undecided' ? 'Cleared' : decision[0]!.toUpperCase() + decision.slice(1);
          return reason === null ? word : `${word} (${reason})`;
        })
        .join('|');
    default: {
      const value = user[column as (typeof userFieldNames)[number]];
      if (typeof value === 'boolean') return value ? 'Yes' : 'No';
      if (value === null) return '';
      return column === 'balance' ? Number(value) / 100 : value;
    }
  }
}

/** Of texts that tell when: what was decided, what was noted. */
function withoutTimes(column: string, text: string): string {
  if (column === 'notes') return text.replaceAll(/(?:^|\n)[^\n]*?, Tester: /g, '|').slice(1);
  if (column !== 'decisions') return text;
  return text
    .split(/; (?=Approved|Excluded|Cleared)/)
    .map((each) => each.replace(/, (?:Tester|Unknown), .*$/s, ''))
    .join('|');
}

/** A cell of exceljs in the words of `expected`. */
function plainCell(column: string, value: ExcelJS.CellValue): string | number {
  if (value === null || value === undefined) return '';
  if (value instanceof Date)
    return column === 'decided_at'
      ? value.toISOString().slice(0, 19).replace('T', ' ')
      : value.toISOString().slice(0, 10);
  if (typeof value === 'number') return value;
  // Escapes of the format, which exceljs doesn't know.
  const text = String(value).replace(/_x([0-9A-F]{4})_/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return withoutTimes(column, text);
}

const LIST_SHEET = 'Review list';

async function byExceljs(path: string, columns: readonly string[]) {
  const workbook = await new ExcelJS.Workbook().xlsx.readFile(path);
  const sheet = workbook.getWorksheet(LIST_SHEET)!;
  return Array.from({ length: sheet.rowCount - 1 }, (_, row) =>
    columns.map((column, n) => plainCell(column, sheet.getCell(row + 2, n + 1).value)),
  );
}

/** As the engine reads the files of others. */
async function byOurs(path: string): Promise<string[][]> {
  const table = await openTable(path);
  const { index } = table.sheets.find(({ name }) => name === LIST_SHEET)!;
  const rows: string[][] = [];
  await table.readSheet(index, (row) => void rows.push(row.texts.slice(0, row.width)));
  table.close();
  return rows;
}

/** RFC 4180, letter by letter. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let value = '';
  let quoted = false;
  for (let n = 0; n < text.length; n++) {
    const letter = text[n]!;
    if (quoted && letter === '"' && text[n + 1] === '"') {
      value += '"';
      n++;
    } else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === ',') {
      row.push(value);
      value = '';
    } else if (!quoted && letter === '\r' && text[n + 1] === '\n') {
      rows.push([...row, value]);
      row = [];
      value = '';
      n++;
    } else value += letter;
  }
  expect([row, value, quoted]).toEqual([[], '', false]);
  return rows;
}

/** Without the apostrophe, which must stand exactly where a spreadsheet would see a formula. */
function csvCell(column: string, text: string): string {
  const isOurs = ['balance', 'loans'].includes(column);
  if (/^[\s'\ufeff\u200b]*[=+\-@\t\r]/.test(text) && !isOurs) expect(text[0]).toBe("'");
  const plain = /^'[\s]*[=+\-@]/.test(text) ? text.slice(1) : text;
  return withoutTimes(column, plain);
}

async function byCsv(path: string, columns: readonly string[]): Promise<string[][]> {
  const bytes = readFileSync(path);
  expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
  const [, ...rows] = parseCsv(bytes.subarray(3).toString());
  return rows.map((row) => row.map((text, n) => csvCell(columns[n]!, text)));
}

const sortTerms: fc.Arbitrary<SortTerm[]> = fc.array(
  fc.oneof(
    fc.record({
      field: fc.constantFrom(...userFieldNames, 'decision', 'decided_at', 'notes', 'flags'),
      direction: fc.constantFrom('asc', 'desc'),
    }) as fc.Arbitrary<SortTerm>,
    fc.record({
      extra: fc.constantFrom(...EXTRA),
      direction: fc.constantFrom('asc', 'desc'),
    }) as fc.Arbitrary<SortTerm>,
  ),
  { maxLength: 3 },
);

const leaf: fc.Arbitrary<Criteria> = fc.oneof(
  fc.constant(EVERYBODY),
  fc.constant(CANDIDATES),
  fc.constantFrom<Criteria>(
    { op: 'search', value: 'last 3' },
    { op: 'membership', value: 'deleted' },
    { op: 'decision', values: ['approved'] },
    { op: 'blank', field: 'purge_date' },
    { op: 'extra', heading: 'Shelf', is: { how: 'oneOf', values: ['A1', null] } },
    { op: 'oneOf', field: 'user_group', values: ['Graduate'] },
    { op: 'numberBetween', field: 'loans', from: 1 },
    { op: 'inJob', jobId: 1, outcome: 'purged' },
    { op: 'notes', from: 1 },
  ),
  fc
    .subarray([...REVIEW_FLAGS], { minLength: 1 })
    .map((flags): Criteria => ({ op: 'hasFlag', flags })),
);
const criteria: fc.Arbitrary<Criteria> = fc.oneof(
  leaf,
  leaf.map((of): Criteria => ({ op: 'not', of })),
  fc.record({
    op: fc.constantFrom('all' as const, 'any' as const),
    of: fc.array(leaf, { minLength: 1, maxLength: 3 }),
  }),
);

test('is the grid, cell by cell, whatever is filtered, sorted and chosen', async () => {
  const engine = await reviewed();
  const notes = await notesOf(engine);
  const columns = fc.shuffledSubarray(ALL_COLUMNS, { minLength: 1 });
  let turn = 0;
  await fc.assert(
    fc.asyncProperty(criteria, sortTerms, columns, async (criteria, sort, columns) => {
      const what = asked({ criteria, sort, columns });
      const users = await shown(engine, what);
      const wanted = users.map((user) => columns.map((column) => expected(column, user, notes)));
      const path = join(engine.folder, `List ${++turn}`);
      expect((await engine.export(what, `${path}.xlsx`)).rows).toBe(users.length);
      expect(await byExceljs(`${path}.xlsx`, columns)).toEqual(wanted);
      expect((await engine.export(what, `${path}.csv`, { format: 'csv' })).rows).toBe(users.length);
      expect(await byCsv(`${path}.csv`, columns)).toEqual(
        wanted.map((row) => row.map((cell, n) => csvText(columns[n]!, cell))),
      );
    }),
    { numRuns: 25 },
  );
});

function csvText(column: string, cell: string | number): string {
  return column === 'balance' && cell !== '' ? Number(cell).toFixed(2) : String(cell);
}

describe('a list', () => {
  test('is read back by the engine itself with identifiers letter by letter', async () => {
    const engine = await reviewed();
    const what = asked({ columns: ['primary_identifier', 'first_name'], criteria: CANDIDATES });
    const path = join(engine.folder, 'List.xlsx');
    await engine.export(what, path);
    const [headings, ...rows] = await byOurs(path);
    expect(headings).toEqual(['Primary identifier', 'First name']);
    expect(rows).toEqual(
      (await shown(engine, what)).map((user) =>
        user.first_name === null
          ? [user.primary_identifier]
          : [user.primary_identifier, user.first_name],
      ),
    );
  });

  test('says in front what it is: filter, order, counts that are the grid’s', async () => {
    const engine = await reviewed();
    const what = asked({
      criteria: CANDIDATES,
      title: 'Staff role',
      sort: [{ field: 'purge_date', direction: 'desc' }],
    });
    const path = join(engine.folder, 'List.xlsx');
    await engine.export(what, path);
    const workbook = await new ExcelJS.Workbook().xlsx.readFile(path);
    const facts = new Map<string, ExcelJS.CellValue>();
    workbook.worksheets[0]!.eachRow((row) => {
      const label = row.getCell(1).value;
      if (label !== null) facts.set(String(label), row.getCell(2).value);
    });
    expect([...facts.keys()].slice(0, 2)).toEqual(['Review list', 'Staff role']);
    expect(facts.get('Sorted by')).toBe('Purge date (descending)');
    expect(facts.get('Made by')).toBe('Tester');
    const { users, decisions, flags } = await engine.ask.users.facets({ criteria: CANDIDATES });
    expect(facts.get('Users in this list')).toBe(users);
    expect(facts.get('Approved')).toBe(decisions.approved);
    expect(facts.get('Excluded')).toBe(decisions.excluded);
    expect(facts.get('Undecided')).toBe(decisions.undecided);
    for (const flag of REVIEW_FLAGS)
      expect(facts.get(REVIEW_FLAG_TEXTS[flag].label) ?? 0).toBe(flags[flag]);
    expect([...facts.keys()]).toContain(
      'An empty cell means that no report says it: it is neither zero nor No.',
    );
  });

  test('cuts no text in CSV, and in a workbook says so where a cell can’t hold it', async () => {
    const engine = await reviewed();
    const { userNo } = await engine.user('user1');
    for (let n = 0; n < 20; n++) await engine.ask.users.addNote({ userNo, text: LONG });
    const criteria: Criteria = { op: 'users', userNos: [userNo] };
    const what = asked({ criteria, columns: ['notes'] });
    const path = join(engine.folder, 'List');
    await engine.export(what, `${path}.csv`, { format: 'csv' });
    const [[whole]] = (await byCsv(`${path}.csv`, ['notes'])) as [[string]];
    expect(whole).toBe(Array.from({ length: 20 }, () => LONG).join('|'));
    await engine.export(what, `${path}.xlsx`);
    const workbook = await new ExcelJS.Workbook().xlsx.readFile(`${path}.xlsx`);
    const cell = String(workbook.getWorksheet(LIST_SHEET)!.getCell(2, 1).value);
    expect([cell.length, cell.at(-1)]).toEqual([32_767, '…']);
    const lines: string[] = [];
    workbook.worksheets[0]!.eachRow((row) => void lines.push(String(row.getCell(1).value)));
    expect(lines).toContain(
      'A spreadsheet cell holds at most 32,767 characters; a longer text ends with “…”.',
    );
  });

  test('of a preview’s users holds them, and refuses when the preview is gone', async () => {
    const engine = await reviewed();
    const { workspace } = engine.session;
    const users = workspace.match({ op: 'decision', values: ['approved'] });
    const previewId = workspace.previews.keep(new Map([['purged', users]]));
    const criteria: Criteria = { op: 'all', of: [{ op: 'inPreview', previewId, part: 'purged' }] };
    const columns = ['primary_identifier'];
    const path = join(engine.folder, 'List.csv');
    await engine.export(asked({ criteria, columns }), path, { format: 'csv' });
    const listed = (await byCsv(path, columns)).flat().sort();
    expect(listed.length).toBeGreaterThan(0);
    expect(listed).toEqual(await engine.identifiers({ op: 'decision', values: ['approved'] }));
    workspace.previews.forget();
    const again = engine.export(asked({ criteria, columns }), path, { format: 'csv' });
    expect((await refusal(again)).reason).toBe('criteria.gone');
  });
});
