/** Users of the replica: pages for the grid, counts, choices, and everything about one of them. */
import { get } from '../db/db.ts';
import { possiblePairsOf } from '../importing/compare/nearMisses.ts';
import { extraHeadings, readExtra } from '../importing/show/extraColumns.ts';
import { evidenceOf } from '../importing/show/importQueries.ts';
import { historyOf } from '../jobs/userHistory.ts';
import { Refusal } from '../refusal.ts';
import { listGroups } from '../replica/groups.ts';
import { findUsers, readUsers } from '../replica/userRows.ts';
import { decisionsOf } from '../review/decisionSteps.ts';
import { readRegister, rulesOfUser } from '../review/register.ts';
import { notesOf } from '../review/userNotes.ts';
import { setsOf } from '../sets/userSets.ts';
import { os } from './implementer.ts';

export const userHandlers = {
  page: os.users.page.handler(({ input, context: { session } }) => {
    const { orders, reader } = session.workspace;
    const page = orders.page(input.criteria, input.sort, input.offset, input.limit);
    if (input.extra.length === 0 && !input.decisions) return page;
    const userNos = page.rows.map(({ userNo }) => userNo);
    const extra = readExtra(reader, userNos, input.extra);
    const decisions = input.decisions ? decisionsOf(reader, userNos) : undefined;
    return {
      ...page,
      rows: page.rows.map((row) => ({
        ...row,
        extra: extra.get(row.userNo) ?? {},
        decisions: decisions?.get(row.userNo) ?? [],
      })),
    };
  }),
  extraColumns: os.users.extraColumns.handler(({ context: { session } }) =>
    extraHeadings(session.workspace.reader),
  ),
  count: os.users.count.handler(({ input, context: { session } }) => ({
    users: session.workspace.orders.match(input.criteria).count,
  })),
  facets: os.users.facets.handler(({ input, context: { session } }) =>
    session.workspace.orders.facets(input.criteria),
  ),
  find: os.users.find.handler(({ input, context: { session } }) =>
    findUsers(session.workspace.reader, input.identifiers),
  ),
  addNote: os.users.addNote.handler(({ input, context: { session } }) =>
    session.workspace.writer.run('note.add', { ...input, by: session.userName }),
  ),
  removeNote: os.users.removeNote.handler(async ({ input, context: { session } }) => {
    await session.workspace.writer.run('note.remove', input);
    return {};
  }),
  choices: os.users.choices.handler(({ input, context: { session } }) =>
    session.workspace.orders.choices(input.field, input.criteria),
  ),
  get: os.users.get.handler(({ input, context: { session } }) => {
    const { reader, match } = session.workspace;
    const user = readUsers(reader, [input.userNo])[0];
    if (!user) throw new Refusal('user.gone', 'This user is not in the replica.');
    const { identifier_key } = get<{ identifier_key: string }>(
      reader,
      'SELECT identifier_key FROM user WHERE user_no = ?',
      input.userNo,
    )!;
    return {
      user,
      evidence: evidenceOf(reader, identifier_key),
      decisions: decisionsOf(reader, [input.userNo]).get(input.userNo) ?? [],
      history: historyOf(reader, input.userNo),
      sets: setsOf(reader, input.userNo, match),
      notes: notesOf(reader, input.userNo),
      protectedBy: rulesOfUser(reader, input.userNo),
    };
  }),
  possiblePairs: os.users.possiblePairs.handler(({ input, context: { session } }) =>
    possiblePairsOf(session.workspace.reader, input.userNo),
  ),
  groups: os.users.groups.handler(({ context: { session } }) => {
    const { reader } = session.workspace;
    return listGroups(reader, readRegister(reader).groups);
  }),
};
