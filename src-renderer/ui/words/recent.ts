/** What is said of a workspace that was used before, from what was noted when it was last closed. */
import type { WorkspaceSummary } from '#shared/contract/shapes/workspace.ts';
import { countOf, formatCount } from '../format.ts';

/** `2,999 candidates, 412 undecided`; how far its cycle had come. */
export function summaryText({ candidates, undecided, purged, waiting }: WorkspaceSummary): string {
  if (candidates === 0) {
    return waiting > 0 ? `${countOf(waiting, 'file')} to add` : 'No candidates yet';
  }
  const all = countOf(candidates, 'candidate');
  if (purged > 0) return `${all}, ${formatCount(purged)} purged`;
  if (undecided === candidates) return `${all}, none decided`;
  return undecided > 0 ? `${all}, ${formatCount(undecided)} undecided` : `${all}, all decided`;
}

/** A workspace by its file’s name. */
export const workspaceName = (fileName: string) => fileName.replace(/\.purgedesk$/i, '');
