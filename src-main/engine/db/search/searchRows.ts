/**
 * Goes through every row of every table and looks for needles in what stands there, as it is read: JSON without its
 * escapes, letters without accents. Numbers of JSON count something and name nobody. Reads only, on a connection of its
 * own; what isn't text but packed in another way is the owner's to unpack.
 */
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { all, preparedOnce, type ReadableDb, value } from '../db.ts';
import type { DeclaredTables, HeldOfPeople } from '../people/declared.ts';
import type { ByteSearch, Hit } from './byteSearch.ts';
import type { NeedleIndex } from './needleIndex.ts';
import type { SearchWatch } from './searchFile.ts';

/** Where something was found. */
export interface FoundInRows {
  readonly table: string;
  readonly column: string;
}

export interface SearchedRows {
  readonly bytes: number;
  readonly found: readonly FoundInRows[];
}

export interface RowsAsked {
  /** Where what people wrote stands: there a word that is like any other counts, too. */
  readonly declared: DeclaredTables;
  /** Columns of bytes that somebody else unpacks, or that hold nothing that can be read: `table.column`. */
  readonly leave: ReadonlySet<string>;
  /** Whether JSON names somebody where somebody wrote it. */
  readonly isNamedIn: (json: string) => boolean;
}

/** So many letters are looked at together. */
const LOT_LETTERS = 1 << 18;

interface Cell {
  readonly column: number;
  readonly value: string | Uint8Array;
}

/** @throws the reason of the signal */
export async function searchRows(
  db: ReadableDb,
  search: ByteSearch,
  index: NeedleIndex,
  asked: RowsAsked,
  watch: SearchWatch,
): Promise<SearchedRows> {
  const found: FoundInRows[] = [];
  let bytes = 0;
  for (const { name: table } of db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
    .all() as { name: string }[]) {
    const columns = columnsOfTexts(db, table);
    if (columns.length === 0) continue;
    const rows = new TableSearch(db, { table, columns }, search, index, asked);
    for (let lot = rows.next(); lot !== undefined; lot = rows.next()) {
      bytes += lot.bytes;
      found.push(...lot.found);
      watch.read(lot.bytes);
      await watch.breathe();
      if (watch.signal.aborted) rows.end();
      watch.signal.throwIfAborted();
    }
  }
  return { bytes, found };
}

/** One table, a lot at a time. */
class TableSearch {
  readonly #table: string;
  readonly #columns: readonly string[];
  readonly #rows: Iterator<unknown[]>;
  readonly #search: ByteSearch;
  readonly #index: NeedleIndex;
  readonly #asked: RowsAsked;
  #ended = false;

  constructor(
    db: ReadableDb,
    { table, columns }: { readonly table: string; readonly columns: readonly string[] },
    search: ByteSearch,
    index: NeedleIndex,
    asked: RowsAsked,
  ) {
    this.#table = table;
    this.#search = search;
    this.#index = index;
    this.#asked = asked;
    this.#columns = columns;
    const quoted = columns.map((name) => `"${name}"`).join(', ');
    const statement = preparedOnce(db, `SELECT ${quoted} FROM "${table}"`);
    this.#rows = statement.raw(true).iterate() as IterableIterator<unknown[]>;
  }

  end(): void {
    this.#rows.return?.();
  }

  next(): { readonly bytes: number; readonly found: FoundInRows[] } | undefined {
    if (this.#ended) return undefined;
    const cells: Cell[] = [];
    let letters = 0;
    while (letters < LOT_LETTERS) {
      const row = this.#rows.next();
      if (row.done) {
        this.#ended = true;
        break;
      }
      for (const [column, value] of row.value.entries()) {
        if (typeof value !== 'string' && !(value instanceof Uint8Array)) continue;
        if (value.length < 3) continue;
        if (typeof value !== 'string' && this.#isLeft(column)) continue;
        cells.push({ column, value });
        letters += value.length;
      }
    }
    return { bytes: letters, found: this.#foundIn(cells) };
  }

  #isLeft = (column: number) => this.#asked.leave.has(`${this.#table}.${this.#columns[column]}`);

  /** All together first: nearly always nothing is there. */
  #foundIn(cells: readonly Cell[]): FoundInRows[] {
    const texts = cells.filter((cell) => typeof cell.value === 'string');
    const together = Buffer.from(texts.map(({ value }) => readable(value as string)).join('\n'));
    const isFound = this.#search.findInText(together).length > 0;
    const meant = isFound ? cells : cells.filter((cell) => typeof cell.value !== 'string');
    return meant.flatMap((cell) => (this.#counts(cell) ? [this.#at(cell.column)] : []));
  }

  #at = (column: number): FoundInRows => ({ table: this.#table, column: this.#columns[column]! });

  #counts({ column, value }: Cell): boolean {
    if (typeof value !== 'string') return this.#countsInBytes(value);
    const holds = this.#asked.declared[this.#table]?.[this.#columns[column]!];
    const text = Buffer.from(readable(value));
    const strings = isJson(value) ? stringsOf(text) : undefined;
    return this.#search
      .findInText(text)
      .sort((a, b) => a.start - b.start)
      .some((hit) => this.#isMeant(hit, value, holds, strings));
  }

  #isMeant(
    hit: Hit,
    value: string,
    holds: HeldOfPeople | undefined,
    isInString: ((at: number) => boolean) | undefined,
  ): boolean {
    if (isInString && !isInString(hit.start)) return false;
    if (!this.#index.isPlainWord(hit.needle)) return true;
    if (holds === 'json') return this.#asked.isNamedIn(value);
    return holds === 'quotations' || holds === 'user' || holds === 'owner' || holds === 'staff';
  }

  /** In bytes few letters stand by chance. */
  #countsInBytes(bytes: Uint8Array): boolean {
    return this.#search
      .findAnywhere(bytes)
      .some(({ bounded, start, end }) => end - start >= (bounded ? 7 : 8));
  }
}

/** Those that can hold anything but numbers. */
function columnsOfTexts(db: ReadableDb, table: string): string[] {
  const isStrict = value<number>(db, 'SELECT strict FROM pragma_table_list(?)', table) === 1;
  return all<{ name: string; type: string }>(
    db,
    'SELECT name, type FROM pragma_table_xinfo(?)',
    table,
  )
    .filter(({ type }) => !isStrict || !/^(?:INT|INTEGER|REAL)$/i.test(type))
    .map(({ name }) => name);
}

const isJson = (text: string) => /^["[{]/.test(text);

/** As it is read: in JSON a letter may stand behind a sign that belongs to what is before it. */
function readable(text: string): string {
  const isEscaped = isJson(text) && text.includes('\\');
  return foldForSearch(isEscaped ? text.replaceAll(ESCAPED, unescaped) : text);
}

const ESCAPED = /\\(?:u([0-9a-fA-F]{4})|.)/g;

/** Of ASCII only signs are written so. */
function unescaped(_: string, code: string | undefined): string {
  const letter = code === undefined ? 0 : Number.parseInt(code, 16);
  return letter < 0x80 ? ' ' : String.fromCharCode(letter);
}

const QUOTE = 0x22;

/** Whether a byte of JSON without escapes stands in a text; to be asked in ascending order. */
function stringsOf(json: Uint8Array): (at: number) => boolean {
  let known = 0;
  let isIn = false;
  return (at) => {
    for (; known < at; known++) if (json[known] === QUOTE) isIn = !isIn;
    return isIn;
  };
}
