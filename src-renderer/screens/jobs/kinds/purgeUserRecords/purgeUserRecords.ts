/** What the two purges have on screen. */
import { IconFlame } from '@tabler/icons-react';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import { engine } from '../../../../client/engineClient.ts';
import type { JobPages } from '../jobPages.ts';
import { PurgeWizard } from './PurgeWizard.tsx';
import { againDraft } from './purgeDraft.ts';
import { SetPurgeWizard } from './SetPurgeWizard.tsx';
import { SET_PURGE_DESCRIPTION, SET_PURGE_SEARCH_WORDS } from './words/setPurge.tsx';
import { PURGE_SEARCH_WORDS } from './words/settings.tsx';

const again = async (told: Readonly<Record<string, unknown>>) =>
  againDraft(told as unknown as PurgeSettings, await engine.settings.get());

export const purgeUserRecords: JobPages = {
  icon: IconFlame,
  Wizard: PurgeWizard,
  description: null,
  again,
  searchWords: PURGE_SEARCH_WORDS,
};

export const purgeUsersOfSet: JobPages = {
  icon: IconFlame,
  Wizard: SetPurgeWizard,
  description: SET_PURGE_DESCRIPTION,
  again,
  searchWords: SET_PURGE_SEARCH_WORDS,
};
