/**
 * Alma’s page 3 of Update/Notify Users: the fields that are ticked, with value and condition. Only the user
 * group is offered: a rehearsal must not look as if it sent letters.
 */
import { Checkbox, Group, Select, Stack, Table, Text } from '@mantine/core';
import {
  UPDATE_CONDITIONS,
  UPDATE_LABELS,
  type UpdateCondition,
} from '#shared/jobKinds/updateNotifyUsers.ts';
import { RuleHelp } from '../../../../ui/RuleHelp.tsx';
import type { GroupNames } from '../../useGroupNames.ts';
import styles from './UpdateNotify.module.css';
import type { UpdatePageProps } from './updateDraft.ts';
import { parametersWords } from './words.tsx';

interface TaskParametersPageProps extends UpdatePageProps {
  readonly groups: GroupNames;
}

export function TaskParametersPage({ draft, edit, groups }: TaskParametersPageProps) {
  return (
    <Stack gap="md" maw={760}>
      <div className={styles.parameters}>
        <Table aria-label={parametersWords.table} verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{parametersWords.field}</Table.Th>
              <Table.Th scope="col">{parametersWords.newValue}</Table.Th>
              <Table.Th scope="col">{UPDATE_LABELS.condition}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <GroupRow draft={draft} edit={edit} groups={groups} />
          </Table.Tbody>
        </Table>
      </div>
      <Text size="sm">{parametersWords.nothingElse}</Text>
      <Text size="sm" c="dimmed">
        {parametersWords.nameNotCode}
      </Text>
    </Stack>
  );
}

function GroupRow({ draft, edit, groups }: Omit<TaskParametersPageProps, 'checked'>) {
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={4} wrap="nowrap">
          <Checkbox
            size="sm"
            label={UPDATE_LABELS.userGroup}
            checked={draft.changesGroup}
            onChange={(event) => edit({ changesGroup: event.currentTarget.checked })}
          />
          <RuleHelp about={parametersWords.aboutGroup} source={parametersWords.source}>
            {parametersWords.groupHelp}
          </RuleHelp>
        </Group>
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={parametersWords.newGroup}
          searchable
          disabled={!draft.changesGroup}
          data={groups.names}
          value={draft.userGroup ?? groups.okToPurge}
          onChange={(userGroup) => userGroup && edit({ userGroup })}
        />
      </Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap">
          <Select
            aria-label={parametersWords.conditionOfGroup}
            disabled={!draft.changesGroup}
            data={[...UPDATE_CONDITIONS]}
            value={draft.condition}
            onChange={(condition) => condition && edit({ condition: condition as UpdateCondition })}
          />
          <RuleHelp about={parametersWords.about} source={parametersWords.source}>
            {parametersWords.help}
          </RuleHelp>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
