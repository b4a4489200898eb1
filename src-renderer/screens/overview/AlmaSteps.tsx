/** What is left to do in Alma: ticked by whoever did it, with who and when. */

import { Checkbox, Group, Text } from '@mantine/core';
import { useId } from 'react';
import type { AlmaStep } from '#shared/domain/almaSteps.ts';
import { useZone } from '../../client/workspace.ts';
import { useWriteBar } from '../../client/writing.ts';
import type { Cycle } from '../../deciding/cycle/cycle.ts';
import { formatDay } from '../../ui/format.ts';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import styles from './OverviewScreen.module.css';
import { tickInAlma } from './tickInAlma.ts';
import { almaWords } from './words.tsx';

export function AlmaSteps({ cycle }: { readonly cycle: Cycle }) {
  const id = useId();
  return (
    <section className={styles.alma} aria-labelledby={id}>
      <Group gap={4}>
        <Text component="h2" size="xs" fw={600} c="dimmed" id={id}>
          {almaWords.label}
        </Text>
        <RuleHelp about={almaWords.help.about}>{almaWords.help.text}</RuleHelp>
      </Group>
      <ol className={styles.steps} aria-labelledby={id}>
        {cycle.alma.steps.map((step) => (
          <li key={step} className={styles.almaStep}>
            <AlmaTick step={step} cycle={cycle} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function AlmaTick({ step, cycle }: { readonly step: AlmaStep; readonly cycle: Cycle }) {
  const { done, skipped, possible, next } = cycle.alma;
  const title = almaWords.title(step, cycle.route);
  const ticked = done.get(step);
  const zone = useZone();
  return (
    <>
      <Checkbox
        size="xs"
        className={styles.almaTick}
        label={title}
        checked={ticked !== undefined}
        disabled={!possible && !ticked}
        title={possible || ticked ? undefined : almaWords.notYet}
        data-now={next === step || undefined}
        onChange={(event) => void tickInAlma(step, event.currentTarget.checked, title)}
        {...useWriteBar()}
      />
      <span className={styles.stepText}>
        {ticked && almaWords.doneBy(ticked.by, formatDay(ticked.at, zone))}
        {skipped.has(step) && almaWords.skipped}
      </span>
    </>
  );
}
