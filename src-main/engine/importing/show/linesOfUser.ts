/**
 * The details of one user: of each kind the lines that stand, each with its row or the job that gave it, and the file that
 * tells them. Changes nothing.
 */
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import { DETAIL_KINDS, type DetailKind, detailFieldNames } from '#shared/details/details.ts';
import { applyLineChanges, isChangedKind } from '#shared/domain/lineChanges.ts';
import { type ReadableDb, value } from '../../db/db.ts';
import type { StoredLineChange } from '../../replica/lineChanges.ts';
import { hasLine, lineReader, linesOfRows, type ToldLines } from '../rows/fileLines.ts';
import { filesOfLines, filesTellingKind, usersCoveredBy } from '../rows/filesOfLines.ts';
import { formatOfFile, type StoredImport } from '../rows/importFile.ts';
import { ROW_ISSUES } from '../rows/rowIssues.ts';
import { rowsOfKey } from '../rows/rowKeys.ts';
import { SERIES } from '../rows/rowStore.ts';
import { rowInFile, type StoredRow } from '../rows/storedRow.ts';
import { changedLines, changesOfUser } from './standingChanges.ts';

/** Of every kind, in the catalogue's order. @param identifierKey of the user, folded */
export function linesOfUser(db: ReadableDb, identifierKey: string): KindDetails[] {
  return linesOfKinds(db, identifierKey, DETAIL_KINDS);
}

/** Of one kind alone: files that don't tell it aren't looked into. @param identifierKey of the user, folded */
export function linesOfKind(db: ReadableDb, identifierKey: string, kind: DetailKind): KindDetails {
  return linesOfKinds(db, identifierKey, [kind])[0]!;
}

function linesOfKinds(
  db: ReadableDb,
  identifierKey: string,
  kinds: readonly DetailKind[],
): KindDetails[] {
  const files = filesOfLines(db);
  // A file may tell several kinds: its rows are looked for once.
  const known = new Map<number, StoredRow[]>();
  const rowsIn = ({ import_id }: StoredImport) => {
    const rows = known.get(import_id) ?? namingRows(db, import_id, identifierKey);
    known.set(import_id, rows);
    return rows;
  };
  const userNo = value<number>(
    db,
    'SELECT coalesce((SELECT user_no FROM user WHERE identifier_key = ?), 0)',
    identifierKey,
  );
  // One that covers everybody says of those whom it doesn't name that they have none.
  const decides = (file: StoredImport) =>
    rowsIn(file).length > 0 || (userNo > 0 && usersCoveredBy(db, file).has(userNo));
  return kinds.map((kind) => {
    const telling = filesTellingKind(files, kind);
    const standing = telling.find(({ file }) => decides(file));
    const changes = changesOfUser(changedLines(db, files, kind), userNo);
    const none = { kind, files: telling.length, source: null, told: [], lines: [] };
    if (!standing) return withChanges(none, changes);
    const { file, told } = standing;
    const asTold = {
      kind,
      files: telling.length,
      source: {
        importId: file.import_id,
        fileName: file.file_name,
        sheetName: file.sheet_name,
        dataDate: file.data_date,
        importedAt: file.imported_at ?? 0,
      },
      told: told.fields.map(({ name }) => name),
      lines: linesIn(db, file, told, rowsIn(file)),
    };
    return withChanges(asTold, changes);
  });
}

/** The same as jobs have left it. */
function withChanges(asTold: KindDetails, changes: readonly StoredLineChange[]): KindDetails {
  const { kind, lines, told } = asTold;
  if (changes.length === 0 || !isChangedKind(kind)) return asTold;
  const left = applyLineChanges(
    kind,
    lines.map(({ values }) => values),
    changes,
  ).map(({ values, told: place, by }) => ({
    row: place === null ? 0 : lines[place]!.row,
    values: [...values],
    ...(by !== null && { jobId: changes[by]!.jobId }),
  }));
  // A status that no column of the file tells is told by the job.
  const named = detailFieldNames(kind);
  const says = (name: (typeof named)[number], n: number) =>
    told.includes(name) ||
    left.some(({ jobId, values }) => jobId !== undefined && values[n] !== null);
  return { ...asTold, told: named.filter(says), lines: left };
}

function namingRows(db: ReadableDb, importId: number, key: string): StoredRow[] {
  return rowsOfKey(db, importId, key).filter((row) => (row[1] & ROW_ISSUES.setAside) === 0);
}

function linesIn(
  db: ReadableDb,
  file: StoredImport,
  told: ToldLines,
  naming: readonly StoredRow[],
): KindDetails['lines'] {
  const rows =
    told.series === SERIES.rows
      ? naming
      : [...linesOfRows(db, file.import_id, told.series, numbersOf(naming))];
  const valuesOf = lineReader(told);
  const format = formatOfFile(file);
  const lines = rows
    .filter((row) => hasLine(told, row))
    .map((row) => ({ row: rowInFile(row[0], format), values: valuesOf(row) }));
  return told.isAlone ? lines : withoutRepeated(lines);
}

const numbersOf = (rows: readonly StoredRow[]) => rows.map((row) => row[0]).sort((a, b) => a - b);

/** Where a row tells of an address and a phone, each address stands beside each phone. */
function withoutRepeated(lines: KindDetails['lines']): KindDetails['lines'] {
  const seen = new Set<string>();
  return lines.filter(({ values }) => {
    const key = JSON.stringify(values);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
