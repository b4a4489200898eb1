/**
 * Before a set is deleted: what goes with it and what stays, and which jobs worked on it. Opened by
 * the Sets screen. Enter takes the safe choice.
 */

import { Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { queries } from '../../client/engineClient.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import { Writing } from '../../ui/Writing.tsx';
import { originText } from '../../ui/words/origin.ts';
import { useJobsOfSet } from './useJobsOfSet.ts';
import { deleteWords } from './words.tsx';

interface DeleteSetDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly set: SetSummary;
  readonly onDeleted: () => void;
}

export function DeleteSetDialog(props: DeleteSetDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={deleteWords.title} size={480}>
      <Form {...props} />
    </Modal>
  );
}

function Form({ set, onClose, onDeleted }: DeleteSetDialogProps) {
  const remove = useMutation(queries.sets.delete.mutationOptions());

  async function removeSet() {
    await remove.mutateAsync({ setId: set.setId });
    notifyDone(deleteWords.deleted(set.name));
    onClose();
    onDeleted();
  }

  return (
    <Stack gap="md">
      <Text component="div">
        {deleteWords.what({
          name: <strong>{set.name}</strong>,
          isFilter: set.criteria !== null,
          members: set.members,
          origin: originText(set.origin),
        })}
      </Text>
      <UsedBy set={set} />
      <ErrorNote error={remove.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          {deleteWords.keep}
        </Button>
        <Writing>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => void removeSet().catch(() => undefined)}
          >
            {deleteWords.delete}
          </Button>
        </Writing>
      </Group>
    </Stack>
  );
}

function UsedBy({ set }: { readonly set: SetSummary }) {
  const jobs = useJobsOfSet(set.setId);
  const isExclusionList = set.origin.from === 'exclusion-list';
  return (
    <>
      {isExclusionList && <Text size="sm">{deleteWords.losesFlag}</Text>}
      <Skeleton visible={jobs === undefined}>
        <Text size="sm" component="div">
          {jobs === undefined || jobs.length === 0 ? deleteWords.unused : deleteWords.usedBy(jobs)}
        </Text>
      </Skeleton>
    </>
  );
}
