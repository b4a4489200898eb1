/** What Purge User Records has on screen. */
import { IconFlame } from '@tabler/icons-react';
import type { JobPages } from '../jobPages.ts';
import { Purged, WithoutApproval } from './PurgeReport.tsx';
import { PurgeWizard } from './PurgeWizard.tsx';
import { PURGE_SEARCH_WORDS } from './words/settings.tsx';

export const purgeUserRecords: JobPages = {
  icon: IconFlame,
  Wizard: PurgeWizard,
  report: { First: WithoutApproval, Rest: Purged },
  searchWords: PURGE_SEARCH_WORDS,
};
