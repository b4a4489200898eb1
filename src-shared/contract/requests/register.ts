/** Requests about the protected register. */
import { z } from 'zod';
import { PROTECTED_KINDS } from '../../domain/protectedRegister.ts';
import { count, id } from '../../domain/valueShapes.ts';
import { RULE_FLAW_NAMES } from '../../refusals/reviewRefusals.ts';
import { newProtectedRule, protectedRule } from '../shapes/register.ts';
import { base, changing } from './base.ts';

export const registerRequests = {
  list: base.output(z.array(protectedRule)),
  /** How many candidates a rule would protect. */
  count: base
    .input(z.strictObject({ kind: z.enum(PROTECTED_KINDS), value: z.string().max(255) }))
    .output(z.object({ users: count, flaw: z.enum(RULE_FLAW_NAMES).nullable() })),
  add: changing.input(newProtectedRule).output(protectedRule),
  edit: changing.input(newProtectedRule.extend({ ruleId: id })).output(protectedRule),
  remove: changing.input(z.strictObject({ ruleId: id })).output(z.object({})),
};
