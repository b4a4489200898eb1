/** What Update/Notify Users has on screen. */
import { IconUserEdit } from '@tabler/icons-react';
import type { JobPages } from '../jobPages.ts';
import { UpdateNotifyWizard } from './UpdateNotifyWizard.tsx';
import { UPDATE_DESCRIPTION, UPDATE_SEARCH_WORDS } from './words.tsx';

export const updateNotifyUsers: JobPages = {
  icon: IconUserEdit,
  Wizard: UpdateNotifyWizard,
  description: UPDATE_DESCRIPTION,
  searchWords: UPDATE_SEARCH_WORDS,
};
