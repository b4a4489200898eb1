/**
 * Looks at all of a workspace that may come from anywhere, however large it is. SQLite gives no way to end a statement
 * that runs, and a crafted file can make the mere reading of its schema endless: this belongs into a process that can be
 * ended. Must leave the file and its folder as they were.
 */
import { realPathOf } from './fileIdentity.ts';
import { holdInspected } from './holdInspected.ts';
import { inspectRest } from './inspectWorkspace.ts';
import { lockWhereWritable } from './workspaceLock.ts';

/** @throws Refusal as inspectWorkspace, or when the file is open elsewhere */
export function inspectForeign(name: string): void {
  const how = { inspected: false, lockPlace: lockWhereWritable, inspectLocked: inspectRest };
  holdInspected(realPathOf(name), how)();
}
