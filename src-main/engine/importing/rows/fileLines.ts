/**
 * What a file tells of details: which of its rows' values are fields of a line, kind by kind. Reports have a line in
 * each row, beside whatever else it tells; files that tell several kinds of a user have series of lines beside their
 * rows (lineWriter.ts). Must never know whose lines they are.
 */
import { z } from 'zod';
import {
  DETAIL_FIELD_NAMES,
  DETAIL_KINDS,
  type DetailFieldName,
  type DetailKind,
  detailFieldNames,
  detailKind,
} from '#shared/details/details.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import type { ReadableDb } from '../../db/db.ts';
import { parseStored } from '../../db/storedValue.ts';
import { columnsOfFile, importAt, type StoredImport } from './importFile.ts';
import { chunksOf, SERIES, type Series } from './rowStore.ts';
import { valueColumns } from './slots.ts';
import { type CellValue, FIRST_VALUE, type StoredRow } from './storedRow.ts';

/** Of one kind: where the values of a line stand in a row of a series. */
export interface ToldLines {
  readonly kind: DetailKind;
  readonly series: Series;
  /** A row has no other line than this: the same line twice is two lines. */
  readonly isAlone: boolean;
  readonly fields: readonly { readonly name: DetailFieldName; readonly slot: number }[];
}

/** What a file keeps of the lines beside its rows: the fields of each kind, in the order in which they are stored. */
export const storedLines = z.array(
  z.object({ kind: z.enum(DETAIL_KINDS), fields: z.array(z.enum(DETAIL_FIELD_NAMES)) }),
);

type LinesFile = Pick<StoredImport, 'import_id' | 'kind' | 'columns' | 'lines'>;

/** The kinds of details that a file tells; none for a list, or for a report of sums. */
export function linesToldBy(file: LinesFile): ToldLines[] {
  return [...linesInRows(file), ...linesBesideRows(file)];
}

function linesInRows(file: LinesFile): ToldLines[] {
  const { lines = [], sums = [] } = importKind(file.kind);
  if (lines.length === 0) return [];
  const slots = new Map(
    valueColumns(columnsOfFile(file)).map(({ field }, n) => [field, FIRST_VALUE + n]),
  );
  return lines.flatMap((kind) => {
    const fields = detailFieldNames(kind).flatMap((name) => {
      const slot = slots.get(name);
      return slot === undefined ? [] : [{ name, slot }];
    });
    const isSum = fields.every(({ name }) => sums.includes(name));
    return isSum ? [] : [{ kind, series: SERIES.rows, isAlone: lines.length === 1, fields }];
  });
}

function linesBesideRows(file: LinesFile): ToldLines[] {
  if (file.lines === null) return [];
  return parseStored(storedLines, file.lines, importAt(file.import_id)).map(({ kind, fields }) => ({
    kind,
    series: seriesOf(kind),
    isAlone: true,
    fields: fields.map((name, n) => ({ name, slot: FIRST_VALUE + n })),
  }));
}

/** Where lines of a kind stand that are beside the rows of their file. */
export function seriesOf(kind: DetailKind): Series {
  return SERIES.lines + detailKind(kind).number;
}

/** Whether a row has a line of the kind at all. */
export function hasLine({ fields }: ToldLines, row: StoredRow): boolean {
  return fields.some(({ slot }) => (row[slot] ?? null) !== null);
}

/** The values of a row's line, one for each field of its kind in the catalogue's order; what isn't told is null. */
export function lineReader({ kind, fields }: ToldLines): (row: StoredRow) => CellValue[] {
  const slots = detailFieldNames(kind).map(
    (wanted) => fields.find(({ name }) => name === wanted)?.slot ?? -1,
  );
  return (row) => slots.map((slot) => row[slot] ?? null);
}

/** The lines of a series that belong to some rows of the file, by numbers that must be ascending. */
export function* linesOfRows(
  db: ReadableDb,
  importId: number,
  series: Series,
  ascending: readonly number[],
): Generator<StoredRow> {
  const [first] = ascending;
  const last = ascending.at(-1);
  if (first === undefined || last === undefined) return;
  const wanted = new Set(ascending);
  for (const chunk of chunksOf(db, importId, series, first)) {
    if (chunk[0]![0] > last) return;
    for (const row of chunk) if (wanted.has(row[0])) yield row;
  }
}
