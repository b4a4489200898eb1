/** What Purge User Records has on screen. */
import { IconFlame } from '@tabler/icons-react';
import type { JobPages } from '../jobPages.ts';
import { Purged, WithoutApproval } from './PurgeReport.tsx';
import { PurgeWizard } from './PurgeWizard.tsx';

export const purgeUserRecords: JobPages = {
  icon: IconFlame,
  Wizard: PurgeWizard,
  report: { First: WithoutApproval, Rest: Purged },
  command: { label: 'Purge user records', words: 'job delete' },
};
