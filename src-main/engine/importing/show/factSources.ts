/**
 * The file and the row that told each fact of a list's users, as it stood before a job. Changes nothing.
 */
import type { UserFieldName } from '#shared/fields/userFields.ts';
import type { ReadableDb } from '../../db/db.ts';
import { hashKey } from '../../db/keyHash.ts';
import { filesTelling, overtaking } from '../rows/filesTelling.ts';
import { type FactSource, ToldBy } from './toldBy.ts';

export class FactSources {
  readonly #files: readonly ToldBy[];
  /** By file, those that overtake its counts. */
  readonly #overtaking: ReadonlyMap<ToldBy, readonly ToldBy[]>;
  readonly #isAlone: boolean;

  /**
   * @param fields about which will be asked
   * @param beforeJob the job whose users they are
   * @param areTold who asks gives each value as it stood: then a value that only one file can have told needn't be
   *   looked up in it, and `told` isn't asked
   */
  constructor(
    db: ReadableDb,
    fields: readonly UserFieldName[],
    beforeJob: number,
    areTold = false,
  ) {
    const telling = filesTelling(db, fields, beforeJob);
    this.#files = telling.map((each) => new ToldBy(db, each, fields));
    this.#overtaking = new Map(
      telling.map((each, n) => [
        this.#files[n]!,
        overtaking(db, each, telling).map((newer) => this.#files[telling.indexOf(newer)]!),
      ]),
    );
    this.#isAlone = areTold && telling.length === 1 && !telling[0]!.factReader.counted;
  }

  /** Turns to other users. @param keys their folded identifiers: they are numbered from 0 in this order */
  turnTo(keys: readonly string[]): void {
    if (this.#files.length === 0) return;
    const hashes = Float64Array.from(keys, hashKey);
    for (const file of this.#files) file.clear(keys.length);
    const left = this.#isAlone ? this.#files[0]!.findAlone(hashes) : [...hashes.keys()];
    if (left.length === 0) return;
    const places = new Map(left.map((place) => [keys[place]!, place]));
    const sorted = Float64Array.from(left, (place) => hashes[place]!).sort();
    for (const file of this.#files) file.read(sorted, places);
  }

  /**
   * The newest file that tells it: what it says stands. Undefined: no report told it.
   * @param value as it stood; null: unknown
   */
  of(field: UserFieldName, user: number, value: string | number | null): FactSource | undefined {
    if (value === null) return undefined;
    // A file added since a rehearsed move may name the group moved to: the one that tells the group before it is meant.
    const file =
      field === 'user_group'
        ? this.#files.find((each) => each.givesGroup(user, String(value)))
        : undefined;
    const found =
      file?.sourceOf(field, user) ??
      firstOf(this.#files, (each) =>
        this.#isOvertaken(each, field, user, value) ? undefined : each.sourceOf(field, user),
      );
    if (found || value !== 0) return found;
    return firstOf(this.#files, (each) => each.notListing(field));
  }

  #isOvertaken(file: ToldBy, field: UserFieldName, user: number, value: string | number): boolean {
    const newer = this.#overtaking.get(file) ?? [];
    return newer.some(
      (each) => each.sourceOf(field, user) !== undefined || (value === 0 && each.coversAll),
    );
  }
}

function firstOf<T, Found>(
  list: readonly T[],
  find: (each: T) => Found | undefined,
): Found | undefined {
  for (const each of list) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
