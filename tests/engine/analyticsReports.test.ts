/**
 * Reports of Analytics as libraries really export them, a heading row for each subject area, in the variants that people
 * make of them. A column that is taken for another says of a user what is true of a block; a row that is lost is a fee
 * that nobody sees.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recogniseColumns } from '#engine/importing/read/recogniseColumns.ts';
import type { DetailKind } from '#shared/details/details.ts';
import { detailFieldNames } from '#shared/details/details.ts';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import type { TestEngine } from '../support/engine.ts';
import { type Rows, readPath, withCandidates } from '../support/importFiles.ts';
import { type Cell, writeWorkbook } from '../support/workbookFile.ts';

/** Heading rows, each column with the field that it is; `-`: kept as it stands. */
const AREAS: readonly (readonly [ImportKind, string])[] = [
  [
    'users',
    'Primary Identifier=primary_identifier|First Name=first_name|Last Name=last_name|Middle Name=middle_name|User Group=user_group|User Group Code=-|Expiry Date=expiry_date|Purge Date=purge_date|Status=status|User Type=account_type|Record Type=record_type|Job Category=job_category|Job Description=job_description|Campus Code=campus|Creation Date=created_date|Created By=created_by|Modification Date=modified_date|Modified By=modified_by|Birth Date=birth_date|Status Date=status_date|Last Patron Activity Date=last_activity_date|Linked From Institution Name=linked_from|Preferred Email=email',
  ],
  [
    'user-identifiers',
    'Primary Identifier=primary_identifier|User Group=-|Identifier Type=identifier_type|Identifier Value=identifier_value|Identifier Note=identifier_note|Identifier Status=identifier_status',
  ],
  [
    'user-identifiers',
    'User Primary Identifier=primary_identifier|Last Name=-|User Identifier Type=identifier_type|User Identifier Value=identifier_value',
  ],
  [
    'user-contacts',
    'Primary Identifier=primary_identifier|Last Name=-|Address Line 1=address_line_1|Address Line 2=address_line_2|City=address_city|State Province=address_state|Postal Code=address_postal_code|Country=address_country|Address Type=address_types|Preferred Email=email_address|Preferred Phone=phone_number',
  ],
  [
    'user-contacts',
    'Primary Identifier=primary_identifier|Address Line 1=address_line_1|City=address_city|State/Province=address_state|ZIP/Postal Code=address_postal_code|Address Types=address_types',
  ],
  [
    'user-contacts',
    'Primary Identifier=primary_identifier|Email=email_address|Email Type=email_types|Is Preferred Email=email_preferred',
  ],
  [
    'user-notes',
    'Primary Identifier=primary_identifier|User Group=-|Note Type=note_type|Note=note_text|User Viewable=note_user_viewable|Popup Note=note_popup|Note Created By=note_created_by|Note Creation Date=note_created',
  ],
  [
    'user-notes',
    'Note Creation Date=note_created|Last Name=-|User Note=note_text|Primary Identifier=primary_identifier|User Note Type=note_type',
  ],
  [
    'user-blocks',
    'Primary Identifier=primary_identifier|Block Type=block_type|Block Code=block_code|Block Description=block_description|Block Status=block_status|Block Note=block_note|Block Creation Date=block_created|Block Expiry Date=block_expiry|Block Created By=block_created_by',
  ],
  // The user’s status and expiry date, or the block’s: neither is taken for the other.
  [
    'user-blocks',
    'Primary Identifier=primary_identifier|User Group=-|Block Description=block_description|Status=-|Expiry Date=-',
  ],
  [
    'user-roles',
    'Primary Identifier=primary_identifier|Last Name=-|Role Type=role_type|Role Status=role_status|Role Scope=role_scope|Role Expiry Date=role_expiry',
  ],
  [
    'user-roles',
    'Primary Identifier=primary_identifier|First Name=-|Last Name=-|User Role=role_type|Scope=role_scope|Status=-',
  ],
  [
    'fines-fees',
    'Primary Identifier=primary_identifier|User Group=-|Fine Fee Type=fee_type|Fine Fee Status=fee_status|Fine Fee Creation Date=fee_created|Title=fee_title|Barcode=fee_barcode|Owning Library Name=fee_owner|Original Amount=fee_original|Remaining Amount=fee_amount',
  ],
  [
    'fines-fees',
    'Borrower Primary Identifier=primary_identifier|Fine/Fee Type=fee_type|Status=fee_status|Remaining Balance=fee_amount|Status Date=fee_status_date|Comments=fee_comment',
  ],
  [
    'loans',
    'Borrower Primary Identifier=primary_identifier|Title=loan_title|Barcode=item_barcode|Loan Date=loan_date|Due Date=due_date|Return Date=return_date|Loan Status=loan_status|Library Name=loan_library|Renewals=loan_renewals',
  ],
  [
    'loans',
    'Primary Identifier=primary_identifier|Due DateTime=due_date|Loan Date=loan_date|Item Barcode=item_barcode|Item Loan Id=loan_id',
  ],
  [
    'requests',
    'Requester Primary Identifier=primary_identifier|Request Type=request_type|Request Status=request_status|Request Date=request_date|Title=request_title|Pickup Location=request_pickup|Request Id=request_id',
  ],
  [
    'requests',
    'Requester Primary Identifier=primary_identifier|Purchase Request Status=purchase_status|Title=request_title',
  ],
  [
    'user-proxies',
    'Primary Identifier=primary_identifier|Last Name=-|Proxy For Primary Identifier=proxy_for|Proxy For Name=proxy_for_name',
  ],
  [
    'user-proxies',
    'Proxy Primary Identifier=primary_identifier|Sponsor Primary Identifier=proxy_for|Sponsor Name=proxy_for_name',
  ],
  [
    'user-statistics',
    'Primary Identifier=primary_identifier|Statistical Category=statistic_category|Statistical Category Type=statistic_type|Statistical Note=statistic_note',
  ],
  [
    'user-attachments',
    'Primary Identifier=primary_identifier|Attachment File Name=attachment_name|Attachment Type=attachment_type|Attachment Note=attachment_note|Attachment Creation Date=attachment_created',
  ],
  [
    'user-courses',
    'Primary Identifier=primary_identifier|Course Code=course_code|Course Name=course_name|Course Section=course_section|Role=course_role|Course Start Date=course_start|Course End Date=course_end|Course Status=course_status',
  ],
  [
    'user-courses',
    'Course Code=course_code|Course Name=course_name|Section=course_section|Course Instructor Primary Identifier=primary_identifier|Processing Department=-',
  ],
];

test.each(AREAS)('headings of %s: %s', (kind, columns) => {
  const pairs = columns.split('|').map((each) => each.split('=') as [string, string]);
  const texts = pairs.map(([heading]) => heading);
  const found = recogniseColumns([{ number: 1, texts }], {}, 'Report.xlsx')!;
  expect([found.kind, found.missing]).toEqual([kind, []]);
  expect(found.columns.map(({ heading, field }) => [heading, field ?? '-'])).toEqual(pairs);
});

test('a list that has one more column is no report of lines', () => {
  for (const more of ['Note', 'Block Description', 'Role', 'Barcode', 'Course Code']) {
    const texts = ['Primary Identifier', more];
    expect(recogniseColumns([{ number: 1, texts }], {}, 'Report.xlsx')?.kind).toBe('exclusions');
  }
});

/** Of one kind: the headings, the rows, and the lines that every variant must give. */
interface Told {
  readonly lines: DetailKind;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly expected: Readonly<Record<string, readonly object[]>>;
  /** What is told of users besides. */
  readonly facts?: Readonly<Record<string, object>>;
  /** Cells of a total. */
  readonly total: readonly Cell[];
}

const FEES: Told = {
  lines: 'fees',
  headings: ['Primary Identifier', 'Fine Fee Type', 'Fine Fee Status', 'Title', 'Remaining Amount'],
  rows: [
    ['a', 'Overdue fine', 'Active', 'A book', 12.5],
    ['a', 'Lost item', 'Active', null, 1030],
    ['b', 'Credit', 'Active', null, -5],
  ],
  expected: {
    a: [
      { fee_type: 'Overdue fine', fee_status: 'Active', fee_title: 'A book', fee_amount: 1250 },
      { fee_type: 'Lost item', fee_status: 'Active', fee_amount: 103_000 },
    ],
    b: [{ fee_type: 'Credit', fee_status: 'Active', fee_amount: -500 }],
  },
  facts: { a: { balance: 104_250 }, b: { balance: -500 } },
  total: ['Grand Total', null, null, null, 1037.5],
};

const NOTES: Told = {
  lines: 'notes',
  headings: ['Primary Identifier', 'Note Type', 'Note', 'User Viewable', 'Note Creation Date'],
  rows: [
    ['a', 'Library', 'Owes a key', 'Yes', '2024-05-31'],
    ['a', 'Other', 'Moved away', 'No', '2023-01-15'],
    ['b', 'Library', '=1+1', 'No', '2024-12-24'],
  ],
  expected: {
    a: [
      {
        note_type: 'Library',
        note_text: 'Owes a key',
        note_user_viewable: 1,
        note_created: '2024-05-31',
      },
      {
        note_type: 'Other',
        note_text: 'Moved away',
        note_user_viewable: 0,
        note_created: '2023-01-15',
      },
    ],
    b: [
      {
        note_type: 'Library',
        note_text: '=1+1',
        note_user_viewable: 0,
        note_created: '2024-12-24',
      },
    ],
  },
  total: ['Total', null, null, null, null],
};

const LOANS: Told = {
  lines: 'loans',
  headings: [
    'Borrower Primary Identifier',
    'Title',
    'Barcode',
    'Loan Date',
    'Due Date',
    'Loan Status',
  ],
  rows: [
    ['a', 'A book', '0021', '2024-05-13', '2024-05-31', 'Active'],
    ['a', 'A map', '0022', '2024-05-02', '2024-05-30', 'Active'],
    ['b', 'A book', '0023', '2023-05-02', '2023-05-30', 'Complete'],
  ],
  expected: {
    a: [
      {
        loan_title: 'A book',
        item_barcode: '0021',
        loan_date: '2024-05-13',
        due_date: '2024-05-31',
        loan_status: 'Active',
      },
      {
        loan_title: 'A map',
        item_barcode: '0022',
        loan_date: '2024-05-02',
        due_date: '2024-05-30',
        loan_status: 'Active',
      },
    ],
    b: [
      {
        loan_title: 'A book',
        item_barcode: '0023',
        loan_date: '2023-05-02',
        due_date: '2023-05-30',
        loan_status: 'Complete',
      },
    ],
  },
  facts: { a: { loans: 2 }, b: { loans: 0 } },
  total: ['Total', null, null, null, null, 3],
};

interface Variant {
  readonly name: string;
  readonly of: (told: Told) => Rows;
  readonly merged?: string;
}

const isDay = (cell: Cell): cell is string =>
  typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/.test(cell);
const each = (told: Told, change: (cell: Cell) => Cell): Rows => [
  told.headings,
  ...told.rows.map((row) => row.map(change)),
];
const american = (day: string) =>
  `${Number(day.slice(5, 7))}/${Number(day.slice(8))}/${day.slice(0, 4)}`;
const money = (write: (amount: number) => Cell) => (cell: Cell) =>
  typeof cell === 'number' ? write(cell) : cell;
const grouped = (amount: number) =>
  Math.abs(amount).toLocaleString('en-US', { minimumFractionDigits: 2 });

const VARIANTS: readonly Variant[] = [
  { name: 'as it is', of: ({ headings, rows }) => [headings, ...rows] },
  {
    name: 'with the columns the other way round',
    of: ({ headings, rows }) => [headings, ...rows].map((row) => row.toReversed()),
  },
  {
    name: 'below titles in merged cells and a blank row',
    of: ({ headings, rows }) => [
      ['Monthly report', null, null],
      ['Time run: 5/31/2026 8:15:00 AM', null, null],
      [],
      headings,
      ...rows,
    ],
    merged: 'A1:C1',
  },
  {
    name: 'with blank rows between',
    of: ({ headings, rows }) => [headings, ...rows.flatMap((row) => [row, []])],
  },
  {
    name: 'with a row of totals at the end',
    of: ({ headings, rows, total }) => [headings, ...rows, total],
  },
  {
    name: 'with a heading twice, whose second column is another’s',
    of: ({ headings, rows }) => [
      [...headings, headings[2]!, 'Notes'],
      ...rows.map((row) => [...row, 'something else', 'x']),
    ],
  },
  {
    name: 'with days as text, the month first, and a time behind',
    of: (told) => each(told, (cell) => (isDay(cell) ? `${american(cell)} 12:00:00 AM` : cell)),
  },
  {
    name: 'with days as real dates',
    of: (told) => each(told, (cell) => (isDay(cell) ? new Date(`${cell}T00:00:00Z`) : cell)),
  },
  {
    name: 'with headings in capitals, spaced and with line ends',
    of: ({ headings, rows }) => [
      headings.map((heading) => ` ${heading.toUpperCase().replace(' ', '\n')} `),
      ...rows,
    ],
  },
  {
    name: 'with amounts as text, a dollar sign, commas, and credits in brackets',
    of: (told) =>
      each(
        told,
        money((amount) => (amount < 0 ? `($${grouped(amount)})` : `$${grouped(amount)}`)),
      ),
  },
  {
    name: 'with amounts as text, a minus behind and the currency’s code',
    of: (told) =>
      each(
        told,
        money((amount) => `${grouped(amount)}${amount < 0 ? '-' : ''} USD`),
      ),
  },
];

async function linesOf(engine: TestEngine, identifier: string, kind: DetailKind) {
  const { userNo } = await engine.user(identifier);
  const { kinds } = await engine.ask.users.details({ userNo });
  const names = detailFieldNames(kind);
  return kinds
    .find((told) => told.kind === kind)!
    .lines.map(({ values }) =>
      Object.fromEntries(
        names.flatMap((name, n) => ((values[n] ?? null) === null ? [] : [[name, values[n]]])),
      ),
    );
}

describe.each([
  { kind: 'fines-fees', told: FEES },
  { kind: 'user-notes', told: NOTES },
  { kind: 'loans', told: LOANS },
] as const)('a report of $kind', ({ kind, told }) => {
  test.each(VARIANTS)('$name', async ({ of, merged, name }) => {
    const engine = await withCandidates('a', 'b');
    const path = await writeWorkbook(join(engine.folder, 'Report.xlsx'), {
      rows: of(told),
      ...(merged !== undefined && { merges: [merged] }),
    });
    const check = await readPath(engine, path);
    expect([name, check.kind, check.errors, check.question]).toEqual([name, kind, 0, null]);
    await engine.ask.imports.commit({ importId: check.importId });
    for (const [id, lines] of Object.entries(told.expected))
      expect(await linesOf(engine, id, told.lines)).toEqual(lines);
    for (const [id, facts] of Object.entries(told.facts ?? {}))
      expect(await engine.user(id)).toMatchObject(facts);
  });
});
