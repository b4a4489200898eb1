/** Narrows the list of completed jobs. Offers what the jobs have, and nothing else. */
import { Anchor, Group, Select, Text } from '@mantine/core';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import {
  SHOWN_STATE_TEXTS,
  SHOWN_STATES,
  type ShownState,
  shownState,
} from '#shared/domain/jobs.ts';
import { JOB_KINDS, type JobKind, jobKind } from '#shared/jobKinds/jobKinds.ts';
import styles from './JobList.module.css';
import type { JobFilter } from './jobFilter.ts';
import { jobFilterWords } from './words.tsx';

interface JobFilterBarProps {
  readonly jobs: readonly JobSummary[];
  readonly filter: JobFilter;
  readonly onChange: (filter: JobFilter) => void;
}

export function JobFilterBar({ jobs, filter, onChange }: JobFilterBarProps) {
  const has = (holds: (job: JobSummary) => boolean) => jobs.some(holds);
  const kinds = JOB_KINDS.filter((kind) => has((job) => job.kind === kind));
  const states = SHOWN_STATES.filter((state) => has((job) => shownState(job) === state));
  const users = [...new Set(jobs.map(({ user }) => user))].sort((a, b) => a.localeCompare(b));
  const edit = (part: Partial<JobFilter>) => onChange({ ...filter, ...part });
  return (
    <Group role="group" aria-label={jobFilterWords.filter} gap={8} className={styles.filter}>
      <Choice
        label={jobFilterWords.kind}
        all={jobFilterWords.anyKind}
        choices={kinds.map((value) => ({ value, label: jobKind(value).title }))}
        value={filter.kind}
        onChange={(kind) => edit({ kind: kind as JobKind | null })}
      />
      <Choice
        label={jobFilterWords.state}
        all={jobFilterWords.anyState}
        choices={states.map((value) => ({ value, label: SHOWN_STATE_TEXTS[value] }))}
        value={filter.state}
        onChange={(state) => edit({ state: state as ShownState | null })}
      />
      <Choice
        label={jobFilterWords.who}
        all={jobFilterWords.anybody}
        choices={users.map((value) => ({ value, label: value }))}
        value={filter.who}
        onChange={(who) => edit({ who })}
      />
      <Select
        size="xs"
        aria-label={jobFilterWords.when}
        allowDeselect={false}
        data={Object.entries(jobFilterWords.periods).map(([value, label]) => ({ value, label }))}
        value={String(filter.days)}
        onChange={(days) => edit({ days: Number(days ?? 0) })}
      />
    </Group>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** What it is called when nothing is chosen. */
  readonly all: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

function Choice({ label, all, choices, value, onChange }: ChoiceProps) {
  return (
    <Select
      size="xs"
      aria-label={label}
      placeholder={all}
      clearable
      data={[...choices]}
      value={value}
      onChange={onChange}
    />
  );
}

export function NoneLikeThat({ onShowAll }: { readonly onShowAll: () => void }) {
  return (
    <Text size="sm" p={16} role="status">
      {jobFilterWords.none}{' '}
      <Anchor component="button" type="button" inherit onClick={onShowAll}>
        {jobFilterWords.showAll}
      </Anchor>
    </Text>
  );
}
