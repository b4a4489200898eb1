/** Words of what the institution has set in Alma: asked before the first job, changed in Settings, the same in both. */

import type { ReactNode } from 'react';
import { DELETE_POLICY_TEXTS, type DeletePolicy } from '#shared/domain/deletePolicies.ts';
import { NOBODY_HAS_SAID, POLICY_LABELS, policyName } from '#shared/domain/policyFacts.ts';

const currencyNames = new Intl.DisplayNames('en', { type: 'currency' });

export const deletePolicyWords = {
  label: POLICY_LABELS.deletePolicy,
  help: {
    about: 'the delete user policy',
    text: 'What Alma keeps of users whom the purge job deletes; reports print it. It is set in Alma under User Management. Deleting one user by hand goes by no policy: it always removes everything. Alma applies a stricter policy to users purged before, too.',
    source: 'Ex Libris’ “Configuring User Deletion”',
  },
  unsaid: NOBODY_HAS_SAID,
  name: policyName,
  meaning: (policy: DeletePolicy | null) =>
    policy === null
      ? 'Reports say that nobody has said which one it is.'
      : DELETE_POLICY_TEXTS[policy].meaning,
} as const;

export const zoneWords = {
  label: POLICY_LABELS.timeZone,
  meaning: 'Every time and day is shown in it, and “today” is the day that it is there.',
  /** The choice that follows the computer: `This computer’s: Europe/Vienna (UTC+1)`. */
  computers: (name: string, offset: string) => `This computer’s: ${zoneLabel(name, offset)}`,
  zoneOf: zoneLabel,
  none: 'No time zone has this name',
} as const;

function zoneLabel(name: string, offset: string): string {
  return name === offset ? name : `${name} (${offset})`;
}

export const currencyWords = {
  label: POLICY_LABELS.currency,
  meaning:
    'Of balances and the waive threshold: how they are shown, and how many decimals they have. Nothing is converted.',
  /** `USD – US Dollar`. */
  name: (code: string) => `${code} – ${currencyNames.of(code)}`,
} as const;

export const esploroWords = {
  label: POLICY_LABELS.esploro,
  unsaid: `${NOBODY_HAS_SAID}: researchers are purged like all others, and reports say so`,
  on: 'We use it: the purge keeps researchers with assets or grants as non-affiliated researchers',
  off: 'We don’t use it',
  help: {
    about: 'Esploro',
    text: 'Where Esploro is on, the purge job doesn’t remove researchers who have assets or grants: they become non-affiliated researchers, and their name, identifiers and e-mail addresses stay. Deleting one of them by hand is refused. Reports tell them by the columns Researcher, Number of assets and Number of grants.',
    source: 'Alma’s “Purging Users” and “Managing Users”',
  },
} as const;

/** The page before the first job. */
export const policyGateWords = {
  title: 'How your Alma is set up',
  why: 'No report tells these settings of your institution, and jobs depend on them. They are asked once in this workspace, and every preview, report and sheet prints them. You can change them in Settings. Whoever administers Alma knows the answers.',
  takenFrom: (workspace: string) =>
    `Taken over from “${workspace}”. Look whether they still hold; this is asked once.`,
  asked: {
    deletePolicy: 'What does Alma keep of users whom the purge job deletes?',
    timeZone: 'Whose clocks does the institution go by?',
    reading: 'Which purge dates does a run take?',
    countTransferred: 'Do fines and fees that went to a bursar still count as owed?',
    currency: 'In which currency are fines and fees?',
    esploro: 'Does the institution use Esploro?',
  },
  explained: {
    deletePolicy: 'It changes nobody who is purged, only what is left of them in Alma.',
    timeZone: 'It decides which day “today” is when a job runs, and so who is due on the last day.',
    reading:
      'Published texts disagree about users on the last day. The one chosen here decides; those on the last day are listed in any case.',
    countTransferred:
      'Users who owe more than the waive threshold are retained. Disputed and accrued amounts never count.',
    currency: 'Of the waive threshold, and of all balances in files.',
    esploro: 'Alma keeps something of researchers whom a purge takes.',
  },
  answer: 'Use these answers',
  confirm: 'They still hold',
} as const;

/** Under the institution in Settings. */
export const policyAskedWords = {
  notYet: 'Nobody has been asked yet how Alma is set up here. It is asked before the first job.',
  answered: (by: string, when: ReactNode) => (
    <>
      Asked before the first job, and answered by {by} on {when}.
    </>
  ),
  taken: (workspace: string) =>
    `Taken over from “${workspace}”. You are asked before the first job whether that still holds.`,
} as const;
