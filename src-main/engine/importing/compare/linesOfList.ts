/**
 * Lines of a list that is being checked which are nobody's primary identifier: those that are another identifier of one
 * user, type by type, and those that users share. Never says what becomes of them; otherIdentifiers.ts does.
 */
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb, WritableDb } from '../../db/db.ts';
import type { Entry } from '../rows/entries.ts';
import { dropRowGroup, noticed, otherTypes, RowGroupLists } from '../rows/rowGroups.ts';
import type { KnownUser } from './knownUsers.ts';
import { holdersOf, namedByLines } from './otherIdentifiers.ts';

export class LinesOfList {
  readonly #namedByLines: UserBitmap;
  readonly #rows = new Map<string, number>();
  readonly #found = new RowGroupLists();

  constructor(db: ReadableDb) {
    this.#namedByLines = namedByLines(db);
  }

  look({ key, row }: Entry, known: KnownUser | undefined): void {
    const isSomebody =
      known !== undefined &&
      (known.described || known.candidate || this.#namedByLines.has(known.userNo));
    if (!isSomebody) this.#rows.set(key, row);
  }

  /** Looks who has them, once for all. */
  find(db: ReadableDb): void {
    const holders = holdersOf(db, new Set(this.#rows.keys()));
    for (const [key, row] of this.#rows) {
      const users = holders.get(key);
      if (!users) continue;
      if (users.length > 1) this.#found.addNoticed('shared-identifier', row);
      else {
        this.#found.addNoticed('other-identifier', row);
        this.#found.add({ of: 'other-identifier', type: users[0]!.type }, row);
      }
    }
  }

  /** In the place of what an earlier check has found. */
  store(db: WritableDb, importId: number): void {
    for (const { type } of otherTypes(db, importId))
      dropRowGroup(db, importId, { of: 'other-identifier', type });
    dropRowGroup(db, importId, noticed('other-identifier'));
    dropRowGroup(db, importId, noticed('shared-identifier'));
    this.#found.store(db, importId);
  }
}
