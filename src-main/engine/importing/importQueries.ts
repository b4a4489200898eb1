/**
 * What the screens ask about imports: the list, the check of one file, its error rows, and the rows
 * that speak of one user. Reads only.
 */
import type { ImportCheck, ImportSummary } from '#shared/contract/shapes.ts';
import { USER_FIELDS } from '#shared/fields/userFields.ts';
import { all, get, type ReadableDb, value } from '../db/db.ts';
import { Refusal } from '../refusal.ts';
import { countKnown } from './commitImport.ts';

interface StoredImport {
  import_id: number;
  kind: ImportSummary['kind'];
  state: ImportSummary['state'];
  file_name: string;
  file_size: number;
  sha256: string;
  sheet_name: string;
  heading_row: number;
  provenance: string;
  columns: string;
  first_rows: string;
  notices: string;
  question: string | null;
  row_count: number;
  identifier_count: number;
  error_count: number;
  failure: string | null;
  imported_at: number | null;
  set_id: number | null;
}

export function listImports(db: ReadableDb): ImportSummary[] {
  return all<StoredImport>(db, 'SELECT * FROM import_file ORDER BY import_id').map(toSummary);
}

export function getImport(db: ReadableDb, importId: number): ImportSummary {
  return toSummary(stored(db, importId));
}

export function checkImport(db: ReadableDb, importId: number): ImportCheck {
  const row = stored(db, importId);
  // While it is being read the rows are there before their number is.
  const known = row.state === 'reading' ? 0 : countKnown(db, importId);
  return {
    ...toSummary(row),
    fileSize: row.file_size,
    sha256: row.sha256,
    sheetName: row.sheet_name,
    headingRow: row.heading_row,
    provenance: JSON.parse(row.provenance),
    columns: JSON.parse(row.columns),
    firstRows: JSON.parse(row.first_rows),
    notices: JSON.parse(row.notices),
    question: row.question ? JSON.parse(row.question) : null,
    newIdentifiers: row.identifier_count - known,
    knownIdentifiers: known,
  };
}

export interface ImportErrorRow {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly message: string;
  readonly rowText: string;
}

export function importErrors(db: ReadableDb, importId: number, offset: number, limit: number) {
  return {
    total: value<number>(db, 'SELECT count(*) FROM import_error WHERE import_id = ?', importId),
    rows: all<ImportErrorRow>(
      db,
      `SELECT row_number AS "row", column_name AS "column", value, message, row_text AS rowText
       FROM import_error WHERE import_id = ? ORDER BY error_no LIMIT ? OFFSET ?`,
      importId,
      limit,
      offset,
    ),
  };
}

/** The rows of all committed files that name this identifier, with every column as it was read. */
export function evidenceOf(db: ReadableDb, identifierKey: string) {
  const rows = all<
    Record<string, string | number | null> & {
      file_name: string;
      sheet_name: string;
      kind: ImportSummary['kind'];
      columns: string;
    }
  >(
    db,
    `SELECT f.file_name, f.sheet_name, f.kind, f.columns, r.* FROM import_file f
     JOIN import_row r ON r.import_id = f.import_id AND r.identifier_key = ? WHERE f.state = 'committed' ORDER BY f.import_id, r.row_number`,
    identifierKey,
  );
  return rows.map((row) => ({
    importId: row.import_id as number,
    fileName: row.file_name,
    sheetName: row.sheet_name,
    row: row.row_number as number,
    kind: row.kind,
    values: evidenceValues(row),
  }));
}

function evidenceValues(row: Record<string, string | number | null> & { columns: string }) {
  const headings = new Map(
    (JSON.parse(row.columns) as { heading: string; field: string | null }[]).map((column) => [
      column.field,
      column.heading,
    ]),
  );
  const known = USER_FIELDS.filter((field) => headings.has(field.label)).map((field) => ({
    heading: headings.get(field.label) || field.label,
    value: shown(row[field.name] ?? null, field.kind),
  }));
  const other = Object.entries(
    JSON.parse((row.other as string | null) ?? '{}') as Record<string, string>,
  );
  return [...known, ...other.map(([heading, text]) => ({ heading, value: text }))];
}

function shown(stored: string | number | null, kind: string): string {
  if (stored === null) return '';
  if (kind === 'yesNo') return stored === 1 ? 'Yes' : 'No';
  if (kind === 'money') return (Number(stored) / 100).toFixed(2);
  return String(stored);
}

function stored(db: ReadableDb, importId: number): StoredImport {
  const row = get<StoredImport>(db, 'SELECT * FROM import_file WHERE import_id = ?', importId);
  if (!row) throw new Refusal('import.gone', 'This import is no longer there.');
  return row;
}

function toSummary(row: StoredImport): ImportSummary {
  return {
    importId: row.import_id,
    kind: row.kind,
    fileName: row.file_name,
    state: row.state,
    fraction: row.state === 'reading' ? 0 : 1,
    rows: row.row_count,
    identifiers: row.identifier_count,
    errors: row.error_count,
    failure: row.failure,
    importedAt: row.imported_at,
    setId: row.set_id,
  };
}
