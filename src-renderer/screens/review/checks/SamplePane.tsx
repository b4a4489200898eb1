/**
 * One sample: how far it is looked up, its users with their findings, and the way to remove it. Part of the
 * sampling check.
 */
import { Button, Group, Progress, Skeleton, Text, Title } from '@mantine/core';
import { IconArrowDown, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { SampledUser, SampleSummary } from '#shared/contract/shapes/samples.ts';
import { queries } from '../../../client/engineClient.ts';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { countOf, formatCount } from '../../../ui/format.ts';
import { InstantText } from '../../../ui/Values.tsx';
import { sampled } from './checkCriteria.ts';
import { RemoveSample } from './RemoveSample.tsx';
import { SampleTable } from './SampleTable.tsx';
import styles from './Sampling.module.css';
import { drawnText, lookedUp } from './samplingWords.ts';

/** More rows than these are shown on demand: each has buttons and a field. */
const ROWS_AT_ONCE = 100;

export function SamplePane({ sample }: { readonly sample: SampleSummary }) {
  const { sampleId } = sample;
  const { data: users, error } = useQuery(
    queries.samples.users.queryOptions({ input: { sampleId } }),
  );
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  const [removes, setRemoves] = useState(false);
  const rows = useRef<HTMLDivElement>(null);
  const shown = users?.slice(0, limit);
  return (
    <section aria-label="The open sample">
      <Group justify="space-between" gap={8} mb={4}>
        <Title order={3}>
          <SampleProgress sample={sample} />
        </Title>
        <Group gap={8}>
          <NextButton users={shown} onFocus={(userNo) => focusRow(rows.current, userNo)} />
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setRemoves(true)}
          >
            Remove sample
          </Button>
        </Group>
      </Group>
      <Progress
        value={sample.users === 0 ? 0 : (lookedUp(sample) / sample.users) * 100}
        size="sm"
        mb={4}
        aria-label="Looked up"
      />
      <Text size="xs" c="dimmed" mb={8}>
        Drawn <InstantText instant={sample.at} /> by {sample.by}: {drawnText(sample)}.
      </Text>
      <ErrorNote error={error} />
      {!users && !error && <Skeleton height={240} />}
      <div ref={rows}>{shown && <SampleTable sampleId={sampleId} users={shown} />}</div>
      {users && users.length > limit && (
        <Button variant="default" mt={8} onClick={() => setLimit(limit + ROWS_AT_ONCE)}>
          Show {formatCount(Math.min(ROWS_AT_ONCE, users.length - limit))} more of{' '}
          {countOf(users.length, 'user')}
        </Button>
      )}
      <RemoveSample sample={sample} opened={removes} onClose={() => setRemoves(false)} />
    </section>
  );
}

/** `12 of 40 looked up, 1 differs`, each number the way to its users. */
function SampleProgress({ sample }: { readonly sample: SampleSummary }) {
  const { sampleId, users, findings } = sample;
  const { differs, 'not-in-alma': missing } = findings;
  return (
    <span className={styles.progress}>
      {formatCount(lookedUp(sample))} of{' '}
      <CandidateLink count={users} criteria={sampled(sampleId)} title="Users of the sample" />{' '}
      looked up
      {differs > 0 && (
        <>
          ,{' '}
          <CandidateLink
            count={differs}
            criteria={sampled(sampleId, 'differs')}
            title="Users of the sample who differ from the reports"
          />{' '}
          {differs === 1 ? 'differs' : 'differ'}
        </>
      )}
      {missing > 0 && (
        <>
          ,{' '}
          <CandidateLink
            count={missing}
            criteria={sampled(sampleId, 'not-in-alma')}
            title="Users of the sample who are not in Alma"
          />{' '}
          not in Alma
        </>
      )}
    </span>
  );
}

interface NextButtonProps {
  readonly users: readonly SampledUser[] | undefined;
  readonly onFocus: (userNo: number) => void;
}

function NextButton({ users, onFocus }: NextButtonProps) {
  const next = users?.find(({ finding }) => finding === null);
  if (!next) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconArrowDown size={16} aria-hidden />}
      onClick={() => onFocus(next.userNo)}
    >
      Next to look up
    </Button>
  );
}

function focusRow(rows: HTMLElement | null, userNo: number): void {
  const row = rows?.querySelector(`[data-user-no="${userNo}"]`);
  row?.scrollIntoView({ block: 'center' });
  row?.querySelector('button')?.focus({ preventScroll: true });
}
