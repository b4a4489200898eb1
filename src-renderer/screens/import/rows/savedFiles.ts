/**
 * Writes row groups of an import, or its kept original, where the librarian wants them, and says what was
 * written. Null dialogs end without a word.
 */
import type { ImportSummary } from '#shared/contract/shapes/imports.ts';
import type { ExportedGroup } from '#shared/contract/shapes/rowGroup.ts';
import { desktop } from '../../../client/desktop.ts';
import { engine } from '../../../client/engineClient.ts';
import { notifyDone, notifyFailure } from '../../../ui/notify.tsx';
import { commonWords } from '../../../ui/words/components.tsx';
import { baseName } from '../kinds.ts';
import { saveWords } from '../words/rows.ts';

type File = Pick<ImportSummary, 'importId' | 'fileName'>;

/** @param what names the rows in the file's name: `numeric identifiers` */
export async function exportRows(file: File, rowGroup: ExportedGroup, what: string): Promise<void> {
  const { importId, fileName } = file;
  const suggested = saveWords.exportName(baseName(fileName).slice(0, 120), what);
  const target = await desktop.chooseTarget('report', suggested);
  if (!target) return;
  const written = await engine.exports.write({
    exportId: crypto.randomUUID(),
    what: { of: 'import-rows', importId, rowGroup },
    format: 'xlsx',
    file: target.token,
  });
  tellSaved(saveWords.rowsWritten(written.fileName, written.rows), target.token);
}

export async function saveOriginal({ importId, fileName }: File): Promise<void> {
  // The desktop keeps the ending that the file has.
  const target = await desktop.chooseTarget('report', fileName.slice(-200));
  if (!target) return;
  const written = await engine.imports.saveOriginal({ importId, file: target.token });
  tellSaved(saveWords.originalWritten(written.fileName), target.token);
}

function tellSaved(text: string, token: string): void {
  notifyDone(text, {
    action: {
      label: commonWords.showInFolder,
      onClick: () => desktop.showSaved(token).catch(notifyFailure),
    },
  });
}
