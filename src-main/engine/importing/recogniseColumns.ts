/**
 * Finds the heading row of a sheet and what each column means (domain reference, section 6, rule 1).
 * Pure; called while the first rows of a file are read. Knows headings by the catalogue of fields.
 */
import type { ImportKind } from '#shared/contract/shapes.ts';
import { fieldOfHeading, foldHeading, type UserFieldName } from '#shared/fields/userFields.ts';

/** Rows that may stand above the headings. */
export const HEADING_SEARCH_ROWS = 20;

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
  readonly field: UserFieldName | null;
}

export interface RecognisedSheet {
  readonly kind: ImportKind;
  /** 0: the file has no heading that we know, and every row counts as data. */
  readonly headingRow: number;
  readonly columns: readonly Column[];
  readonly provenance: readonly string[];
}

/**
 * @param rows the first rows of the sheet, blank ones left out
 * @param asked the kind that the person chose, if any
 * @returns undefined when the sheet can't be what was asked for, or is empty
 */
export function recogniseColumns(
  rows: readonly PeekedRow[],
  asked: ImportKind | undefined,
): RecognisedSheet | undefined {
  const first = rows.filter((row) => row.number <= (rows[0]?.number ?? 0) + HEADING_SEARCH_ROWS);
  const candidates = asked === 'exclusions' ? undefined : candidatesHeading(first);
  if (candidates) return recognised('candidates', first, candidates);
  if (asked === 'candidates') return undefined;
  const heading = first.find((row) => identifierPosition(row.texts) !== undefined);
  if (heading) return recognised('exclusions', first, heading);
  const top = first[0];
  if (!top) return undefined;
  return {
    kind: 'exclusions',
    headingRow: 0,
    columns: [{ position: firstFilled(top.texts), heading: '', field: 'primary_identifier' }],
    provenance: [],
  };
}

/** Candidates have an identifier, a purge date and at least one other column that we know. */
function candidatesHeading(rows: readonly PeekedRow[]): PeekedRow | undefined {
  return rows.find((row) => {
    const fields = new Set(row.texts.map(fieldOfHeading).filter(Boolean));
    return fields.has('primary_identifier') && fields.has('purge_date') && fields.size >= 3;
  });
}

/** Exclusion lists hold identifiers in the first column, or in the one whose heading says so. */
function identifierPosition(texts: readonly string[]): number | undefined {
  const named = texts.findIndex((text) => fieldOfHeading(text) === 'primary_identifier');
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

function recognised(
  kind: ImportKind,
  rows: readonly PeekedRow[],
  heading: PeekedRow,
): RecognisedSheet {
  const identifier = kind === 'exclusions' ? identifierPosition(heading.texts) : undefined;
  const taken = new Set<UserFieldName>();
  const headings = new Map<string, number>();
  const columns = heading.texts.map((text, position): Column => {
    const name = text.trim();
    const nth = (headings.get(name) ?? 0) + 1;
    headings.set(name, nth);
    // Values are kept by heading: a second “Note” must not hide the first.
    const unique = nth === 1 || name === '' ? name : `${name} (${nth})`;
    const field =
      kind === 'candidates'
        ? fieldOfHeading(text)
        : position === identifier
          ? 'primary_identifier'
          : undefined;
    if (!field || taken.has(field)) return { position, heading: unique, field: null };
    taken.add(field);
    return { position, heading: unique, field };
  });
  return {
    kind,
    headingRow: heading.number,
    columns: columns.filter((column) => column.heading !== '' || column.field),
    provenance: rows
      .filter((row) => row.number < heading.number)
      .map((row) => row.texts.filter((text) => text.trim() !== '').join(' · ')),
  };
}
