/** What the two purges have on screen. */
import { IconFlame } from '@tabler/icons-react';
import type { JobPages } from '../jobPages.ts';
import { PurgeWizard } from './PurgeWizard.tsx';
import { SetPurgeWizard } from './SetPurgeWizard.tsx';
import { SET_PURGE_DESCRIPTION, SET_PURGE_SEARCH_WORDS } from './words/setPurge.tsx';
import { PURGE_SEARCH_WORDS } from './words/settings.tsx';

export const purgeUserRecords: JobPages = {
  icon: IconFlame,
  Wizard: PurgeWizard,
  description: null,
  searchWords: PURGE_SEARCH_WORDS,
};

export const purgeUsersOfSet: JobPages = {
  icon: IconFlame,
  Wizard: SetPurgeWizard,
  description: SET_PURGE_DESCRIPTION,
  searchWords: SET_PURGE_SEARCH_WORDS,
};
