/**
 * Why a step of decisions was made, as it is stored with it. What the program itself has to say of a step is a value
 * here and never a note: notices/decisionNoteText.ts has the words.
 */
import { z } from 'zod';
import { REVIEW_FLAGS } from './reviewFlags.ts';

/** What took users out of approval. */
const approvalEnd = z.discriminatedUnion('by', [
  /** What a file tells of them. */
  z.object({ by: z.literal('file'), fileName: z.string() }),
  /** A list that was a set until then. */
  z.object({ by: z.literal('exclusion-list'), fileName: z.string() }),
  z.object({ by: z.literal('files') }),
  z.object({ by: z.literal('lists') }),
  z.object({ by: z.literal('register') }),
  /** What was changed in Settings, words that mean keep among it. */
  z.object({ by: z.literal('settings') }),
  /** Of which day a file is: other lines stand. */
  z.object({ by: z.literal('data-date'), fileName: z.string() }),
  /** A file is no longer there, and what older ones tell stands again. */
  z.object({ by: z.literal('taken-back'), fileName: z.string() }),
  /** It is another day, or another version of the program looks. */
  z.object({ by: z.literal('day') }),
  /** What a job has changed of users. */
  z.object({ by: z.literal('job'), name: z.string() }),
]);
export type ApprovalEnd = z.infer<typeof approvalEnd>;

/** What takes users out of approval, each by its word. */
export const APPROVAL_ENDERS = approvalEnd.options.map(({ shape }) => shape.by.value) as [
  ApprovalEnd['by'],
  ...ApprovalEnd['by'][],
];

const byRule = z.object({ what: z.literal('by-rule'), rules: z.array(z.enum(REVIEW_FLAGS)) });
/** The sampling check found the user to differ; the note is that of the finding. */
const sampled = z.object({ what: z.literal('sampled') });

/** What a page may say of a decision that it makes. */
export const toldCause = z.discriminatedUnion('what', [byRule, sampled]);

export const stepCause = z.discriminatedUnion('what', [
  /** Somebody decides. */
  z.object({ what: z.literal('decision') }),
  sampled,
  /** Excluded by rules of the review; an earlier version wrote them into the note. */
  byRule.partial({ rules: true }),
  /** An earlier version wrote the reason into the note. */
  z.object({ what: z.literal('approval-ended'), end: approvalEnd.optional() }),
  /** The name that an earlier version gave the step. */
  z.object({ what: z.literal('earlier'), words: z.string() }),
]);
export type StepCause = z.infer<typeof stepCause>;
