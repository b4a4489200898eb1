/** Commands of the review: decisions, the protected register, notes, views, samples, sign-off. */
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { transaction, type WritableDb } from '../db/db.ts';
import { forgetComparisons } from '../importing/compare/compareImport.ts';
import { ensureGroup } from '../replica/groups.ts';
import { applyRules } from '../review/applyRules.ts';
import { type DecisionRequest, decide, takeOutOfApproval } from '../review/decide.ts';
import { redo, undo } from '../review/decisionSteps.ts';
import { removeView, saveView } from '../review/gridViews.ts';
import { addRule, editRule, type RuleDetails, readRules, removeRule } from '../review/register.ts';
import {
  drawSample,
  type RecordedFinding,
  recordFinding,
  removeSample,
  type SampleRequest,
} from '../review/samples.ts';
import { sign, withdraw } from '../review/signOff.ts';
import { addNote, removeNote } from '../review/userNotes.ts';
import { type CommandContext, reflag } from './commandContext.ts';

export const reviewCommands = {
  'review.decide': (
    { db }: CommandContext,
    input: { users: Uint8Array; request: DecisionRequest },
  ) => transaction(db, () => decide(db, UserBitmap.fromBytes(input.users), input.request)),

  'review.applyRules': ({ db }: CommandContext, input: { by: string }) =>
    transaction(db, () => applyRules(db, input.by)),

  'review.undo': ({ db }: CommandContext) => transaction(db, () => undo(db)),

  'review.redo': ({ db }: CommandContext) => transaction(db, () => redo(db)),

  'register.add': ({ db }: CommandContext, input: { details: RuleDetails; by: string }) =>
    transaction(db, () => {
      const ruleId = addRule(db, input.details, input.by);
      useRegister(db, input.by);
      return ruleId;
    }),

  'register.edit': (
    { db }: CommandContext,
    input: { ruleId: number; details: RuleDetails; by: string },
  ) =>
    transaction(db, () => {
      editRule(db, input.ruleId, input.details);
      useRegister(db, input.by);
    }),

  'register.remove': ({ db }: CommandContext, input: { ruleId: number; by: string }) =>
    transaction(db, () => {
      removeRule(db, input.ruleId);
      useRegister(db, input.by);
    }),

  'note.add': ({ db }: CommandContext, input: { userNo: number; text: string; by: string }) =>
    transaction(db, () => addNote(db, input.userNo, input.text, input.by)),

  'note.remove': ({ db }: CommandContext, input: { noteId: number }) =>
    transaction(db, () => removeNote(db, input.noteId)),

  'view.save': ({ db }: CommandContext, input: { grid: string; name: string; state: string }) =>
    transaction(db, () => saveView(db, input)),

  'view.remove': ({ db }: CommandContext, input: { viewId: number }) =>
    transaction(db, () => removeView(db, input.viewId)),

  'sample.draw': ({ db }: CommandContext, request: SampleRequest) =>
    transaction(db, () => drawSample(db, request)),

  'sample.record': ({ db }: CommandContext, found: RecordedFinding) =>
    transaction(db, () => recordFinding(db, found)),

  'sample.remove': ({ db }: CommandContext, input: { sampleId: number }) =>
    transaction(db, () => removeSample(db, input.sampleId)),

  'signOff.sign': ({ db }: CommandContext, input: { name: string }) =>
    transaction(db, () => sign(db, input.name)),

  'signOff.withdraw': ({ db }: CommandContext) => transaction(db, () => withdraw(db)),
} as const;

/** The register is another: flags follow, and so does who may be approved. */
function useRegister(db: WritableDb, by: string): void {
  for (const rule of readRules(db)) if (rule.kind === 'group') ensureGroup(db, rule.value);
  forgetComparisons(db);
  reflag(db);
  takeOutOfApproval(db, new UserBitmap(), { by, note: 'The protected register names them.' });
}
