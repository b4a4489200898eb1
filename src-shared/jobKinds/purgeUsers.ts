/**
 * Purge Users: the same purge, of the members of a set instead of a user group. Alma has it since November 2025, and no
 * public text tells its parameters: what a librarian sees of them is data in Settings (docs/decisions/0043).
 */
import { z } from 'zod';
import type { PurgeSettings } from '../domain/purgeRules.ts';
import { isOrAre } from '../domain/said.ts';
import { id } from '../domain/valueShapes.ts';
import { defineJobKind, jobName } from './jobKind.ts';
import {
  type PurgeRequest,
  purgeOf,
  purgeRows,
  purgeSettings,
  purgeUserRecords,
  type WithoutApproval,
  withoutApproval,
} from './purgeUserRecords.ts';

/** As those of a group, with the set; a group can't be chosen. */
const setPurgeSettings = purgeSettings.extend({
  userGroup: z.null(),
  setId: id,
}) satisfies z.ZodType<PurgeSettings>;

/** Of either purge. */
export const anyPurgeSettings = z.union([purgeSettings, setPurgeSettings]);
export type AnyPurgeSettings = z.infer<typeof anyPurgeSettings>;

const request = z.strictObject({
  kind: z.literal('purge-users'),
  name: jobName,
  parameters: setPurgeSettings,
  withoutApproval,
});
export type SetPurgeRequest = z.infer<typeof request>;
/** Of either purge. */
export type AnyPurgeRequest = PurgeRequest | SetPurgeRequest;

export const SET_PURGE_LABELS = {
  set: 'Set',
  setId: 'Set ID',
  members: 'Set members',
  /** Of parameters that no public text tells, where Settings say nothing of them. */
  others: 'Other parameters in Alma',
  nobodySaid: 'Nobody has said what Alma asks besides',
} as const;

export const purgeUsers = defineJobKind({
  ...purgeUserRecords,
  kind: 'purge-users',
  title: 'Purge Users',
  request,
  refusals: {
    subject: 'This purge would take',
    protected: ({ users }, say) => ({
      text: `${say.users(users)} of this set ${isOrAre(users)} protected by the register and can’t be purged.`,
      todo: 'Make a set without them, for example of the approved users alone.',
    }),
    notApproved: ({ users, kinds }, say) => ({
      text: `${say.users(users)} of this set whom Alma may take ${isOrAre(users)} not approved: ${kinds}. Only approved users go.`,
      todo: 'Make a set without them, or decide about them in the review.',
    }),
  },
  about: ({ setId }) => ({ setId, userGroup: null }),
  settings(asked, facts) {
    const { setId, name, members } = facts.setOf(asked.parameters.setId);
    const others = facts.setPurgeParameters;
    return [
      { label: SET_PURGE_LABELS.set, value: name },
      { label: SET_PURGE_LABELS.setId, value: String(setId) },
      { label: SET_PURGE_LABELS.members, value: facts.format.users(members) },
      ...purgeRows(asked, facts, []),
      ...(others.length > 0
        ? others
        : [{ label: SET_PURGE_LABELS.others, value: SET_PURGE_LABELS.nobodySaid }]),
    ];
  },
});

/** A request for the purge that these settings mean: of a set where they name one, else by user group. */
export function anyPurgeOf(
  settings: PurgeSettings,
  name: string,
  without: WithoutApproval = null,
): AnyPurgeRequest {
  const { setId, ...others } = settings;
  if (setId === undefined) return purgeOf(others, name, without);
  const parameters = { ...others, userGroup: null, setId };
  return { kind: 'purge-users', name, parameters, withoutApproval: without };
}
