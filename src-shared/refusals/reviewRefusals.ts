/** Refusals about users, decisions, checks, the register and signatures. */
import type { RuleFlaw } from '../domain/protectedRegister.ts';
import type { Said } from '../domain/said.ts';

const CHOOSE_ONE = 'Choose one.';

/** Why a rule can't be kept in the register. */
export const RULE_FLAWS: Readonly<Record<RuleFlaw, string>> = {
  blank: 'A rule needs a text to compare with.',
  everybody: 'This pattern would protect everybody. Give it at least one letter or digit.',
};

export const RULE_FLAW_NAMES = Object.keys(RULE_FLAWS) as [RuleFlaw, ...RuleFlaw[]];

/** What criteria asked for and isn't there any more. */
const GONE = {
  set: 'This set is no longer there.',
  rule: 'This rule is no longer in the register.',
  preview: 'This preview is no longer held. Make it again.',
} as const;

export const REVIEW_REFUSALS = {
  'user.gone': { text: 'This user is not in this workspace.' },
  'note.gone': { text: 'This note is no longer there.' },
  'criteria.gone': ({ what }: { what: keyof typeof GONE }): Said => ({ text: GONE[what] }),
  'review.reason': { text: 'A user is excluded for a reason.', todo: CHOOSE_ONE },
  'review.staffReason': {
    text: 'Approving a user whose role column says Yes or nothing needs a reason.',
    todo: CHOOSE_ONE,
  },
  'review.oneByOne': {
    text: 'Users whose role column says Yes or nothing are approved one by one.',
    todo: 'Choose one of them.',
  },
  'review.typedIdentifier': {
    text: 'What was typed is not the primary identifier of this user. Nothing was decided.',
    todo: 'Type it exactly as it is shown.',
  },
  'review.nothingToUndo': { text: 'There is no decision to undo.' },
  'review.nothingToRedo': { text: 'There is no undone decision to make again.' },
  'sample.gone': { text: 'This sample is no longer there.' },
  'sample.userGone': { text: 'This user is not in the sample.' },
  'sample.nobodyApproved': {
    text: 'Nobody is approved yet, so there is nobody to draw from.',
    todo: 'Approve users first, or draw from everybody who isn’t excluded.',
  },
  'sample.nobodyLeft': {
    text: 'There is no candidate who isn’t excluded, so there is nobody to draw from.',
    todo: 'Import the candidates first, or clear decisions.',
  },
  'register.gone': { text: 'This rule is no longer in the register.' },
  'register.taken': { text: 'The register has this rule already.', todo: 'Change that one.' },
  'register.erased': {
    text: 'This rule still has [erased] where a user was named, so it would protect nobody, or somebody else.',
    todo: 'Type what it is to protect, or remove it.',
  },
  'register.rule': ({ flaw }: { flaw: RuleFlaw }): Said => ({ text: RULE_FLAWS[flaw] }),
  'signOff.name': { text: 'A signature needs a name.', todo: 'Type the name of who signs.' },
  'signOff.complete': {
    text: 'Two people have signed, and nothing has changed since.',
    todo: 'Withdraw the sign-off if it is to be signed again.',
  },
  'signOff.samePerson': {
    text: 'The first signature has this name already. The second must be that of another person.',
    todo: 'Have a colleague look at the review and sign.',
  },
  'signOff.nobody': {
    text: 'There is no candidate in the review, so there is nothing to sign.',
    todo: 'Import the candidates first.',
  },
  'signOff.none': { text: 'There is no sign-off to withdraw.' },
} as const;
