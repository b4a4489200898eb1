/**
 * Page 3 of Update/Notify Users: the fields that are ticked, with value and condition. Only the user
 * group is offered: a rehearsal must not look as if it sent letters.
 */
import { Checkbox, Group, Select, Stack, Table, Text } from '@mantine/core';
import { UPDATE_CONDITIONS, type UpdateCondition } from '#shared/jobKinds/updateNotifyUsers.ts';
import { RuleHelp } from '../../../../ui/RuleHelp.tsx';
import type { GroupNames } from '../../useGroupNames.ts';
import styles from './UpdateNotify.module.css';
import type { UpdatePageProps } from './updateDraft.ts';

interface TaskParametersPageProps extends UpdatePageProps {
  readonly groups: GroupNames;
}

export function TaskParametersPage({ draft, edit, groups }: TaskParametersPageProps) {
  return (
    <Stack gap="md" maw={760}>
      <div className={styles.parameters}>
        <Table aria-label="Task parameters" verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Field</Table.Th>
              <Table.Th scope="col">New value</Table.Th>
              <Table.Th scope="col">Condition</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <GroupRow draft={draft} edit={edit} groups={groups} />
          </Table.Tbody>
        </Table>
      </div>
      <Text size="sm">
        Nothing else is ticked: no letter or notification goes to anybody, and no account is turned
        from external to internal or back. Leave those fields unticked in Alma, too.
      </Text>
      <Text size="sm" c="dimmed">
        Reports show a group’s name; in Alma’s API the value is the group’s code.
      </Text>
    </Stack>
  );
}

function GroupRow({ draft, edit, groups }: Omit<TaskParametersPageProps, 'checked'>) {
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          size="sm"
          label="User group"
          checked={draft.changesGroup}
          onChange={(event) => edit({ changesGroup: event.currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td>
        <Select
          aria-label="New user group"
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
            aria-label="Condition of the user group"
            disabled={!draft.changesGroup}
            data={[...UPDATE_CONDITIONS]}
            value={draft.condition}
            onChange={(condition) => condition && edit({ condition: condition as UpdateCondition })}
          />
          <RuleHelp about="the condition" source="Alma’s “Update/Notify Users”">
            Unconditionally: every member gets the new value, whatever the old one. Alma’s job has a
            condition for seven of its fields; this is the one whose effect is published.
          </RuleHelp>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
