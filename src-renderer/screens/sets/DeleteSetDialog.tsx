/**
 * Before a set is deleted: what goes with it and what stays, and which jobs worked on it. Opened by
 * the Sets screen. Enter takes the safe choice.
 */

import { Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { queries } from '../../client/engineClient.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { countOf } from '../../ui/format.ts';
import { notifyDone } from '../../ui/notify.tsx';
import { originText } from '../../ui/words/origin.ts';
import { useJobsOfSet } from './useJobsOfSet.ts';

interface DeleteSetDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly set: SetSummary;
  readonly onDeleted: () => void;
}

export function DeleteSetDialog(props: DeleteSetDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Delete this set?" size={480}>
      <Form {...props} />
    </Modal>
  );
}

function Form({ set, onClose, onDeleted }: DeleteSetDialogProps) {
  const remove = useMutation(queries.sets.delete.mutationOptions());

  async function removeSet() {
    await remove.mutateAsync({ setId: set.setId });
    notifyDone(`The set “${set.name}” was deleted. Its users stay in the replica.`);
    onClose();
    onDeleted();
  }

  return (
    <Stack gap="md">
      <Text component="div">
        The {set.criteria ? 'saved filter' : 'list'} <strong>{set.name}</strong> with{' '}
        {countOf(set.members, 'member')} is deleted. The users themselves, their decisions and every
        job report stay. A deleted set can’t be brought back, but it can be made again:{' '}
        {originText(set.origin)}.
      </Text>
      <UsedBy set={set} />
      <ErrorNote error={remove.error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep the set
        </Button>
        <Button
          color="red"
          loading={remove.isPending}
          onClick={() => void removeSet().catch(() => undefined)}
        >
          Delete the set
        </Button>
      </Group>
    </Stack>
  );
}

function UsedBy({ set }: { readonly set: SetSummary }) {
  const jobs = useJobsOfSet(set.setId);
  const isExclusionList = set.origin.from === 'exclusion-list';
  return (
    <>
      {isExclusionList && (
        <Text size="sm">
          It came from an exclusion list: candidates that stand in no other list lose the flag “On
          an exclusion list”.
        </Text>
      )}
      <Skeleton visible={jobs === undefined}>
        <Text size="sm" component="div">
          {jobs === undefined || jobs.length === 0 ? (
            'No job has used it.'
          ) : (
            <>
              Used by {jobs.map((job) => `job ${job.jobId}, “${job.name}”`).join('; ')}. The report
              keeps the set’s name and number of members, and what happened to each of them.
            </>
          )}
        </Text>
      </Skeleton>
    </>
  );
}
