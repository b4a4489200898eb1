/**
 * Lines of a list that is being checked which are nobody's primary identifier: those that are another identifier of one
 * user, type by type, and those that users share. Never says what becomes of them; otherIdentifiers.ts does.
 */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb, WritableDb } from '../../db/db.ts';
import type { Entry } from '../rows/entries.ts';
import {
  dropRowGroup,
  noticed,
  otherTypes,
  RowGroupLists,
  storeRowGroup,
} from '../rows/rowGroups.ts';
import type { KnownUser } from './knownUsers.ts';
import { holdersOf, namedByReports } from './otherIdentifiers.ts';

export class LinesOfList {
  /** Users whom they mean, and users who share one of them. */
  readonly meant = new UserBitmap();
  readonly sharing = new UserBitmap();
  readonly #namedByReports: UserBitmap;
  readonly #rows = new Map<string, number>();
  /** What reports of lines or counts have as a primary identifier: of somebody else, or of the very user. */
  readonly #doubtful = new Set<string>();
  readonly #found = new RowGroupLists();
  readonly #meaning = new Set<number>();

  constructor(db: ReadableDb) {
    this.#namedByReports = namedByReports(db);
  }

  look({ key, row }: Entry, known: KnownUser | undefined): void {
    if (known?.described || known?.candidate) return;
    this.#rows.set(key, row);
    if (known && this.#namedByReports.has(known.userNo)) this.#doubtful.add(key);
  }

  /** Looks who has them, once for all. */
  find(db: ReadableDb): void {
    const holders = holdersOf(db, new Set(this.#rows.keys()));
    for (const [key, row] of this.#rows) {
      const users = holders.get(key);
      if (!users) continue;
      if (users.length > 1 || this.#doubtful.has(key)) {
        this.#found.addNoticed('shared-identifier', row);
        for (const { userNo } of users) this.sharing.add(userNo);
      } else {
        this.#found.addNoticed('other-identifier', row);
        this.#found.add({ of: 'other-identifier', type: users[0]!.type }, row);
        this.meant.add(users[0]!.userNo);
        this.#meaning.add(row);
      }
    }
  }

  /** Whether the line of this row means one user; asked when all have been looked for. */
  means(row: number): boolean {
    return this.#meaning.has(row);
  }

  /** In the place of what an earlier check has found. */
  store(db: WritableDb, importId: number): void {
    for (const { type } of otherTypes(db, importId))
      dropRowGroup(db, importId, { of: 'other-identifier', type });
    dropRowGroup(db, importId, noticed('other-identifier'));
    dropRowGroup(db, importId, noticed('shared-identifier'));
    this.#found.store(db, importId);
    storeRowGroup(db, importId, { of: 'sharing-users' }, this.sharing.numbers());
  }
}
