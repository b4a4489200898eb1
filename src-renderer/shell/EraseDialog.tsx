/**
 * Erasing the workspace: the only thing in the program that deletes data for good, so its name is typed.
 */
import { useQuery } from '@tanstack/react-query';
import { queries } from '../client/engineClient.ts';
import { eraseWorkspace, useStatus } from '../client/workspace.ts';
import { closeDialog, useDialog } from '../place/dialogs.ts';
import { restartAt } from '../place/navigation.ts';
import { notifyDone } from '../ui/notify.tsx';
import { TypedConfirm } from '../ui/TypedConfirm.tsx';
import { eraseWords } from './words.tsx';

export function EraseDialog() {
  const opened = useDialog((open) => open.dialog === 'erase');
  const { data: status } = useStatus();
  const { data } = useQuery({ ...queries.snapshots.list.queryOptions(), enabled: opened });
  const snapshots = data?.snapshots ?? [];
  const name = status?.name;
  if (!name) return null;

  async function erase() {
    await eraseWorkspace(name!);
    restartAt({ screen: 'overview' });
    notifyDone(eraseWords.erased(name!));
  }

  return (
    <TypedConfirm
      opened={opened}
      onClose={closeDialog}
      title={eraseWords.title}
      expected={name}
      what={eraseWords.toType}
      confirmLabel={eraseWords.erase(status.users)}
      onConfirm={erase}
      settling
    >
      {eraseWords.meaning(name, status, snapshots.length)}
    </TypedConfirm>
  );
}
