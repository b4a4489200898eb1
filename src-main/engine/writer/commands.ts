/**
 * Everything that writes, as one table of commands. The writer runs them one after another on its
 * connection; the long ones (reading a file, running jobs) are async and let others in between their
 * batches, never inside a transaction. Inputs are checked by the contract before they come here.
 */
import type { Settings } from '#shared/contract/shapes.ts';
import { transaction } from '../db/db.ts';
import { saveCopy } from '../db/workspaceFile.ts';
import { forgetComparisons } from '../importing/compare/compareImport.ts';
import { discardUnfinished } from '../importing/read/discarding.ts';
import { dropOldOriginals } from '../importing/read/originals.ts';
import { ensureGroup } from '../replica/groups.ts';
import { bumpRevision } from '../replica/revision.ts';
import { readSettings, writeSettings } from '../replica/settings.ts';
import { type CommandContext, reflag } from './commandContext.ts';
import { withCurrency } from './currencyChange.ts';
import { importCommands } from './importCommands.ts';
import { jobCommands } from './jobCommands.ts';
import { reviewCommands } from './reviewCommands.ts';
import { setCommands } from './setCommands.ts';

export const commands = {
  /** After opening: nothing half read stays, flags and comparisons are those of today. */
  'workspace.tidy': ({ db }: CommandContext) => {
    discardUnfinished(db);
    transaction(db, () => {
      dropOldOriginals(db, readSettings(db).keepOriginalsDays);
      forgetComparisons(db);
      reflag(db);
    });
  },

  'workspace.saveCopy': ({ db }: CommandContext, input: { path: string }) =>
    saveCopy(db, input.path),

  'settings.save': ({ db }: CommandContext, wanted: Settings) => {
    transaction(db, () => {
      const settings = withCurrency(db, wanted);
      writeSettings(db, settings);
      ensureGroup(db, settings.okToPurgeGroup);
      dropOldOriginals(db, settings.keepOriginalsDays);
      forgetComparisons(db);
      reflag(db);
      bumpRevision(db, 'nobody');
    });
  },

  ...importCommands,
  ...reviewCommands,
  ...setCommands,
  ...jobCommands,
} as const;

export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandInput<N extends CommandName> =
  Parameters<Commands[N]> extends [unknown, infer Input] ? Input : undefined;
export type CommandOutput<N extends CommandName> = Awaited<ReturnType<Commands[N]>>;
