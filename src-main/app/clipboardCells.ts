/**
 * Puts copied cells on the clipboard, as text and as HTML at once: a spreadsheet takes the HTML, everything else the
 * text. Knows both ways of Electron to do so. It must never read what others have put there.
 */
import * as electron from 'electron';

export interface CopiedCells {
  readonly text: string;
  readonly html: string;
}

/** Of Electron up to version 43, and so of the fallback runtime. */
interface PlainClipboard {
  write(cells: CopiedCells): void;
}

/** @param runtime Electron, whichever version */
export async function copyToClipboard(
  { text, html }: CopiedCells,
  runtime: Pick<typeof electron, 'clipboard' | 'ClipboardItem'> = electron,
): Promise<void> {
  if (!('ClipboardItem' in runtime)) {
    (runtime as { clipboard: PlainClipboard }).clipboard.write({ text, html });
    return;
  }
  const { clipboard, ClipboardItem } = runtime;
  await clipboard.write([new ClipboardItem({ 'text/plain': text, 'text/html': html })]);
}
