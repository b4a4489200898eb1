/** Users of the replica: pages for the grid, counts, choices, and everything about one of them. */

import { get } from '../db/db.ts';
import { evidenceOf } from '../importing/importQueries.ts';
import { historyOf } from '../jobs/userHistory.ts';
import { Refusal } from '../refusal.ts';
import { listGroups } from '../replica/groups.ts';
import { readSettings } from '../replica/settings.ts';
import { readUsers } from '../replica/userRows.ts';
import { decisionsOf } from '../review/decide.ts';
import { setsOf } from '../sets/userSets.ts';
import { os } from './implementer.ts';

export const userHandlers = {
  page: os.users.page.handler(({ input, context: { session } }) =>
    session.workspace.orders.page(input.criteria, input.sort, input.offset, input.limit),
  ),
  count: os.users.count.handler(({ input, context: { session } }) => ({
    users: session.workspace.orders.match(input.criteria).count,
  })),
  choices: os.users.choices.handler(({ input, context: { session } }) =>
    session.workspace.orders.choices(input.field, input.criteria),
  ),
  get: os.users.get.handler(({ input, context: { session } }) => {
    const { reader } = session.workspace;
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
      decisions: decisionsOf(reader, input.userNo),
      history: historyOf(reader, input.userNo),
      sets: setsOf(reader, input.userNo),
    };
  }),
  groups: os.users.groups.handler(({ context: { session } }) => {
    const { reader } = session.workspace;
    return listGroups(reader, readSettings(reader).protectedGroups);
  }),
};
