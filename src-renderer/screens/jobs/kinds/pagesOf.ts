/** What a kind of job has on screen; asked by every screen that shows jobs of any kind. */
import { JOB_KINDS, type JobKind } from '#shared/jobKinds/jobKinds.ts';
import type { JobPages } from './jobPages.ts';
import { PAGE_LIST } from './kindList.ts';

export function pagesOf(kind: JobKind): JobPages {
  return PAGE_LIST[kind];
}

/** The kinds that Alma's page Run a Job offers. */
export const KINDS_TO_RUN = JOB_KINDS.filter((kind) => pagesOf(kind).description !== null);

/** The kinds that have pages, in the order in which they are offered. */
export const KINDS_WITH_PAGES = JOB_KINDS.filter((kind) => pagesOf(kind).Wizard !== null);
