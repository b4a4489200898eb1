/**
 * Puts copied cells on the clipboard, as text and as HTML at once: a spreadsheet takes the HTML, everything else the
 * text. Knows both ways of Electron to do so. Of what was copied here, by whatever way, it remembers a hash, in memory
 * alone: by that it is known again once people were erased, and taken from the clipboard. Must never keep what stands
 * there, and never take away what another program has put there.
 */
import { createHash } from 'node:crypto';
import * as electron from 'electron';

export interface CopiedCells {
  readonly text: string;
  readonly html: string;
}

/** Of Electron up to version 43, and so of the fallback runtime. */
interface PlainClipboard {
  write(cells: CopiedCells): void;
}

type Runtime = Pick<typeof electron, 'clipboard' | 'ClipboardItem'>;

/** SHA-256 of what this program has put there last. */
let copied: string | undefined;

/** @param runtime Electron, whichever version */
export async function copyToClipboard(
  { text, html }: CopiedCells,
  runtime: Runtime = electron,
): Promise<void> {
  copied = hashOf(text);
  if (!('ClipboardItem' in runtime)) {
    (runtime as { clipboard: PlainClipboard }).clipboard.write({ text, html });
    return;
  }
  const { clipboard, ClipboardItem } = runtime;
  await clipboard.write([new ClipboardItem({ 'text/plain': text, 'text/html': html })]);
}

/** A page had Chromium copy something. @param sha256 of the text, with line feeds alone */
export function noteCopied(sha256: string): void {
  copied = sha256;
}

/** Empties the clipboard where it still holds what this program has put there. */
export async function clearCopied({
  clipboard,
}: Pick<Runtime, 'clipboard'> = electron): Promise<void> {
  const wanted = copied;
  copied = undefined;
  if (wanted !== undefined && hashOf(await clipboard.readText()) === wanted) clipboard.clear();
}

/** Windows has line breaks of its own. */
const hashOf = (text: string) =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
