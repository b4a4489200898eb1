/** Named views of grids. */
import { listViews } from '../review/gridViews.ts';
import { os } from './implementer.ts';

export const viewHandlers = {
  list: os.views.list.handler(({ input, context: { session } }) =>
    listViews(session.workspace.reader, input.grid),
  ),
  save: os.views.save.handler(({ input, context: { session } }) =>
    session.workspace.writer.run('view.save', input),
  ),
  remove: os.views.remove.handler(async ({ input, context: { session } }) => {
    await session.workspace.writer.run('view.remove', input);
    return {};
  }),
};
