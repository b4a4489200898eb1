/**
 * The details of a set: name, description, note, private. Part of the Sets screen; members are never
 * changed here.
 */

import { Anchor, Button, Group, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { queries } from '../../client/engineClient.ts';
import { useWriteBar } from '../../client/writing.ts';
import { navigate } from '../../place/navigation.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import { InstantText } from '../../ui/Values.tsx';
import { originText } from '../../ui/words/origin.ts';
import styles from './SetsScreen.module.css';
import { NAME_LIMIT, refuseName } from './setNames.ts';
import { useJobsOfSet } from './useJobsOfSet.ts';
import { setDetailsWords, setListWords } from './words.tsx';

interface SetDetailsFormProps {
  readonly set: SetSummary;
  readonly sets: readonly SetSummary[];
}

export function SetDetailsForm({ set, sets }: SetDetailsFormProps) {
  const [draft, setDraft] = useState<Partial<SetSummary>>({});
  const save = useMutation(queries.sets.edit.mutationOptions());
  const values = { ...set, ...draft };
  const nameError = refuseName(values.name, sets, set.setId);
  const changed = JSON.stringify(values) !== JSON.stringify(set);
  const edit = (part: Partial<SetSummary>) => setDraft({ ...draft, ...part });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!changed || nameError || save.isPending) return;
    const { setId, name, description, note } = values;
    const details = { name: name.trim(), description, note, private: values.private };
    const saved = await save.mutateAsync({ setId, ...details });
    setDraft({});
    notifyDone(setDetailsWords.saved(saved.name));
  }

  return (
    <form
      className={styles.details}
      aria-label={setDetailsWords.form}
      onSubmit={(event) => void submit(event).catch(() => undefined)}
    >
      <Stack gap="md" maw={560}>
        <Fields values={values} nameError={nameError} edit={edit} />
        <ErrorNote error={save.error} />
        <Group gap="sm">
          <Button
            type="submit"
            disabled={!changed || nameError !== undefined}
            loading={save.isPending}
            {...useWriteBar()}
          >
            {setDetailsWords.save}
          </Button>
          {changed && (
            <Button variant="default" onClick={() => setDraft({})}>
              {setDetailsWords.discard}
            </Button>
          )}
        </Group>
        <Provenance set={set} />
      </Stack>
    </form>
  );
}

interface FieldsProps {
  readonly values: SetSummary;
  readonly nameError: string | undefined;
  readonly edit: (part: Partial<SetSummary>) => void;
}

function Fields({ values, nameError, edit }: FieldsProps) {
  return (
    <>
      <TextInput
        label={setDetailsWords.name}
        maxLength={NAME_LIMIT}
        value={values.name}
        error={nameError}
        onChange={(event) => edit({ name: event.currentTarget.value })}
      />
      <Textarea
        label={setDetailsWords.description}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={1000}
        value={values.description}
        onChange={(event) => edit({ description: event.currentTarget.value })}
      />
      <Textarea
        label={setDetailsWords.note}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={1000}
        value={values.note}
        onChange={(event) => edit({ note: event.currentTarget.value })}
      />
      <Switch
        label={setDetailsWords.private}
        description={setDetailsWords.privateMeaning}
        checked={values.private}
        onChange={(event) => edit({ private: event.currentTarget.checked })}
      />
    </>
  );
}

function Provenance({ set }: { readonly set: SetSummary }) {
  const jobs = useJobsOfSet(set.setId) ?? [];
  return (
    <dl className={styles.facts}>
      <dt>{setDetailsWords.id}</dt>
      <dd>{set.setId}</dd>
      <dt>{setDetailsWords.kind}</dt>
      <dd>{set.criteria ? setListWords.logicalLong : setDetailsWords.itemized}</dd>
      <dt>{setDetailsWords.origin}</dt>
      <dd>{originText(set.origin)}</dd>
      <dt>{setDetailsWords.created}</dt>
      <dd>{setDetailsWords.createdBy(<InstantText instant={set.createdAt} />, set.createdBy)}</dd>
      <dt>{setDetailsWords.usedBy}</dt>
      <dd>
        {jobs.length === 0 && setDetailsWords.noJob}
        {jobs.map((job) => (
          <Anchor
            key={job.jobId}
            component="button"
            type="button"
            inherit
            display="block"
            ta="left"
            onClick={() => navigate({ screen: 'jobs', jobId: job.jobId })}
          >
            {job.name}
          </Anchor>
        ))}
      </dd>
    </dl>
  );
}
