/** Sets: made from criteria, combined, edited, written as files for Alma. */
import type { SetOrigin } from '#shared/contract/setOrigin.ts';
import { combineSets } from '#shared/domain/combineSets.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { signOffStatus } from '../review/signOff.ts';
import { openPairs } from '../sets/openPairs.ts';
import { writeSetFile } from '../sets/setFile.ts';
import { checkSetFile } from '../sets/setLines.ts';
import { getSet, listSets, membersOf } from '../sets/userSets.ts';
import { os } from './implementer.ts';
import type { Session } from './session.ts';

export const setHandlers = {
  list: os.sets.list.handler(({ context: { session } }) =>
    listSets(session.workspace.reader, session.workspace.match),
  ),
  create: os.sets.create.handler(
    async ({ input: { criteria, origin, logical, ...details }, context: { session } }) => {
      const { reader, match, writer } = session.workspace;
      // Evaluated for a logical set as well: criteria that can't be asked are refused now.
      const members = match(criteria).toBytes();
      const by = session.userName;
      const setId = logical
        ? await writer.run('set.createLogical', { details, criteria, origin, by })
        : await writer.run('set.create', { details, members, origin, by });
      return getSet(reader, setId, match);
    },
  ),
  combineCount: os.sets.combineCount.handler(({ input, context: { session } }) => {
    const { reader, match } = session.workspace;
    const first = membersOf(reader, input.first, match);
    const second = membersOf(reader, input.second, match);
    return {
      users: combineSets(first, input.operator, second).count,
      openPairs: input.operator === 'Not' ? openPairs(reader, first, second).count : 0,
    };
  }),
  combine: os.sets.combine.handler(
    async ({ input: { first, operator, second, ...details }, context: { session } }) => {
      const { reader, match, writer } = session.workspace;
      const nameOf = (setId: number) => getSet(reader, setId, match).name;
      const origin: SetOrigin = {
        from: 'combination',
        first: nameOf(first),
        operator,
        second: nameOf(second),
      };
      return getSet(
        reader,
        await writer.run('set.combine', {
          details,
          first,
          operator,
          second,
          origin,
          by: session.userName,
        }),
        match,
      );
    },
  ),
  edit: os.sets.edit.handler(async ({ input: { setId, ...details }, context: { session } }) => {
    await session.workspace.writer.run('set.edit', { setId, details });
    return getSet(session.workspace.reader, setId, session.workspace.match);
  }),
  delete: os.sets.delete.handler(async ({ input, context: { session } }) => {
    await session.workspace.writer.run('set.delete', { setId: input.setId });
    session.compareStale();
    return {};
  }),
  checkFile: os.sets.checkFile.handler(({ input, context: { session } }) => {
    const { reader, match } = session.workspace;
    const members = membersOf(reader, input.setId, match);
    return { ...checkSetFile(reader, members), seal: sealOver(session, members) };
  }),
  exportFile: os.sets.exportFile.handler(({ input, context: { session } }) => {
    const { reader, match } = session.workspace;
    const members = membersOf(reader, input.setId, match);
    return writeSetFile(reader, {
      path: session.target(input.file),
      heading: input.heading,
      members,
      clean: input.clean,
      seal: sealOver(session, members),
    });
  }),
};

const APPROVED: Criteria = { op: 'decision', values: ['approved'] };

/** The seal that two people's signatures hold now, if it covers them: each was approved when it was signed. */
function sealOver(session: Session, members: UserBitmap): string | null {
  const { orders, match } = session.workspace;
  const { complete, seal } = signOffStatus(orders.fresh());
  if (!complete || seal === null) return null;
  return members.andNot(match(APPROVED)).count === 0 ? seal.seal : null;
}
