/**
 * Alma’s page 3 of Update/Notify Users: the fields that are ticked, with value, scope and condition, in Alma’s order. What
 * would write to anybody is said beside them, with the users concerned: a rehearsal must not look as if it wrote.
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
import type { DetailFieldName } from '#shared/details/details.ts';
import { EVERYBODY } from '#shared/domain/criteria.ts';
import { LINE_KEYS } from '#shared/domain/lineChanges.ts';
import { librariesIn } from '#shared/domain/roleNames.ts';
import {
  GROUP_FIELD,
  isDayField,
  isToldField,
  LIBRARIES_FIELD,
  LINE_FIELDS,
  type LineField,
  labelOfChange,
  type TickedField,
  type ToldField,
  UPDATE_CONDITIONS,
  USER_INFORMATION,
  updateField,
  type ValueField,
  valuesOf,
} from '#shared/jobKinds/updateFields.ts';
import { queries } from '../../../../client/engineClient.ts';
import { useSettings } from '../../../../client/workspace.ts';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { RuleHelp } from '../../../../ui/RuleHelp.tsx';
import type { GroupNames } from '../../useGroupNames.ts';
import styles from './UpdateNotify.module.css';
import { UpdateWarnings } from './UpdateWarnings.tsx';
import {
  conditionIn,
  isScoped,
  isTicked,
  isValueField,
  longest,
  OWN_FIELDS,
  parametersOf,
  scopeIn,
  type UpdatePageProps,
  valueIn,
} from './updateDraft.ts';
import { parametersWords } from './words.tsx';

interface TaskParametersPageProps extends UpdatePageProps {
  readonly set: SetSummary;
  readonly groups: GroupNames;
}

export function TaskParametersPage({ set, groups, ...props }: TaskParametersPageProps) {
  const parameters = parametersOf(props.draft, set.setId, groups.okToPurge);
  return (
    <Stack gap="md" maw={900}>
      <div className={styles.parameters}>
        <Table aria-label={parametersWords.table} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{parametersWords.field}</Table.Th>
              <Table.Th scope="col">{parametersWords.newValue}</Table.Th>
              <Table.Th scope="col">{parametersWords.conditionOrScope}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <InformationRow />
            <GroupRow {...props} groups={groups} />
            {OWN_FIELDS.map((field) =>
              isValueField(field) ? (
                <FieldRow key={field} {...props} field={field} />
              ) : isToldField(field) ? (
                <ToldRow key={field} {...props} field={field} />
              ) : (
                <LineRow key={field} {...props} field={field} />
              ),
            )}
          </Table.Tbody>
        </Table>
      </div>
      <ErrorNote error={props.checked.error} />
      {parameters && <UpdateWarnings parameters={parameters} groups={groups} />}
      <Text size="sm">{parametersWords.nothingElse}</Text>
      <Text size="sm" c="dimmed">
        {parametersWords.nameNotCode}
      </Text>
    </Stack>
  );
}

/** As on Alma’s form, where nothing can be chosen here. */
function InformationRow() {
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap={4} wrap="nowrap" className={styles.untickable}>
          <Text size="sm">{USER_INFORMATION.label}</Text>
          <RuleHelp about={parametersWords.aboutInformation} source={parametersWords.source}>
            {parametersWords.informationHelp}
          </RuleHelp>
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{USER_INFORMATION.value}</Text>
      </Table.Td>
      <Table.Td />
    </Table.Tr>
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
      help={<FieldHelp field={field} />}
      condition={
        conditional && (
          <Condition
            label={label}
            disabled={!ticked}
            value={conditionIn(draft, field)}
            onChange={(condition) => edit({ [`${field}_condition`]: condition })}
          />
        )
      }
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
  const known = useValues(field, !props.disabled);
  return <Autocomplete {...props} maxLength={200} data={known} limit={20} />;
}

function useValues(field: ValueField | typeof LIBRARIES_FIELD, enabled: boolean): string[] {
  const { data } = useQuery(
    queries.users.values.queryOptions({
      input: { column: { field }, criteria: EVERYBODY },
      enabled,
    }),
  );
  return data?.values.flatMap(({ value }) => value ?? []) ?? [];
}

interface LineRowProps extends UpdatePageProps {
  readonly field: LineField;
}

/** A field that gives lines or takes them away. */
function LineRow({ draft, edit, field }: LineRowProps) {
  const label = labelOfChange(field);
  const ticked = isTicked(draft, field);
  return (
    <Row
      label={label}
      ticked={ticked}
      onTick={(now) => edit({ [`${field}_ticked`]: now })}
      help={<FieldHelp field={field} />}
      condition={
        isScoped(field) && (
          <KnownLines
            aria-label={parametersWords.scopeOf(label)}
            placeholder={parametersWords.scope}
            disabled={!ticked}
            maxLength={200}
            of={LINE_FIELDS.find((each) => each.field === field)?.scope ?? null}
            value={scopeIn(draft, field)}
            onChange={(scope) => edit({ [`${field}_scope`]: scope })}
          />
        )
      }
    >
      <KnownLines
        aria-label={parametersWords.valueOf(label)}
        disabled={!ticked}
        maxLength={longest(field)}
        of={keyOf(field)}
        value={valueIn(draft, field)}
        onChange={(value) => edit({ [`${field}_value`]: value })}
      />
    </Row>
  );
}

/** What the lines of a field are known by; notes are written anew, and libraries stand in no line. */
function keyOf(field: LineField) {
  if (field === 'add_note') return null;
  const found = LINE_FIELDS.find((each) => each.field === field);
  return found ? LINE_KEYS[found.kind][0] : LIBRARIES_FIELD;
}

interface KnownLinesProps {
  readonly 'aria-label': string;
  readonly placeholder?: string;
  readonly disabled: boolean;
  readonly maxLength: number;
  /** Whose texts are offered; null: of none. */
  readonly of: DetailFieldName | typeof LIBRARIES_FIELD | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Free text, with what lines of users say offered while it is typed. */
function KnownLines({ of, ...props }: KnownLinesProps) {
  const asksLibraries = of === LIBRARIES_FIELD;
  const libraries = useValues(LIBRARIES_FIELD, asksLibraries && !props.disabled);
  const { data } = useQuery(
    queries.users.lineValues.queryOptions({
      input: { field: asksLibraries || of === null ? 'role_type' : of, criteria: EVERYBODY },
      enabled: !asksLibraries && of !== null && !props.disabled,
    }),
  );
  if (of === null) {
    const { onChange, ...shared } = props;
    return <TextInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
  const names = asksLibraries ? [...new Set(libraries.flatMap(librariesIn))] : data?.values;
  return <Autocomplete {...props} data={names ?? []} limit={20} />;
}

/** A field of which a rehearsal only tells. */
function ToldRow({ draft, edit, field }: UpdatePageProps & { readonly field: ToldField }) {
  const label = labelOfChange(field);
  const ticked = isTicked(draft, field);
  const values = valuesOf(field);
  const give = (value: string) => edit({ [`${field}_value`]: value });
  const shared = { 'aria-label': parametersWords.valueOf(label), disabled: !ticked };
  return (
    <Row
      label={label}
      ticked={ticked}
      onTick={(now) => edit({ [`${field}_ticked`]: now })}
      help={<FieldHelp field={field} />}
      condition={null}
    >
      {values ? (
        <Select
          {...shared}
          allowDeselect={false}
          data={[...values]}
          value={valueIn(draft, field) || null}
          onChange={(value) => value && give(value)}
        />
      ) : (
        <TextInput
          {...shared}
          placeholder={parametersWords.letterCode}
          maxLength={longest(field)}
          value={valueIn(draft, field)}
          onChange={(event) => give(event.currentTarget.value)}
        />
      )}
    </Row>
  );
}

function FieldHelp({ field }: { readonly field: TickedField }) {
  const help = parametersWords.fieldHelp[field];
  return (
    help && (
      <RuleHelp about={help.about} source={parametersWords.source}>
        {help.text}
      </RuleHelp>
    )
  );
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
  readonly value: string;
  readonly onChange: (condition: string) => void;
}

/** Those that every workspace has, and those that Settings name. */
function Condition({ label, disabled, value, onChange }: ConditionProps) {
  const settings = useSettings();
  const offered = [...UPDATE_CONDITIONS, ...(settings?.updateConditions ?? [])];
  return (
    <Select
      aria-label={parametersWords.conditionOf(label)}
      disabled={disabled}
      allowDeselect={false}
      data={[...new Set([...offered, value])]}
      value={value}
      onChange={(condition) => condition && onChange(condition)}
    />
  );
}
