/**
 * Things to know about a file before it enters the replica: identifier safety, duplicates, conflicts
 * (domain reference, section 6, rules 2, 3 and 6). Each with its number; none changes anything.
 */
import { type ReadableDb, value } from '../db/db.ts';
import type { RecognisedSheet } from './recogniseColumns.ts';
import type { RowReader } from './rowReader.ts';

export interface Notice {
  readonly code: string;
  readonly text: string;
  readonly count: number;
}

const CONFLICT = `count(DISTINCT purge_date) > 1 OR count(DISTINCT expiry_date) > 1
  OR count(DISTINCT fold_text(user_group)) > 1`;
const CASE_TWINS = 'count(DISTINCT trim(primary_identifier)) > 1';

interface ReadSheet {
  readonly recognised: RecognisedSheet;
  readonly reader: RowReader;
  readonly sheets: number;
  readonly sheetName: string;
}

export function importNotices(db: ReadableDb, importId: number, read: ReadSheet): Notice[] {
  const { counts } = read.reader;
  const repeated = countRepeated(db, importId, '1');
  const all: Notice[] = [
    {
      code: 'no-heading',
      count: read.recognised.headingRow === 0 ? 1 : 0,
      text: 'No heading that we know was found, so every row of the first column counts as an identifier.',
    },
    {
      code: 'numeric-identifier',
      count: counts.numeric,
      text: 'Identifiers are numbers in the file: leading zeros may be lost. They are kept as they are.',
    },
    {
      code: 'lost-digits',
      count: counts.lostDigits,
      text: 'Numeric identifiers have more than 15 digits: the last ones may be lost.',
    },
    {
      code: 'odd-spaces',
      count: counts.oddSpaces,
      text: 'Identifiers have outer or non-breaking spaces. They are compared without, and written as they are.',
    },
    {
      code: 'formula',
      count: counts.formulas,
      text: 'Identifiers are results of formulas. The result in the file is taken; formulas are never run.',
    },
    {
      code: 'duplicate',
      count: repeated,
      text: 'Identifiers stand in more than one row. Each is one user with all its rows as evidence.',
    },
    {
      code: 'conflict',
      count: countRepeated(db, importId, CONFLICT),
      text: 'Repeated identifiers have different dates or user groups. They are flagged as conflicts.',
    },
    {
      code: 'case-twin',
      count: countRepeated(db, importId, CASE_TWINS),
      text: 'Repeated identifiers differ only in upper and lower case. Alma takes them for the same user.',
    },
    {
      code: 'blank-group',
      count: blankGroups(db, importId, read.recognised),
      text: 'Rows name no user group, so nobody can see there whether it is a protected one. Formatted exports blank out repeated values; a data export doesn’t.',
    },
    {
      code: 'other-sheets',
      count: read.sheets - 1,
      text: `Other sheets were not read; the rows come from “${read.sheetName}”.`,
    },
  ];
  return all.filter((notice) => notice.count > 0);
}

function blankGroups(db: ReadableDb, importId: number, sheet: RecognisedSheet): number {
  if (!sheet.columns.some((column) => column.field === 'user_group')) return 0;
  return value<number>(
    db,
    'SELECT count(*) FROM import_row WHERE import_id = ? AND user_group IS NULL',
    importId,
  );
}

/** Rows of identifiers that stand in more than one: few, so what is asked of them costs little. */
const REPEATED_ROWS = `import_row WHERE import_id = ? AND identifier_key IN
  (SELECT identifier_key FROM import_row WHERE import_id = ? GROUP BY identifier_key HAVING count(*) > 1)`;

/** How many repeated identifiers there are of which this holds. */
function countRepeated(db: ReadableDb, importId: number, having: string): number {
  return value<number>(
    db,
    `SELECT count(*) FROM (SELECT 1 FROM ${REPEATED_ROWS} GROUP BY identifier_key HAVING ${having})`,
    importId,
    importId,
  );
}
