/**
 * What to ask about users whom a file holds back: of each class that is more than rare in it, how many rows it has,
 * some of them, and what was answered. Asked with the check of a file. Never decides who is held back.
 */
import type { OpenQuestion } from '#shared/contract/shapes/imports.ts';
import { PAIR_CLASSES, type RowGroup, type RowNotice } from '#shared/contract/shapes/rowGroup.ts';
import { ALWAYS_ASKED, answerTo, isRare, type OpenClass } from '#shared/domain/openQuestions.ts';
import { type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import { prepared, type ReadableDb } from '../../db/db.ts';
import { askedGroup } from '../compare/listPairs.ts';
import {
  columnsOfFile,
  formatOfFile,
  optionsOfFile,
  type StoredColumn,
  type StoredImport,
} from '../rows/importFile.ts';
import { noticed, readRowGroup } from '../rows/rowGroups.ts';
import { rowsAt } from '../rows/rowStore.ts';
import { mayBeNotTold } from '../rows/slots.ts';
import { rowInFile } from '../rows/storedRow.ts';

const EXAMPLES = 3;
/** So much of a long value is shown. */
const EXAMPLE_LENGTH = 60;

/** Only what holds somebody back is asked about; in lists everybody counts, and items add up. */
function classesOf(kind: ImportKind): readonly (OpenClass & RowNotice)[] {
  const { effect, counts } = importKind(kind);
  if (effect === 'review')
    return ['hidden-row', 'struck-out', 'two-cells', 'blank-group', 'lost-digits'];
  return effect === 'replica' && !counts ? ['two-cells', 'blank-group', 'lost-digits'] : [];
}

export function openQuestions(db: ReadableDb, file: StoredImport): OpenQuestion[] {
  if (file.state === 'reading' || file.state === 'failed') return [];
  const asked = classesOf(file.kind).flatMap(
    (about) => questionOf(db, file, about, noticed(about)) ?? [],
  );
  const pairs = PAIR_CLASSES.flatMap(
    (about) => questionOf(db, file, about, askedGroup(file.kind, about)) ?? [],
  );
  const columns = columnsOfFile(file).filter(({ field }) => mayBeNotTold(file.kind, field));
  const unreadable = columns.flatMap(
    (column) =>
      questionOf(
        db,
        file,
        'unreadable-value',
        { of: 'unreadable', column: column.position },
        column,
      ) ?? [],
  );
  return [...asked, ...unreadable, ...pairs];
}

function questionOf(
  db: ReadableDb,
  file: StoredImport,
  about: OpenClass,
  rowGroup: RowGroup,
  column?: StoredColumn,
): OpenQuestion | undefined {
  const rows = distinctRows(file, readRowGroup(db, file.import_id, rowGroup));
  const answer = answerTo(optionsOfFile(file).answers, { about, column: column?.position }) ?? null;
  const isAsked =
    answer !== null || ALWAYS_ASKED.includes(about) || !isRare(rows.size, file.row_count);
  if (rows.size === 0 || !isAsked) return undefined;
  const { position, heading } = column ?? {};
  return {
    about,
    column: position === undefined ? null : { position, heading: heading ?? '' },
    rows: rows.size,
    share: rows.size / Math.max(1, file.row_count),
    rowGroup,
    examples: examplesOf(db, file, [...rows].slice(0, EXAMPLES), heading),
    answer,
  };
}

/** Two users may stand in one row; both are of the class. */
function distinctRows(file: StoredImport, numbers: Int32Array): ReadonlyMap<number, number> {
  const format = formatOfFile(file);
  const rows = new Map<number, number>();
  for (const number of numbers) {
    const row = rowInFile(number, format);
    if (!rows.has(row)) rows.set(row, number);
  }
  return rows;
}

function examplesOf(
  db: ReadableDb,
  file: StoredImport,
  rows: readonly (readonly [row: number, number: number])[],
  heading: string | undefined,
): OpenQuestion['examples'] {
  const unread = prepared(
    db,
    'SELECT value FROM import_error WHERE import_id = ? AND row_number = ? AND column_name = ? LIMIT 1',
  ).pluck();
  const errorAt = (row: number, column: string) =>
    unread.get(file.import_id, row, column) as string | undefined;
  const identifiers = columnsOfFile(file).find(({ field }) => field === 'primary_identifier');
  return rows.map(([row, number]) => {
    // A row of a list that couldn't be used may mean somebody, too.
    const identifier =
      rowsAt(db, file.import_id, [number])[0]?.[2] ??
      errorAt(row, identifiers?.heading ?? '') ??
      '';
    const value = heading === undefined ? '' : (errorAt(row, heading) ?? '');
    return {
      row,
      identifier: identifier.slice(0, EXAMPLE_LENGTH),
      value: value.slice(0, EXAMPLE_LENGTH),
    };
  });
}
