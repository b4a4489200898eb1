/** The protected register: its rules, whom they protect. */
import { flawOfRule } from '#shared/domain/protectedRegister.ts';
import type { ReadableDb } from '../db/db.ts';
import {
  addRule,
  countProtected,
  editRule,
  getRule,
  listRules,
  removeRule,
} from '../review/register.ts';
import { NOTHING, type RequestsOf, read, write } from './request.ts';

export const registerRequests = {
  list: read(({ db }) => {
    const rules = listRules(db);
    const inForce = rules.filter(({ off }) => off === null);
    const counts = countProtected(db, inForce);
    return rules.map((rule) => ({ ...rule, users: counts[inForce.indexOf(rule)] ?? 0 }));
  }),
  count: read(({ db }, { kind, value }) => {
    const flaw = flawOfRule(kind, value) ?? null;
    if (flaw) return { users: 0, flaw };
    return { users: countProtected(db, [{ ruleId: 0, kind, value }])[0]!, flaw };
  }),
  add: write({
    changes: 'rules',
    work: ({ db, by }, details) => addRule(db, details, by),
    enters: (ruleId, { kind }) => ({ what: 'rule.added', details: { ruleId, kind } }),
    answer: ({ db }, ruleId) => counted(db, ruleId),
  }),
  edit: write({
    changes: 'rules',
    work: ({ db, by }, { ruleId, ...details }) => editRule(db, ruleId, details, by),
    enters: (_, { ruleId, kind }) => ({ what: 'rule.changed', details: { ruleId, kind } }),
    answer: ({ db }, _, { ruleId }) => counted(db, ruleId),
  }),
  remove: write({
    changes: 'rules',
    work: ({ db, by }, { ruleId }) => removeRule(db, ruleId, by),
    enters: (_, { ruleId }) => ({ what: 'rule.removed', details: { ruleId } }),
    answer: NOTHING,
  }),
} satisfies RequestsOf<'register'>;

function counted(db: ReadableDb, ruleId: number) {
  const rule = getRule(db, ruleId);
  return { ...rule, users: countProtected(db, [rule])[0]! };
}
