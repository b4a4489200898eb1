/** Users of the replica: pages for the grid, counts, choices, notes, and everything about one of them. */

import { possiblePairsOf } from '../importing/compare/nearMisses.ts';
import { extraHeadings, readExtra } from '../importing/show/extraColumns.ts';
import { evidenceOf } from '../importing/show/importQueries.ts';
import { historyOf } from '../jobs/userHistory.ts';
import { Refusal } from '../refusal.ts';
import { listGroups } from '../replica/groups.ts';
import { addNote, notesOf, removeNote } from '../replica/userNotes.ts';
import { findUsers, keyOf, readUsers } from '../replica/userRows.ts';
import { decisionsOf } from '../review/decisionSteps.ts';
import { readRegister, rulesOfUser } from '../review/register.ts';
import { setsOf } from '../sets/userSets.ts';
import { NOTHING, type RequestsOf, read, write } from './request.ts';

export const userRequests = {
  page: read(({ orders, reader }, { criteria, sort, offset, limit, extra, decisions }) => {
    const page = orders.page(criteria, sort, offset, limit);
    if (extra.length === 0 && !decisions) return page;
    const userNos = page.rows.map(({ userNo }) => userNo);
    const extraOf = readExtra(reader, userNos, extra);
    const made = decisions ? decisionsOf(reader, userNos) : undefined;
    return {
      ...page,
      rows: page.rows.map((row) => ({
        ...row,
        extra: extraOf.get(row.userNo) ?? {},
        decisions: made?.get(row.userNo) ?? [],
      })),
    };
  }),
  extraColumns: read(({ reader }) => extraHeadings(reader)),
  count: read(({ match }, { criteria }) => ({ users: match(criteria).count })),
  facets: read(({ orders }, { criteria }) => orders.facets(criteria)),
  find: read(({ reader }, { identifiers }) => findUsers(reader, identifiers)),
  choices: read(({ orders }, { field, criteria }) => orders.choices(field, criteria)),
  get: read(({ reader, match }, { userNo }) => {
    const user = readUsers(reader, [userNo])[0];
    if (!user) throw new Refusal('user.gone');
    return {
      user,
      evidence: evidenceOf(reader, keyOf(reader, userNo)),
      decisions: decisionsOf(reader, [userNo]).get(userNo) ?? [],
      history: historyOf(reader, userNo),
      sets: setsOf(reader, userNo, match),
      notes: notesOf(reader, userNo),
      protectedBy: rulesOfUser(reader, userNo),
    };
  }),
  possiblePairs: read(({ reader }, { userNo }) => possiblePairsOf(reader, userNo)),
  groups: read(({ reader }) => listGroups(reader, readRegister(reader).groups)),
  addNote: write({
    changes: 'records',
    work: ({ db, by }, { userNo, text }) => addNote(db, userNo, text, by),
  }),
  removeNote: write({
    changes: 'records',
    work: ({ db }, { noteId }) => removeNote(db, noteId),
    answer: NOTHING,
  }),
} satisfies RequestsOf<'users'>;
