/**
 * What an update would do that is easily overlooked, each with the users concerned: a purge date that the readings take
 * differently or that lies ahead, a group that stays whatever the student system says, protected users. Shown where the
 * fields are ticked and before Submit.
 */
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { allOf } from '#shared/domain/criteria.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import type { UpdateParameters } from '#shared/jobKinds/updateNotifyUsers.ts';
import {
  doubtOfPurgeDate,
  EXTERNAL_ACCOUNT,
  notHeldYet,
  PROTECTED_USERS,
  PURGE_DATE_DOUBTS,
} from '#shared/jobKinds/updateWarnings.ts';
import { queries } from '../../../../client/engineClient.ts';
import { useSettings, useToday } from '../../../../client/workspace.ts';
import styles from '../../JobCheck.module.css';
import { linkTo } from '../../linkTo.tsx';
import type { GroupNames } from '../../useGroupNames.ts';
import { willChange, wouldGet } from './setChecks.ts';
import { updateWarnings } from './words.tsx';

interface UpdateWarningsProps {
  readonly parameters: UpdateParameters;
  readonly groups: GroupNames;
}

export function UpdateWarnings({ parameters, groups }: UpdateWarningsProps) {
  const told = [...useConcerned(parameters), ...useSettled(parameters, groups)];
  if (told.length === 0) return null;
  return (
    <div role="status" className={styles.warning}>
      <IconAlertTriangle size={18} aria-hidden className={styles.warningIcon} />
      <div>
        {told.map(({ code, text }) => (
          <div key={code}>{text}</div>
        ))}
      </div>
    </div>
  );
}

/** Warnings about some of the users. */
function useConcerned(parameters: UpdateParameters) {
  const { setId, userGroup } = parameters;
  const changed = willChange(parameters);
  const asked = [
    ...(userGroup === null
      ? []
      : [
          {
            code: 'external' as const,
            of: allOf(wouldGet(setId, 'user_group', userGroup), EXTERNAL_ACCOUNT),
          },
        ]),
    { code: 'protected' as const, of: allOf(changed, PROTECTED_USERS) },
  ];
  const found = useQueries({
    queries: asked.map(({ of }) => queries.users.count.queryOptions({ input: { criteria: of } })),
  });
  return asked.flatMap(({ code, of }, n) => {
    const users = found[n]?.data?.users ?? 0;
    if (users === 0) return [];
    const { text, title } = updateWarnings.users[code];
    return { code, text: text(users, linkTo(users, of, title)) };
  });
}

/** Warnings about the values themselves. */
function useSettled({ userGroup, fields = [] }: UpdateParameters, groups: GroupNames) {
  const settings = useSettings();
  const today = useToday();
  const purgeDate = fields.find(({ field }) => field === 'purge_date')?.value;
  const told: { readonly code: string; readonly text: string }[] = [];
  if (settings && purgeDate !== undefined) {
    const runDate = settings.runDate ?? today;
    const doubt = doubtOfPurgeDate(purgeDate, { ...settings, runDate });
    if (doubt) told.push({ code: doubt, text: PURGE_DATE_DOUBTS[doubt] });
  }
  const isKnown = groups.known.some((name) => foldText(name) === foldText(userGroup ?? ''));
  if (userGroup !== null && !isKnown)
    told.push({ code: 'new-group', text: notHeldYet('group', userGroup) });
  return told;
}
