/**
 * Rows of files, added or waiting, that are somebody's or name them: what erasing empties or takes texts out of, read
 * instead of written. Rows that say the same together are told one by one. Changes nothing.
 */
import { findDetailField } from '#shared/details/details.ts';
import type { Quotations, QuotedPlace } from '#shared/domain/quotations.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import type { ReadableDb } from '../../db/db.ts';
import { isNamingField, seriesOfFile, textsOfCells } from '../commit/people.ts';
import { linesToldBy } from '../rows/fileLines.ts';
import { columnsOfFile, formatOfFile, importFiles, type StoredImport } from '../rows/importFile.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { chunksWorth, rowsAt, SERIES, type Series } from '../rows/rowStore.ts';
import { valueColumns } from '../rows/slots.ts';
import { FIRST_VALUE, keyOfRow, rowInFile, type StoredRow } from '../rows/storedRow.ts';

/** Where a value stands, as its file or its kind of details calls it. */
export interface NamedColumn {
  readonly heading: string;
  readonly field: string | null;
}

export interface NamingRow {
  readonly file: StoredImport;
  /** In the file. */
  readonly row: number;
  /** As it is stored, and under which series. */
  readonly stored: StoredRow;
  readonly series: Series;
  /** Of the row, as the file has it. */
  readonly identifier: string;
  readonly key: string;
  /** The row's identifier is one of those sought. */
  readonly theirs: boolean;
  /** The cells that name somebody, as one; null: the identifier alone does. */
  readonly cell: (NamedColumn & { readonly text: string; readonly places: QuotedPlace[] }) | null;
  /** That cell says who the row's user is: their identifier, name, e-mail, telephone or street. */
  readonly isOfUser: boolean;
}

/** @param keys folded identifiers, of every type */
export function* rowsNaming(
  db: ReadableDb,
  keys: ReadonlySet<string>,
  quotations: Quotations,
): Generator<NamingRow> {
  const folded = [...keys].map(foldForSearch);
  const isWorth = (text: string) => {
    const all = foldForSearch(text);
    return quotations.mayBeIn(all) || folded.some((key) => all.includes(key));
  };
  for (const file of importFiles(db, `state <> 'discarded' ORDER BY import_id`)) {
    const series = seriesOfFile(db, file.import_id).filter((each) => each !== SERIES.merged);
    for (const each of series) {
      const columns = columnsOfSeries(file, each);
      for (const rows of chunksWorth(db, file.import_id, each, isWorth))
        for (const stored of rows) {
          const found = namingRow(db, file, each, stored, columns, keys, quotations);
          if (found) yield found;
        }
    }
  }
}

function namingRow(
  db: ReadableDb,
  file: StoredImport,
  series: Series,
  stored: StoredRow,
  columns: readonly NamedColumn[],
  keys: ReadonlySet<string>,
  quotations: Quotations,
): NamingRow | undefined {
  if ((stored[1] & ROW_ISSUES.erased) !== 0) return undefined;
  const cells = textsOfCells(stored);
  const places = quotations.placesIn(cells);
  // Lines beside rows have the number of their row, and no identifier.
  const isRow = series === SERIES.rows;
  const theirs = isRow && keys.has(keyOfRow(stored));
  if (!theirs && places.length === 0) return undefined;
  const [own] = isRow ? [stored] : rowsAt(db, file.import_id, [stored[0]]);
  return {
    ...{ file, stored, series, theirs },
    row: rowInFile(stored[0], formatOfFile(file)),
    identifier: own?.[2] ?? '',
    key: own ? keyOfRow(own) : '',
    cell: cellsNaming(cells, places, columns),
    isOfUser: places.some(({ n }) => isNamingField(columns[n]?.field ?? null)),
  };
}

/** Between cells that name somebody together, as those of both names do. */
const BETWEEN = ' · ';
const MOST_CELLS = 4;

function cellsNaming(
  cells: readonly (string | null)[],
  places: readonly QuotedPlace[],
  columns: readonly NamedColumn[],
): NamingRow['cell'] {
  const naming = [...new Set(places.map(({ n }) => n))].slice(0, MOST_CELLS);
  const [first] = naming;
  if (first === undefined) return null;
  const texts = naming.map((n) => cells[n]!);
  const starts = texts.map(
    (_, at) => texts.slice(0, at).join(BETWEEN).length + (at > 0 ? BETWEEN.length : 0),
  );
  return {
    heading: naming
      .map((n) => columns[n]?.heading ?? '')
      .filter(Boolean)
      .join(', '),
    field: columns[first]?.field ?? null,
    text: texts.join(BETWEEN),
    places: places.flatMap(({ n, start, end }) => {
      const from = starts[naming.indexOf(n)];
      return from === undefined ? [] : [{ n: 0, start: from + start, end: from + end }];
    }),
  };
}

/** What stands in each place behind a row's identifier. */
function columnsOfSeries(file: StoredImport, series: Series): NamedColumn[] {
  if (series === SERIES.rows) return valueColumns(columnsOfFile(file));
  const told = linesToldBy(file).filter((each) => each.series === series);
  const columns: NamedColumn[] = [];
  for (const { fields } of told)
    for (const { name, slot } of fields)
      columns[slot - FIRST_VALUE] = {
        heading: findDetailField(name)!.field.label,
        field: name,
      };
  return columns;
}
