/**
 * Whether it has to be asked first what the institution has set in Alma: before the first job of a workspace, and once
 * where that was taken over from another. The engine refuses a job all the same (engine: jobs/submitJob.ts).
 */
import { useQuery } from '@tanstack/react-query';
import { type PolicyFacts, policyFactsOf } from '#shared/domain/policyFacts.ts';
import { asksPolicy, type JobKind } from '#shared/jobKinds/jobKinds.ts';
import { queries } from '../../client/engineClient.ts';
import { useSettings, useStatus } from '../../client/workspace.ts';

type Gate =
  | { readonly closed: false }
  | { readonly closed: true; readonly takenFrom: string | null; readonly facts: PolicyFacts };

const OPEN: Gate = { closed: false };

/** Undefined until it is known. */
export function usePolicyGate(kind: JobKind): Gate | undefined {
  const { data: asked, error } = useQuery(queries.settings.policyAsked.queryOptions());
  const settings = useSettings();
  const readOnly = useStatus().data?.readOnly === true;
  // What can't be changed can't be answered, and a preview harms nobody.
  if (!asksPolicy(kind) || readOnly || error) return OPEN;
  if (asked === undefined || settings === undefined) return undefined;
  if (asked?.answered) return OPEN;
  return { closed: true, takenFrom: asked?.takenFrom ?? null, facts: policyFactsOf(settings) };
}
