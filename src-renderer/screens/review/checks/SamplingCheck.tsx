/**
 * The sampling check: a few users of each group, drawn at random, to be looked up in Alma, with what was found. A
 * finding changes no decision by itself.
 */
import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../../../client/engineClient.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { checkTitles } from '../words/checks.ts';
import { samplingWords } from '../words/sampling.tsx';
import { CheckHead } from './CheckHead.tsx';
import { DrawSample } from './DrawSample.tsx';
import { SampleList } from './SampleList.tsx';
import { SamplePane } from './SamplePane.tsx';

export function SamplingCheck() {
  const { data: samples, error } = useQuery(queries.samples.list.queryOptions());
  const [chosen, setChosen] = useState<number>();
  // The newest stands first, and is meant unless another one was opened.
  const sample = samples?.find(({ sampleId }) => sampleId === chosen) ?? samples?.[0];
  const { help } = samplingWords;
  return (
    <Stack gap={16}>
      <CheckHead
        title={checkTitles.sampling}
        help={
          <RuleHelp about={help.about} source={help.source}>
            {help.text}
          </RuleHelp>
        }
      >
        {samplingWords.what}
      </CheckHead>
      <ErrorNote error={error} />
      <DrawSample onDrawn={setChosen} />
      {!samples && !error && <Skeleton height={200} />}
      {samples && samples.length > 1 && (
        <SampleList samples={samples} chosen={sample?.sampleId} onChoose={setChosen} />
      )}
      {sample && <SamplePane key={sample.sampleId} sample={sample} />}
    </Stack>
  );
}
