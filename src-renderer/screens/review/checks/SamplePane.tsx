/**
 * One sample: how far it is looked up, its users with their findings, and the way to remove it. Part of the
 * sampling check.
 */
import { Button, Group, Progress, Skeleton, Text, Title } from '@mantine/core';
import { IconArrowDown, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { SampledUser, SampleSummary } from '#shared/contract/shapes/samples.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { queries } from '../../../client/engineClient.ts';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { Writing } from '../../../ui/Writing.tsx';
import { type SampledUsers, sampleWords } from '../words/sampling.tsx';
import { sampled } from './checkCriteria.ts';
import { lookedUp } from './lookedUp.ts';
import { RemoveSample } from './RemoveSample.tsx';
import { SampleTable } from './SampleTable.tsx';
import styles from './Sampling.module.css';

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
    <section aria-label={sampleWords.open}>
      <Group justify="space-between" gap={8} mb={4}>
        <Title order={3}>
          <SampleProgress sample={sample} />
        </Title>
        <Group gap={8}>
          <NextButton users={shown} onFocus={(userNo) => focusRow(rows.current, userNo)} />
          <Writing>
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setRemoves(true)}
            >
              {sampleWords.remove}
            </Button>
          </Writing>
        </Group>
      </Group>
      <Progress
        value={sample.users === 0 ? 0 : (lookedUp(sample) / sample.users) * 100}
        size="sm"
        mb={4}
        aria-label={sampleWords.lookedUp}
      />
      <Text size="xs" c="dimmed" mb={8}>
        {sampleWords.origin(sample)}
      </Text>
      <ErrorNote error={error} />
      {!users && !error && <Skeleton height={240} />}
      <div ref={rows}>{shown && <SampleTable sampleId={sampleId} users={shown} />}</div>
      {users && users.length > limit && (
        <Button variant="default" mt={8} onClick={() => setLimit(limit + ROWS_AT_ONCE)}>
          {sampleWords.showMore(Math.min(ROWS_AT_ONCE, users.length - limit), users.length)}
        </Button>
      )}
      <RemoveSample sample={sample} opened={removes} onClose={() => setRemoves(false)} />
    </section>
  );
}

/** How far it is looked up, each number the way to its users. */
function SampleProgress({ sample }: { readonly sample: SampleSummary }) {
  const { sampleId, users, findings } = sample;
  const counted: Readonly<Record<SampledUsers, readonly [number, Criteria]>> = {
    drawn: [users, sampled(sampleId)],
    differs: [findings.differs, sampled(sampleId, 'differs')],
    missing: [findings['not-in-alma'], sampled(sampleId, 'not-in-alma')],
  };
  return (
    <span className={styles.progress}>
      {sampleWords.howFar(sample, (whom, words) => {
        const [count, criteria] = counted[whom];
        return (
          <CandidateLink count={count} criteria={criteria} title={sampleWords.users[whom]}>
            {words}
          </CandidateLink>
        );
      })}
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
      {sampleWords.next}
    </Button>
  );
}

function focusRow(rows: HTMLElement | null, userNo: number): void {
  const row = rows?.querySelector(`[data-user-no="${userNo}"]`);
  row?.scrollIntoView({ block: 'center' });
  row?.querySelector('button')?.focus({ preventScroll: true });
}
