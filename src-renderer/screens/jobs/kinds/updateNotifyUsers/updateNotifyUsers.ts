/** What Update/Notify Users has on screen. */
import { IconUserEdit } from '@tabler/icons-react';
import type { UpdateParameters } from '#shared/jobKinds/updateNotifyUsers.ts';
import type { JobPages } from '../jobPages.ts';
import { UpdateNotifyWizard } from './UpdateNotifyWizard.tsx';
import { againDraft } from './updateDraft.ts';
import { UPDATE_DESCRIPTION, UPDATE_SEARCH_WORDS } from './words.tsx';

export const updateNotifyUsers: JobPages = {
  icon: IconUserEdit,
  Wizard: UpdateNotifyWizard,
  description: UPDATE_DESCRIPTION,
  again: async (told) => againDraft(told as unknown as UpdateParameters),
  searchWords: UPDATE_SEARCH_WORDS,
};
