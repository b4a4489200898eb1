/**
 * What the application menu, the quick search and the welcome screen can do, each with its failure
 * said. One table for the menu's commands; the menu itself lives in the desktop.
 */
import { spotlight } from '@mantine/spotlight';
import { desktop, type GrantedFile, type MenuCommand } from '../client/desktop.ts';
import { queries, queryClient } from '../client/engineClient.ts';
import { closeWorkspace, createWorkspace, openWorkspace, saveCopy } from '../client/workspace.ts';
import { notifyDone, notifyFailure } from '../ui/notify.tsx';
import { openDialog } from './dialogs.ts';
import { goBack, navigate, restartAt, type ScreenName } from './navigation.ts';
import { redoLast, undoLast } from './undoRedo.ts';

export const commands: Readonly<Record<MenuCommand, () => unknown>> = {
  'workspace.new': newWorkspace,
  'workspace.open': () => openFile(),
  'workspace.close': () => said(closeWorkspace),
  'workspace.saveCopy': copyWorkspace,
  'workspace.erase': () => isOpen() && openDialog('erase'),
  'import.choose': chooseFiles,
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
  'go.settings': () => go('settings'),
};

export function newWorkspace(): Promise<void> {
  return said(async () => {
    if (await createWorkspace()) restartAt({ screen: 'overview' });
  });
}

export function openFile(file?: GrantedFile): Promise<void> {
  return said(async () => {
    if (await openWorkspace(file)) restartAt({ screen: 'overview' });
  });
}

/** A workspace of its own, then the files that ship with the program. */
export function startSampleCycle(): Promise<void> {
  return said(async () => {
    if (!(await createWorkspace('Sample cycle'))) return;
    restartAt({ screen: 'overview' });
    navigate({ screen: 'import', files: await desktop.sampleFiles() });
  });
}

export function chooseFiles(): Promise<void> {
  return said(async () => {
    if (!isOpen()) return;
    const files = await desktop.chooseFiles('workbooks');
    if (files.length > 0) navigate({ screen: 'import', files });
  });
}

export function copyWorkspace(): Promise<void> {
  return said(async () => {
    const name = status()?.name;
    if (!name) return;
    const copy = await saveCopy(name);
    if (!copy) return;
    notifyDone(`The workspace was copied to ${copy.fileName}.`, {
      action: { label: 'Show in folder', onClick: () => desktop.showSaved(copy.token) },
    });
  });
}

/** Files from the file manager: a workspace is opened, all others go to Import. */
export function takeDropped(dropped: File[]): Promise<void> {
  return said(async () => {
    const files = await desktop.grantDropped(dropped);
    const workspace = files.find(({ name }) => name.toLowerCase().endsWith('.purgedesk'));
    if (workspace) await openFile(workspace);
    else if (files.length > 0 && isOpen()) navigate({ screen: 'import', files });
  });
}

async function said(step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (error) {
    notifyFailure(error);
  }
}

function go(screen: ScreenName): void {
  if (isOpen()) navigate({ screen });
}

function status() {
  return queryClient.getQueryData(queries.workspace.status.queryKey());
}

function isOpen(): boolean {
  return status()?.open === true;
}

/** In a text field Undo means the typing. */
function editsText(): boolean {
  const element = document.activeElement;
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && /^(text|search|number|date)$/.test(element.type))
  );
}
