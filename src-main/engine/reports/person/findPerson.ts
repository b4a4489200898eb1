/**
 * Finds one person by whatever somebody knows of them: users, rows of files, texts, grouped by what they are. Of each
 * group the first are told, and how many there are. Changes nothing.
 */
import {
  type FoundFile,
  type FoundPerson,
  type FoundRow,
  HELD_IN,
} from '#shared/contract/shapes/person.ts';
import { excerptOf } from '#shared/domain/excerpt.ts';
import { spellingsOfName } from '#shared/domain/nameSpellings.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { Quotations, spellingsOf } from '#shared/domain/quotations.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../../db/db.ts';
import { isOriginalKept } from '../../importing/read/originals.ts';
import { othersHaving } from '../../jobs/kinds/eraseUsers/onRequest.ts';
import { notErased } from '../../replica/people.ts';
import { readUsers } from '../../replica/userRows.ts';
import { type FoundRowOfPeople, searchPeople } from './searchPeople.ts';

/** More are told by their number alone. */
const MOST = { users: 50, ofGroup: 100 } as const;

/** @param sought as it was typed, one text for each that is known of them */
export function findPerson(db: ReadableDb, sought: readonly string[]): FoundPerson {
  const keys = new Set(sought.map(foldText));
  const found = searchPeople(
    db,
    keys,
    new Quotations(sought.flatMap(spellingsOf).flatMap(spellingsOfName)),
  );
  const owners = othersHaving(db, sought, new UserBitmap()).map((users) =>
    [...users].slice(0, MOST.users),
  );
  const userNos = notErased(db, [...new Set([...found.users, ...owners.flat()])]);
  return {
    users: readUsers(db, userNos.slice(0, MOST.users)),
    moreUsers: userNos.length > MOST.users,
    files: filesOf(db, found.rows),
    texts: HELD_IN.flatMap((place) => {
      const texts = found.texts.filter((each) => each.in === place);
      if (texts.length === 0) return [];
      return [{ in: place, total: texts.length, found: texts.slice(0, MOST.ofGroup) }];
    }),
    owners,
  };
}

function filesOf(db: ReadableDb, rows: readonly FoundRowOfPeople[]): FoundFile[] {
  const byFile = new Map<number, FoundRowOfPeople[]>();
  for (const row of rows) {
    const known = byFile.get(row.file.import_id);
    if (known) known.push(row);
    else byFile.set(row.file.import_id, [row]);
  }
  return [...byFile.values()].map((found) => {
    const { file } = found[0]!;
    return {
      importId: file.import_id,
      fileName: file.file_name,
      sheetName: file.sheet_name,
      kind: file.kind,
      dataDate: file.data_date,
      importedAt: file.state === 'committed' ? file.imported_at : null,
      hasOriginal: isOriginalKept(db, file.import_id),
      total: found.length,
      rows: found.slice(0, MOST.ofGroup).map(toFoundRow),
    };
  });
}

function toFoundRow({ row, identifier, userNo, theirs, cell }: FoundRowOfPeople): FoundRow {
  const said = cell ?? { heading: '', text: identifier, places: [] };
  const { text, marks } = excerptOf(said.text, said.places);
  return {
    ...{ row, identifier, userNo, theirs, text },
    heading: said.heading,
    marks: marks.map(([from, to]) => [from, to]),
  };
}
