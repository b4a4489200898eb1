/** Workbooks opened and printed by LibreOffice, and what poppler reads of the pages. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const onPath = (name: string) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
/** LibreOffice and poppler are there. */
export const canPrint = ['soffice', 'pdftotext', 'pdfinfo', 'pdfimages'].every(onPath);

/** The PDF that LibreOffice makes of it. */
export function printed(workbook: string, folder: string): string {
  // A profile of its own: another office that is open would take the file over.
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
  const args = [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, workbook];
  execFileSync('soffice', args, { stdio: 'ignore' });
  return workbook.replace(/\.xlsx$/, '.pdf');
}

/** The text of each page. */
export const pagesOf = (pdf: string) =>
  execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
