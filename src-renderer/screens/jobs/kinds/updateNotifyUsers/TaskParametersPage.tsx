/**
 * Alma’s page 3 of Update/Notify Users: the fields that are ticked, with value and condition, in Alma’s order. Letters and
 * the account type aren’t offered: a rehearsal must not look as if it wrote to anybody.
 */
import {
  Autocomplete,
  Checkbox,
  Group,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SetSummary } from '#shared/contract/shapes/sets.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import {
  GROUP_FIELD,
  isDayField,
  UPDATE_CONDITIONS,
  type UpdateCondition,
  updateField,
  VALUE_FIELDS,
  type ValueField,
} from '#shared/jobKinds/updateFields.ts';
import { queries } from '../../../../client/engineClient.ts';
import { RuleHelp } from '../../../../ui/RuleHelp.tsx';
import type { GroupNames } from '../../useGroupNames.ts';
import styles from './UpdateNotify.module.css';
import { UpdateWarnings } from './UpdateWarnings.tsx';
import { isTicked, parametersOf, type UpdatePageProps, valueIn } from './updateDraft.ts';
import { parametersWords } from './words.tsx';

interface TaskParametersPageProps extends UpdatePageProps {
  readonly set: SetSummary;
  readonly groups: GroupNames;
}

export function TaskParametersPage({ set, groups, ...props }: TaskParametersPageProps) {
  const parameters = parametersOf(props.draft, set.setId, groups.okToPurge);
  return (
    <Stack gap="md" maw={820}>
      <div className={styles.parameters}>
        <Table aria-label={parametersWords.table} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{parametersWords.field}</Table.Th>
              <Table.Th scope="col">{parametersWords.newValue}</Table.Th>
              <Table.Th scope="col">{parametersWords.condition}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <GroupRow {...props} groups={groups} />
            {VALUE_FIELDS.map(({ field }) => (
              <FieldRow key={field} {...props} field={field} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {parameters && <UpdateWarnings parameters={parameters} groups={groups} />}
      <Text size="sm">{parametersWords.nothingElse}</Text>
      <Text size="sm" c="dimmed">
        {parametersWords.nameNotCode}
      </Text>
    </Stack>
  );
}

interface GroupRowProps extends UpdatePageProps {
  readonly groups: GroupNames;
}

function GroupRow({ draft, edit, groups }: GroupRowProps) {
  return (
    <Row
      label={GROUP_FIELD.label}
      ticked={draft.changesGroup}
      onTick={(changesGroup) => edit({ changesGroup })}
      help={
        <RuleHelp about={parametersWords.aboutGroup} source={parametersWords.source}>
          {parametersWords.groupHelp}
        </RuleHelp>
      }
      condition={
        <Group gap={4} wrap="nowrap">
          <Condition
            label={GROUP_FIELD.label}
            disabled={!draft.changesGroup}
            value={draft.condition}
            onChange={(condition) => edit({ condition })}
          />
          <RuleHelp about={parametersWords.about} source={parametersWords.source}>
            {parametersWords.help}
          </RuleHelp>
        </Group>
      }
    >
      <Select
        aria-label={parametersWords.newValueOf(GROUP_FIELD.label)}
        searchable
        disabled={!draft.changesGroup}
        data={groups.names}
        value={draft.userGroup ?? groups.okToPurge}
        onChange={(userGroup) => userGroup && edit({ userGroup })}
      />
    </Row>
  );
}

function FieldRow({ draft, edit, field }: UpdatePageProps & { readonly field: ValueField }) {
  const { label, conditional } = updateField(field);
  const ticked = isTicked(draft, field);
  const help = parametersWords.fieldHelp[field];
  const shared = {
    'aria-label': parametersWords.newValueOf(label),
    disabled: !ticked,
    value: valueIn(draft, field),
  };
  const give = (value: string) => edit({ [`${field}_value`]: value });
  return (
    <Row
      label={label}
      ticked={ticked}
      onTick={(now) => edit({ [`${field}_ticked`]: now })}
      help={
        help && (
          <RuleHelp about={help.about} source={parametersWords.source}>
            {help.text}
          </RuleHelp>
        )
      }
      // Nothing but this condition is published; a request says it all the same, as Alma's does.
      condition={conditional && <Condition label={label} disabled={!ticked} />}
    >
      {isDayField(field) ? (
        <TextInput {...shared} type="date" onChange={(event) => give(event.currentTarget.value)} />
      ) : (
        <KnownValues {...shared} field={field} onChange={give} />
      )}
    </Row>
  );
}

interface KnownValuesProps {
  readonly 'aria-label': string;
  readonly disabled: boolean;
  readonly value: string;
  readonly field: ValueField;
  readonly onChange: (value: string) => void;
}

/** Free text, with the values that users have offered while it is typed. */
function KnownValues({ field, ...props }: KnownValuesProps) {
  const { data } = useQuery(
    queries.users.values.queryOptions({
      input: { column: { field }, criteria: EVERYBODY },
      enabled: !props.disabled,
    }),
  );
  const known = data?.values.flatMap(({ value }) => value ?? []) ?? [];
  return <Autocomplete {...props} maxLength={200} data={known} limit={20} />;
}

interface RowProps {
  readonly label: string;
  readonly ticked: boolean;
  readonly onTick: (ticked: boolean) => void;
  readonly help: ReactNode;
  readonly condition: ReactNode;
  readonly children: ReactNode;
}

function Row({ label, ticked, onTick, help, condition, children }: RowProps) {
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={4} wrap="nowrap">
          <Checkbox
            size="sm"
            label={label}
            checked={ticked}
            onChange={(event) => onTick(event.currentTarget.checked)}
          />
          {help}
        </Group>
      </Table.Td>
      <Table.Td>{children}</Table.Td>
      <Table.Td>{condition}</Table.Td>
    </Table.Tr>
  );
}

interface ConditionProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly value?: UpdateCondition;
  readonly onChange?: (condition: UpdateCondition) => void;
}

function Condition({ label, disabled, value = UPDATE_CONDITIONS[0], onChange }: ConditionProps) {
  return (
    <Select
      aria-label={parametersWords.conditionOf(label)}
      disabled={disabled}
      allowDeselect={false}
      data={[...UPDATE_CONDITIONS]}
      value={value}
      onChange={(condition) => condition && onChange?.(condition as UpdateCondition)}
    />
  );
}
