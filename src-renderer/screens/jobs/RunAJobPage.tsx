/**
 * Alma’s page 1, Run a Job: the jobs that are run by hand, filtered by what they are called and what they do. One is chosen
 * and its own pages follow.
 */
import { Button, Radio, Text, TextInput } from '@mantine/core';
import { IconArrowRight, IconSearch } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { foldForSearch } from '#shared/domain/searchedText.ts';
import { type JobKind, jobKind } from '#shared/jobKinds/jobKinds.ts';
import { navigate } from '../../place/navigation.ts';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { KINDS_TO_RUN, pagesOf } from './kinds/pagesOf.ts';
import styles from './set/Set.module.css';
import { WizardFrame } from './WizardFrame.tsx';
import { runJobWords, runSteps, wizardWords } from './words.tsx';

/** @param chosen the one that was chosen before, when one comes back to this page; null: none */
export function RunAJobPage({ chosen }: { readonly chosen: JobKind | null }) {
  const [filter, setFilter] = useState('');
  const shown = KINDS_TO_RUN.filter(isLike(filter));
  const isShown = chosen !== null && shown.includes(chosen);

  /** Stays with this place, so that Back finds it. */
  function choose(kind: JobKind) {
    navigate({ screen: 'jobs', choosing: kind }, { replace: true });
  }

  function run(kind: JobKind) {
    if (kind !== chosen) choose(kind);
    navigate({ screen: 'jobs', dialog: kind, viaChoice: true });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isShown) run(chosen);
  }

  /** In the filter it takes the only one that is left: nothing is chosen yet, so that the form can't be submitted. */
  function onKeyDown(event: KeyboardEvent) {
    const [only, ...others] = shown;
    if (event.key !== 'Enter' || isShown || !only || others.length > 0) return;
    event.preventDefault();
    run(only);
  }

  return (
    <WizardFrame
      kind={null}
      steps={runSteps}
      page={0}
      missing={isShown ? undefined : chosen === null ? runJobWords.missing : runJobWords.hidden}
      submit={
        <Button
          type="submit"
          form={FORM}
          rightSection={<IconArrowRight size={16} aria-hidden />}
          disabled={!isShown}
        >
          {wizardWords.next}
        </Button>
      }
    >
      <form id={FORM} onSubmit={submit}>
        <TextInput
          type="search"
          className={styles.search!}
          aria-label={runJobWords.filter}
          placeholder={runJobWords.filter}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <DataTable
          label={runJobWords.table}
          columns={columnsFor(chosen, choose)}
          rows={shown}
          rowKey={(kind) => kind}
          selectedKey={chosen ?? undefined}
          empty={<Text size="sm">{runJobWords.none}</Text>}
        />
      </form>
    </WizardFrame>
  );
}

const FORM = 'run-a-job';

/** Each word that was typed stands somewhere in its title or description. */
function isLike(filter: string): (kind: JobKind) => boolean {
  const words = foldForSearch(filter).split(/\s+/u);
  return (kind) => {
    const text = foldForSearch(`${jobKind(kind).title} ${pagesOf(kind).description}`);
    return words.every((word) => text.includes(word));
  };
}

function columnsFor(
  chosen: JobKind | null,
  onChoose: (kind: JobKind) => void,
): readonly DataColumn<JobKind>[] {
  return [
    {
      key: 'name',
      label: runJobWords.name,
      width: '32%',
      cell: (kind) => (
        <Radio
          size="xs"
          name="job"
          label={jobKind(kind).title}
          checked={kind === chosen}
          onChange={() => onChoose(kind)}
          classNames={{ label: styles.setName!, labelWrapper: styles.setLabel! }}
        />
      ),
    },
    {
      key: 'description',
      label: runJobWords.description,
      cell: (kind) => pagesOf(kind).description,
    },
  ];
}
