/**
 * Exports as screens ask for them: where to save, then in the background, then said where it was saved, or why not.
 * The librarian works on meanwhile; the status bar shows how far it is.
 */
import type { ExportedWhat, ExportFormat } from '#shared/contract/shapes/exports.ts';
import { desktop, type GrantedFile } from '../client/desktop.ts';
import { writeExport, writePages } from '../client/exports.ts';
import { refusalOf } from '../client/refusal.ts';
import { LOCALES } from './format.ts';
import { notifyDone, notifyFailure, sayFailure } from './notify.tsx';
import { tellAway } from './tellAway.ts';
import { commonWords } from './words/components.tsx';
import { exportWords } from './words/exports.ts';

export interface AskedExport {
  readonly what: ExportedWhat;
  readonly format: ExportFormat;
  /** What it is, as a noun: `review list`. */
  readonly title: string;
  /** Without its ending. */
  readonly suggestedName: string;
  /** Said at the end. */
  readonly written: (fileName: string, rows: number) => string;
  /** Called when it stands in its place. */
  readonly onWritten?: () => void;
}

const PURPOSES = { xlsx: 'workbook', csv: 'csv', pdf: 'pdf', json: 'json', folder: 'kit' } as const;

/** @returns when the place has been chosen; what follows says itself how it went */
export async function exportFile(asked: AskedExport): Promise<void> {
  const name = asked.suggestedName.slice(0, MOST_OF_A_NAME);
  const file = await desktop.chooseTarget(PURPOSES[asked.format], name);
  if (file) void inBackground(asked, file);
}

/** Opens the system's print dialog when the pages are made; says itself where that fails. */
export function printPages({ what, title }: Pick<AskedExport, 'what' | 'title'>): void {
  writePages({ what, title, locales: LOCALES }).catch((error: unknown) => {
    if (refusalOf(error)?.code !== 'export.cancelled') sayFailure(error);
  });
}

/** Any ending has room behind it. */
const MOST_OF_A_NAME = 190;

async function inBackground(asked: AskedExport, file: GrantedFile): Promise<void> {
  const { what, format, title, written, onWritten } = asked;
  try {
    const wanted = { what, format, title, token: file.token, locales: LOCALES };
    const { fileName, rows } = await writeExport(wanted);
    onWritten?.();
    tellSaved(written(fileName, rows), file.token);
    void tellAway(exportWords.doneTitle, fileName);
  } catch (error) {
    if (refusalOf(error)?.code === 'export.cancelled')
      return void notifyDone(exportWords.cancelled(file.name));
    sayFailure(error, exportWords.about(file.name));
    void tellAway(exportWords.failedTitle, file.name);
  }
}

/** That a file was written, and its place in the folder. */
export function tellSaved(text: string, token: string): void {
  notifyDone(text, {
    action: {
      label: commonWords.showInFolder,
      onClick: () => desktop.showSaved(token).catch(notifyFailure),
    },
  });
}
