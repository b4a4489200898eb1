/** Opens the report of a job. */
import { Anchor } from '@mantine/core';
import { navigate } from '../../place/navigation.ts';
import { sourceWords } from './words.tsx';

export function JobLink({ jobId }: { readonly jobId: number }) {
  return (
    <Anchor
      component="button"
      type="button"
      inherit
      ta="left"
      onClick={() => navigate({ screen: 'reports', jobId })}
    >
      {sourceWords.job(jobId)}
    </Anchor>
  );
}
