/**
 * What a damaged workspace makes of an answer: one that isn't what the contract promises, or JSON that SQLite can't
 * read. Told as a refusal that names the row, where the answer says which it is. Must never hide another bug.
 */
import { ORPCError, ValidationError } from '@orpc/server';
import { type WorkspaceStatus, workspaceStatus } from '#shared/contract/shapes/workspace.ts';
import { unreadableJson } from '../db/storedValue.ts';
import { Refusal } from '../refusal.ts';

/** Undefined: something else went wrong. */
export function damageOf(error: unknown): Refusal | undefined {
  if (error instanceof ORPCError && error.cause instanceof ValidationError)
    return error.code === 'INTERNAL_SERVER_ERROR' ? ofAnswer(error.cause) : undefined;
  return unreadableJson(error);
}

/** @throws Refusal for a workspace of which the frame of the window can't be shown */
export function expectShown(status: WorkspaceStatus): void {
  if (!workspaceStatus.safeParse(status).success) throw new Refusal('workspace.damagedValue');
}

/** What neither the contract nor a file nor who asked accounts for. */
export function isUnexpected(error: unknown): boolean {
  return (
    !(error instanceof ORPCError) && (error as { name?: unknown } | null)?.name !== 'AbortError'
  );
}

/** The nearest thing around the value that says which row it is. */
function ofAnswer({ data, issues }: ValidationError): Refusal {
  const path = issues[0]?.path ?? [];
  const around = [data];
  for (const step of path)
    around.push((around.at(-1) as Record<PropertyKey, unknown>)?.[keyOf(step)]);
  for (const thing of around.reverse())
    for (const [name, table] of ROWS) {
      const row = (thing as Record<string, unknown> | null | undefined)?.[name];
      if (typeof row === 'number') return new Refusal('workspace.damagedRow', { table, row });
    }
  return new Refusal('workspace.damagedValue');
}

const keyOf = (step: PropertyKey | { readonly key: PropertyKey }) =>
  typeof step === 'object' ? step.key : step;

/** By what answers call the number of a row. */
const ROWS = [
  ['userNo', 'user'],
  ['importId', 'import_file'],
  ['jobId', 'job'],
  ['setId', 'user_set'],
  ['ruleId', 'protected_rule'],
  ['sampleId', 'sample'],
  ['viewId', 'grid_view'],
  ['profileId', 'import_profile'],
  ['noteId', 'user_note'],
  ['letterId', 'user_letter'],
  ['signOffId', 'sign_off'],
  ['entryNo', 'audit_entry'],
] as const;
