/**
 * Erasing the workspace: the only thing in the program that deletes data for good, so its name is typed.
 */
import { eraseWorkspace, useStatus } from '../client/workspace.ts';
import { closeDialog, useDialog } from '../place/dialogs.ts';
import { restartAt } from '../place/navigation.ts';
import { countOf } from '../ui/format.ts';
import { notifyDone } from '../ui/notify.tsx';
import { TypedConfirm } from '../ui/TypedConfirm.tsx';

export function EraseDialog() {
  const opened = useDialog((open) => open.dialog === 'erase');
  const { data: status } = useStatus();
  const name = status?.name;
  if (!name) return null;

  async function erase() {
    await eraseWorkspace(name!);
    restartAt({ screen: 'overview' });
    notifyDone(`The workspace “${name}” was erased.`);
  }

  return (
    <TypedConfirm
      opened={opened}
      onClose={closeDialog}
      title="Erase this workspace?"
      expected={name}
      what="the name of the workspace"
      confirmLabel={`Erase ${countOf(status.users, 'user')}`}
      onConfirm={erase}
    >
      The workspace file <strong>{name}</strong> is deleted with everything in it:{' '}
      {countOf(status.users, 'user')}, {countOf(status.sets, 'set')}, {countOf(status.jobs, 'job')}{' '}
      with reports and captures, and every review decision. Copies and exported files stay where
      they are. This can’t be undone.
    </TypedConfirm>
  );
}
