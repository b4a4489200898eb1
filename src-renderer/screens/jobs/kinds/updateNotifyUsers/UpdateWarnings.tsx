/**
 * What an update would do that is easily overlooked, each with the users concerned: a purge date that the readings take
 * differently or that lies ahead, a group that stays whatever the student system says, protected users, letters that Alma
 * would write, accounts whose passwords it would reset, roles that make staff of users. Shown where the fields are ticked
 * and before Submit.
 */
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { allOf, type Criteria, YES_NO } from '#shared/domain/criteria.ts';
import { keepPattern, saysKeep } from '#shared/domain/keepWords.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { isStaffRole } from '#shared/domain/roleNames.ts';
import {
  hasValue,
  lineIsSo,
  toldIsSo,
  willChange,
  wouldChange,
} from '#shared/jobKinds/updateCriteria.ts';
import { labelOfChange } from '#shared/jobKinds/updateFields.ts';
import { type UpdateParameters, underOtherConditions } from '#shared/jobKinds/updateNotifyUsers.ts';
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

type ConcernedCode = keyof typeof updateWarnings.users;

/** Warnings about some of the users. */
function useConcerned(parameters: UpdateParameters) {
  const { setId, userGroup, lines = [], told: toldFields = [] } = parameters;
  const changed = willChange(parameters);
  const settings = useSettings();
  const asked: { readonly code: ConcernedCode; readonly of: Criteria; readonly value: string }[] = [
    { code: 'protected', of: allOf(changed, PROTECTED_USERS), value: '' },
  ];
  if (userGroup !== null) {
    const moved = wouldChange(setId, hasValue('user_group', userGroup));
    asked.unshift({ code: 'external', of: allOf(moved, EXTERNAL_ACCOUNT), value: userGroup });
  }
  for (const update of toldFields)
    asked.push({
      code: update.field,
      of: wouldChange(setId, toldIsSo(update)),
      value: update.value,
    });
  const keeping = keepPattern(settings?.keepWords ?? []);
  for (const update of lines) {
    const of = wouldChange(setId, lineIsSo(update));
    const { field, value } = update;
    if (field === 'add_role' && isStaffRole(value))
      asked.push({ code: 'add_role', of: allOf(of, NOT_STAFF), value });
    if (field === 'remove_role' && isStaffRole(value))
      asked.push({ code: 'remove_role', of: allOf(of, STAFF), value });
    if ((field === 'add_note' || field === 'add_block') && keeping && saysKeep(value, keeping))
      asked.push({ code: 'keeping', of, value });
    if (field === 'add_note') asked.push({ code: 'add_note', of, value });
  }
  const found = useQueries({
    queries: asked.map(({ of }) => queries.users.count.queryOptions({ input: { criteria: of } })),
  });
  return asked.flatMap(({ code, of, value }, n) => {
    const users = found[n]?.data?.users ?? 0;
    if (users === 0) return [];
    const { text, title } = updateWarnings.users[code];
    return { code, text: text(users, linkTo(users, of, title), value) };
  });
}

const STAFF: Criteria = { op: 'oneOf', field: 'staff_role', values: [YES_NO.yes] };
const NOT_STAFF: Criteria = { op: 'not', of: STAFF };

/** Warnings about the values themselves. */
function useSettled(parameters: UpdateParameters, groups: GroupNames) {
  const { userGroup, fields = [] } = parameters;
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
  const under = underOtherConditions(parameters);
  if (under.length > 0)
    told.push({
      code: 'condition',
      text: updateWarnings.condition(under.map(({ field }) => labelOfChange(field))),
    });
  return told;
}
