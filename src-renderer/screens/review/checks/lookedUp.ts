/** How many users of a sample were looked up in Alma. */
import type { SampleSummary } from '#shared/contract/shapes/samples.ts';

export function lookedUp({ users, findings }: Pick<SampleSummary, 'users' | 'findings'>): number {
  return users - findings.open;
}
