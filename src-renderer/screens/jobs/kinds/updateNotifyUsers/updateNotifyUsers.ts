/** What Update/Notify Users has on screen. */
import { IconUserEdit } from '@tabler/icons-react';
import type { JobPages } from '../jobPages.ts';
import { UpdateNotifyWizard } from './UpdateNotifyWizard.tsx';

export const updateNotifyUsers: JobPages = {
  icon: IconUserEdit,
  Wizard: UpdateNotifyWizard,
  command: { label: 'Update/Notify users', words: 'job group ok to purge' },
};
