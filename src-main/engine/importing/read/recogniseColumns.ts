/**
 * Finds the heading row of a sheet, which kind of file it is, and what each column means (domain
 * reference, section 6, rule 1), or takes from the librarian what they have told. Pure. Knows headings by the definitions of the kinds alone.
 */
import type { LeftOutColumn } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import { isNeverTaken } from '#shared/domain/neverTaken.ts';
import { findUserField, foldHeading } from '#shared/fields/userFields.ts';
import { identifierHeading } from '#shared/importKinds/identifierHeading.ts';
import {
  columnLabel,
  columnOfHeading,
  columnsOf,
  IMPORT_KINDS,
  type ImportKind,
  importKind,
  isListKind,
  type ListKind,
  listKindOfWords,
  meaningOfHeading,
} from '#shared/importKinds/importKinds.ts';
import { isNeeded } from '#shared/importKinds/neededColumns.ts';
import type { KnownProfiles } from './profiles.ts';

/** Rows that may stand above the headings. */
export const HEADING_SEARCH_ROWS = 20;
/** So many columns must be understood before a kind is taken to be recognised, fewer if its words are there. */
const KNOWN_COLUMNS = { describing: 3, counting: 2, named: 2 };
/** Of a line that one heading names plainly: it outweighs a kind for which nothing speaks, and nothing else. */
const ONE_LINE = 1.5;
/** Words in the file's name or title weigh as much as that many telling columns. */
const WORDS_WEIGH = 3;
/** What a title or a heading says, it says at its beginning. */
const TITLE_LENGTH = 300;

/** Headings that could stand in any report, and so speak for none. */
const SPEAK_FOR_NONE = new Set(['status', 'count'].map(foldHeading));

type Told = Pick<ReadOptions, 'kind' | 'headingRow' | 'columns' | 'leftOut'>;

export interface PeekedRow {
  readonly number: number;
  readonly texts: readonly string[];
}

export interface Column {
  readonly position: number;
  readonly heading: string;
  /** A column of the kind, or null: kept as it is. */
  readonly field: string | null;
}

export interface RecognisedSheet {
  readonly kind: ImportKind;
  /** 0: the file has no heading that we know, and every row counts as data. */
  readonly headingRow: number;
  readonly columns: readonly Column[];
  readonly provenance: readonly string[];
  /** Columns that are left in the file: what they hold must never be looked at. */
  readonly leftOut: readonly LeftOutColumn[];
  /** The profile that leaves columns out, where nobody has said which; null: none does. */
  readonly leftOutBy: string | null;
  /** Headings of columns that were to be left out and are read all the same: rules ask for them. */
  readonly needed: readonly string[];
  /** Groups of columns of which the kind needs one and the sheet has none. */
  readonly missing: readonly (readonly string[])[];
}

/**
 * @param rows the first rows of the sheet, blank ones left out
 * @param options what the librarian has told, if anything
 * @param fileName its words help to tell kinds apart
 * @param profiles that were saved for files with certain headings
 * @param remembered what lists of this name were for so far
 * @returns undefined when the sheet is empty
 */
export function recogniseColumns(
  rows: readonly PeekedRow[],
  options: Told,
  fileName = '',
  profiles: KnownProfiles = NO_PROFILES,
  remembered?: ListKind,
): RecognisedSheet | undefined {
  const top = rows[0];
  if (!top) return undefined;
  const told =
    options.headingRow === undefined
      ? rows.find((row) => profiles.has(uniqueHeadings(row.texts)))
      : rows.find((row) => row.number === options.headingRow);
  const searched = told
    ? [told]
    : rows.filter((row) => row.number <= top.number + HEADING_SEARCH_ROWS);
  const wordsAbove = (heading: PeekedRow) => wordsOf(fileName, rows, heading);
  const found =
    options.headingRow === 0
      ? undefined
      : (describingHeading(searched, options.kind, wordsAbove) ??
        listHeading(searched, options.kind, wordsAbove, remembered));
  // What nobody has said yet can't be added (listFiles.ts); until then it counts as the more cautious kind.
  const kind =
    found?.kind ?? options.kind ?? remembered ?? listKindOfWords(fileName) ?? 'exclusions';
  // A kind that was told needs headings: without known ones the first row has them.
  const heading =
    found?.row ?? told ?? (options.headingRow !== 0 && !isListKind(kind) ? top : undefined);
  return heading
    ? withHeadings(kind, rows, heading, options, profiles)
    : withoutHeadings(kind, rows, options);
}

const NO_PROFILES: KnownProfiles = { has: () => false, leftOut: () => undefined };

/**
 * A table that says itself what its columns are, in the kind that the librarian has told, else the one that it is made
 * for.
 */
export function declaredColumns(
  headings: readonly string[],
  options: Told,
  profiles: KnownProfiles = NO_PROFILES,
): RecognisedSheet {
  const heading = { number: 0, texts: headings };
  return withHeadings(options.kind ?? 'users', [], heading, options, profiles);
}

/** The file's name and its titles. What stands in the headings or below them speaks for no kind. */
function wordsOf(fileName: string, rows: readonly PeekedRow[], heading: PeekedRow): string {
  const titles = rows.filter(({ number }) => number < heading.number).slice(0, 5);
  return [fileName, ...titles.flatMap(({ texts }) => texts.slice(0, 2))]
    .map((text) => text.slice(0, TITLE_LENGTH))
    .join(' ');
}

function titleOf({ texts }: PeekedRow, isLeftOut: (position: number) => boolean): string {
  const filled = texts.filter((text, position) => text.trim() !== '' && !isLeftOut(position));
  return filled.map((text) => text.slice(0, TITLE_LENGTH)).join(' · ');
}

type WordsAbove = (heading: PeekedRow) => string;

interface FoundHeading {
  readonly row: PeekedRow;
  readonly kind: ImportKind;
}

/** The first row that has what some kind needs, and the kind for which most of it speaks. */
function describingHeading(
  rows: readonly PeekedRow[],
  asked: ImportKind | undefined,
  wordsAbove: WordsAbove,
): FoundHeading | undefined {
  const kinds = (asked ? [asked] : IMPORT_KINDS).filter(
    (kind) => importKind(kind).needs.length > 0,
  );
  for (const row of rows) {
    const words = wordsAbove(row);
    const scored = kinds
      .map((kind) => ({ kind, row, score: scoreOf(kind, row.texts, words) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    // A list may have any column beside its identifiers: alone, that one says nothing.
    if (scored.some(({ score }) => score !== ONE_LINE)) return scored[0];
  }
  return undefined;
}

/** 0: it can't be this kind. */
function scoreOf(kind: ImportKind, texts: readonly string[], words: string): number {
  const { needs, marks, words: own, counts, effect } = importKind(kind);
  const known = new Set(texts.map((text) => columnOfHeading(kind, text)));
  known.delete(undefined);
  const named = own?.test(words) ?? false;
  // A list of users to keep may have any columns; taken for something else it would exclude nobody.
  if (importKind('exclusions').words?.test(words) && !(effect === 'review' && named)) return 0;
  const wanted = KNOWN_COLUMNS[named ? 'named' : counts ? 'counting' : 'describing'];
  const telling = [...known].filter((name) => !findUserField(name ?? '')?.ofRecord);
  if (!known.has('primary_identifier')) return 0;
  if (!needs.every((group) => group.some((name) => known.has(name)))) return 0;
  if (telling.length < wanted) return tellsOneLine(kind, texts) ? ONE_LINE : 0;
  const speaking = texts.filter((text) => !SPEAK_FOR_NONE.has(foldHeading(text)));
  const marked = new Set(speaking.map((text) => columnOfHeading(kind, text)));
  const score = marks.filter((name) => marked.has(name)).length;
  if (counts && score === 0 && !named) return 0;
  return 1 + score + (named ? WORDS_WEIGH : 0);
}

/**
 * Whether a heading names by its own label what rows of the kind are lines of: “Block description” beside “Status” and
 * “Expiry date”, which are not the user's.
 */
function tellsOneLine(kind: ImportKind, texts: readonly string[]): boolean {
  const { effect, needs } = importKind(kind);
  if (effect !== 'lines') return false;
  const plain = texts.map((text) => meaningOfHeading(kind, text));
  return needs.every((group) =>
    plain.some((meaning) => meaning?.rank === 0 && group.includes(meaning.name)),
  );
}

/** A row that heads identifiers, if nothing else that is needed: a list, or what its words say it is. */
function listHeading(
  rows: readonly PeekedRow[],
  asked: ImportKind | undefined,
  wordsAbove: WordsAbove,
  remembered: ListKind | undefined,
): FoundHeading | undefined {
  const row = rows.find((each) => identifierPosition(each.texts) !== undefined);
  if (!row) return undefined;
  const words = wordsAbove(row);
  const others = row.texts.filter((text) => text.trim() !== '').length > 1;
  const named = importKind('exclusions').words?.test(words)
    ? undefined
    : IMPORT_KINDS.find(
        (kind) => others && importKind(kind).counts && importKind(kind).words?.test(words),
      );
  const list = remembered ?? listKindOfWords(words) ?? 'exclusions';
  return { row, kind: asked ?? named ?? list };
}

/** Identifiers stand in the column whose heading says so most plainly, or in the first one. */
function identifierPosition(texts: readonly string[]): number | undefined {
  let plainest: { position: number; rank: number } | undefined;
  for (const [position, text] of texts.entries()) {
    const rank = meaningOfHeading('exclusions', text)?.rank;
    if (rank !== undefined && rank < (plainest?.rank ?? Number.POSITIVE_INFINITY))
      plainest = { position, rank };
  }
  if (plainest) return plainest.position;
  const first = firstFilled(texts);
  return identifierHeading(texts[first] ?? '') ? first : undefined;
}

function firstFilled(texts: readonly string[]): number {
  return Math.max(
    0,
    texts.findIndex((text) => text.trim() !== ''),
  );
}

type ToldColumns = NonNullable<ReadOptions['columns']>;

function withHeadings(
  kind: ImportKind,
  rows: readonly PeekedRow[],
  heading: PeekedRow,
  options: Told,
  profiles: KnownProfiles,
): RecognisedSheet {
  const told = options.columns ?? [];
  const width = told.reduce((most, { position }) => Math.max(most, position + 1), 0);
  const texts = [...heading.texts];
  while (texts.length < width) texts.push('');
  const fields = fieldsByPosition(kind, texts, told);
  const named = uniqueHeadings(texts).map((name, position) => ({
    position,
    heading: name,
    field: fields.get(position) ?? null,
  }));
  const above = rows.filter(({ number }) => number < heading.number);
  const never = neverTakenAt([heading, ...above.filter(isWide)]);
  const all = named.filter(({ position, heading: name, field }) =>
    never.has(position) ? false : name !== '' || field,
  );
  const profile = options.leftOut ? undefined : profiles.leftOut(named.map(headingOf));
  const isMeant = ({ position, heading: name }: Column) =>
    options.leftOut?.includes(position) ?? profile?.isLeftOut(name) ?? false;
  const { columns, chosen, needed } = without(kind, all, texts, isMeant);
  // A row of values that was told to be the headings would name the column by what must stay in the file.
  const isNamed = identifierPosition(heading.texts) !== undefined;
  const asNever = ({ heading: name, ...column }: Column) =>
    leftAs('never')({ ...column, heading: isNamed || isNeverTaken(name) ? name : '' });
  const left = new Set([...never, ...chosen.map(({ position }) => position)]);
  return {
    kind,
    headingRow: heading.number,
    columns,
    missing: missingIn(kind, columns),
    leftOut: [
      ...named.filter(({ position }) => never.has(position)).map(asNever),
      ...chosen.map(leftAs('chosen')),
    ],
    leftOutBy: chosen.length > 0 ? (profile?.name ?? null) : null,
    needed: needed.map((column) => columnLabel(kind, column)),
    provenance: above.map((row) => titleOf(row, (at) => isWide(row) && left.has(at))),
  };
}

const headingOf = ({ heading }: Column) => heading;

const leftAs =
  (why: LeftOutColumn['why']) =>
  ({ position, heading }: Column): LeftOutColumn => ({ position, heading, why });

/** A title stands alone; of headings over two rows, the upper ones do not. */
const isWide = ({ texts }: PeekedRow) => texts.filter((text) => text.trim() !== '').length > 1;

/** Where passwords, PINs and gender stand, as one of these rows says. */
function neverTakenAt(rows: readonly PeekedRow[]): Set<number> {
  return new Set(
    rows.flatMap(({ texts }) =>
      texts.flatMap((text, position) => (isNeverTaken(text) ? [position] : [])),
    ),
  );
}

/** The columns without those that are meant to be left out; what rules ask for stays, and is told. */
function without(
  kind: ImportKind,
  all: readonly Column[],
  texts: readonly string[],
  isMeant: (column: Column) => boolean,
) {
  const read = new Set(all.map(({ field }) => field));
  const isKept = ({ position, field }: Column) => {
    const meaning = columnOfHeading(kind, texts[position] ?? '') ?? null;
    // Another column may be read as what the heading of this one means.
    return isNeeded(kind, field) || (isNeeded(kind, meaning) && !read.has(meaning));
  };
  const meant = all.filter(isMeant);
  const needed = meant.filter(isKept);
  const chosen = meant.filter((column) => !isKept(column));
  return { columns: all.filter((column) => !chosen.includes(column)), chosen, needed };
}

/** What the columns mean, each meaning once: what the librarian told, then the plainest heading. */
function fieldsByPosition(
  kind: ImportKind,
  texts: readonly string[],
  told: ToldColumns,
): Map<number, string | null> {
  const fields = toldFields(kind, told);
  const taken = new Set(fields.values());
  const list = identifierPosition(texts);
  const meant = texts.flatMap((text, position) => {
    if (fields.has(position)) return [];
    const meaning = meaningOfHeading(kind, text) ?? (position === list ? BY_PLACE : undefined);
    return meaning ? [{ position, ...meaning }] : [];
  });
  for (const { position, name } of meant.sort((a, b) => a.rank - b.rank)) {
    if (taken.has(name)) continue;
    taken.add(name);
    fields.set(position, name);
  }
  return fields;
}

/** The column that heads identifiers in a list, if no heading says so more plainly. */
const BY_PLACE = { name: 'primary_identifier', rank: Number.POSITIVE_INFINITY };

function toldFields(kind: ImportKind, told: ToldColumns): Map<number, string | null> {
  const fields = new Map<number, string | null>();
  const taken = new Set<string>();
  for (const { position, field } of told) {
    const known = field !== null && columnsOf(kind).has(field) && !taken.has(field) ? field : null;
    if (known !== null) taken.add(known);
    fields.set(position, known);
  }
  return fields;
}

/** A second “Note” must not be taken for the first. */
function uniqueHeadings(texts: readonly string[]): string[] {
  const names = texts.map((text) => text.trim().slice(0, TITLE_LENGTH));
  const used = new Set(names);
  const counts = new Map<string, number>();
  return names.map((name) => {
    let nth = (counts.get(name) ?? 0) + 1;
    if (nth > 1 && name !== '') while (used.has(`${name} (${nth})`)) nth++;
    counts.set(name, nth);
    if (nth === 1 || name === '') return name;
    used.add(`${name} (${nth})`);
    return `${name} (${nth})`;
  });
}

function withoutHeadings(
  kind: ImportKind,
  rows: readonly PeekedRow[],
  options: Told,
): RecognisedSheet {
  const fields = toldFields(kind, options.columns ?? []);
  const identifier = firstFilled(rows[0]!.texts);
  const isTold = [...fields.values()].includes('primary_identifier');
  if (!isTold && !fields.has(identifier)) fields.set(identifier, 'primary_identifier');
  const width = Math.max(...rows.map(({ texts }) => texts.length), ...fields.keys());
  // Headings that aren't known stand in the first row that is no title.
  const never = neverTakenAt(rows.filter(isWide).slice(0, 1));
  never.delete(identifier);
  const all = Array.from({ length: width + 1 }, (_, position) => ({
    position,
    heading: '',
    field: fields.get(position) ?? null,
  })).filter(
    ({ position, field }) =>
      !never.has(position) &&
      (field !== null || rows.some(({ texts }) => (texts[position] ?? '').trim() !== '')),
  );
  const isMeant = ({ position }: Column) => options.leftOut?.includes(position) ?? false;
  const { columns, chosen, needed } = without(kind, all, [], isMeant);
  return {
    kind,
    headingRow: 0,
    columns,
    missing: missingIn(kind, columns),
    provenance: [],
    leftOut: [
      ...[...never].map((position) => ({ position, heading: '', why: 'never' as const })),
      ...chosen.map(leftAs('chosen')),
    ],
    leftOutBy: null,
    needed: needed.map((column) => columnLabel(kind, column)),
  };
}

function missingIn(kind: ImportKind, columns: readonly Column[]): (readonly string[])[] {
  const present = new Set(columns.map(({ field }) => field));
  return [['primary_identifier'], ...importKind(kind).needs].filter(
    (group) => !group.some((name) => present.has(name)),
  );
}
