/**
 * Users in an order: each column gives every user a rank, and one counting pass per sort term puts
 * them in line, ties by user number. Ranks are made once per column and kept while it doesn't change.
 */
import type { SortField, SortTerm } from '#shared/contract/shapes/users.ts';
import type { DetailKind } from '#shared/details/details.ts';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { findUserField } from '#shared/fields/userFields.ts';
import { all, prepared } from '../db/db.ts';
import { pagesOf } from './eachPage.ts';
import { BLANK, type HeldColumn, type LineCounts, sqlOf, type UserColumns } from './userColumns.ts';

const fieldsOf = (terms: readonly SortTerm[]): SortField[] =>
  terms.flatMap((term) => ('field' in term ? [term.field] : []));

/** Rank by user number: 1 for the first; 0 for blank, which stands last in both directions. */
interface Ranks {
  readonly ranks: Int32Array;
  readonly highest: number;
  readonly version: number;
}

export class UserSorter {
  readonly #columns: UserColumns;
  readonly #kept = new Map<string, Ranks>();
  readonly #byLines = new WeakMap<LineCounts, Ranks>();

  constructor(columns: UserColumns) {
    this.#columns = columns;
  }

  /** Makes the ranks of names before anybody asks, page by page. The columns must be fresh at each step. */
  *warm(fields: readonly SortField[]): Generator<void> {
    yield* this.#rankTexts(this.#unrankedNames(fields));
  }

  /** The columns in memory that it goes by; names are no such columns. */
  columnsOf(terms: readonly SortTerm[]): HeldColumn[] {
    return fieldsOf(terms).filter((field) => !isName(field)) as HeldColumn[];
  }

  /** The columns must be fresh. */
  sort(users: UserBitmap, terms: readonly SortTerm[]): Int32Array {
    let order = users.numbers();
    // Read in one go rather than column by column.
    this.#columns.hold(this.columnsOf(terms));
    const names = this.#unrankedNames(fieldsOf(terms));
    if (names.length > 1) this.#rankNow(names);
    for (const term of terms.toReversed()) {
      const ranks = this.#ranksOf(term);
      order = inLine(order, ranks, term.direction === 'desc');
    }
    return order;
  }

  #ranksOf(term: SortTerm): Ranks {
    if ('field' in term) return this.#ranks(term.field);
    return 'lines' in term ? this.#ranksOfLines(term.lines) : this.#ranksOfExtra(term.extra);
  }

  #ranksOfLines(kind: DetailKind): Ranks {
    const counts = this.#columns.lines(kind);
    const kept = this.#byLines.get(counts);
    if (kept) return kept;
    const ranks = { ...rankNumbers(counts.values), version: 0 };
    this.#byLines.set(counts, ranks);
    return ranks;
  }

  #ranksOfExtra(heading: string): Ranks {
    const key = `extra ${heading}`;
    const version = this.#columns.namesVersion;
    const kept = this.#kept.get(key);
    if (kept?.version === version) return kept;
    const { values, texts } = this.#columns.extra(heading);
    const ranks = { ...rankCodes(values, texts), version };
    this.#kept.set(key, ranks);
    return ranks;
  }

  #unrankedNames(fields: readonly SortField[]): SortField[] {
    return fields.filter(
      (field) =>
        isName(field) &&
        field !== 'primary_identifier' &&
        this.#kept.get(field)?.version !== this.#columns.namesVersion,
    );
  }

  #ranks(field: SortField): Ranks {
    const version = this.#versionOf(field);
    const kept = this.#kept.get(field);
    if (kept?.version === version) return kept;
    if (isName(field) && field !== 'primary_identifier') {
      this.#rankNow([field]);
      return this.#kept.get(field)!;
    }
    const ranks = { ...this.#rank(field), version };
    this.#kept.set(field, ranks);
    return ranks;
  }

  #versionOf(field: SortField): number {
    return isName(field)
      ? this.#columns.namesVersion
      : this.#columns.column(field as HeldColumn).version;
  }

  #rank(field: SortField): Omit<Ranks, 'version'> {
    if (field === 'primary_identifier') return this.#rankIdentifiers();
    const { values, texts } = this.#columns.column(field as HeldColumn);
    if (texts) return rankCodes(values, texts);
    if (field === 'user_group') return this.#rankGroups(values);
    return rankNumbers(values);
  }

  /** By key, for which SQLite has an index. */
  #rankIdentifiers(): Omit<Ranks, 'version'> {
    const { db, size } = this.#columns;
    const ranks = new Int32Array(size);
    const userNos = prepared(db, 'SELECT user_no FROM user ORDER BY identifier_key')
      .pluck()
      .all() as number[];
    for (const [n, userNo] of userNos.entries()) ranks[userNo] = n + 1;
    return { ranks, highest: userNos.length };
  }

  #rankNow(names: readonly SortField[]): void {
    const ranking = this.#rankTexts(names);
    while (!ranking.next().done);
  }

  /** Names are not held: a million of them take more memory than their ranks. */
  *#rankTexts(fields: readonly SortField[]): Generator<void> {
    // Who sorted by them was quicker.
    if (fields.length === 0) return;
    const { db, size, namesVersion } = this.#columns;
    const columns = fields.map(() => ({
      codes: new Map<string, number>(),
      values: new Float64Array(size).fill(BLANK),
    }));
    for (const { userNos, values: stored } of pagesOf(db, fields.map(sqlOf))) {
      for (const [n, { codes, values }] of columns.entries()) {
        const texts = stored[n]!;
        for (let at = 0; at < userNos.length; at++) {
          const text = texts[at] as string | null;
          if (text === null) continue;
          let code = codes.get(text);
          if (code === undefined) {
            code = codes.size;
            codes.set(text, code);
          }
          values[userNos[at]!] = code;
        }
      }
      yield;
    }
    // Names may have changed between the pages.
    if (this.#columns.namesVersion !== namesVersion) return;
    for (const [n, { codes, values }] of columns.entries())
      this.#kept.set(fields[n]!, {
        ...rankCodes(values, [...codes.keys()]),
        version: namesVersion,
      });
  }

  #rankGroups(values: Float64Array): Omit<Ranks, 'version'> {
    const names: string[] = [];
    for (const { group_no, name } of all<{ group_no: number; name: string }>(
      this.#columns.db,
      'SELECT group_no, name FROM user_group',
    ))
      names[group_no] = name;
    return rankCodes(
      values,
      Array.from(names, (name) => name ?? ''),
    );
  }
}

function isName(field: SortField): boolean {
  const kind = findUserField(field)?.kind;
  return kind === 'text' || kind === 'identifier';
}

/** Texts without case and accents; the same without are told apart by how they are written. */
function rankCodes(values: Float64Array, texts: readonly string[]): Omit<Ranks, 'version'> {
  const folded = texts.map(foldForSearch);
  const codes = texts.map((_, code) => code);
  codes.sort((a, b) => compare(folded[a]!, folded[b]!) || compare(texts[a]!, texts[b]!));
  const rankOf = new Int32Array(texts.length);
  for (const [n, code] of codes.entries()) rankOf[code] = n + 1;
  const ranks = new Int32Array(values.length);
  for (let userNo = 1; userNo < values.length; userNo++) {
    const code = values[userNo]!;
    if (code !== BLANK) ranks[userNo] = rankOf[code]!;
  }
  return { ranks, highest: texts.length };
}

function rankNumbers(values: Float64Array): Omit<Ranks, 'version'> {
  const distinct = new Set<number>();
  for (let userNo = 1; userNo < values.length; userNo++) {
    const number = values[userNo]!;
    if (number !== BLANK) distinct.add(number);
  }
  const sorted = Float64Array.from(distinct).sort();
  const rankOf = new Map<number, number>();
  for (const [n, number] of sorted.entries()) rankOf.set(number, n + 1);
  const ranks = new Int32Array(values.length);
  for (let userNo = 1; userNo < values.length; userNo++)
    ranks[userNo] = rankOf.get(values[userNo]!) ?? 0;
  return { ranks, highest: sorted.length };
}

/** Stable: users of one rank keep their order. Blank stands last in both directions. */
function inLine(
  users: Int32Array,
  { ranks, highest }: Ranks,
  descending: boolean,
): Int32Array<ArrayBuffer> {
  const places = new Int32Array(users.length);
  const starts = new Int32Array(highest + 2);
  for (let n = 0; n < users.length; n++) {
    const rank = ranks[users[n]!]!;
    const place = rank === 0 ? highest : descending ? highest - rank : rank - 1;
    places[n] = place;
    starts[place + 1]!++;
  }
  for (let n = 1; n < starts.length; n++) starts[n]! += starts[n - 1]!;
  const order = new Int32Array(users.length);
  for (let n = 0; n < users.length; n++) order[starts[places[n]!]!++] = users[n]!;
  return order;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
