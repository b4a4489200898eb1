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
import { CheckHead } from './CheckHead.tsx';
import { DrawSample } from './DrawSample.tsx';
import { SampleList } from './SampleList.tsx';
import { SamplePane } from './SamplePane.tsx';

export function SamplingCheck() {
  const { data: samples, error } = useQuery(queries.samples.list.queryOptions());
  const [chosen, setChosen] = useState<number>();
  // The newest stands first, and is meant unless another one was opened.
  const sample = samples?.find(({ sampleId }) => sampleId === chosen) ?? samples?.[0];
  return (
    <Stack gap={16}>
      <CheckHead
        title="Sampling check"
        help={
          <RuleHelp about="the sampling check" source="this program’s advice">
            Reports are loaded overnight and can be wrong or old. A few users of each group, looked
            up in Alma itself, show whether the reports can be trusted before thousands go. The
            findings are kept with the sign-off and stand in the job’s report.
          </RuleHelp>
        }
      >
        Look the drawn users up in Alma: Admin, Manage Users, search by primary identifier. Compare
        user group, expiry date, purge date, roles, loans and fines/fees with what the reports said,
        then record the finding here.
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
