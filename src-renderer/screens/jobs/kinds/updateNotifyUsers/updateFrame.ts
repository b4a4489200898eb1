/** What the pages of Update/Notify Users have in common: Alma's steps, the first of which has chosen the job. */
import { updateNotifyUsers } from '#shared/jobKinds/updateNotifyUsers.ts';
import { RUN_STEPS } from '../../words.tsx';

export const UPDATE_FRAME = {
  kind: updateNotifyUsers.kind,
  ...RUN_STEPS,
} as const;
