/**
 * The pages of all kinds of jobs. A kind that is missing here doesn't compile. Nothing else stands here, so that a test
 * can put a longer list in its place.
 */
import { IconCoins, IconEraser, IconUserShare, IconUserX } from '@tabler/icons-react';

import type { JobKind } from '#shared/jobKinds/jobKinds.ts';
import type { JobPages } from './jobPages.ts';
import { purgeUserRecords, purgeUsersOfSet } from './purgeUserRecords/purgeUserRecords.ts';
import { updateNotifyUsers } from './updateNotifyUsers/updateNotifyUsers.ts';

export const PAGE_LIST: { readonly [K in JobKind]: JobPages } = {
  'update-notify-users': updateNotifyUsers,
  'purge-user-records': purgeUserRecords,
  'purge-users': purgeUsersOfSet,
  'change-fees': { icon: IconCoins, Wizard: null, description: null, searchWords: '' },
  'restore-users': { icon: IconUserShare, Wizard: null, description: null, searchWords: '' },
  'erase-users': { icon: IconEraser, Wizard: null, description: null, searchWords: '' },
  'delete-user': { icon: IconUserX, Wizard: null, description: null, searchWords: '' },
};
