/**
 * What the application's menu, the quick search and files that are dropped can do: one table for the menu's commands.
 * The menu itself lives in the desktop; what screens do too is ui/workspaceCommands.ts.
 */
import { spotlight } from '@mantine/spotlight';
import { desktop, type MenuCommand } from '../client/desktop.ts';
import { closeWorkspace } from '../client/workspace.ts';
import { redoLast, undoLast } from '../deciding/undoRedo.ts';
import { openDialog } from '../place/dialogs.ts';
import { goBack, navigate, type ScreenName } from '../place/navigation.ts';
import { isBarred, isSettlingBarred } from '../ui/notify.tsx';
import { exportShown, printShown } from '../ui/onPaper.ts';
import {
  chooseFiles,
  copyWorkspace,
  isOpen,
  newWorkspace,
  openFile,
  openReadOnly,
  said,
} from '../ui/workspaceCommands.ts';

export const commands: Readonly<Record<MenuCommand, () => unknown>> = {
  'workspace.new': newWorkspace,
  'workspace.open': () => openFile(),
  'workspace.openReadOnly': () => openReadOnly(),
  'workspace.close': () => said(closeWorkspace),
  'workspace.saveCopy': copyWorkspace,
  'workspace.snapshots': () => isOpen() && navigate({ screen: 'settings', section: 'snapshots' }),
  'workspace.erase': () => isOpen() && !isSettlingBarred() && openDialog('erase'),
  'import.choose': chooseFiles,
  print: () => isOpen() && printShown(),
  'export.pdf': () => isOpen() && exportShown(),
  'edit.undo': () => (editsText() ? document.execCommand('undo') : isOpen() && undoLast()),
  'edit.redo': () => (editsText() ? document.execCommand('redo') : isOpen() && redoLast()),
  'view.search': () => isOpen() && spotlight.open(),
  'view.shortcuts': () => openDialog('shortcuts'),
  'view.back': goBack,
  'go.overview': () => go('overview'),
  'go.import': () => go('import'),
  'go.review': () => go('review'),
  'go.sets': () => go('sets'),
  'go.jobs': () => go('jobs'),
  'go.reports': () => go('reports'),
  'go.users': () => go('users'),
  'go.cleanup': () => go('cleanup'),
  'go.inbox': () => go('inbox'),
  'go.settings': () => go('settings'),
};

/** Files from the file manager: a workspace is opened, all others go to Import. */
export function takeDropped(dropped: File[]): Promise<void> {
  return said(async () => {
    const files = await desktop.grantDropped(dropped);
    const workspace = files.find(({ name }) => /\.purgedesk(-snapshot)?$/i.test(name));
    if (workspace) await openFile(workspace);
    else if (files.length > 0 && isOpen() && !isBarred()) navigate({ screen: 'import', files });
  });
}

function go(screen: ScreenName): void {
  if (isOpen()) navigate({ screen });
}

/** In a text field Undo means the typing. */
function editsText(): boolean {
  const element = document.activeElement;
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && /^(text|search|number|date)$/.test(element.type))
  );
}
