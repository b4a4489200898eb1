/**
 * How the audit trail ended when a document was made. The hash stands for every entry up to it, so a document that was
 * handed over shows later whether the trail was made anew since. Pure.
 */
import type { DocumentSection } from '../document.ts';
import { factSection } from '../sections.ts';
import { code, count, fact } from '../values.ts';
import { TRAIL_WORDS } from './words.ts';

export interface TrailEnd {
  readonly entryNo: number;
  readonly hash: string;
}

/** @param end null: the workspace has no trail, as that of a version before it */
export function trailEndSections(end: TrailEnd | null): DocumentSection[] {
  if (end === null) return [];
  const { title, entry, hash, note } = TRAIL_WORDS.atMaking;
  const facts = [fact(entry, count(end.entryNo)), fact(hash, code(end.hash), note)];
  return [factSection('trail-end', title, facts)];
}
