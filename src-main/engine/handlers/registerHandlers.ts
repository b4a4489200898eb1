/** The protected register: its rules, whom they protect. */
import { refuseRule } from '#shared/domain/protectedRegister.ts';
import type { ReadableDb } from '../db/db.ts';
import { countProtected, getRule, readRules } from '../review/register.ts';
import { os } from './implementer.ts';

export const registerHandlers = {
  list: os.register.list.handler(({ context: { session } }) => {
    const { reader } = session.workspace;
    const rules = readRules(reader);
    const counts = countProtected(reader, rules);
    return rules.map((rule, n) => ({ ...rule, users: counts[n]! }));
  }),
  count: os.register.count.handler(({ input, context: { session } }) => {
    const refusal = refuseRule(input.kind, input.value) ?? null;
    if (refusal) return { users: 0, refusal };
    const rule = { ruleId: 0, ...input };
    return { users: countProtected(session.workspace.reader, [rule])[0]!, refusal };
  }),
  add: os.register.add.handler(async ({ input: details, context: { session } }) => {
    const { reader, writer } = session.workspace;
    const ruleId = await writer.run('register.add', { details, by: session.userName });
    session.compareStale();
    return counted(reader, ruleId);
  }),
  edit: os.register.edit.handler(
    async ({ input: { ruleId, ...details }, context: { session } }) => {
      const { reader, writer } = session.workspace;
      await writer.run('register.edit', { ruleId, details, by: session.userName });
      session.compareStale();
      return counted(reader, ruleId);
    },
  ),
  remove: os.register.remove.handler(async ({ input, context: { session } }) => {
    const { writer } = session.workspace;
    await writer.run('register.remove', { ruleId: input.ruleId, by: session.userName });
    session.compareStale();
    return {};
  }),
};

function counted(reader: ReadableDb, ruleId: number) {
  const rule = getRule(reader, ruleId);
  return { ...rule, users: countProtected(reader, [rule])[0]! };
}
