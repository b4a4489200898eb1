/**
 * Names of user groups as the replica writes them, with the group for reviewed users among them
 * even before anybody is in it. Used where a job's user group is chosen.
 */
import { useQuery } from '@tanstack/react-query';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { queries } from '../../client/engineClient.ts';
import { useSettings } from '../../client/workspace.ts';

export interface GroupNames {
  readonly names: readonly string[];
  /** Those that users have, or that a rule or a job named. */
  readonly known: readonly string[];
  readonly protectedNames: readonly string[];
  /** The group for reviewed users, written as the replica writes it. */
  readonly okToPurge: string;
}

/** Undefined until settings and groups are known. */
export function useGroupNames(): GroupNames | undefined {
  const settings = useSettings();
  const { data: groups } = useQuery(queries.users.groups.queryOptions());
  if (!settings || !groups) return undefined;
  const names = groups.map(({ name }) => name);
  const key = foldText(settings.okToPurgeGroup);
  const known = names.find((name) => foldText(name) === key);
  return {
    names: known ? names : [settings.okToPurgeGroup, ...names],
    known: names,
    protectedNames: groups.filter((group) => group.protected).map(({ name }) => name),
    okToPurge: known ?? settings.okToPurgeGroup,
  };
}
