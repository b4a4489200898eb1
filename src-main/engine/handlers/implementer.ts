/**
 * The implementer that every handler file starts from: the contract, the session, and expected
 * failures turned into REFUSED with words for the librarian.
 */
import { implement, ORPCError } from '@orpc/server';
import { engineContract } from '#shared/contract/engineContract.ts';
import { fileRefusal, Refusal } from '../refusal.ts';
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
