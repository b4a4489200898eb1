/**
 * The parts of the filter that are ranges: purge and expiry date, loans, balance, days. Used by FilterBar.
 */
import {
  Button,
  Checkbox,
  Fieldset,
  Group,
  NumberInput,
  Popover,
  Stack,
  TextInput,
} from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isIsoDate } from '#shared/domain/calendar.ts';
import { type UserFieldName, userField } from '#shared/fields/userFields.ts';
import pickStyles from '../ui/PickList.module.css';
import type { AmountField, DateField, Range, UserFilter } from './userFilter.ts';

const DATE_FIELDS: readonly DateField[] = ['purge_date', 'expiry_date'];
const AMOUNT_FIELDS: readonly AmountField[] = ['loans', 'balance', 'days_past_purge'];

export function DatesFilter({ filter }: { readonly filter: UserFilter }) {
  const { dates, blank } = filter();
  const active = DATE_FIELDS.some((field) => isActive(dates[field]) || blank.includes(field));
  return (
    <RangePopover label="Dates" active={active}>
      {DATE_FIELDS.map((field) => (
        <DateRange key={field} field={field} filter={filter} />
      ))}
    </RangePopover>
  );
}

export function AmountsFilter({ filter }: { readonly filter: UserFilter }) {
  const { amounts, blank } = filter();
  const active = AMOUNT_FIELDS.some((field) => isActive(amounts[field]) || blank.includes(field));
  return (
    <RangePopover label="Amounts" active={active}>
      {AMOUNT_FIELDS.map((field) => (
        <AmountRange key={field} field={field} filter={filter} />
      ))}
    </RangePopover>
  );
}

function isActive(range: Range<unknown> | undefined): boolean {
  return range?.from !== undefined || range?.to !== undefined;
}

function RangePopover(props: { label: string; active: boolean; children: ReactNode }) {
  return (
    <Popover position="bottom-start" trapFocus returnFocus width={340}>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          className={pickStyles.button}
          data-active={props.active || undefined}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {props.label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12}>
        <Stack gap={12}>{props.children}</Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function DateRange({ field, filter }: { readonly field: DateField; readonly filter: UserFilter }) {
  const { dates } = filter();
  const range = dates[field] ?? {};
  function set(part: 'from' | 'to', value: string) {
    const date = isIsoDate(value) ? value : undefined;
    filter.setState({ dates: { ...dates, [field]: { ...range, [part]: date } } });
  }
  return (
    <Fieldset legend={userField(field).label} variant="unstyled">
      <Group gap={8} grow>
        {(['from', 'to'] as const).map((part) => (
          <TextInput
            key={part}
            type="date"
            size="xs"
            label={part === 'from' ? 'From' : 'To'}
            value={range[part] ?? ''}
            onChange={(event) => set(part, event.currentTarget.value)}
          />
        ))}
      </Group>
      <BlankBox field={field} filter={filter} label={`Only without ${nameOf(field)}`} />
    </Fieldset>
  );
}

function AmountRange({
  field,
  filter,
}: {
  readonly field: AmountField;
  readonly filter: UserFilter;
}) {
  const { amounts } = filter();
  const range = amounts[field] ?? {};
  const money = userField(field).kind === 'money';
  const factor = money ? 100 : 1;
  function set(part: 'from' | 'to', value: number | string) {
    const number = typeof value === 'number' ? Math.round(value * factor) : undefined;
    filter.setState({ amounts: { ...amounts, [field]: { ...range, [part]: number } } });
  }
  return (
    <Fieldset legend={userField(field).label} variant="unstyled">
      <Group gap={8} grow>
        {(['from', 'to'] as const).map((part) => (
          <NumberInput
            key={part}
            size="xs"
            label={part === 'from' ? 'At least' : 'At most'}
            value={range[part] === undefined ? '' : range[part] / factor}
            onChange={(value) => set(part, value)}
            decimalScale={money ? 2 : 0}
            fixedDecimalScale={money}
            hideControls
          />
        ))}
      </Group>
      <BlankBox field={field} filter={filter} label="Only where no report says" />
    </Fieldset>
  );
}

interface BlankBoxProps {
  readonly field: UserFieldName;
  readonly filter: UserFilter;
  readonly label: string;
}

function BlankBox({ field, filter, label }: BlankBoxProps) {
  const blank = filter((state) => state.blank);
  return (
    <Checkbox
      mt={8}
      label={label}
      checked={blank.includes(field)}
      onChange={(event) =>
        filter.setState({
          blank: event.currentTarget.checked
            ? [...blank, field]
            : blank.filter((each) => each !== field),
        })
      }
    />
  );
}

function nameOf(field: DateField): string {
  return field === 'purge_date' ? 'a purge date' : 'an expiry date';
}
