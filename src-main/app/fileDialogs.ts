/**
 * Native dialogs for choosing files. desktopRequests.ts calls it; the paths it returns go to
 * fileTokens.ts and no further. A suggested name comes from the page and must never lead out of the
 * folder that the dialog shows.
 */
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { app, type BrowserWindow, dialog, type FileFilter } from 'electron';
import type { DesktopInput } from '#shared/contract/desktopContract.ts';

type OpenPurpose = DesktopInput<'chooseFiles'>['purpose'];
type SavePurpose = DesktopInput<'chooseTarget'>['purpose'];
/** A folder is chosen in another dialog. */
type FilePurpose = Exclude<SavePurpose, 'kit'>;

const WORKSPACE: FileFilter = { name: 'Purge Desk workspace', extensions: ['purgedesk'] };
const SNAPSHOT: FileFilter = {
  name: 'Snapshot of a workspace',
  extensions: ['purgedesk-snapshot'],
};
const WORKBOOK: FileFilter = { name: 'Excel workbook', extensions: ['xlsx'] };
const CSV: FileFilter = { name: 'Comma-separated text', extensions: ['csv'] };

/** The kept original of an imported file stays what it is. */
const ORIGINALS: readonly FileFilter[] = [
  { name: 'Excel workbook with macros', extensions: ['xlsm'] },
  CSV,
  { name: 'Tab-separated text', extensions: ['tsv'] },
  { name: 'Tab-separated text', extensions: ['tab'] },
  { name: 'Text', extensions: ['txt'] },
  { name: 'XML', extensions: ['xml'] },
  { name: 'ZIP archive', extensions: ['zip'] },
];

const OPEN: Readonly<Record<OpenPurpose, { title: string; filters: FileFilter[] }>> = {
  workbooks: {
    title: 'Import files',
    filters: [
      {
        name: 'Workbooks, text files and XML',
        extensions: ['xlsx', 'xlsm', 'csv', 'tsv', 'tab', 'txt', 'xml', 'zip'],
      },
      { name: 'All files', extensions: ['*'] },
    ],
  },
  workspace: { title: 'Open workspace', filters: [WORKSPACE, SNAPSHOT] },
  picture: {
    title: 'Choose a logo',
    filters: [{ name: 'PNG and JPEG pictures', extensions: ['png', 'jpg', 'jpeg'] }],
  },
};

const SAVE: Readonly<Record<FilePurpose, { title: string; filter: FileFilter }>> = {
  workspace: { title: 'New workspace', filter: WORKSPACE },
  copy: { title: 'Save a copy', filter: WORKSPACE },
  'set-file': { title: 'Save set file', filter: WORKBOOK },
  workbook: { title: 'Export workbook', filter: WORKBOOK },
  csv: { title: 'Export list', filter: CSV },
  pdf: { title: 'Export PDF', filter: { name: 'PDF document', extensions: ['pdf'] } },
  json: { title: 'Export JSON', filter: { name: 'JSON file', extensions: ['json'] } },
  original: { title: 'Save original', filter: WORKBOOK },
  capture: {
    title: 'Save screen capture',
    filter: { name: 'PNG picture', extensions: ['png'] },
  },
  letter: { title: 'Save letter', filter: { name: 'Text', extensions: ['txt'] } },
};

/** A file name that every system takes: no separators, no characters that Windows refuses. */
export function safeName(suggested: string): string {
  const name = suggested
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
    .replace(/[<>:"/\\|?*\u0000-\u001f]/g, '-')
    .slice(0, 120)
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return name || 'Untitled';
}

export function withEnding(path: string, ending: string): string {
  return extname(path).toLowerCase() === `.${ending}` ? path : `${path}.${ending}`;
}

function filterFor(purpose: FilePurpose, suggestedName: string): FileFilter {
  const ending = extname(suggestedName).slice(1).toLowerCase();
  const original = ORIGINALS.find(({ extensions }) => extensions.includes(ending));
  return purpose === 'original' && original ? original : SAVE[purpose].filter;
}

export async function askForFiles(window: BrowserWindow, purpose: OpenPurpose): Promise<string[]> {
  const several = purpose === 'workbooks';
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    ...OPEN[purpose],
    defaultPath: app.getPath('documents'),
    properties: several ? ['openFile', 'multiSelections'] : ['openFile'],
  });
  return canceled ? [] : filePaths;
}

/** The system's dialog asked about the name as typed; with an ending added it may be another file. */
async function mayReplace(window: BrowserWindow, name: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: `Replace ${name}?`,
    detail: 'There is already a file with this name. Replacing it deletes what it holds now.',
    buttons: ['Cancel', 'Replace'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}

/** @returns where the new folder is to be: within the one that is chosen, under a name that is free there */
async function askForNewFolder(
  window: BrowserWindow,
  suggestedName: string,
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Save reversal kit in a folder',
    buttonLabel: 'Save here',
    defaultPath: app.getPath('documents'),
    properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
  });
  const [folder] = filePaths;
  if (canceled || folder === undefined) return null;
  const name = safeName(suggestedName);
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? name : `${name} (${n})`);
    if (!existsSync(path)) return path;
  }
}

export async function askForTarget(
  window: BrowserWindow,
  purpose: SavePurpose,
  suggestedName: string,
): Promise<string | null> {
  if (purpose === 'kit') return askForNewFolder(window, suggestedName);
  const { title } = SAVE[purpose];
  const filter = filterFor(purpose, suggestedName);
  const [ending = ''] = filter.extensions;
  const name = withEnding(safeName(suggestedName), ending);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    filters: [filter],
    defaultPath: join(app.getPath('documents'), name),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  if (canceled || !filePath) return null;
  const target = withEnding(filePath, ending);
  if (target === filePath || !existsSync(target)) return target;
  const replace = await mayReplace(window, target.slice(target.search(/[^/\\]*$/)));
  return replace ? target : null;
}
