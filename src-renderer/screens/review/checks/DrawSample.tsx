/** Draws a sample: how many users of each group, and among whom. Part of the sampling check. */
import { Button, Group, NumberInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Among } from '#shared/domain/review.ts';
import { engine, queries } from '../../../client/engineClient.ts';
import { useWriteBar } from '../../../client/writing.ts';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { notifyDone } from '../../../ui/notify.tsx';
import { amongWords } from '../words/checks.ts';
import { drawWords } from '../words/sampling.tsx';
import { AmongChoice } from './AmongChoice.tsx';
import { amongCriteria } from './checkCriteria.ts';
import styles from './Sampling.module.css';

const USUAL_PER_GROUP = 5;
const MOST_PER_GROUP = 100;

export function DrawSample({ onDrawn }: { readonly onDrawn: (sampleId: number) => void }) {
  const [among, setAmong] = useState<Among>('not-excluded');
  const [perGroup, setPerGroup] = useState<number | string>(USUAL_PER_GROUP);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const wanted = Number(perGroup);
  const ready = perGroup !== '' && wanted >= 1 && wanted <= MOST_PER_GROUP;

  async function draw(event: FormEvent) {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setError(undefined);
    try {
      const { sampleId, users } = await engine.samples.draw({ among, perGroup: wanted });
      onDrawn(sampleId);
      notifyDone(drawWords.drawn(users));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={draw} className={styles.draw} aria-label={drawWords.label}>
      <Group gap={12} align="flex-end">
        <NumberInput
          label={drawWords.perGroup}
          className={styles.perGroup}
          min={1}
          max={MOST_PER_GROUP}
          allowDecimal={false}
          allowNegative={false}
          value={perGroup}
          onChange={setPerGroup}
        />
        <div>
          <Text size="sm" fw={500} mb={4} aria-hidden>
            {amongWords.label}
          </Text>
          <AmongChoice value={among} onChange={setAmong} />
        </div>
        <Button type="submit" disabled={!ready} loading={busy} {...useWriteBar()}>
          {drawWords.draw}
        </Button>
        <Text size="sm" c="dimmed" pb={6}>
          <DrawnFrom among={among} />
        </Text>
      </Group>
      <ErrorNote error={error} />
    </form>
  );
}

function DrawnFrom({ among }: { readonly among: Among }) {
  const criteria = amongCriteria(among);
  const { data } = useQuery(queries.users.count.queryOptions({ input: { criteria } }));
  if (!data) return null;
  return drawWords.from(data.users, (words) => (
    <CandidateLink count={data.users} criteria={criteria} title={drawWords.candidates[among]}>
      {words}
    </CandidateLink>
  ));
}
