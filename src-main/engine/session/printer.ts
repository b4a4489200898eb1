/**
 * How the engine gets documents on paper: main does it, which has Chromium; here are the questions that wait for it.
 * Must never hold a document longer than the message that carries it.
 */
import { randomUUID } from 'node:crypto';
import type { EngineToMain, MainToEngine, PrintRequest } from '#shared/contract/desktopContract.ts';
import { Refusal } from '../refusal.ts';

export interface PrintOptions extends Omit<PrintRequest, 'printId' | 'html'> {
  readonly signal?: AbortSignal | undefined;
}

/**
 * The bytes of the PDF; null when it went to the system's print dialog, printed or cancelled there.
 * Refuses with `export.notPrinted`; throws the reason of the signal once that is aborted.
 */
export type Printer = (html: string, options: PrintOptions) => Promise<Uint8Array | null>;

type PrintDone = Extract<MainToEngine, { type: 'print.done' }>;

export function mainPrinter(tell: (message: EngineToMain) => void) {
  const waiting = new Map<string, (done: PrintDone) => void>();
  const print: Printer = async (html, { signal, ...options }) => {
    signal?.throwIfAborted();
    const printId = randomUUID();
    const cancel = () => tell({ type: 'print.cancelled', printId });
    const done = await new Promise<PrintDone>((resolve) => {
      waiting.set(printId, resolve);
      signal?.addEventListener('abort', cancel, { once: true });
      tell({ type: 'print.wanted', printId, html, ...options });
    });
    signal?.removeEventListener('abort', cancel);
    signal?.throwIfAborted();
    if (done.failure !== null) throw new Refusal('export.notPrinted', { failure: done.failure });
    return done.pdf;
  };
  return {
    print,
    done(message: PrintDone): void {
      waiting.get(message.printId)?.(message);
      waiting.delete(message.printId);
    },
  };
}
