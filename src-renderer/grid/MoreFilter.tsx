/**
 * The parts of the filter that few reports tell: record type, account type, status, job category and
 * campus. Values are asked for when it is opened, so that they cost nothing before. Used by FilterBar.
 */
import { Button, MultiSelect, Popover, Stack, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Criteria } from '#shared/domain/criteria.ts';
import { userField } from '#shared/fields/userFields.ts';
import { queries } from '../client/engineClient.ts';
import { formatCount } from '../ui/format.ts';
import pickStyles from '../ui/PickList.module.css';
import { CHOICE_FIELDS, type ChoiceField, filterCriteria, type UserFilter } from './userFilter.ts';

interface MoreFilterProps {
  readonly filter: UserFilter;
  readonly scope: Criteria;
}

export function MoreFilter({ filter, scope }: MoreFilterProps) {
  const { choices } = filter();
  const active = CHOICE_FIELDS.some((field) => (choices[field]?.length ?? 0) > 0);
  return (
    <Popover position="bottom-start" trapFocus returnFocus width={320}>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          className={pickStyles.button}
          data-active={active || undefined}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          More
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12}>
        <Stack gap={12}>
          {CHOICE_FIELDS.map((field) => (
            <FieldChoices key={field} field={field} filter={filter} scope={scope} />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

const NOT_REPORTED = '';

function FieldChoices({ field, filter, scope }: MoreFilterProps & { readonly field: ChoiceField }) {
  const state = filter();
  const picked = state.choices[field] ?? [];
  const { data } = useQuery(
    queries.users.choices.queryOptions({
      input: { field, criteria: filterCriteria(state, scope, field) },
      placeholderData: keepPreviousData,
    }),
  );
  const told = data?.some(({ value }) => value !== null) || picked.length > 0;
  const counts = new Map(data?.map(({ value, users }) => [value ?? NOT_REPORTED, users]));
  const values = [...new Set([...counts.keys(), ...picked.map((value) => value ?? NOT_REPORTED)])];
  return (
    <MultiSelect
      size="xs"
      label={userField(field).label}
      disabled={!told}
      placeholder={picked.length > 0 || !data ? '' : told ? 'Any' : 'No report tells it'}
      data={values.map((value) => ({ value, label: value || 'Not reported' }))}
      value={picked.map((value) => value ?? NOT_REPORTED)}
      comboboxProps={{ withinPortal: false }}
      maxDropdownHeight={200}
      renderOption={({ option }) => (
        <>
          <span className={pickStyles.word}>{option.label}</span>
          <Text size="xs" className={pickStyles.count}>
            {formatCount(counts.get(option.value) ?? 0)}
          </Text>
        </>
      )}
      onChange={(chosen) => {
        const now = chosen.map((value) => (value === NOT_REPORTED ? null : value));
        filter.setState({ choices: { ...state.choices, [field]: now } });
      }}
    />
  );
}
