/**
 * Keeps how a file is read under a name, to be offered for the next file with the same headings. Part
 * of HowItIsRead.
 */
import { Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { queries } from '../../../client/engineClient.ts';
import { makeStale } from '../../../client/revision.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { notifyDone } from '../../../ui/notify.tsx';
import { Writing } from '../../../ui/Writing.tsx';
import { commonWords } from '../../../ui/words/components.tsx';
import { baseName } from '../kinds.ts';
import { saveProfileWords as words } from '../words/reading.tsx';

export function SaveProfile({ check }: { readonly check: ImportCheck }) {
  const [opened, setOpened] = useState(false);
  return (
    <Group gap={12}>
      <Popover
        opened={opened}
        onChange={setOpened}
        position="top-start"
        width={360}
        trapFocus
        returnFocus
      >
        <Writing>
          <Popover.Target>
            <Button
              variant="default"
              leftSection={<IconTemplate size={16} aria-hidden />}
              onClick={() => setOpened(!opened)}
            >
              {words.open}
            </Button>
          </Popover.Target>
        </Writing>
        <Popover.Dropdown>
          <Form check={check} onDone={() => setOpened(false)} />
        </Popover.Dropdown>
      </Popover>
      <Text size="sm" c="dimmed">
        {words.explanation(check.leftOut.filter(({ why }) => why === 'chosen').length)}
      </Text>
    </Group>
  );
}

function Form({ check, onDone }: { readonly check: ImportCheck; readonly onDone: () => void }) {
  const [name, setName] = useState(baseName(check.fileName).slice(0, 100));
  const { data: profiles = [] } = useQuery(queries.imports.profiles.queryOptions());
  const saving = useMutation(queries.imports.saveProfile.mutationOptions());
  const wanted = name.trim();
  const taken = profiles.some((each) => foldText(each.name) === foldText(wanted));

  async function save(event: FormEvent) {
    event.preventDefault();
    if (wanted === '') return;
    const profile = await saving.mutateAsync({ importId: check.importId, name: wanted });
    makeStale();
    onDone();
    notifyDone(words.saved(profile.name));
  }

  return (
    <form onSubmit={(event) => void save(event).catch(() => undefined)}>
      <Stack gap={12}>
        <TextInput
          data-autofocus
          label={words.name}
          value={name}
          maxLength={100}
          error={wanted === '' && words.nameMissing}
          description={taken && words.nameTaken}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ErrorNote error={saving.error} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onDone}>
            {commonWords.cancel}
          </Button>
          <Writing>
            <Button type="submit" disabled={wanted === ''} loading={saving.isPending}>
              {taken ? words.replace : words.save}
            </Button>
          </Writing>
        </Group>
      </Stack>
    </form>
  );
}
