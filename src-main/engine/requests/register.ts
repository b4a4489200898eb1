/** The protected register: its rules, whom they protect. */
import { flawOfRule } from '#shared/domain/protectedRegister.ts';
import type { ReadableDb } from '../db/db.ts';
import {
  addRule,
  countProtected,
  editRule,
  getRule,
  readRules,
  removeRule,
} from '../review/register.ts';
import { NOTHING, type RequestsOf, read, write } from './request.ts';

export const registerRequests = {
  list: read(({ db }) => {
    const rules = readRules(db);
    const counts = countProtected(db, rules);
    return rules.map((rule, n) => ({ ...rule, users: counts[n]! }));
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
    work: ({ db }, { ruleId, ...details }) => editRule(db, ruleId, details),
    enters: (_, { ruleId, kind }) => ({ what: 'rule.changed', details: { ruleId, kind } }),
    answer: ({ db }, _, { ruleId }) => counted(db, ruleId),
  }),
  remove: write({
    changes: 'rules',
    work: ({ db }, { ruleId }) => removeRule(db, ruleId),
    enters: (_, { ruleId }) => ({ what: 'rule.removed', details: { ruleId } }),
    answer: NOTHING,
  }),
} satisfies RequestsOf<'register'>;

function counted(db: ReadableDb, ruleId: number) {
  const rule = getRule(db, ruleId);
  return { ...rule, users: countProtected(db, [rule])[0]! };
}
