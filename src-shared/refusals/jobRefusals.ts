/** Refusals about jobs; what only one kind says stands in its definition. */

import { UNAPPROVED_TEXTS, type Unapproved } from '../domain/approval.ts';
import type { IsoDate } from '../domain/calendar.ts';
import { type FeeFlaw, MOST_LINES } from '../domain/feeActions.ts';
import type { StaysBecause } from '../domain/jobHistory.ts';
import type { ErasureCaveat } from '../domain/person.ts';
import { PLANNED_SETTINGS, type PlannedSetting } from '../domain/plannedPurge.ts';
import { MOST_DAYS, type PurgeFlaw, type RetainReason } from '../domain/purgeRules.ts';
import { isOrAre, type Said, type Say } from '../domain/said.ts';
import type { SealedPart } from '../domain/signOff.ts';
import { DELETION_REASON_TEXTS } from '../jobKinds/deleteUser.ts';
import type { JobRefusalWords } from '../jobKinds/jobKind.ts';
import { type JobKind, jobKind } from '../jobKinds/jobKinds.ts';

/** How many users lack approval, by what they lack. */
export type Lacking = readonly { readonly kind: Unapproved; readonly users: number }[];

/** What a sign-off lacks: the parts that changed since, or else signatures. */
export interface SealLack {
  readonly signatures: number;
  readonly broken: readonly SealedPart[];
}

/** What is told of users before they are erased on their request. */
export const ERASURE_CAVEAT_TEXTS: Readonly<Record<ErasureCaveat, string>> = {
  loans: 'they have loans',
  owes: 'they owe fines/fees',
  staff: 'they have a staff role',
  protected: 'the protected register names them',
  approved: 'they are approved for a purge',
};

const HAVE_IT_SIGNED = 'Open Review, Sign-off, have two people sign, then submit again.';

export const JOB_REFUSALS = {
  'job.gone': { text: 'This job is no longer there.' },
  'job.unreadable': {
    text: 'What this job was told to do can’t be read: it was changed by another program, or the file was damaged.',
    todo: 'Submit it again.',
  },
  'job.fault': {
    text: 'A fault in Purge Desk ended this job.',
    todo: 'Submit it again. If that fails, too, report it with the log.',
  },
  'job.notStopped': {
    text: 'This job isn’t one that stopped half way, so it can’t be taken up again.',
  },
  'cleanup.stopped': {
    text: 'A fault in Purge Desk stopped this job. The users whom it had begun to erase can’t be found or restored any more, but something of them is still in the file.',
    todo: 'Choose Try again at this job in Jobs: it goes on where it stopped, as it does by itself when the workspace is opened again. If that fails, too, report it with the log.',
  },
  'job.cancelled': ({ by }: { by: string }): Said => ({
    text: `${by} cancelled this job before it began. It changed nobody.`,
  }),
  'job.begun': {
    text: 'This job has begun, and a job that has begun runs to its end. Nothing was cancelled.',
  },
  'job.forgotten': {
    text: 'The people, settings and picture of this job were removed: jobs are kept for one year. Reports that were exported before have them still.',
  },
  'certificate.none': {
    text: 'There is no certificate of this job: it erases nobody, or has not searched to its end.',
  },
  'certificate.flawed': {
    text: 'This certificate isn’t as it was made, or isn’t the one of which the audit trail tells, so it proves nothing. It was not handed out.',
    todo: 'Open a copy of the workspace from before, or compare with a certificate that was saved earlier. purgedesk verify names what doesn’t hold.',
  },
  'job.notOld': ({ endedBefore }: { endedBefore: IsoDate }, say: Say): Said => ({
    text: `Only jobs that ended before ${say.date(endedBefore)} can be removed: they are kept for one year. Nothing was removed.`,
  }),
  'job.stays': ({ because }: { because: StaysBecause }): Said => STAYING[because],
  'job.othersToForget': ({ users }: { users: number }, say: Say): Said => ({
    text: `These jobs tell of ${say.users(users)} now, not of as many as were confirmed. Nothing was removed.`,
    todo: 'Look at them again, then type the number.',
  }),
  'job.policy': {
    text: 'Nobody has said yet what this institution has set in Alma: its delete user policy, time zone, reading of the day bound, which fines/fees count, currency, Esploro.',
    todo: 'Open the job on the Jobs screen, answer the questions there, then submit again.',
  },
  'job.noCapture': { text: 'No screen capture was taken of this job’s settings.' },
  'capture.unknown': {
    text: 'The screen capture of the settings is missing. Nothing was submitted.',
    todo: 'Submit again.',
  },
  'job.protected': ({ kind, ...values }: OfKind, say: Say): Said =>
    wordsOf(kind).protected(values, say),
  'job.notApproved': (
    { kind, lacking, ...values }: OfKind & { lacking: Lacking },
    say: Say,
  ): Said => {
    const ofOne = lacking.map((each) => UNAPPROVED_TEXTS[each.kind].ofOne).join(', ');
    return wordsOf(kind).notApproved({ ...values, kinds: kindsText(lacking, say), ofOne }, say);
  },
  'job.typedNumber': ({ users }: { users: number }, say: Say): Said => ({
    text: `The number typed is not the number of users who are not approved: ${say.count(users)}. Nothing was submitted.`,
    todo: 'Look at them again, then type their number.',
  }),
  'job.notAsSigned': ({ settings }: { settings: readonly PlannedSetting[] }): Said => ({
    text: `Two people have signed another purge than this one. It differs in: ${settings.map((each) => PLANNED_SETTINGS[each]).join(', ')}.`,
    todo: 'Submit the purge as it was signed, or change the planned purge in Settings and have two people sign again.',
  }),
  'job.signOff': ({ why, seal }: { why: WhySignOff; seal: SealLack }, say: Say): Said => ({
    text: `${whyText(why, say)} ${sealText(seal)}`,
    todo: HAVE_IT_SIGNED,
  }),
  'job.setNotSigned': ({ users }: { users: number }, say: Say): Said => ({
    text: `Two people have signed, but not that ${say.users(users)} of this set ${users === 1 ? 'goes' : 'go'} without approval: it was made since, or is logical and may find others.`,
    todo: 'Make an itemized set of them, withdraw the sign-off, have two people sign again, then submit.',
  }),
  'cleanup.nobody': {
    text: 'None of these users is deleted, so there is nobody to purge.',
    todo: 'Look at User cleanup again: they may have been restored or returned meanwhile.',
  },
  'cleanup.typedUsers': ({ users }: { users: number }, say: Say): Said => ({
    text: `The number typed is not the number of users who would be purged: ${say.count(users)}. Nothing was submitted.`,
    todo: 'Look at them again, then type their number.',
  }),
  'erasure.nobody': {
    text: 'Nobody is chosen, and nothing is searched for, so there is nobody to erase.',
    todo: 'Choose a user, or search for an identifier, a name or an address.',
  },
  'erasure.users': ({ users }: { users: number }, say: Say): Said => ({
    text: `The users who were chosen aren’t as many as were confirmed, or some were erased meanwhile: there ${isOrAre(users)} ${say.users(users)} now. Nothing was submitted.`,
    todo: 'Search again, then confirm.',
  }),
  'erasure.tooMany': ({ most }: { most: number }): Said => ({
    text: `More than ${most} users were chosen: that is no one person.`,
    todo: 'Choose the records of one person.',
  }),
  'erasure.word': ({ word }: { word: string }): Said => ({
    text: `What was typed is not ${word}. Nothing was submitted.`,
    todo: `Type ${word}.`,
  }),
  'erasure.notTold': ({ caveats }: { caveats: readonly ErasureCaveat[] }): Said => ({
    text: `Something about these users wasn’t told before it was confirmed: ${caveats.map((each) => ERASURE_CAVEAT_TEXTS[each]).join(', ')}. Nothing was submitted.`,
    todo: 'Look at them again, then confirm.',
  }),
  'erasure.inJob': ({ jobId }: { jobId: number }): Said => ({
    text: `Job ${jobId} waits or runs and works on these users.`,
    todo: 'Wait for its end, or cancel it if it hasn’t begun, then submit again.',
  }),
  'erasure.ofOthers': ({ nth, users }: { nth: number; users: number }, say: Say): Said => ({
    text: `What is searched for in line ${nth} belongs to ${say.users(users)} who ${users === 1 ? 'isn’t' : 'aren’t'} chosen. Nothing was submitted: it would be taken from them.`,
    todo: 'Choose them, too, if they are the same person, or leave it out.',
  }),
  'restore.nobody': {
    text: 'None of these users is deleted, so there is nobody to restore.',
    todo: 'Look at User cleanup again: they may have been restored or returned meanwhile.',
  },
  'job.noField': {
    text: 'No field is ticked, so this job would change nothing.',
    todo: 'Tick at least one field and give it a value.',
  },
  'job.fieldTwice': {
    text: 'A field has two new values in this job.',
    todo: 'Give each field one value.',
  },
  'job.unknownCondition': ({ condition }: { condition: string }): Said => ({
    text: `This workspace doesn’t know the condition “${condition}”.`,
    todo: 'Name it in Settings, or choose another.',
  }),
  'job.condition': ({ field }: { field: string }): Said => ({
    text: `${field} decides whom a purge takes, and no public text says whom Alma changes under a condition other than Unconditionally.`,
    todo: 'Choose Unconditionally, with a set of those who shall get it.',
  }),
  'job.addsAndRemoves': ({ value }: { value: string }): Said => ({
    text: `This job would give ${value} and take it away again.`,
    todo: 'Untick one of the two fields.',
  }),
  'job.noScope': ({ field }: { field: string }): Said => ({
    text: `${field} has no scope.`,
  }),
  'job.roleParameters': ({ role }: { role: string }): Said => ({
    text: `The role ${role} needs parameters, such as a circulation desk. Alma’s job can’t add such roles to many users at once.`,
    todo: 'Give it to each user in Alma, or choose another role.',
  }),
  'job.noGroup': {
    text: 'This purge takes users of every group, so nobody can be left out by moving them.',
    todo: 'Choose a user group for the purge.',
  },
  'job.sameGroup': ({ group }: { group: string }): Said => ({
    text: `The group ${group} is the one that is to be purged.`,
    todo: 'Choose another group.',
  }),
  'job.nobodyToLeaveOut': { text: 'Everybody whom this purge may take is approved.' },
  'job.noFormerGroup': ({ users }: { users: number }, say: Say): Said => ({
    text: `No job here knows which group ${say.users(users)} ${users === 1 ? 'was' : 'were'} in before.`,
    todo: 'Choose the group that all of them get.',
  }),
  'deletion.notHeld': {
    text: 'This user can’t be deleted: no file in the review describes them, or they are gone already.',
  },
  'deletion.retained': ({ reasons }: { reasons: readonly RetainReason[] }): Said => ({
    text: `This user can’t be deleted: ${reasons.map((each) => DELETION_REASON_TEXTS[each].inSentence).join(', ')}.`,
    todo: 'Settle that in Alma and import new reports.',
  }),
  'deletion.researcher': {
    text: 'This user is a researcher. Alma refuses to delete those with assets or grants, and no report tells that they have none.',
    todo: 'Look at their assets in Alma; a purge makes them non-affiliated instead.',
  },
  'deletion.contact': {
    text: 'Contacts are vendors’ records and shouldn’t be deleted.',
    todo: 'Say that a Contact is meant, if that is so.',
  },
  'deletion.typed': {
    text: 'What was typed is not this user’s primary identifier. Nobody was deleted.',
    todo: 'Type it letter by letter.',
  },
  'fees.notHeld': {
    text: 'Fines/fees of this user can’t be changed: no file in the review describes them, or they are gone.',
  },
  'fees.nothingToDo': ({ overtaken }: { overtaken: number }): Said => ({
    text:
      overtaken > 0
        ? 'There is nothing to do in Alma: files that were added since tell the fines/fees anew. No list was written.'
        : 'There is nothing to do in Alma: no fines/fees were changed here. No list was written.',
  }),
  'fees.flaw': ({ flaw }: { flaw: FeeFlaw }): Said => ({ text: FEE_FLAW_TEXTS[flaw] }),
  'purge.settings': ({ flaw }: { flaw: PurgeFlaw }, say: Say): Said => ({
    text: purgeFlawText(flaw, say),
  }),
} as const;

const STAYING: Readonly<Record<StaysBecause, Said>> = {
  fees: {
    text: 'What this job did to fines/fees still counts, so it stays. Nothing was removed.',
    todo: 'Import a newer report of fines/fees first.',
  },
  certificate: {
    text: 'This job is the proof that users were erased and names nobody, so it stays. Nothing was removed.',
  },
  set: {
    text: 'A logical set asks for the users of this job, so it stays. Nothing was removed.',
    todo: 'Change or delete the set first.',
  },
};

/** Why a change of fines/fees can't be asked for; the page says it before it is asked. */
export const FEE_FLAW_TEXTS: Readonly<Record<FeeFlaw, string>> = {
  lines: 'These lines are no longer there, or aren’t of this user.',
  'too-many': `At most ${MOST_LINES} lines are changed at once.`,
  'not-active': 'Only active lines of which something is owed can be waived or disputed.',
  'not-disputed': 'Only a disputed amount can be restored; a waived one can’t.',
  amount: 'The amount must be above 0.',
  'above-line': 'The amount must be at most what is owed of the line.',
  'above-most': 'The amount must be smaller: no fine/fee is as high as this.',
  disagrees:
    'These lines don’t add up to the balance: import a newer report of fines/fees, then try again.',
  reason: 'A waive needs a reason.',
  comment: 'A credit needs a comment.',
};

export interface OfKind {
  readonly kind: JobKind;
  readonly users: number;
  /** The job takes the users of one group. */
  readonly ofGroup: boolean;
}

/** For kinds that have no words of their own. */
const ANY_JOB: JobRefusalWords = {
  subject: 'This job has',
  protected: ({ users }, say) => ({
    text: `${say.users(users)} of this job ${isOrAre(users)} protected by the register.`,
    todo: 'Leave them out, or change the register.',
  }),
  notApproved: ({ users, kinds }, say) => ({
    text: `${say.users(users)} of this job ${isOrAre(users)} not approved: ${kinds}.`,
    todo: 'Leave them out, or decide about them in the review.',
  }),
};

const wordsOf = (kind: JobKind): JobRefusalWords => jobKind(kind).refusals ?? ANY_JOB;

/** Why two people have to sign before a job of this kind. */
export type WhySignOff =
  | {
      readonly because: 'size';
      readonly kind: JobKind;
      readonly users: number;
      readonly above: number;
    }
  | { readonly because: 'staff'; readonly kind: JobKind; readonly users: number }
  | { readonly because: 'without-approval'; readonly users: number };

function whyText(why: WhySignOff, say: Say): string {
  if (why.because === 'without-approval')
    return `Purging ${say.users(why.users)} without approval takes two signatures.`;
  const concerned = `${wordsOf(why.kind).subject} ${say.users(why.users)}`;
  return why.because === 'size'
    ? `${concerned}; above ${say.count(why.above)} two people have to sign the review.`
    : `${concerned} approved though their role column says Yes or nothing; then two people have to sign the review.`;
}

/** As it stands in a sentence about what was changed. */
export const SEALED_PART_NAMES: Readonly<Record<SealedPart, string>> = {
  inputs: 'inputs',
  rules: 'rules',
  decisions: 'decisions',
  values: 'purge dates or balances',
};

function sealText({ signatures, broken }: SealLack): string {
  if (broken.length > 0)
    return `The seal is broken: ${broken.map((part) => SEALED_PART_NAMES[part]).join(', ')} changed after it was signed.`;
  return signatures === 0 ? 'Nobody has signed it.' : 'Only one person has signed it.';
}

/** `undecided 3, excluded 1` */
function kindsText(lacking: Lacking, say: Say): string {
  return lacking
    .map(({ kind, users }) => `${UNAPPROVED_TEXTS[kind].inSentence} ${say.count(users)}`)
    .join(', ');
}

/** Why the settings of a purge can't be used, for whoever chose them. */
export function purgeFlawText(flaw: PurgeFlaw, say: Say): string {
  switch (flaw) {
    case 'days':
      return `Number of days after purge date must be a whole number from 0 to ${say.count(MOST_DAYS)}.`;
    case 'waiveThreshold':
      return 'The waive threshold must be an amount of 0 or more in the currency of this workspace.';
    case 'userGroup':
      return 'A user group can be chosen only when the user record type is Staff or Public.';
    case 'setAndGroup':
      return 'A purge takes the users of a group or the members of a set, not both.';
  }
}
