/**
 * The prints that the engine waits for: passes each on, answers it whatever happens, and gives up what nobody waits
 * for any more. Must never answer an engine that didn't ask.
 */
import type { MainToEngine, PrintRequest } from '#shared/contract/desktopContract.ts';
import type { Printing } from './printing.ts';

export interface EnginePrints {
  /** @param answer reaches the engine that asked, or nobody */
  wanted(request: PrintRequest, answer: (message: MainToEngine) => void): void;
  cancelled(printId: string): void;
  /** The engine ended, or the program ends. */
  cancelAll(): void;
}

export function enginePrints({ print }: Printing): EnginePrints {
  const running = new Map<string, AbortController>();
  return {
    wanted({ printId, ...job }, answer) {
      const cancel = new AbortController();
      running.set(printId, cancel);
      void print(job, cancel.signal).then((printed) => {
        if (running.get(printId) === cancel) running.delete(printId);
        answer({ type: 'print.done', printId, ...printed });
      });
    },
    cancelled: (printId) => running.get(printId)?.abort(),
    cancelAll() {
      for (const cancel of running.values()) cancel.abort();
    },
  };
}
