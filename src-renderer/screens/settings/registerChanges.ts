/**
 * Changing the protected register: each change is made at once, says what it does to the candidates, and offers
 * Undo.
 */
import type { ProtectedRuleSummary } from '#shared/contract/shapes/register.ts';
import type { ProtectedKind } from '#shared/domain/protectedRegister.ts';
import { engine } from '../../client/engineClient.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.tsx';
import { registerWords, ruleText } from './words.tsx';

/** What a rule says, as it is edited. */
export interface RuleDraft {
  readonly kind: ProtectedKind;
  readonly value: string;
  readonly note: string;
  readonly reviewOn: string | null;
}

export function draftOf({ kind, value, note, reviewOn }: ProtectedRuleSummary): RuleDraft {
  return { kind, value, note, reviewOn };
}

/** May reject with what the engine refused. */
export async function addRule(draft: RuleDraft): Promise<void> {
  const before = await approved();
  const { ruleId, users } = await engine.register.add(draft);
  const taken = before - (await approved());
  notifyDone(registerWords.protects(ruleText(draft.kind, draft.value), users, taken), {
    undo: () => quietly(engine.register.remove({ ruleId })),
  });
}

/** May reject with what the engine refused. */
export async function changeRule(rule: ProtectedRuleSummary, draft: RuleDraft): Promise<void> {
  const { ruleId } = rule;
  const before = await approved();
  const { users } = await engine.register.edit({ ruleId, ...draft });
  const taken = before - (await approved());
  notifyDone(registerWords.protects(ruleText(draft.kind, draft.value), users, taken), {
    undo: () => quietly(engine.register.edit({ ruleId, ...draftOf(rule) })),
  });
}

export async function removeRule(rule: ProtectedRuleSummary): Promise<void> {
  try {
    await engine.register.remove({ ruleId: rule.ruleId });
    notifyDone(registerWords.removed(ruleText(rule.kind, rule.value), rule.users), {
      undo: () => quietly(engine.register.add(draftOf(rule))),
    });
  } catch (error) {
    notifyFailure(error);
  }
}

async function approved(): Promise<number> {
  return (await engine.review.counts()).approved;
}

async function quietly(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    notifyFailure(error);
  }
}
