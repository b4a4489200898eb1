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
import { notifyDone } from '../../../ui/notify.tsx';
import { Writing } from '../../../ui/Writing.tsx';
import { commonWords } from '../../../ui/words/components.tsx';
import { stillInSnapshots } from '../../../ui/words/snapshots.tsx';
import { forgetAdded } from '../importMemory.ts';
import { undoWords as words } from '../words/undo.tsx';
import styles from './UndoImport.module.css';

export function UndoImport({ check }: { readonly check: ImportCheck }) {
  const [opened, setOpened] = useState(false);
  const { undoBlocked } = check;
  const reason = useId();
  return (
    <div className={styles.undo}>
      <Text size="sm" c="dimmed" id={reason}>
        {undoBlocked === null ? words.offered : words.blocked(UNDO_BLOCKS[undoBlocked])}
      </Text>
      <Writing>
        <Button
          variant="default"
          disabled={undoBlocked !== null}
          aria-describedby={reason}
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={() => setOpened(true)}
        >
          {commonWords.undo}
        </Button>
      </Writing>
      <Modal opened={opened} onClose={() => setOpened(false)} title={words.title} size={520}>
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
    notifyDone(words.takenBack(done.files));
  }

  return (
    <Stack gap="md">
      {preview ? <WhatGoes check={check} preview={preview} /> : !error && <Skeleton height={96} />}
      <ErrorNote error={error ?? undo.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          {commonWords.cancel}
        </Button>
        <Writing>
          <Button
            disabled={!preview}
            loading={undo.isPending}
            onClick={() => void takeBack().catch(() => undefined)}
          >
            {words.takeBack(files)}
          </Button>
        </Writing>
      </Group>
    </Stack>
  );
}

interface WhatGoesProps {
  readonly check: ImportCheck;
  readonly preview: {
    readonly files: readonly { readonly importId: number; readonly fileName: string }[];
    readonly users: number;
    readonly notes: number;
    readonly letters: number;
    readonly sets: readonly string[];
  };
}

function WhatGoes({ check, preview }: WhatGoesProps) {
  const { files, users, notes, letters, sets } = preview;
  const records = words.recordsGo(notes, letters);
  const { data: kept } = useQuery(queries.snapshots.list.queryOptions());
  const snapshots = kept?.snapshots.length ?? 0;
  const later = files.filter(({ importId }) => importId !== check.importId);
  return (
    <Stack gap={12}>
      <Text component="div">
        {words.usersBecome(<strong>{check.fileName}</strong>)}{' '}
        {users > 0 && <>{words.usersLeave(users, files.length)} </>}
        {records && <>{records} </>}
        {words.otherDecisions} {words.filesWait(files.length)}
        {users > 0 && snapshots > 0 && <> {stillInSnapshots(snapshots)}</>}
      </Text>
      {later.length > 0 && (
        <Listed title={words.laterFiles(later.length)}>
          {later.map(({ importId, fileName }) => ({ key: importId, text: fileName }))}
        </Listed>
      )}
      {sets.length > 0 && (
        <Listed title={words.sets(sets.length)}>
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
