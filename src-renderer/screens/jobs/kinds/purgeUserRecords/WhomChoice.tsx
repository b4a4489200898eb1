/** Whom a purge takes, where it may be either: users of a group or members of a set. Part of the comparison's form. */
import { Input, SegmentedControl, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { PURGE_ROUTES } from '#shared/domain/plannedPurge.ts';
import { SET_PURGE_LABELS } from '#shared/jobKinds/purgeUsers.ts';
import { queries } from '../../../../client/engineClient.ts';
import type { GroupNames } from '../../useGroupNames.ts';
import { UserGroup } from './PurgeSettingsForm.tsx';
import type { PurgeForm } from './purgeDraft.ts';
import { purgeFormWords } from './words/settings.tsx';

interface WhomChoiceProps {
  readonly draft: PurgeForm;
  readonly edit: (part: Partial<PurgeForm>) => void;
  readonly groups: GroupNames;
}

export function WhomChoice({ draft, edit, groups }: WhomChoiceProps) {
  const { data: sets = [] } = useQuery(queries.sets.list.queryOptions());
  return (
    <Stack gap={8}>
      <Input.Wrapper label={purgeFormWords.whom} labelElement="div">
        <SegmentedControl
          fullWidth
          aria-label={purgeFormWords.whom}
          data={PURGE_ROUTES.map((value) => ({ value, label: purgeFormWords.routes[value] }))}
          value={draft.route}
          onChange={(value) => edit({ route: value as PurgeForm['route'] })}
        />
      </Input.Wrapper>
      {draft.route === 'group' ? (
        <UserGroup draft={draft} edit={edit} groups={groups} />
      ) : (
        <Select
          label={SET_PURGE_LABELS.set}
          searchable
          allowDeselect={false}
          data={sets.map(({ setId, name }) => ({ value: String(setId), label: name }))}
          value={draft.setId === null ? null : String(draft.setId)}
          onChange={(setId) => setId && edit({ setId: Number(setId) })}
        />
      )}
    </Stack>
  );
}
