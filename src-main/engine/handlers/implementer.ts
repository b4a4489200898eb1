/**
 * The implementer that every handler file starts from: the contract, the session, and expected
 * failures turned into REFUSED with words for the librarian.
 */
import { implement, ORPCError } from '@orpc/server';
import { engineContract } from '#shared/contract/engineContract.ts';
import { Refusal } from '../refusal.ts';
import type { Session } from './session.ts';

export const os = implement(engineContract)
  .$context<{ session: Session }>()
  .use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      throw asRefused(error);
    }
  });

/** Refusals, and the failures of files that a person can do something about. */
function asRefused(error: unknown): unknown {
  const refusal = error instanceof Refusal ? error : fileRefusal(error);
  if (!refusal) return error;
  return new ORPCError('REFUSED', {
    defined: true,
    status: 422,
    message: refusal.message,
    data: { code: refusal.code, todo: refusal.todo },
  });
}

function fileRefusal(error: unknown): Refusal | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === 'ENOSPC')
    return new Refusal(
      'file.diskFull',
      'The disk is full. Nothing was written.',
      'Free some space, then try again.',
    );
  if (code === 'EACCES' || code === 'EPERM' || code === 'EBUSY' || code === 'EROFS') {
    return new Refusal(
      'file.notWritable',
      'The file can’t be written there: it is open in another program, or the folder is protected.',
      'Close it, or choose another folder.',
    );
  }
  if (code === 'ENOENT')
    return new Refusal(
      'file.missing',
      'The file or its folder is no longer there.',
      'Choose it again.',
    );
  return undefined;
}
