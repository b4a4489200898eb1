/** Sets: made from criteria, combined, edited, written as files for Alma. */
import { combineSets } from '#shared/domain/combineSets.ts';
import { writeSetFile } from '../sets/setFile.ts';
import { getSet, listSets, membersOf } from '../sets/userSets.ts';
import { os } from './implementer.ts';

export const setHandlers = {
  list: os.sets.list.handler(({ context: { session } }) => listSets(session.workspace.reader)),
  create: os.sets.create.handler(
    async ({ input: { criteria, origin, ...details }, context: { session } }) => {
      const { reader, orders, writer } = session.workspace;
      const members = orders.match(criteria).toBytes();
      return getSet(
        reader,
        await writer.run('set.create', { details, members, origin, by: session.userName }),
      );
    },
  ),
  combineCount: os.sets.combineCount.handler(({ input, context: { session } }) => {
    const { reader } = session.workspace;
    return {
      users: combineSets(
        membersOf(reader, input.first),
        input.operator,
        membersOf(reader, input.second),
      ).count,
    };
  }),
  combine: os.sets.combine.handler(
    async ({ input: { first, operator, second, ...details }, context: { session } }) => {
      const { reader, writer } = session.workspace;
      const origin = `${getSet(reader, first).name} ${operator} ${getSet(reader, second).name}`;
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
      );
    },
  ),
  edit: os.sets.edit.handler(async ({ input: { setId, ...details }, context: { session } }) => {
    await session.workspace.writer.run('set.edit', { setId, details });
    return getSet(session.workspace.reader, setId);
  }),
  delete: os.sets.delete.handler(async ({ input, context: { session } }) => {
    await session.workspace.writer.run('set.delete', { setId: input.setId });
    return {};
  }),
  exportFile: os.sets.exportFile.handler(({ input, context: { session } }) => {
    const { reader } = session.workspace;
    return writeSetFile(reader, {
      path: session.target(input.file),
      heading: input.heading,
      members: membersOf(reader, input.setId),
    });
  }),
};
