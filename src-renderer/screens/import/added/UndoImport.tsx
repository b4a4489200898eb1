/**
 * Takes an imported file back out of the workspace, with those that were added after it; or says why it
 * can't be. The dialog names what goes before anything does. At the end of the file's page.
 */

import { Button, Group, List, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { UNDO_BLOCKS } from '#shared/refusals/importRefusals.ts';
import { queries } from '../../../client/engineClient.ts';
import { navigate } from '../../../place/navigation.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { countOf } from '../../../ui/format.ts';
import { notifyDone } from '../../../ui/notify.tsx';
import { forgetAdded } from '../importMemory.ts';
import styles from './UndoImport.module.css';

export function UndoImport({ check }: { readonly check: ImportCheck }) {
  const [opened, setOpened] = useState(false);
  const { undoBlocked } = check;
  const reason = useId();
  return (
    <div className={styles.undo}>
      <Text size="sm" c="dimmed" id={reason}>
        {undoBlocked === null
          ? 'Added by mistake? It can be taken back out as long as no job has used it.'
          : `It can’t be taken back out. ${UNDO_BLOCKS[undoBlocked]}`}
      </Text>
      <Button
        variant="default"
        disabled={undoBlocked !== null}
        aria-describedby={reason}
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        Undo
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title="Take this file back out?"
        size={520}
      >
        <Form check={check} onClose={() => setOpened(false)} />
      </Modal>
    </div>
  );
}

function Form({ check, onClose }: { readonly check: ImportCheck; readonly onClose: () => void }) {
  const input = { importId: check.importId };
  const { data: preview, error } = useQuery(
    queries.imports.undoPreview.queryOptions({ input, staleTime: 0 }),
  );
  const undo = useMutation(queries.imports.undo.mutationOptions());
  const files = preview?.files.length ?? 1;

  async function takeBack() {
    const done = await undo.mutateAsync(input);
    onClose();
    forgetAdded();
    navigate({ screen: 'import' }, { replace: true });
    const wait = done.files === 1 ? 'It waits' : 'They wait';
    notifyDone(`${countOf(done.files, 'file')} taken back out. ${wait} here to be added again.`);
  }

  return (
    <Stack gap="md">
      {preview ? <WhatGoes check={check} preview={preview} /> : !error && <Skeleton height={96} />}
      <ErrorNote error={error ?? undo.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button
          disabled={!preview}
          loading={undo.isPending}
          onClick={() => void takeBack().catch(() => undefined)}
        >
          Take {files === 1 ? 'the file' : countOf(files, 'file')} back out
        </Button>
      </Group>
    </Stack>
  );
}

interface WhatGoesProps {
  readonly check: ImportCheck;
  readonly preview: {
    readonly files: readonly { readonly importId: number; readonly fileName: string }[];
    readonly users: number;
    readonly sets: readonly string[];
  };
}

function WhatGoes({ check, preview: { files, users, sets } }: WhatGoesProps) {
  const later = files.filter(({ importId }) => importId !== check.importId);
  return (
    <Stack gap={12}>
      <Text component="div">
        Users become what they were before <strong>{check.fileName}</strong> was added.{' '}
        {users > 0 &&
          `${countOf(users, 'user')}, known from ${files.length === 1 ? 'it' : 'these files'} alone, ${users === 1 ? 'goes' : 'go'}, with the decisions about them. `}
        Other decisions stay. {files.length === 1 ? 'The file waits' : 'The files wait'} on this
        screen again, as read.
      </Text>
      {later.length > 0 && (
        <Listed title={`${countOf(later.length, 'file')} added after it will go with it:`}>
          {later.map(({ importId, fileName }) => ({ key: importId, text: fileName }))}
        </Listed>
      )}
      {sets.length > 0 && (
        <Listed title={`${countOf(sets.length, 'set')} will be deleted or lose members:`}>
          {sets.map((name) => ({ key: name, text: name }))}
        </Listed>
      )}
    </Stack>
  );
}

interface ListedProps {
  readonly title: string;
  readonly children: readonly { readonly key: string | number; readonly text: string }[];
}

function Listed({ title, children }: ListedProps) {
  return (
    <div>
      <Text size="sm" fw={500}>
        {title}
      </Text>
      <List size="sm" className={styles.list}>
        {children.map(({ key, text }) => (
          <List.Item key={key}>{text}</List.Item>
        ))}
      </List>
    </div>
  );
}
