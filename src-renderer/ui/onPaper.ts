/**
 * What the screen that is shown can put on paper: File > Print and File > Export as PDF come here, whoever shows
 * something. Knows no screen; a screen that has nothing to print offers nothing.
 */
import { useEffect } from 'react';
import { notifyDone } from './notify.tsx';
import { paperWords } from './words/components.tsx';

export interface OnPaper {
  readonly print: () => unknown;
  readonly exportPdf: () => unknown;
}

let offered: OnPaper | null = null;

/** Offers it for as long as it is shown; null while there is nothing yet. */
export function useOnPaper(onPaper: OnPaper | null): void {
  useEffect(() => {
    offered = onPaper;
    return () => {
      if (offered === onPaper) offered = null;
    };
  }, [onPaper]);
}

export function printShown(): unknown {
  return offered ? offered.print() : notifyDone(paperWords.nothing('print'));
}

export function exportShown(): unknown {
  return offered ? offered.exportPdf() : notifyDone(paperWords.nothing('export'));
}
