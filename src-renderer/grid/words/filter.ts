/** Words of the filter above the grid, of its parts, of saved filters and of pasted identifiers. */
import type { AccountState } from '#shared/domain/accountStates.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { countOf, formatCount } from '../../ui/format.ts';
import { valueWords } from '../../ui/words/components.tsx';
import { STAFF_CONFIRMED_WORDS } from '../../ui/words/meanings.ts';

export const filterWords = {
  search: 'Name, identifier, e-mail',
  searchHint: 'Search name, identifier or e-mail (Ctrl+F or /)',
  /** All that rows can be filtered by. */
  filters: 'Filters',
  /** The row of chips. */
  chips: 'Filters and review flags',
  /** The toolbar above the rows. */
  toolbar: 'Search, filters and actions',
  clearSearch: 'Clear search',
  exact: 'Exact',
  exactHint:
    'Exact: only whole identifiers and e-mail addresses are found, as in Alma. Otherwise names, too, and parts of words.',
  clearAll: 'Clear all filters',
  remove: (part: string) => `Remove filter: ${part}`,
  decision: 'Decision',
  reason: 'Reason',
  marks: 'Marks',
  flags: 'Flags',
  group: 'User group',
  dates: 'Dates',
  oddDates: 'Odd dates',
  amounts: 'Amounts',
} as const;

type Mark = Extract<Criteria, { op: 'mark' }>['value'];

export const MARK_TEXTS: Readonly<
  Record<Mark, { readonly label: string; readonly meaning: string }>
> = {
  'staff-confirmed': { label: STAFF_CONFIRMED_WORDS.word, meaning: STAFF_CONFIRMED_WORDS.meaning },
  noted: { label: 'With a note', meaning: 'Somebody wrote a note about the user.' },
  'staff-locked': {
    label: 'Staff lock',
    meaning: 'The role column says Yes or nothing: approved one by one only.',
  },
};

/** Where users have none. */
export const NO_VALUE = {
  reason: 'No reason given',
  group: 'No user group',
  role: 'No role reported',
} as const;

export const ACCOUNT_STATE_TEXTS: Readonly<Record<AccountState, string>> = {
  active: 'Active and not expired',
  inactive: 'Not active or expired',
  'not-told': 'No status reported',
};

/** The choices that Alma has above its list of users. */
export const accountFilterWords = {
  account: 'Account',
  role: 'Role',
  status: 'Status',
  all: 'All',
  several: (choices: number) => `${formatCount(choices)} chosen`,
  /** `Account: All` */
  chosen: (filter: string, choice: string) => `${filter}: ${choice}`,
  counted: (choice: string, users: number) => `${choice} (${formatCount(users)})`,
  notReported: 'Not reported',
} as const;

/** Parts of a filter; `field` is the label of a field. */
export const partWords = {
  search: (text: string) => `“${text}”`,
  exact: (text: string) => `exactly “${text}”`,
  role: (role: string) => `Role: ${role}`,
  noFlags: 'No flags',
  anyFlag: 'Any flag',
  reason: (reason: string) => `Reason: ${reason}`,
  choice: (field: string, value: string) => `${field}: ${value}`,
  /** By what the file said. */
  staffRole: { Yes: 'Has a staff role', No: 'Has no staff role' } as Readonly<
    Record<string, string>
  >,
  noStaffRole: 'No staff role reported',
  exactly: (field: string, value: string) => `${field} ${value}`,
  upTo: (field: string, value: string) => `${field} up to ${value}`,
  from: (field: string, value: string) => `${field} from ${value}`,
  fromTo: (field: string, from: string, to: string) => `${field} ${from} to ${to}`,
  contains: (field: string, text: string) => `${field} contains “${text}”`,
  values: (field: string, values: number) => `${field}: ${countOf(values, 'value')}`,
  blank: (field: string) => `No ${lower(field)} reported`,
  reported: (field: string) => `${field} reported`,
  inSet: (name: string) => `In set ${name}`,
  pasted: (identifiers: number) => countOf(identifiers, 'pasted identifier'),
  not: (part: string) => `Not: ${part}`,
} as const;

/** `Loans at other libraries` within a sentence; abbreviations keep their capitals. */
function lower(label: string): string {
  return /^[A-Z][^A-Z]/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;
}

export const rangeWords = {
  dates: { from: 'From', to: 'To' },
  amounts: { from: 'At least', to: 'At most' },
  /** @param field as it stands in the catalogue: `Expiry date` */
  onlyWithout: (field: string) => {
    const name = field.toLowerCase();
    return `Only without ${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
  },
  onlyNotReported: 'Only where not reported',
} as const;

export const moreFilterWords = {
  more: 'More',
  find: 'Find a field',
  choices: 'Choices',
  texts: 'Text contains',
  amounts: 'Numbers and money',
  any: 'Any',
  notReported: valueWords.notReported,
  inSets: 'In all of these sets',
  /** What one may type to find the choice of sets. */
  setsSearch: 'sets',
} as const;

export const savedFilterWords = {
  title: 'Saved filters',
  none: 'A saved filter is a logical set: it finds its members each time it is used. Filter the rows, then save the filter under a name.',
  save: 'Save filter',
  manage: 'Rename or delete in Sets',
  name: 'Name',
  becomes: 'It becomes a logical set: it finds its members each time it is used.',
  nameTaken: 'There is already a set or filter of this name. Choose another name.',
  saved: (name: string, users: number) =>
    `The filter “${name}” was saved; it finds ${countOf(users, 'user')} now.`,
  showInSets: 'Show in Sets',
} as const;

export const pasteWords = {
  nothing: 'The clipboard holds no identifiers.',
  nothingTodo: 'Copy a column of identifiers in the spreadsheet, then paste it here.',
  tooMany: (identifiers: number, most: number) =>
    `${countOf(identifiers, 'identifier')} are too many to paste: at most ${formatCount(most)} are compared at once.`,
  tooManyTodo: 'Import them as an exclusion list, which takes any number and becomes a set.',
  showUnknown: 'Show unknown',
  purged: (users: number) => `${formatCount(users)} purged`,
  shared: (identifiers: number) => `${formatCount(identifiers)} shared`,
  unknown: (identifiers: number) => `${formatCount(identifiers)} unknown`,
  found: pastedText,
  dialog: {
    title: 'Pasted identifiers that nobody has',
    missing: (identifiers: number) =>
      `${countOf(identifiers, 'pasted identifier')} ${identifiers === 1 ? 'is' : 'are'} not in this workspace. They were compared without case and outer spaces; leading zeros count.`,
    firstShown: (identifiers: number) => `The first ${formatCount(identifiers)} are shown.`,
    copy: (identifiers: number) => `Copy ${countOf(identifiers, 'identifier')}`,
    copied: (identifiers: number) => `Copied ${countOf(identifiers, 'identifier')}.`,
  },
} as const;

interface FoundOtherwise {
  /** Identifiers that several users have. */
  readonly shared: number;
  /** By which other types users were found. */
  readonly otherTypes: readonly { readonly type: string; readonly lines: number }[];
}

/** What became of them: none is lost in silence, those neither whom a purge has taken. */
function pastedText(
  found: number,
  purged: number,
  missing: number,
  { otherTypes, shared }: FoundOtherwise = { otherTypes: [], shared: 0 },
): string {
  const types = otherTypes.map(({ type, lines }) => `${type} (${formatCount(lines)})`).join(', ');
  const by = types === '' ? '' : ` By another identifier than the primary one: ${types}.`;
  const not =
    shared === 0
      ? ''
      : ` ${countOf(shared, 'identifier')} ${shared === 1 ? 'is' : 'are'} shared by several users, so nobody is shown for ${shared === 1 ? 'it' : 'them'}.`;
  return `${foundText(found, purged, missing)}${by}${not}`.trim();
}

function foundText(found: number, purged: number, missing: number): string {
  if (found === 0) {
    if (missing === 0) return '';
    return missing === 1
      ? 'Nobody has the pasted identifier.'
      : `Nobody has any of the ${countOf(missing, 'pasted identifier')}.`;
  }
  const taken = purged === 0 ? '' : `, ${formatCount(purged)} of them purged`;
  return missing === 0
    ? `${countOf(found, 'pasted identifier')} found${taken}.`
    : `${formatCount(found)} found${taken}, ${formatCount(missing)} unknown.`;
}
