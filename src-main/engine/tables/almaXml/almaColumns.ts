/**
 * Owns the table that users of Alma's XML are read as: a column for each thing that an element says, with the heading
 * that a report would have.
 * Must never: change the order of the columns or how lines are written: workspaces hold rows like these; new columns
 * come last.
 */
import { CellKind } from '../tableRow.ts';
import type { AlmaUser } from './almaUser.ts';
import { USER_ELEMENTS, USER_LISTS, type UserElement, VALUES_JOINED } from './userSchema.ts';

/** One column. */
interface AlmaColumn {
  readonly heading: string;
  /** Paths of elements of which one must stand in the file, or else it says nothing about the column. */
  readonly from: readonly string[];
  readonly text: (user: AlmaUser) => string;
  readonly isDate?: boolean;
}

const at = (element: UserElement): number => USER_ELEMENTS.indexOf(element);
const listAt = (name: string): number => USER_LISTS.findIndex((list) => list.name === name);
const cellAt = (list: string, path: string, words = false): number =>
  USER_LISTS[listAt(list)]!.cells.findIndex((cell) => cell.path === path && cell.words === words);

function value(element: UserElement, heading: string): AlmaColumn {
  const n = at(element);
  return { heading, from: [element], text: ({ values }) => values[n]! };
}

/** A code in its words, which reports show; where it has none, as it is. */
function coded(element: UserElement, heading: string): AlmaColumn {
  const n = at(element);
  return { heading, from: [element], text: ({ values, words }) => words[n]! || values[n]! };
}

/** The code that has words, which stand in a column of their own. */
function codeOf(element: UserElement, heading: string): AlmaColumn {
  const n = at(element);
  const text = ({ values, words }: AlmaUser) =>
    words[n] === '' || words[n] === values[n] ? '' : values[n]!;
  return { heading, from: [element], text };
}

/** A code that stands for one of few things, whatever the language of its words. */
function known(
  element: UserElement,
  heading: string,
  names: Readonly<Record<string, string>>,
): AlmaColumn {
  const n = at(element);
  return {
    heading,
    from: [element],
    text: ({ values, words }) =>
      names[values[n]!.trim().toUpperCase()] ?? (words[n]! || values[n]!),
  };
}

/** A day as YYYY-MM-DD, without the time zone of which Alma makes nothing. */
function date(element: UserElement, heading: string): AlmaColumn {
  const n = at(element);
  return { heading, from: [element], text: ({ values }) => dayOf(values[n]!), isDate: true };
}

/** A moment as YYYY-MM-DDTHH:MM:SS, without the zone: in Alma's exports it is always that of Greenwich. */
function instant(element: UserElement, heading: string): AlmaColumn {
  const n = at(element);
  return { heading, from: [element], text: ({ values }) => momentOf(values[n]!), isDate: true };
}

const MOMENT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/;

function momentOf(text: string): string {
  return MOMENT.exec(text.trim())?.[1] ?? dayOf(text);
}

const DAY = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/;

function dayOf(text: string): string {
  if (text === '') return '';
  return DAY.exec(text.trim())?.[1] ?? text;
}

/** Where the codes of a list and their words stand. */
interface Coded {
  readonly list: number;
  readonly code: number;
  readonly words: number;
}

function codedCell(list: string, path: string): Coded {
  return { list: listAt(list), code: cellAt(list, path), words: cellAt(list, path, true) };
}

/** The words of all lines, each once; of a code without words the code. */
function namesIn(lines: readonly (readonly string[])[], { code, words }: Coded): string {
  const names = lines.map((line) => line[words]! || line[code]!);
  return [...new Set(names)].filter((name) => name !== '').join('; ');
}

/** Of each list the cells that hold codes, each before its words. */
const CODED_CELLS = USER_LISTS.map(({ path, cells }) => ({
  path,
  codes: cells.flatMap(({ words }, at) => (words ? [at - 1] : [])),
}));

/** What words of lines stand for, each once: `Barcode (BARCODE); Lost card (01)`. */
function codesOfLines({ lists }: AlmaUser): string {
  const told = new Set<string>();
  for (const [n, lines] of lists.entries()) {
    if (lines.length === 0) continue;
    for (const line of lines)
      for (const at of CODED_CELLS[n]!.codes) {
        const [code, words] = [line[at]!, line[at + 1]!];
        if (words !== '' && words !== code) told.add(`${words} (${code})`);
      }
  }
  return [...told].join(VALUES_JOINED);
}

const ROLE = codedCell('roles', 'role_type');
const RS_LIBRARY = codedCell('rs_libraries', 'code');
const NOTICE = {
  ...codedCell('library_notices', 'code'),
  value: cellAt('library_notices', 'value'),
};

/** What is sent, and whether: `Loan receipt: true`. */
function noticeText(line: readonly string[]): string {
  const name = line[NOTICE.words]! || line[NOTICE.code]!;
  const value = line[NOTICE.value]!;
  return value === '' ? name : `${name}: ${value}`;
}

const EMAIL = {
  list: listAt('emails'),
  preferred: cellAt('emails', '@preferred'),
  address: cellAt('emails', 'email_address'),
};
/** Roles of users who are no staff, by code and in Alma's words. */
const NO_STAFF = new Set(['200', 'patron', 'instructor']);

/** A role that is inactive or over counts, too: whoever had it should be looked at. */
function hasStaffRole({ lists }: AlmaUser): string {
  const roles = lists[ROLE.list]!;
  if (roles.length === 0) return '';
  const isStaff = roles.some((line) => {
    const type = line[ROLE.code]!.trim().toLowerCase();
    return !NO_STAFF.has(type) && !NO_STAFF.has(line[ROLE.words]!.trim().toLowerCase());
  });
  return isStaff ? 'Yes' : 'No';
}

function preferredEmail({ lists }: AlmaUser): string {
  const emails = lists[EMAIL.list]!;
  const preferred = emails.find((line) => line[EMAIL.preferred] === 'true') ?? emails[0];
  return preferred?.[EMAIL.address] ?? '';
}

const OTHER_ELEMENTS = 'Other elements';

export const ALMA_COLUMNS: readonly AlmaColumn[] = [
  value('primary_id', 'Primary identifier'),
  value('last_name', 'Last name'),
  value('first_name', 'First name'),
  value('middle_name', 'Middle name'),
  value('full_name', 'Full name'),
  value('pref_first_name', 'Preferred first name'),
  value('pref_middle_name', 'Preferred middle name'),
  value('pref_last_name', 'Preferred last name'),
  value('pref_name_suffix', 'Preferred name suffix'),
  coded('user_title', 'User title'),
  coded('user_group', 'User group'),
  value('user_group', 'User group code'),
  known('record_type', 'Record type', { PUBLIC: 'Public', STAFF: 'Staff', CONTACT: 'Contact' }),
  known('account_type', 'Account type', {
    INTERNAL: 'Internal',
    EXTERNAL: 'External',
    INTEXTAUTH: 'Internal with external authentication',
  }),
  known('status', 'Status', { ACTIVE: 'Active', INACTIVE: 'Inactive' }),
  date('status_date', 'Status date'),
  date('expiry_date', 'Expiry date'),
  date('purge_date', 'Purge date'),
  date('birth_date', 'Birth date'),
  coded('job_category', 'Job category'),
  value('job_description', 'Job description'),
  coded('campus_code', 'Campus'),
  coded('preferred_language', 'Preferred language'),
  coded('cataloger_level', 'Cataloger level'),
  value('web_site_url', 'Web site'),
  value('external_id', 'External system'),
  value('linking_id', 'Linked account'),
  value('is_researcher', 'Researcher'),
  value('created_by', 'Created by'),
  instant('created_date', 'Creation date'),
  value('last_modified_by', 'Modified by'),
  instant('last_modified_date', 'Modification date'),
  {
    heading: 'Resource sharing library',
    from: ['rs_libraries'],
    text: ({ lists }) => namesIn(lists[RS_LIBRARY.list]!, RS_LIBRARY),
  },
  { heading: 'E-mail', from: ['contact_info/emails'], text: preferredEmail },
  { heading: 'Roles', from: ['user_roles'], text: ({ lists }) => namesIn(lists[ROLE.list]!, ROLE) },
  {
    heading: 'Has role other than patron and instructor',
    from: ['user_roles'],
    text: hasStaffRole,
  },
  {
    heading: 'Library notices',
    from: ['library_notices'],
    text: ({ lists }) => lists[NOTICE.list]!.map(noticeText).join('; '),
  },
  {
    heading: OTHER_ELEMENTS,
    from: [],
    text: ({ unknown }) => writtenLines(unknown.map(({ path, value: text }) => [path, text])),
  },
  { heading: 'File in the ZIP', from: [], text: ({ place }) => place },
  // Jobs in Alma ask for codes, and reports show words.
  codeOf('user_title', 'Code of the user title'),
  codeOf('job_category', 'Code of the job category'),
  codeOf('campus_code', 'Code of the campus'),
  codeOf('preferred_language', 'Code of the preferred language'),
  codeOf('cataloger_level', 'Code of the cataloger level'),
  { heading: 'Codes of lines', from: CODED_CELLS.map(({ path }) => path), text: codesOfLines },
];

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

/** Lines as one text: a tab between cells, a line end between lines, blank cells at the end left out. */
function writtenLines(all: readonly (readonly string[])[]): string {
  if (all.length === 0) return '';
  let text = '';
  for (const [n, line] of all.entries()) {
    let width = line.length;
    while (width > 0 && line[width - 1] === '') width--;
    if (n > 0) text += '\n';
    for (let cell = 0; cell < width; cell++) {
      const value = line[cell]!;
      if (cell > 0) text += '\t';
      text += SPECIAL.test(value) ? value.replace(/[\\\t\n\r]/g, (each) => ESCAPES[each]!) : value;
    }
  }
  return text;
}

const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

/** The kind of a column's cell with this text. */
export function kindOfCell({ isDate }: AlmaColumn, text: string): CellKind {
  if (text === '') return CellKind.empty;
  return isDate && (DAY.test(text) || WITHOUT_ZONE.test(text)) ? CellKind.date : CellKind.text;
}
