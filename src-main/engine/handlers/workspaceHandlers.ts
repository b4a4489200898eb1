/** Workspace, settings and the event stream. Thin: each a step to the session or a module's verb. */
import { basename } from 'node:path';
import { Refusal } from '../refusal.ts';
import { readSettings } from '../replica/settings.ts';
import { os } from './implementer.ts';

export const workspaceHandlers = {
  workspace: {
    status: os.workspace.status.handler(({ context }) => context.session.status()),
    create: os.workspace.create.handler(async ({ input, context: { session } }) => {
      await session.create(session.target(input.file));
      return session.status();
    }),
    open: os.workspace.open.handler(async ({ input, context: { session } }) => {
      await session.open(session.file(input.file));
      return session.status();
    }),
    close: os.workspace.close.handler(async ({ context: { session } }) => {
      await session.close();
      return session.status();
    }),
    saveCopy: os.workspace.saveCopy.handler(async ({ input, context: { session } }) => {
      const path = session.target(input.file);
      if (path === session.workspace.path) {
        throw new Refusal(
          'workspace.sameFile',
          'A copy can’t be saved over the workspace itself.',
          'Choose another name or folder.',
        );
      }
      await session.workspace.writer.run('workspace.saveCopy', { path });
      return { fileName: basename(path) };
    }),
    erase: os.workspace.erase.handler(async ({ input, context: { session } }) => {
      if (input.typedName !== session.workspace.name) {
        throw new Refusal(
          'workspace.nameDiffers',
          'That isn’t the name of this workspace. Nothing was erased.',
        );
      }
      await session.erase();
      return session.status();
    }),
  },
  settings: {
    get: os.settings.get.handler(({ context: { session } }) => {
      const settings = readSettings(session.workspace.reader);
      return { ...settings, userName: settings.userName || session.systemUserName };
    }),
    save: os.settings.save.handler(async ({ input, context: { session } }) => {
      await session.workspace.writer.run('settings.save', input);
      session.compareStale();
      return readSettings(session.workspace.reader);
    }),
  },
  events: {
    watch: os.events.watch.handler(({ context: { session }, signal }) =>
      session.events.subscribe('event', { signal, maxBufferedEvents: 1000 }),
    ),
  },
};
