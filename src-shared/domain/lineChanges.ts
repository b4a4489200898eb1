/**
 * Lines that jobs gave users, took from them or switched off, laid over the lines that files tell: a role, a block, a
 * note, a statistical category. A change is about lines that say the same in a few fields; of several changes about a
 * line the last decides, so that one that takes another back leaves what there was. Pure; whose changes hold still is
 * the engine's to say (importing/show/standingChanges.ts), and over a million users it asks bitmaps: a property test
 * holds these against this rule.
 */
import type { DetailFieldName, DetailKind } from '../details/details.ts';
import { detailKind } from '../details/details.ts';
import { isInForce } from '../details/inForce.ts';
import type { IsoDate } from './calendar.ts';
import type { LineLeaf } from './criteria.ts';
import { foldForSearch } from './searchedText.ts';
import { passesTest } from './textTests.ts';

/** The fields by which a job knows a line of the kind. */
export const LINE_KEYS = {
  blocks: ['block_description'],
  roles: ['role_type', 'role_scope'],
  notes: ['note_text'],
  statistics: ['statistic_category', 'statistic_type'],
} as const satisfies Partial<Record<DetailKind, readonly DetailFieldName[]>>;

/** Kinds of details that jobs change. */
export type ChangedKind = keyof typeof LINE_KEYS;
export const CHANGED_KINDS = Object.keys(LINE_KEYS) as [ChangedKind, ...ChangedKind[]];

export function isChangedKind(kind: DetailKind): kind is ChangedKind {
  return Object.hasOwn(LINE_KEYS, kind);
}

/** `disable`: the line stays, but is no longer in force. */
export const LINE_CHANGES = ['add', 'remove', 'disable'] as const;

/** What a line says, by field; fields that aren't there say nothing. */
export type LineText = Readonly<Partial<Record<DetailFieldName, string>>>;

export interface LineChange {
  readonly kind: ChangedKind;
  readonly does: (typeof LINE_CHANGES)[number];
  /** The fields by which lines are meant, and what an added line says besides. */
  readonly line: LineText;
  /** The day of the job: lines that were over by then aren't meant. */
  readonly day: IsoDate;
}

/** The status of a line that a job has given, and of one that it has switched off. */
export const IN_FORCE = 'Active';
export const SWITCHED_OFF = 'Inactive';

/** Users with a line in force that the change is about. A key that says nothing is a line's own business. */
export function meantBy({ kind, line }: Pick<LineChange, 'kind' | 'line'>): LineLeaf {
  const where = LINE_KEYS[kind].flatMap((field) => {
    const value = line[field];
    return value === undefined ? [] : [{ field, is: { how: 'is' as const, value } }];
  });
  return { op: 'line', kind, inForce: true, where };
}

type ReadField = (field: string) => string | number | null;

/** Whether a change is about a line. */
export function isMeant(change: LineChange, value: ReadField): boolean {
  if (!isInForce(change.kind, value, change.day)) return false;
  return LINE_KEYS[change.kind].every((field) => {
    const wanted = change.line[field];
    if (wanted === undefined) return true;
    const told = value(field);
    return told !== null && passesTest(foldOne(String(told)), 'is', foldOne(wanted.trim()));
  });
}

/** A text of several lines is compared as one. */
const foldOne = (text: string) => foldForSearch(text.replaceAll('\n', ' '));

/** The last change that is about the line, by its place; null: none is. */
function lastAbout(changes: readonly LineChange[], value: ReadField): number | null {
  const place = changes.findLastIndex((change) => isMeant(change, value));
  return place < 0 ? null : place;
}

/** Whether a line that a change adds is taken away by a later one. */
export function takesBack(later: LineChange, added: LineChange): boolean {
  return later.does !== 'add' && isMeant(later, readerOf(added.line));
}

export const readerOf =
  (line: LineText): ReadField =>
  (field) =>
    line[field as DetailFieldName] ?? null;

/** Whether both are about the same lines, or about some that are the same: what is over for one is over for the other. */
export function areAboutTheSame(one: LineChange, other: LineChange): boolean {
  if (one.kind !== other.kind) return false;
  return LINE_KEYS[one.kind].every((field) => {
    const [a, b] = [one.line[field], other.line[field]];
    return a === undefined || b === undefined || foldOne(a.trim()) === foldOne(b.trim());
  });
}

type Values = readonly (string | number | null)[];

/** A line as it stands after changes. */
export interface ChangedLine {
  readonly values: Values;
  /** The line that a file tells, by its place; null: a change gave it. */
  readonly told: number | null;
  /** The change that gave it or switched it off, by its place; null: none did. */
  readonly by: number | null;
}

/**
 * The lines of one user as they stand.
 * @param lines that the files tell, one value for each field of the kind, in the catalogue's order
 * @param changes that hold for the user, the oldest first
 */
export function applyLineChanges(
  kind: ChangedKind,
  lines: readonly Values[],
  changes: readonly LineChange[],
): ChangedLine[] {
  const names = detailKind(kind).fields.map(({ name }) => name);
  const readOf =
    (values: Values): ReadField =>
    (field) =>
      values[names.indexOf(field)] ?? null;
  const status = names.indexOf(detailKind(kind).inForce?.status ?? '');
  const left = lines.flatMap((values, told): ChangedLine[] => {
    const by = lastAbout(changes, readOf(values));
    const does = by === null ? 'add' : changes[by]!.does;
    if (does === 'remove') return [];
    if (does === 'add') return [{ values, told, by: null }];
    return [{ values: values.map((value, n) => (n === status ? SWITCHED_OFF : value)), told, by }];
  });
  const given: number[] = [];
  for (const [n, change] of changes.entries()) {
    if (change.does !== 'add') continue;
    const isOver =
      changes.some((later, at) => at > n && takesBack(later, change)) ||
      given.some((other) => isMeant(change, readerOf(changes[other]!.line))) ||
      lines.some((values) => isMeant(change, readOf(values)));
    if (!isOver) given.push(n);
  }
  return [
    ...left,
    ...given.map((by) => ({
      values: names.map((name) => changes[by]!.line[name as DetailFieldName] ?? null),
      told: null,
      by,
    })),
  ];
}
