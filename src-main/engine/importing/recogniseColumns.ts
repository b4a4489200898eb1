/**
 * Finds the heading row of a sheet, which kind of file it is, and what each column means (domain
 * reference, section 6, rule 1), or takes from the person what the person has told. Pure; called while
 * the first rows of a file are read. Knows headings by the definitions of the kinds alone.
 */
import type { ReadOptions } from '#shared/contract/shapes.ts';
import { foldHeading } from '#shared/fields/userFields.ts';
import {
  columnOfHeading,
  columnsOf,
  IMPORT_KINDS,
  type ImportKind,
  importKind,
} from '#shared/importKinds/importKinds.ts';

/** Rows that may stand above the headings. */
export const HEADING_SEARCH_ROWS = 20;
/** So many columns must be understood before a kind is taken to be recognised. */
const KNOWN_COLUMNS = { describing: 3, counting: 2 };
/** Words in the file's name or title weigh as much as that many telling columns. */
const WORDS_WEIGH = 3;

/** Headings of identifiers in lists, besides those of the primary identifier. */
const IDENTIFIER_HEADINGS = new Set(
  [
    'barcode',
    'identifier',
    'id',
    'userid',
    'userids',
    'ids',
    'pids',
    'universityid',
    'institutionid',
  ].map(foldHeading),
);

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
  /** Groups of columns of which the kind needs one and the sheet has none. */
  readonly missing: readonly (readonly string[])[];
}

/**
 * @param rows the first rows of the sheet, blank ones left out
 * @param options what the person has told, if anything
 * @param fileName its words help to tell kinds apart
 * @returns undefined when the sheet is empty
 */
export function recogniseColumns(
  rows: readonly PeekedRow[],
  options: Pick<ReadOptions, 'kind' | 'headingRow' | 'columns'>,
  fileName = '',
): RecognisedSheet | undefined {
  const top = rows[0];
  if (!top) return undefined;
  const told =
    options.headingRow === undefined
      ? undefined
      : rows.find((row) => row.number === options.headingRow);
  const searched = told
    ? [told]
    : rows.filter((row) => row.number <= top.number + HEADING_SEARCH_ROWS);
  const words = [fileName, ...rows.slice(0, 5).flatMap((row) => row.texts.slice(0, 2))].join(' ');
  const found =
    options.headingRow === 0
      ? undefined
      : (describingHeading(searched, options.kind, words) ??
        listHeading(searched, options.kind, words));
  const kind = found?.kind ?? options.kind ?? 'exclusions';
  // A kind that was told needs headings: without known ones the first row has them.
  const heading =
    found?.row ?? told ?? (options.headingRow !== 0 && kind !== 'exclusions' ? top : undefined);
  return heading
    ? withHeadings(kind, rows, heading, options.columns ?? [])
    : withoutHeadings(kind, top, options.columns ?? []);
}

interface FoundHeading {
  readonly row: PeekedRow;
  readonly kind: ImportKind;
}

/** The first row that has what some kind needs, and the kind for which most of it speaks. */
function describingHeading(
  rows: readonly PeekedRow[],
  asked: ImportKind | undefined,
  words: string,
): FoundHeading | undefined {
  const kinds = (asked ? [asked] : IMPORT_KINDS).filter(
    (kind) => importKind(kind).needs.length > 0,
  );
  for (const row of rows) {
    const scored = kinds
      .map((kind) => ({ kind, row, score: scoreOf(kind, row.texts, words) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    if (scored[0]) return scored[0];
  }
  return undefined;
}

/** 0: it can't be this kind. */
function scoreOf(kind: ImportKind, texts: readonly string[], words: string): number {
  const { needs, marks, words: own, counts, effect } = importKind(kind);
  const known = new Set(texts.map((text) => columnOfHeading(kind, text)));
  known.delete(undefined);
  // A list of people to keep may have any columns; taken for something else it would exclude nobody.
  if (effect !== 'review' && importKind('exclusions').words?.test(words)) return 0;
  const wanted = counts ? KNOWN_COLUMNS.counting : KNOWN_COLUMNS.describing;
  if (!known.has('primary_identifier') || known.size < wanted) return 0;
  if (!needs.every((group) => group.some((name) => known.has(name)))) return 0;
  return 1 + marks.filter((name) => known.has(name)).length + (own?.test(words) ? WORDS_WEIGH : 0);
}

/** A row that heads identifiers, if nothing else that is needed: a list, or what its words say it is. */
function listHeading(
  rows: readonly PeekedRow[],
  asked: ImportKind | undefined,
  words: string,
): FoundHeading | undefined {
  const row = rows.find((each) => identifierPosition(each.texts) !== undefined);
  if (!row) return undefined;
  const others = row.texts.filter((text) => text.trim() !== '').length > 1;
  const named = importKind('exclusions').words?.test(words)
    ? undefined
    : IMPORT_KINDS.find(
        (kind) => others && importKind(kind).counts && importKind(kind).words?.test(words),
      );
  return { row, kind: asked ?? named ?? 'exclusions' };
}

/** Identifiers stand in the column whose heading says so, or in the first one. */
function identifierPosition(texts: readonly string[]): number | undefined {
  const named = texts.findIndex((text) => columnOfHeading('exclusions', text) !== undefined);
  if (named >= 0) return named;
  const first = firstFilled(texts);
  return IDENTIFIER_HEADINGS.has(foldHeading(texts[first] ?? '')) ? first : undefined;
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
  told: ToldColumns,
): RecognisedSheet {
  const taken = new Set<string>(told.flatMap(({ field }) => field ?? []));
  const toldAt = new Map(told.map(({ position, field }) => [position, field]));
  const list = identifierPosition(heading.texts);
  const headings = new Map<string, number>();
  const columns = heading.texts.map((text, position): Column => {
    const name = text.trim();
    const nth = (headings.get(name) ?? 0) + 1;
    headings.set(name, nth);
    // A second “Note” must not be taken for the first.
    const unique = nth === 1 || name === '' ? name : `${name} (${nth})`;
    if (toldAt.has(position))
      return { position, heading: unique, field: knownTo(kind, toldAt.get(position)) };
    const field =
      columnOfHeading(kind, text) ?? (position === list ? 'primary_identifier' : undefined);
    if (!field || taken.has(field)) return { position, heading: unique, field: null };
    taken.add(field);
    return { position, heading: unique, field };
  });
  const kept = columns.filter((column) => column.heading !== '' || column.field);
  return {
    kind,
    headingRow: heading.number,
    columns: kept,
    missing: missingIn(kind, kept),
    provenance: rows
      .filter((row) => row.number < heading.number)
      .map((row) => row.texts.filter((text) => text.trim() !== '').join(' · ')),
  };
}

function withoutHeadings(kind: ImportKind, top: PeekedRow, told: ToldColumns): RecognisedSheet {
  const identifier = { position: firstFilled(top.texts), field: 'primary_identifier' };
  const known = told.some(({ field }) => field === 'primary_identifier')
    ? told
    : [...told, identifier];
  const columns = known
    .map(({ position, field }) => ({ position, heading: '', field: knownTo(kind, field) }))
    .sort((a, b) => a.position - b.position);
  return { kind, headingRow: 0, columns, missing: missingIn(kind, columns), provenance: [] };
}

function knownTo(kind: ImportKind, field: string | null | undefined): string | null {
  return field && columnsOf(kind).has(field) ? field : null;
}

function missingIn(kind: ImportKind, columns: readonly Column[]): (readonly string[])[] {
  const present = new Set(columns.map(({ field }) => field));
  return [['primary_identifier'], ...importKind(kind).needs].filter(
    (group) => !group.some((name) => present.has(name)),
  );
}
