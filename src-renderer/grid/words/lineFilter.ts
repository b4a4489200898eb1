/** Words of the filter by details of users: blocks, notes, identifiers and more. */
import { type DetailKind, detailKind } from '#shared/details/details.ts';
import { countOf, formatCount } from '../../ui/format.ts';

/** Users who have some of a kind, and who have none. */
const HAVING: Readonly<Record<DetailKind, { readonly any: string; readonly none: string }>> = {
  identifiers: { any: 'Has other identifiers', none: 'Has no other identifiers' },
  addresses: { any: 'Has addresses', none: 'Has no addresses' },
  emails: { any: 'Has e-mail addresses', none: 'Has no e-mail addresses' },
  phones: { any: 'Has phone numbers', none: 'Has no phone numbers' },
  notes: { any: 'Has notes', none: 'Has no notes' },
  blocks: { any: 'Has blocks', none: 'Has no blocks' },
  roles: { any: 'Has roles', none: 'Has no roles' },
  fees: { any: 'Has fines/fees', none: 'Has no fines/fees' },
  loans: { any: 'Has loans', none: 'Has no loans' },
  requests: { any: 'Has requests', none: 'Has no requests' },
  proxies: { any: 'Is a proxy', none: 'Is no proxy' },
  statistics: { any: 'Has statistics', none: 'Has no statistics' },
  attachments: { any: 'Has attachments', none: 'Has no attachments' },
  courses: { any: 'Has courses', none: 'Has no courses' },
};

const withForce = (words: string, inForce: boolean) => (inForce ? `${words} in force` : words);

export const lineFilterWords = {
  title: 'Blocks, notes and other details',
  /** Chips; `inForce`: of those in force alone. */
  any: (kind: DetailKind, inForce: boolean) => withForce(HAVING[kind].any, inForce),
  none: (kind: DetailKind, inForce: boolean) => withForce(HAVING[kind].none, inForce),
  untold: (kind: DetailKind) => `${detailKind(kind).label} not reported`,
  all: (conditions: readonly string[]) => conditions.join(' and '),
  inForce: (said: string) => `${said}, in force`,
  noneWhere: (none: string, said: string) => `${none} where ${said}`,
  oneOf: (field: string, values: readonly string[]) => `${field}: ${values.join(' or ')}`,
  several: (field: string, values: number) => `${field}: one of ${countOf(values, 'value')}`,
  /** The menu. */
  add: 'Add a filter on',
  nothingTold:
    'No file tells details of users yet. Reports of notes, blocks, identifiers and the like would, and so would Alma’s user export as XML.',
  has: (kind: string) => `${kind}: who has them`,
  hasChoices: {
    everybody: 'Any or none',
    any: 'Has any',
    none: 'Has none',
    untold: 'Not reported',
  },
  onlyInForce: 'In force only',
  field: 'Field',
  condition: 'Condition',
  values: 'Values',
  anyValue: 'Any value',
  noValues: 'No line has this in it.',
  more: (shown: number, distinct: number) =>
    `The ${formatCount(shown)} most frequent of ${formatCount(distinct)} are offered. Type to find others.`,
  addCondition: 'Add a condition',
  removeCondition: (field: string) => `Remove condition: ${field}`,
  remove: (kind: string) => `Remove filter: ${kind}`,
  sameLine: 'All conditions hold for one and the same line.',
  oneOfOperator: 'Is one of',
} as const;
