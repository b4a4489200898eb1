/** Makes what documents are put together of: columns, and sections of sentences or facts. Pure. */
import type { DocumentColumn, DocumentSection, Fact } from './document.ts';

/** @param width in characters */
export const column = (
  id: string,
  heading: string,
  is: DocumentColumn['is'],
  width: number,
): DocumentColumn => ({ id, heading, is, width });

export const textSection = (
  id: string,
  title: string,
  lines: readonly string[],
): DocumentSection => ({ id, title, form: 'text', lines });

export const factSection = (
  id: string,
  title: string,
  facts: readonly Fact[],
): DocumentSection => ({ id, title, form: 'facts', facts });
