/** Says beside a change of the planned run that it breaks a seal that holds. Nothing while there is none. */
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../../client/engineClient.ts';
import { sealStage } from '../../../ui/seal.ts';
import { planWords } from '../words/checks.ts';

export function BreaksSeal() {
  const { data } = useQuery(queries.signOff.status.queryOptions());
  const stage = sealStage(data?.seal ?? null);
  if (stage === 'unsigned' || stage === 'broken') return null;
  return <strong> {planWords.breaksSeal}</strong>;
}
