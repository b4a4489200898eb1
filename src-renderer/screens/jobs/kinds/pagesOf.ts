/** What a kind of job has on screen; asked by every screen that shows jobs of any kind. */
import type { JobKind } from '#shared/jobKinds/jobKinds.ts';
import type { JobPages } from './jobPages.ts';
import { PAGE_LIST } from './kindList.ts';

export function pagesOf(kind: JobKind): JobPages {
  return PAGE_LIST[kind];
}
