/** Cells that say where a fact comes from: the file, the row, and for what retains a user also how much it is. */

import { LIST_WORDS } from '#shared/documents/jobReport/listColumns.ts';
import type { ValueFormat } from '#shared/documents/values.ts';
import { RETAIN_REASON_TEXTS, RETAINING_FACTS, reasonsOf } from '#shared/domain/purgeRules.ts';
import { type UserFieldName, userField } from '#shared/fields/userFields.ts';
import type { FactSources } from '../../importing/show/factSources.ts';
import type { FactSource } from '../../importing/show/toldBy.ts';
import { AT, type ListedFact, type ListedUser } from './listedUser.ts';
import type { SetBy } from './setByJobs.ts';

/** What a user's row says of a field; what it doesn't hold is known from the files alone. */
const FACTS = {
  user_group: 'originalGroup',
  record_type: 'recordType',
  expiry_date: 'expiryDate',
  purge_date: 'purgeDate',
  loans: 'loans',
  balance: 'balance',
  transferred: 'transferred',
} as const satisfies Partial<Record<UserFieldName, ListedFact>>;
type FrozenField = keyof typeof FACTS;

/** All of them. */
export const FROZEN_FACTS: readonly ListedFact[] = Object.values(FACTS);

const frozenOf = (user: ListedUser, field: FrozenField) => user[AT[FACTS[field]]] ?? null;

/** Of others only files say how much it was. */
export const isFrozenField = (field: UserFieldName) => field in FACTS;

export const DESCRIBING_FIELDS = [
  'user_group',
  'record_type',
  'expiry_date',
  'purge_date',
] as const satisfies readonly FrozenField[];

const fileAndRow = ({ fileName, row, more }: FactSource) =>
  row === null ? LIST_WORDS.notListed(fileName) : LIST_WORDS.source(fileName, row, more);

/** Of one field; null where nothing is told. */
export function sourceCell(
  sources: FactSources,
  place: number,
  user: ListedUser,
  field: FrozenField,
): string | null {
  const value = frozenOf(user, field);
  if (value === null) return LIST_WORDS.noReport;
  const source = sources.of(field, place, value);
  return source ? fileAndRow(source) : LIST_WORDS.noReport;
}

/**
 * Of group, record type and dates: one source where it is the same for all that is known.
 * @param setBy undefined: no job has given anybody one of them
 */
export function describedCell(
  sources: FactSources,
  setBy: SetBy | undefined,
  place: number,
  user: ListedUser,
): string {
  const given = setBy ? givenByJobs(setBy, user) : undefined;
  if (given && given.size > 0) return eachDescribed(sources, given, place, user);
  const found: (FactSource | undefined)[] = [];
  let first: FactSource | undefined;
  let isOne = true;
  for (const field of DESCRIBING_FIELDS) {
    const source = sources.of(field, place, frozenOf(user, field));
    found.push(source);
    first ??= source;
    if (source && !isSame(source, first!)) isOne = false;
  }
  if (!first) return LIST_WORDS.noReport;
  if (isOne) return fileAndRow(first);
  return found
    .flatMap((source, n) =>
      source
        ? [LIST_WORDS.fromSource(userField(DESCRIBING_FIELDS[n]!).label, fileAndRow(source))]
        : [],
    )
    .join('; ');
}

type DescribingField = (typeof DESCRIBING_FIELDS)[number];

function givenByJobs(setBy: SetBy, user: ListedUser): Map<DescribingField, number> {
  const given = new Map<DescribingField, number>();
  for (const field of DESCRIBING_FIELDS) {
    if (field === 'user_group') continue;
    const value = frozenOf(user, field);
    const jobId = value === null ? undefined : setBy(Number(user[AT.userNo]), field, String(value));
    if (jobId !== undefined) given.set(field, jobId);
  }
  return given;
}

/** Each by itself, as some of them were given by jobs. */
function eachDescribed(
  sources: FactSources,
  given: ReadonlyMap<DescribingField, number>,
  place: number,
  user: ListedUser,
): string {
  return DESCRIBING_FIELDS.flatMap((field) => {
    const { label } = userField(field);
    const jobId = given.get(field);
    if (jobId !== undefined) return LIST_WORDS.fromSource(label, LIST_WORDS.setBy(jobId));
    const source = sources.of(field, place, frozenOf(user, field));
    return source ? LIST_WORDS.fromSource(label, fileAndRow(source)) : [];
  }).join('; ');
}

/** They are told alike. */
const isSame = (a: FactSource, b: FactSource) =>
  a.row === b.row && a.more === b.more && a.fileName === b.fileName;

/** Every reason that retains a user, with how much of it and where that stands. */
export function evidenceCell(
  sources: FactSources,
  place: number,
  user: ListedUser,
  format: ValueFormat,
): string | null {
  const said = reasonsOf(Number(user[AT.reasons])).flatMap((reason) => {
    if (reason === 'running-job') return [RETAIN_REASON_TEXTS[reason].label];
    const fields: UserFieldName[] =
      reason === 'fines-fees' ? ['balance', 'transferred'] : [RETAINING_FACTS[reason]];
    return fields.flatMap((field) => factWithSource(sources, place, user, field, format));
  });
  return said.length === 0 ? null : said.join('; ');
}

function factWithSource(
  sources: FactSources,
  place: number,
  user: ListedUser,
  field: UserFieldName,
  { system, currency }: ValueFormat,
): string[] {
  const frozen = field in FACTS ? frozenOf(user, field as FrozenField) : undefined;
  if (frozen === null || frozen === 0) return [];
  // Of what isn't frozen the files say how much it was.
  const source = sources.of(field, place, frozen ?? 1);
  const amount = frozen ?? source?.told ?? null;
  const { label, kind } = userField(field);
  const much =
    amount === null
      ? label
      : kind === 'money'
        ? `${label} ${system.amount(Number(amount), currency)}`
        : `${label} ${system.count(Number(amount))}`;
  return [LIST_WORDS.fromSource(much, source ? fileAndRow(source) : LIST_WORDS.noReport)];
}
