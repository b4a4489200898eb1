/**
 * Files of every kind that people really have, each with what the check must say of it and with whom it holds back.
 * Each file holds many plain users besides, as files do; all people are made up.
 */
import {
  candidate,
  candidatesSheet,
  dateCell,
  type RawCell,
  type RawRow,
  sheetBytes,
} from '../../support/candidateSheets.ts';
import { changePart, type WorkbookPlan, workbookPart } from '../../support/workbookBuilder.ts';

export interface FileOfKind {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** What its card says, with its details open. */
  readonly says: readonly string[];
  /** It can't be read, so there is nothing to add. */
  readonly refused?: true;
  /** Candidates whom the rules exclude, here or because a list or report names them, and by which flag. */
  readonly held?: Readonly<Record<string, string>>;
  /** Candidates who look odd and are read as Excel shows them, so that nothing holds them back. */
  readonly free?: readonly string[];
}

type Row = RawRow | readonly RawCell[];

const PLAIN = 60;

/** Like nobody else's, so that no list comes near it. */
const plainId = (name: string, n: number) =>
  `${name.replaceAll(' ', '').toLowerCase()}${String(n).padStart(3, '0')}`;

/** A workbook of candidates: those in question, then plain ones. */
function workbook(
  name: string,
  rows: readonly Row[],
  rest: Omit<FileOfKind, 'name' | 'bytes'>,
  { merged = [], plan = {} }: { merged?: readonly string[]; plan?: WorkbookPlan } = {},
): FileOfKind {
  const plain = Array.from({ length: PLAIN }, (_, n) => candidate(plainId(name, n)));
  const bytes = sheetBytes(candidatesSheet([...rows, ...plain], merged), plan);
  return { name: `${name}.xlsx`, bytes, ...rest };
}

const HEADINGS = 'Primary Identifier;User Group;Purge Date;Has Staff Role;Last Name;Balance';

interface TextCells {
  readonly purge?: string;
  readonly last?: string;
  readonly balance?: string;
}

const line = (id: string, { purge = '2021-05-31', last = 'Berg', balance = '0' }: TextCells = {}) =>
  [id, 'Graduate', purge, 'No', last, balance].join(';');

const textOf = (...lines: readonly string[]) => lines.map((each) => `${each}\r\n`).join('');

/** The same as text. */
function text(
  name: string,
  lines: readonly string[],
  rest: Omit<FileOfKind, 'name' | 'bytes'>,
): FileOfKind {
  const plain = Array.from({ length: PLAIN }, (_, n) => line(plainId(name, n)));
  return { name: `${name}.csv`, bytes: textOf(HEADINGS, ...lines, ...plain), ...rest };
}

/** An exclusion list as text; it is named after the users whom it holds back in “Listed.xlsx”. */
const list = (
  name: string,
  lines: readonly string[],
  says: readonly string[] = [],
  heading = 'Primary Identifier',
): FileOfKind => ({ name: `Keep ${name}.csv`, bytes: textOf(heading, ...lines), says });

const listWorkbook = (
  name: string,
  rows: readonly Row[],
  says: readonly string[] = [],
): FileOfKind => ({
  name: `Keep ${name}.xlsx`,
  bytes: sheetBytes({ headings: ['Primary Identifier'], rows }),
  says,
});

/** Numbers, dates and marks in cells. */
const VALUES: readonly FileOfKind[] = [
  workbook(
    'Numbers',
    [
      candidate({ number: '2.1234567E7' }),
      candidate({ number: '7654321.0' }),
      candidate({ number: '1234567890123456' }),
    ],
    {
      says: ['Where an identifier is a number in the file', 'a number of more than 15 digits'],
      held: { 1234567890123456: 'lost-digits' },
      free: ['21234567', '7654321'],
    },
  ),
  workbook(
    'Zeros',
    [candidate({ number: 67_890, style: 'zeros' }), candidate({ number: 12_345, style: 'zeros' })],
    {
      says: ['Numbers that a number format shows with zeros in front'],
      held: { '00012345': 'zero-loss-pair' },
      free: ['00067890'],
    },
  ),
  workbook(
    'Dates',
    [
      candidate('dayZero', { purge: dateCell(0) }),
      candidate('aTimeAlone', { purge: dateCell(0.5) }),
      candidate('february29', { purge: dateCell(60) }),
      candidate('yearOne', { purge: '0001-01-01' }),
      candidate('expiredOnDayZero', { expiry: dateCell(0) }),
      candidate('noDate', { purge: '0000-00-00' }),
      candidate('dashes', { expiry: '  -  -  ' }),
    ],
    {
      says: ['A value that the purge depends on', 'The expiry date couldn’t be read'],
      held: {
        dayZero: 'unreadable-value',
        aTimeAlone: 'unreadable-value',
        february29: 'unreadable-value',
        yearOne: 'unreadable-value',
        expiredOnDayZero: 'expiry-in-future',
      },
      free: ['noDate', 'dashes'],
    },
  ),
  workbook(
    'Dates of 1904',
    [candidate('zeroOf1904', { purge: dateCell(0) })],
    { says: ['Unreadable values'], held: { zeroOf1904: 'unreadable-value' } },
    { plan: { date1904: true } },
  ),
  workbook(
    'Formulas',
    [
      candidate('purgeDateByFormula', { purge: { formula: 'TODAY()', style: 'date' } }),
      candidate('groupByFormula', { group: { formula: 'B9' } }),
      candidate('nameByFormula', { last: { formula: 'C9' } }),
    ],
    {
      says: ['A formula whose result is not stored'],
      held: {
        purgeDateByFormula: 'unreadable-value',
        groupByFormula: 'unreadable-value',
        // Rules of the register may name it.
        nameByFormula: 'unreadable-value',
      },
    },
  ),
  text(
    'Zones',
    [
      line('zone', { purge: '2021-10-31T00:00:00+02:00' }),
      line('time', { purge: '2021-10-31 23:30:00' }),
      line('words', { purge: 'last spring' }),
    ],
    {
      says: ['Unreadable values'],
      held: { words: 'unreadable-value' },
      free: ['zone', 'time'],
    },
  ),
  text(
    'Euro',
    [line('withCents', { balance: '1.234,56' }), line('aThousand', { balance: '1.000' })],
    { says: [`Add ${PLAIN + 2} candidates`], free: ['withCents', 'aThousand'] },
  ),
];

/** Rows and how they stand in the sheet. */
const ROWS: readonly FileOfKind[] = [
  workbook('Hidden', [{ cells: candidate('hidden'), hidden: true }], {
    says: ['Do hidden rows count?', 'A filter or a collapsed group hides these rows'],
    held: { hidden: 'hidden-row' },
  }),
  workbook(
    'Merged',
    [
      candidate('linked1', { group: 'I-Share' }),
      candidate('linked2', { group: null }),
      candidate('onTop'),
      candidate('underIt'),
    ],
    {
      says: ['Two cells share one place'],
      // A merged value holds for all its rows.
      held: { linked1: 'protected', linked2: 'protected', underIt: 'two-cells' },
      free: ['onTop'],
    },
    { merged: ['B2:B3', 'A4:A5'] },
  ),
  workbook('Blank groups', [candidate('noGroup', { group: null })], {
    says: ['What does a blank user group mean?', 'These rows name no user group, though others do'],
    held: { noGroup: 'blank-group' },
  }),
  workbook('Struck', [candidate({ text: 'struck', style: 'struck' })], {
    says: ['These rows are struck out'],
    held: { struck: 'struck-out' },
  }),
  workbook('Two cells', [candidate({ text: 'one', twin: 'other' })], {
    says: ['Two cells in one place'],
    held: { one: 'two-cells', other: 'two-cells' },
  }),
  workbook('Sums', [candidate('Grand Total')], { says: ['Rows of totals name nobody'] }),
  text(
    'Quotes',
    [line('quoted', { last: '"Bo' }), line('swallowed'), line('closing', { last: '"Cy"' })],
    {
      says: ['A stray quotation mark', 'Stray quotation marks'],
      held: { quoted: 'unreadable-value' },
    },
  ),
];

/** What stands around the rows. */
const PACKAGES: readonly FileOfKind[] = [
  workbook(
    'Leftover sheet',
    [],
    { says: ['The workbook names sheets that are not in it'] },
    {
      plan: {
        change: changePart('xl/workbook.xml', {
          content: workbookPart(
            '<sheet name="Users" sheetId="1" r:id="rId1"/><sheet name="Module1" sheetId="9" state="veryHidden" r:id=""/>',
          ),
        }),
      },
    },
  ),
  workbook(
    'No styles',
    [],
    { says: ['The workbook’s styles are missing'] },
    { plan: { change: (parts) => parts.filter(({ name }) => name !== 'xl/styles.xml') } },
  ),
  {
    name: 'Tail.xlsx',
    bytes: Buffer.concat([
      sheetBytes(candidatesSheet([candidate('beforeTheTail')])),
      Buffer.from('uploaded by a form'),
    ]),
    says: ['The file goes on for 18 bytes after its end'],
    free: ['beforeTheTail'],
  },
];

const LISTED = {
  near1: 'possible-pair',
  near2: 'possible-pair',
  near3: 'possible-pair',
  "o'near": 'possible-pair',
  'near-4': 'possible-pair',
  inASwallowedLine: 'possible-pair',
  hiddenInAList: 'exclusion-list',
  struckInAList: 'exclusion-list',
  underAnAngledHeading: 'exclusion-list',
  beforeCtrlZ: 'exclusion-list',
  müller: 'exclusion-list',
  owesPerhaps: 'unreadable-value',
} as const;

/** Lists and reports, and the candidates whom they mean. */
const LISTS: readonly FileOfKind[] = [
  workbook(
    'Listed',
    [...Object.keys(LISTED), 'owesTwice'].map((id) => candidate(id)),
    { says: [], held: LISTED, free: ['owesTwice'] },
  ),
  list('near', ["'near1", 'near2 near3', 'o’near', 'near\u20114'], ['An identifier holds marks']),
  list('zeros', ['12345']),
  list('exponents', ['1.2345E+12', 'inNoFile'], ['Rows that can’t be used exclude nobody']),
  list('quotes', ['"x', 'inASwallowedLine', '"y', 'inNoFile'], ['A stray quotation mark']),
  list('angles', ['underAnAngledHeading,Ada'], [], '<Primary Identifier>,Name'),
  list('Ctrl-Z', ['beforeCtrlZ', '\u001a']),
  listWorkbook(
    'rows',
    [{ cells: ['hiddenInAList'], hidden: true }, [{ text: 'struckInAList', style: 'struck' }]],
    [
      'A filter or a collapsed group hides these rows',
      'They count like all others',
      'These rows are struck out',
    ],
  ),
  listWorkbook(
    'formulas',
    [[{ formula: 'A9' }], ['inNoFile']],
    ['Rows that can’t be used exclude nobody'],
  ),
  {
    name: 'Keep damaged.csv',
    bytes: Buffer.concat([
      Buffer.from('Primary Identifier,Name\r\nmüller,Zoë\r\nsomebody,Andr'),
      Buffer.from([0xe9]),
      Buffer.from('\r\n'),
    ]),
    says: ['Bytes that aren’t UTF-8'],
  },
  {
    name: 'PIDs of users with loans.csv',
    bytes: textOf('No user loan counts at other I-Share libraries as of 11/20/26 6pm'),
    says: ['The report is empty'],
  },
  {
    name: 'Fines and fees.xlsx',
    bytes: sheetBytes({
      headings: ['Primary Identifier', 'Remaining Amount', 'Fine Fee Status'],
      rows: [
        ['owesTwice', '3.00', 'Active'],
        [null, '4.00', 'Active'],
        ['owesPerhaps', '5.00', 'Active'],
        [null, '6.00', 'Active'],
      ],
      merged: ['A2:A3'],
    }),
    says: [],
  },
];

const oldWorkbook = Buffer.alloc(1024);
oldWorkbook.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
// Where such a container names its streams.
oldWorkbook.write('Workbook', 512, 'utf16le');

/** What is no file that can be read: it is called by its name. */
const REFUSED: readonly FileOfKind[] = [
  {
    name: '~$Report.xlsx',
    bytes: Buffer.alloc(165, ' '),
    says: ['This is the lock file that Excel keeps', 'without ~$'],
    refused: true,
  },
  {
    name: 'Old.xls',
    bytes: oldWorkbook,
    says: ['an Excel workbook in the old format (.xls)'],
    refused: true,
  },
  {
    name: 'Of 2003.xls',
    bytes: '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
    says: ['an XML spreadsheet of 2003'],
    refused: true,
  },
  {
    name: 'Control.csv',
    bytes: textOf('Primary Identifier', 'a', 'b\u0001'),
    says: ['the first (U+0001) in row 3'],
    refused: true,
  },
  {
    name: 'Separators.csv',
    bytes: textOf('Primary Identifier', 'a\u001fb'),
    says: ['the first (U+001F) in row 2'],
    refused: true,
  },
];

/** Files that are dropped together, by what is odd about them; lists come behind the candidates whom they name. */
export const FILES_OF_KINDS: Readonly<Record<string, readonly FileOfKind[]>> = {
  'odd values': VALUES,
  'odd rows': ROWS,
  'odd packages': PACKAGES,
  'lists and reports': LISTS,
  'files that can’t be read': REFUSED,
};

/** As many rows as some exports write at most. */
export const CUT_OFF: FileOfKind = {
  name: 'Cut off.csv',
  bytes: textOf(HEADINGS, ...Array.from({ length: 65_000 }, (_, n) => line(`cut ${n}`))),
  says: ['The file has just 65,000 rows'],
};
