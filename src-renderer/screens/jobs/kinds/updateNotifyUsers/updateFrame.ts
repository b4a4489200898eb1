/** What the pages of Update/Notify Users have in common: Alma's steps, of which the first is settled here. */
import { updateNotifyUsers } from '#shared/jobKinds/updateNotifyUsers.ts';
import { updateSteps } from './words.tsx';

export const UPDATE_FRAME = {
  kind: updateNotifyUsers.kind,
  steps: updateSteps,
  /** There is one job to choose. */
  settled: 1,
} as const;
