/** What a job of a kind does; asked wherever jobs of any kind are dealt with. */
import type { JobKind } from '#shared/jobKinds/jobKinds.ts';
import type { JobKindWork } from './jobKind.ts';
import { KIND_LIST } from './kinds/kindList.ts';

export function workOf(kind: JobKind): JobKindWork {
  return KIND_LIST[kind];
}
