/**
 * What a page has Chromium copy, told to main as a hash: so it knows what on the clipboard is ours. Never the text.
 */
import { desktop } from './desktop.ts';

/** Listens for as long as the page lives. */
export function watchCopying(): void {
  for (const event of ['copy', 'cut'] as const)
    window.addEventListener(event, (copying) => {
      const given = copying.defaultPrevented && copying.clipboardData?.getData('text/plain');
      const text = given || selectedText();
      if (text !== '') void noteCopied(text);
    });
}

/** A text that was put on the clipboard past the listeners of the page. */
export async function noteCopied(text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text.replaceAll('\r\n', '\n'));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  await desktop.noteCopied(sha256);
}

function selectedText(): string {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
    return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
  return document.getSelection()?.toString() ?? '';
}
