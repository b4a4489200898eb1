/**
 * Every text that may say something of people, whatever its table: the columns that erasing goes through, read instead of
 * written. A column that is declared is found here without a line of its own. Changes nothing.
 */
import { all, prepared, type ReadableDb } from '../db.ts';
import type { DeclaredTables, HeldOfPeople } from './declared.ts';
import { textsInJson } from './takeOut.ts';

export interface HeldText {
  readonly table: string;
  readonly column: string;
  readonly text: string;
  /** The numbers of its row, by their columns: of the row itself, of a user, a file, a job. */
  readonly numbers: Readonly<Record<string, number | null>>;
}

/** By their names: other numbers are counts, days and bits. */
const IS_NUMBER_OF = /_(?:id|no|number)$/;

/** @param tables what is declared of people: texts of the tables that are left out are for who knows them */
export function* textsOfPeople(db: ReadableDb, tables: DeclaredTables): Generator<HeldText> {
  for (const [table, held] of Object.entries(tables)) {
    const { texts, numbers } = columnsOf(db, table, held);
    if (texts.length === 0) continue;
    const names = [...numbers, ...texts].map((name) => `"${name}"`).join(', ');
    const rows = prepared(db, `SELECT ${names} FROM "${table}"`).raw(true);
    for (const row of rows.iterate() as Iterable<(string | number | null)[]>)
      for (const [n, column] of texts.entries()) {
        const stored = row[numbers.length + n];
        if (typeof stored !== 'string' || stored === '') continue;
        for (const text of textsOf(stored, held[column]!))
          yield { table, column, text, numbers: numbersOf(numbers, row) };
      }
  }
}

function columnsOf(db: ReadableDb, table: string, held: DeclaredTables[string]) {
  const columns = all<{ name: string; type: string }>(
    db,
    'SELECT name, type FROM pragma_table_info(?)',
    table,
  );
  const of = (type: string) => columns.flatMap((each) => (each.type === type ? each.name : []));
  return {
    texts: of('TEXT').filter((name) => held[name] !== 'nobody'),
    numbers: of('INTEGER').filter((name) => IS_NUMBER_OF.test(name)),
  };
}

function textsOf(stored: string, holds: HeldOfPeople): string[] {
  if (holds === 'json') return textsInJson(stored, true);
  // What only its owner knows how to take apart is asked as a whole, as it is when it is erased.
  return /^[[{]/.test(stored) ? textsInJson(stored, false) : [stored];
}

const numbersOf = (names: readonly string[], row: readonly (string | number | null)[]) =>
  Object.fromEntries(names.map((name, n) => [name, row[n] as number | null]));
