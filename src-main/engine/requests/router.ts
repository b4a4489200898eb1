/**
 * The contract on the serving thread: inputs and outputs are checked, requests answered, expected failures become
 * REFUSED with their code and values. Knows no feature.
 */
import type { AnyContractProcedure, ContractRouterClient } from '@orpc/contract';
import { implement, ORPCError, type Router } from '@orpc/server';
import { engineContract } from '#shared/contract/engineContract.ts';
import { refusalIn } from '../fileFailures.ts';
import { damageOf, isUnexpected } from '../session/damagedAnswer.ts';
import type { Session } from '../session/session.ts';
import { answer, type Request } from './request.ts';
import { requests } from './requests.ts';

/** The engine as it is asked by pages, by the command line and by tests. */
export type Engine = ContractRouterClient<typeof engineContract>;

const os = implement(engineContract)
  .$context<{ session: Session }>()
  .use(async ({ next, context }) => {
    try {
      return await next();
    } catch (error) {
      throw await asRefused(error, context.session);
    }
  });

export const router: Router<typeof engineContract, { session: Session }> = os.router(handlers());

/** A handler for each request; that there is one for each, and that it fits, `requests` has said. */
function handlers(): Parameters<typeof os.router>[0] {
  const found: Record<string, Record<string, unknown>> = {};
  for (const [feature, named] of Object.entries(requests)) {
    const implementers = os[feature as keyof typeof requests] as unknown as Implementers;
    found[feature] = {};
    for (const [name, request] of Object.entries(
      named as Readonly<Record<string, Request<unknown, unknown>>>,
    ))
      found[feature][name] = implementers[name]!.handler(({ input, context, signal }) => {
        const { session } = context;
        if (isChanging(feature, name))
          void (isForDue(feature, name) ? session.settling : session.changing);
        return answer(session, request, input, signal);
      });
  }
  return found as Parameters<typeof os.router>[0];
}

/** Whether the contract says of it that it changes the workspace. */
export function isChanging(feature: string, name: string): boolean {
  return metaOf(feature, name)?.changes === true;
}

/** Whether the contract says of it that it does so also when the personal data is due. */
export function isForDue(feature: string, name: string): boolean {
  return metaOf(feature, name)?.whenDue === true;
}

function metaOf(feature: string, name: string) {
  const named = engineContract[feature as keyof typeof engineContract];
  const procedure = (named as Readonly<Record<string, AnyContractProcedure>>)[name];
  return procedure?.['~orpc'].meta;
}

interface Asked {
  readonly input: unknown;
  readonly context: { readonly session: Session };
  readonly signal?: AbortSignal | undefined;
}

type Implementers = Readonly<
  Record<string, { handler(handle: (asked: Asked) => Promise<unknown>): unknown }>
>;

/** Refusals, and the failures of files that the librarian can do something about. */
async function asRefused(error: unknown, session: Session): Promise<unknown> {
  const told = refusalIn(error) ?? damageOf(error);
  const refusal = told ?? (isUnexpected(error) ? await session.damageBehind() : undefined);
  if (!refusal) return error;
  return new ORPCError('REFUSED', {
    defined: true,
    status: 422,
    data: { code: refusal.code, values: refusal.values },
  });
}
