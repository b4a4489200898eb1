/**
 * What the lines in users of Alma's XML are in the catalogue of details: kind, fields, values. Must never drop a value
 * that the catalogue has a field for.
 */
import type { DetailFieldKind } from '#shared/details/detailKind.ts';
import { type DetailFieldName, type DetailKind, detailKind } from '#shared/details/details.ts';
import type { NamedLines, TableLines } from '../../tables/table.ts';
import type { CellValue } from '../rows/storedRow.ts';

type CellsOf<Kind extends DetailKind> = Readonly<Partial<Record<DetailFieldName<Kind>, string>>>;

/** The cell of each field, by kind; lists of the XML have the names of kinds. `!`: the code that has words, not these. */
const CELLS: { readonly [Kind in DetailKind]?: CellsOf<Kind> } = {
  identifiers: {
    identifier_type: 'id_type',
    identifier_value: 'value',
    identifier_note: 'note',
    identifier_status: 'status',
    identifier_segment: '@segment_type',
  },
  addresses: {
    address_line_1: 'line1',
    address_line_2: 'line2',
    address_line_3: 'line3',
    address_line_4: 'line4',
    address_line_5: 'line5',
    address_city: 'city',
    address_state: 'state_province',
    address_postal_code: 'postal_code',
    address_country: 'country',
    address_note: 'address_note',
    address_types: 'address_types/address_type',
    address_start: 'start_date',
    address_end: 'end_date',
    address_preferred: '@preferred',
    address_segment: '@segment_type',
  },
  emails: {
    email_address: 'email_address',
    email_types: 'email_types/email_type',
    email_preferred: '@preferred',
    email_segment: '@segment_type',
  },
  phones: {
    phone_number: 'phone_number',
    phone_types: 'phone_types/phone_type',
    phone_preferred: '@preferred',
    phone_preferred_sms: '@preferred_sms',
    phone_segment: '@segment_type',
  },
  notes: {
    note_type: 'note_type',
    note_text: 'note_text',
    note_user_viewable: 'user_viewable',
    note_popup: 'popup_note',
    note_created_by: 'created_by',
    note_created: 'created_date',
    note_segment: '@segment_type',
  },
  blocks: {
    block_type: 'block_type',
    block_code: 'block_description!',
    block_description: 'block_description',
    block_status: 'block_status',
    block_note: 'block_note',
    block_created_by: 'created_by',
    block_created: 'created_date',
    block_expiry: 'expiry_date',
    block_segment: '@segment_type',
  },
  roles: {
    role_type: 'role_type',
    role_status: 'status',
    role_scope: 'scope',
    role_expiry: 'expiry_date',
  },
  proxies: { proxy_for: 'primary_id', proxy_for_name: 'full_name' },
  statistics: {
    statistic_category: 'statistic_category',
    statistic_type: 'category_type',
    statistic_note: 'statistic_note',
    statistic_segment: '@segment_type',
  },
};
const KINDS = Object.keys(CELLS) as DetailKind[];
const PARAMETERS = { list: 'role_parameters', field: 'role_parameters' } as const;

/** One line of a user, its values in the catalogue's order. */
export type TakeLine = (kind: DetailKind, values: readonly CellValue[]) => void;

type Line = readonly string[];
type ReadField = (line: Line, number: number, all: TableLines['ofRow']) => CellValue;

/** Reads the lines of one user after the other, as their table hands them over. */
export class XmlLines {
  readonly #table: TableLines;
  readonly #lists: readonly { list: number; kind: DetailKind; fields: readonly ReadField[] }[];

  constructor(table: TableLines) {
    this.#table = table;
    this.#lists = KINDS.map((kind) => {
      const list = table.lists.findIndex(({ name }) => name === kind);
      return { list, kind, fields: fieldsOf(kind, table.lists[list]!, table.lists) };
    });
  }

  /** The lines of the row that was handed over last. */
  read(take: TakeLine): void {
    const { ofRow } = this.#table;
    for (const { list, kind, fields } of this.#lists) {
      for (const [n, line] of ofRow[list]!.entries()) {
        const values = fields.map((read) => read(line, n + 1, ofRow));
        if (values.some((value) => value !== null)) take(kind, values);
      }
    }
  }

  /** The kinds that the file tells, when it has been read. */
  told(silent: ReadonlySet<string>): DetailKind[] {
    return KINDS.filter((kind) => !silent.has(kind));
  }
}

function fieldsOf(kind: DetailKind, list: NamedLines, lists: readonly NamedLines[]): ReadField[] {
  const cells: Readonly<Partial<Record<string, string>>> = CELLS[kind]!;
  return detailKind(kind).fields.map(({ name, kind: valueKind }) => {
    if (name === PARAMETERS.field) return parametersReader(lists);
    const cell = cells[name];
    const at = cell === undefined ? -1 : list.cells.indexOf(cell.replace('!', ''));
    if (at < 0) return () => null;
    const words = list.words.get(at);
    if (words !== undefined && cell!.endsWith('!'))
      return (line) => fieldValue(line[words]! === '' ? '' : line[at]!, valueKind);
    if (words === undefined) return (line) => fieldValue(line[at]!, valueKind);
    return (line) => fieldValue(inWords(line[at]!, line[words]!), valueKind);
  });
}

const BETWEEN_VALUES = '; ';

/** The words of a code; of several codes each in its words, where it has some. */
function inWords(code: string, words: string): string {
  if (words === '' || !code.includes(BETWEEN_VALUES)) return words || code;
  const codes = code.split(BETWEEN_VALUES);
  const told = words.split(BETWEEN_VALUES);
  if (codes.length !== told.length) return words;
  return codes.map((each, n) => told[n] || each).join(BETWEEN_VALUES);
}

const YES_NO: Readonly<Partial<Record<string, number>>> = { true: 1, false: 0 };
/** Statuses of lines stand without words, and in Alma's these are the same in small letters. */
const PLAIN_STATUS = /^(?:IN)?ACTIVE$/;
const ZONED_DAY = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})$/;

function fieldValue(text: string, kind: DetailFieldKind): CellValue {
  if (text === '' || text.trim() === '') return null;
  if (kind === 'yesNo') return YES_NO[text.trim()] ?? null;
  if (kind === 'date' || kind === 'instant') return ZONED_DAY.exec(text.trim())?.[1] ?? text.trim();
  const isStatus = kind === 'code' && PLAIN_STATUS.test(text);
  return isStatus ? text.slice(0, 1) + text.slice(1).toLowerCase() : text;
}

/** What narrows a role down: `Service unit: Main desk`. */
function parametersReader(lists: readonly NamedLines[]): ReadField {
  const at = lists.findIndex(({ name }) => name === PARAMETERS.list);
  const { cells, words } = lists[at]!;
  const told = (line: Line, cell: string): string => {
    const place = cells.indexOf(cell);
    return line[words.get(place) ?? place]! || line[place]!;
  };
  const written = (line: Line): string => {
    const [type, value, scope] = ['type', 'value', 'scope'].map((cell) => told(line, cell));
    const both = [type, value].filter((text) => text !== '').join(': ');
    return scope === '' ? both : `${both} (${scope})`;
  };
  return (_line, number, ofRow) => {
    const own = ofRow[at]!.filter((line) => line[0] === String(number));
    return own.length === 0 ? null : own.map(written).join('; ');
  };
}
