/**
 * Records what was found about a user of a sample, or a note. Shown at once, before the engine has answered:
 * a note that follows a finding within a moment must not be saved with the finding of before.
 */
import type { SampledUser } from '#shared/contract/shapes/samples.ts';
import { engine, queries, queryClient } from '../../../client/engineClient.ts';
import { notifyFailure } from '../../../ui/notify.tsx';

type Recorded = Partial<Pick<SampledUser, 'finding' | 'note'>>;

/** @returns whether it was recorded; a failure is said already */
export async function record(
  sampleId: number,
  userNo: number,
  recorded: Recorded,
): Promise<boolean> {
  const queryKey = queries.samples.users.queryKey({ input: { sampleId } });
  // An answer from before would take back what is shown.
  await queryClient.cancelQueries({ queryKey }, { silent: true });
  const user = queryClient.getQueryData(queryKey)?.find((each) => each.userNo === userNo);
  if (!user) return false;
  const now = { ...user, ...recorded };
  queryClient.setQueryData(queryKey, (users) =>
    users?.map((each) => (each.userNo === userNo ? now : each)),
  );
  try {
    await engine.samples.record({ sampleId, userNo, finding: now.finding, note: now.note });
    return true;
  } catch (error) {
    notifyFailure(error);
    return false;
  } finally {
    void queryClient.invalidateQueries({ queryKey });
  }
}
