/**
 * Of whom a report of the same kind and of newer data tells how many: an older one that is added behind it says nothing of
 * them any more (docs/domain.md, section 6). Reads only.
 */
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../../db/db.ts';
import { entryChunks, type FactReader } from '../rows/entries.ts';
import { usersCoveredBy } from '../rows/filesOfLines.ts';
import { filesTelling, overtaking, tells } from '../rows/filesTelling.ts';
import type { StoredImport } from '../rows/importFile.ts';
import type { KnownUser } from './knownUsers.ts';

interface Newer {
  /** By key of a user a bit for each field that it tells, in the order in which the older one does. */
  readonly told: ReadonlyMap<string, number>;
  /** Of whom it says that they have none. */
  readonly covered: UserBitmap;
}

export class NewerCounts {
  readonly #newer: readonly Newer[];

  constructor(
    db: ReadableDb,
    file: Pick<StoredImport, 'kind' | 'data_date' | 'imported_at'>,
    factReader: FactReader,
  ) {
    const telling = factReader.counted
      ? filesTelling(db, factReader.told, Number.MAX_SAFE_INTEGER)
      : [];
    this.#newer = overtaking(db, { file, factReader }, telling).map((newer) => {
      const told = new Map<string, number>();
      const places = factReader.told.map((field) => newer.factReader.told.indexOf(field));
      for (const entries of entryChunks(db, newer.file.import_id, newer.factReader))
        for (const { key, facts, issues } of entries) {
          let bits = 0;
          for (const [n, at] of places.entries()) if (tells(facts[at], issues)) bits |= 1 << n;
          told.set(key, bits);
        }
      return { told, covered: usersCoveredBy(db, newer.file) };
    });
  }

  /** No report is newer, as for most files. */
  get isEmpty(): boolean {
    return this.#newer.length === 0;
  }

  /** Whether what the user has of the fact in this place stays. */
  stays(key: string, { userNo }: KnownUser, place: number): boolean {
    return this.#newer.some(
      ({ told, covered }) => ((told.get(key) ?? 0) & (1 << place)) !== 0 || covered.has(userNo),
    );
  }
}
