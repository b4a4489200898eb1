/**
 * The two kinds of files as the Import screen shows and explains them: colour, icon, words, and the
 * reports of CARLI that they usually are.
 */
import { IconListCheck, IconUsers } from '@tabler/icons-react';
import type { ImportKind } from '#shared/contract/shapes.ts';
import type { Meaning } from '../../ui/meaning.ts';

export interface KindWords extends Meaning {
  /** What such a file is for, in one line. */
  readonly purpose: string;
  /** How CARLI's shared report is called. */
  readonly report: string;
}

export const KINDS: Readonly<Record<ImportKind, KindWords>> = {
  candidates: {
    tone: 'accent',
    icon: IconUsers,
    word: 'Purge candidates',
    short: 'Candidates',
    purpose: 'Users whose purge date has come, from Analytics. They are what you review.',
    report: 'Users with Purge Dates of Current Date or Earlier',
  },
  exclusions: {
    tone: 'keep',
    icon: IconListCheck,
    word: 'Exclusion list',
    short: 'Exclusions',
    purpose: 'Primary identifiers of people to keep. Each list becomes a set.',
    report: 'PIDs for users with loans or fines at other i-share libraries XXX',
  },
};

export const KIND_CHOICES = (['candidates', 'exclusions'] as const).map((value) => ({
  value,
  label: KINDS[value].word,
}));

/** What a set made from the file is called unless the person says otherwise. */
export function setNameOf(fileName: string): string {
  return fileName.replace(/\.[^.]+$/, '');
}
