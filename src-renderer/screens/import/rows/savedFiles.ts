/**
 * Writes row groups of an import, or its kept original, where the librarian wants them, and says what was
 * written. Null dialogs end without a word.
 */
import type { ImportSummary } from '#shared/contract/shapes/imports.ts';
import type { ExportedGroup } from '#shared/contract/shapes/rowGroup.ts';
import { desktop } from '../../../client/desktop.ts';
import { engine } from '../../../client/engineClient.ts';
import { exportFile, tellSaved } from '../../../ui/exportFile.ts';
import { baseName } from '../kinds.ts';
import { saveWords } from '../words/rows.ts';

type File = Pick<ImportSummary, 'importId' | 'fileName'>;

/** @param what names the rows in the file's name: `numeric identifiers` */
export async function exportRows(file: File, rowGroup: ExportedGroup, what: string): Promise<void> {
  const { importId, fileName } = file;
  await exportFile({
    what: { of: 'import-rows', importId, rowGroup },
    format: 'xlsx',
    title: what,
    suggestedName: saveWords.exportName(baseName(fileName).slice(0, 120), what),
    written: saveWords.rowsWritten,
  });
}

export async function saveOriginal({ importId, fileName }: File): Promise<void> {
  // The desktop keeps the ending that the file has.
  const target = await desktop.chooseTarget('original', fileName.slice(-200));
  if (!target) return;
  const written = await engine.imports.saveOriginal({ importId, file: target.token });
  tellSaved(saveWords.originalWritten(written.fileName), target.token);
}
