/**
 * Runs commands on one connection. Short ones at once; long ones in a lane of their own, one after
 * another, so that a decision is never kept waiting for an import. Used by the thread and, in the
 * same thread, by tests and tools.
 */
import type { CommandContext } from './commandContext.ts';
import { type CommandName, commands } from './commands.ts';

/** A commit waits for jobs under way: they work on the facts for which their members were frozen. */
const LONG: ReadonlySet<CommandName> = new Set([
  'import.read',
  'import.commit',
  'import.compareStale',
  'import.sweep',
  'import.undo',
  'job.runAll',
  'workspace.saveCopy',
]);

export interface CommandRunner {
  run(name: CommandName, input: unknown, signal: AbortSignal): Promise<unknown>;
  /** Resolves when no long command is under way. */
  idle(): Promise<void>;
}

export function createCommandRunner(context: Omit<CommandContext, 'signal'>): CommandRunner {
  let lane: Promise<unknown> = Promise.resolve();
  const perform = async (name: CommandName, input: unknown, signal: AbortSignal) => {
    const command = commands[name] as (context: CommandContext, input: unknown) => unknown;
    const result = await command({ ...context, signal }, input);
    context.tell({ type: 'changed' });
    return result;
  };
  return {
    run(name, input, signal) {
      if (!LONG.has(name)) return perform(name, input, signal);
      const result = lane.then(() => perform(name, input, signal));
      lane = result.catch(() => {});
      return result;
    },
    async idle() {
      await lane;
    },
  };
}
