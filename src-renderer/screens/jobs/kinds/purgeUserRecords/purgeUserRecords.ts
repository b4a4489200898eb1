/** What Purge User Records has on screen. */
import { IconFlame } from '@tabler/icons-react';
import type { JobPages } from '../jobPages.ts';
import { PurgeWizard } from './PurgeWizard.tsx';
import { PURGE_SEARCH_WORDS } from './words/settings.tsx';

export const purgeUserRecords: JobPages = {
  icon: IconFlame,
  Wizard: PurgeWizard,
  searchWords: PURGE_SEARCH_WORDS,
};
