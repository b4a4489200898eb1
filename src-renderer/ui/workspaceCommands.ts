/**
 * What buttons of several screens, the menu and the quick search do with a workspace alike: make one, open one,
 * copy it, choose files for it; each with its failure said. Never decides where they are offered.
 */
import { desktop, type GrantedFile } from '../client/desktop.ts';
import { queries, queryClient } from '../client/engineClient.ts';
import {
  chooseWorkspace,
  createWorkspace,
  isProtected,
  isSnapshot,
  openWorkspace,
  saveCopy,
  saveSnapshotAs,
  saveWorkspaceAs,
} from '../client/workspace.ts';
import { navigate, restartAt } from '../place/navigation.ts';
import type { MessageAction } from './messages.ts';
import { isBarred, notifyDone, notifyFailure } from './notify.tsx';
import { commonWords, workspaceWords } from './words/components.tsx';

export function newWorkspace(): Promise<void> {
  return said(async () => {
    if (await createWorkspace()) restartAt({ screen: 'overview' });
  });
}

/**
 * Without a file the librarian is asked for one. One that can't be written is offered for reading only; of a snapshot a
 * workspace can be made.
 */
export function openFile(file?: GrantedFile): Promise<void> {
  return said(async () => {
    const chosen = file ?? (await chooseWorkspace());
    if (!chosen) return;
    try {
      if (await openWorkspace(chosen)) restartAt({ screen: 'overview' });
    } catch (error) {
      notifyFailure(error, wayOut(error, chosen));
    }
  });
}

function wayOut(error: unknown, file: GrantedFile): MessageAction | undefined {
  if (isProtected(error))
    return { label: workspaceWords.openReadOnly, onClick: () => openReadOnly(file) };
  if (isSnapshot(error))
    return { label: workspaceWords.saveSnapshotAs, onClick: () => workspaceOf(file) };
  return undefined;
}

function workspaceOf(snapshot: GrantedFile): Promise<void> {
  return said(async () => {
    if (await saveSnapshotAs(snapshot)) restartAt({ screen: 'overview' });
  });
}

export function openReadOnly(file?: GrantedFile): Promise<void> {
  return said(async () => {
    const chosen = file ?? (await chooseWorkspace());
    if (chosen && (await openWorkspace(chosen, { readOnly: true })))
      restartAt({ screen: 'overview' });
  });
}

/** A workspace of its own, then the files that ship with the program. */
export function startSampleCycle(): Promise<void> {
  return said(async () => {
    if (!(await createWorkspace(workspaceWords.sampleCycle))) return;
    restartAt({ screen: 'overview' });
    navigate({ screen: 'import', files: await desktop.sampleFiles() });
  });
}

export function chooseFiles(): Promise<void> {
  return said(async () => {
    if (!isOpen() || isBarred()) return;
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
    notifyDone(workspaceWords.copiedTo(copy.fileName), {
      action: { label: commonWords.showInFolder, onClick: () => desktop.showSaved(copy.token) },
    });
  });
}

/** Where a workspace goes on whose file went from its place. */
export function saveElsewhere(): Promise<void> {
  return said(async () => {
    const name = status()?.name;
    if (name && (await saveWorkspaceAs(name)))
      notifyDone(workspaceWords.savedAs(status()?.name ?? name));
  });
}

/** Does a step and says why when it fails. */
export async function said(step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (error) {
    notifyFailure(error);
  }
}

function status() {
  return queryClient.getQueryData(queries.workspace.status.queryKey());
}

/** Whether there is a workspace to work on. */
export function isOpen(): boolean {
  return status()?.open === true;
}
