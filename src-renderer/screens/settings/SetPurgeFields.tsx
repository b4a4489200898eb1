/**
 * Which of Alma's two jobs purges, and what the one that takes a set asks besides: no public text tells it, so that it is
 * written down here as a librarian sees it. Part of the planned run.
 */
import {
  ActionIcon,
  Button,
  Group,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  Tooltip,
} from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type FormEvent, useId, useState } from 'react';
import {
  MOST_SET_PURGE_PARAMETERS,
  type SetPurgeParameter,
} from '#shared/contract/shapes/settings.ts';
import { PURGE_ROUTES } from '#shared/domain/plannedPurge.ts';
import { announce } from '../../ui/announce.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import styles from './SettingsScreen.module.css';
import type { SettingsForm } from './useSettingsForm.ts';
import { setPurgeWords } from './words.tsx';

export function SetPurgeFields({ form }: { readonly form: SettingsForm }) {
  const { values, save } = form;
  const id = useId();
  return (
    <>
      <Stack gap={4} align="start">
        <Text size="sm" fw={500} id={id}>
          {setPurgeWords.route}
        </Text>
        <SegmentedControl
          aria-labelledby={id}
          data={PURGE_ROUTES.map((value) => ({ value, label: setPurgeWords.routes[value] }))}
          value={values.purgeRoute}
          onChange={(value) => save({ purgeRoute: value as typeof values.purgeRoute })}
        />
        <Text size="xs" c="dimmed">
          {setPurgeWords.routeMeaning}
        </Text>
      </Stack>
      <Parameters
        rows={values.setPurgeParameters}
        onChange={(setPurgeParameters) => save({ setPurgeParameters })}
      />
    </>
  );
}

interface ParametersProps {
  readonly rows: readonly SetPurgeParameter[];
  readonly onChange: (rows: SetPurgeParameter[]) => void;
}

function Parameters({ rows, onChange }: ParametersProps) {
  const id = useId();
  function remove(at: number) {
    onChange(rows.filter((_, n) => n !== at));
    notifyDone(setPurgeWords.removed(rows[at]!.label), { undo: () => onChange([...rows]) });
  }
  return (
    <section aria-labelledby={id}>
      <Text size="sm" fw={500} id={id} component="h3">
        {setPurgeWords.parameters}
      </Text>
      <Text size="xs" c="dimmed" mb={6}>
        {setPurgeWords.parametersNotice}
      </Text>
      {rows.length > 0 && (
        <ul className={styles.parameters} aria-labelledby={id}>
          {rows.map(({ label, value }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may be called alike
            <li key={n} className={styles.parameter}>
              <span className={styles.parameterLabel}>{label}</span>
              <span>{value}</span>
              <Tooltip label={setPurgeWords.remove(label)}>
                <ActionIcon
                  size={26}
                  aria-label={setPurgeWords.remove(label)}
                  onClick={() => remove(n)}
                >
                  <IconTrash size={15} aria-hidden />
                </ActionIcon>
              </Tooltip>
            </li>
          ))}
        </ul>
      )}
      {rows.length < MOST_SET_PURGE_PARAMETERS && (
        <AddParameter onAdd={(row) => onChange([...rows, row])} />
      )}
    </section>
  );
}

function AddParameter({ onAdd }: { readonly onAdd: (row: SetPurgeParameter) => void }) {
  const [label, setLabel] = useState('');
  const [value, setValue] = useState('');
  const row = { label: label.trim(), value: value.trim() };
  const complete = row.label !== '' && row.value !== '';

  function add(event: FormEvent) {
    event.preventDefault();
    if (!complete) return;
    onAdd(row);
    setLabel('');
    setValue('');
    announce(setPurgeWords.added(row.label));
  }

  return (
    <form onSubmit={add}>
      <Group gap={8} align="end" wrap="nowrap">
        <TextInput
          flex={1}
          size="xs"
          label={setPurgeWords.label}
          maxLength={200}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <TextInput
          flex={1}
          size="xs"
          label={setPurgeWords.value}
          maxLength={200}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" disabled={!complete}>
          {setPurgeWords.add}
        </Button>
      </Group>
    </form>
  );
}
