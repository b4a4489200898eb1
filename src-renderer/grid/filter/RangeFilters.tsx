/**
 * The parts of the filter that are ranges: dates with the odd ones among them, and the amounts asked for most.
 * MoreFilter takes the amounts that are left.
 */
import { Checkbox, Fieldset, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { isIsoDate } from '#shared/domain/calendar.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { fieldNumber, typedMoney } from '#shared/domain/money.ts';
import { ODD_DATE_TEXTS, ODD_DATES } from '#shared/domain/oddDates.ts';
import { type UserFieldName, userField } from '#shared/fields/userFields.ts';
import { useMoneyDecimals } from '../../client/workspace.ts';
import { filterWords, rangeWords } from '../words/filter.ts';
import { ChoiceList } from './ChoiceList.tsx';
import { FilterSection } from './FilterSection.tsx';
import styles from './FilterStrip.module.css';
import { filterCriteria, partCriteria } from './filterCriteria.ts';
import {
  type AmountField,
  DATE_FIELDS,
  type DateField,
  MAIN_AMOUNT_FIELDS,
} from './filterFields.ts';
import type { Range } from './filterParts.ts';
import { useCounts } from './useFacets.ts';
import type { UserFilter } from './userFilter.ts';

interface FilterProps {
  readonly filter: UserFilter;
  readonly scope: Criteria;
}

export function DatesFilter({ filter, scope }: FilterProps) {
  const { dates, blank, oddDates } = filter();
  const active = DATE_FIELDS.filter((field) => isActive(dates[field]) || blank.includes(field));
  return (
    <FilterSection label={filterWords.dates} active={active.length + oddDates.length}>
      <Stack gap={12}>
        {DATE_FIELDS.map((field) => (
          <DateRange key={field} field={field} filter={filter} />
        ))}
        <OddDates filter={filter} scope={scope} />
      </Stack>
    </FilterSection>
  );
}

function OddDates({ filter, scope }: FilterProps) {
  const state = filter();
  const counts = useCounts(filterCriteria(state, scope, 'oddDates'), ODD_DATE_CRITERIA);
  return (
    <ChoiceList
      label={filterWords.oddDates}
      choices={ODD_DATES.map((odd, n) => ({
        value: odd,
        ...ODD_DATE_TEXTS[odd],
        count: counts[n],
      }))}
      picked={state.oddDates}
      onPick={(oddDates) => filter.setState({ oddDates })}
    />
  );
}

const ODD_DATE_CRITERIA = ODD_DATES.map((oddDate) => partCriteria({ part: 'oddDate', oddDate }));

export function AmountsFilter({ filter }: { readonly filter: UserFilter }) {
  const { amounts, blank } = filter();
  const active = MAIN_AMOUNT_FIELDS.filter(
    (field) => isActive(amounts[field]) || blank.includes(field),
  );
  return (
    <FilterSection label={filterWords.amounts} active={active.length}>
      <Stack gap={12}>
        {MAIN_AMOUNT_FIELDS.map((field) => (
          <AmountRange key={field} field={field} filter={filter} />
        ))}
      </Stack>
    </FilterSection>
  );
}

export function isActive(range: Range<unknown> | undefined): boolean {
  return range?.from !== undefined || range?.to !== undefined;
}

function DateRange({ field, filter }: { readonly field: DateField; readonly filter: UserFilter }) {
  const { dates } = filter();
  const range = dates[field] ?? {};
  function set(part: 'from' | 'to', value: string) {
    const date = isIsoDate(value) ? value : undefined;
    filter.setState({ dates: { ...dates, [field]: { ...range, [part]: date } } });
  }
  return (
    <Fieldset legend={userField(field).label} variant="unstyled" className={styles.range}>
      <Group gap={8} grow>
        {(['from', 'to'] as const).map((part) => (
          <TextInput
            key={part}
            type="date"
            size="xs"
            label={rangeWords.dates[part]}
            value={range[part] ?? ''}
            onChange={(event) => set(part, event.currentTarget.value)}
          />
        ))}
      </Group>
      <BlankBox
        field={field}
        filter={filter}
        label={rangeWords.onlyWithout(userField(field).label)}
      />
    </Fieldset>
  );
}

interface AmountRangeProps {
  readonly field: AmountField;
  readonly filter: UserFilter;
}

export function AmountRange({ field, filter }: AmountRangeProps) {
  const { amounts } = filter();
  const range = amounts[field] ?? {};
  const money = userField(field).kind === 'money';
  const decimals = useMoneyDecimals();
  const scale = money ? decimals : 0;
  function set(part: 'from' | 'to', value: number | string) {
    const number = typeof value === 'number' ? typedMoney(value, scale) : undefined;
    filter.setState({ amounts: { ...amounts, [field]: { ...range, [part]: number } } });
  }
  return (
    <Fieldset legend={userField(field).label} variant="unstyled" className={styles.range}>
      <Group gap={8} grow>
        {(['from', 'to'] as const).map((part) => (
          <NumberInput
            key={part}
            size="xs"
            label={rangeWords.amounts[part]}
            value={range[part] === undefined ? '' : fieldNumber(range[part], scale)}
            onChange={(value) => set(part, value)}
            decimalScale={scale}
            fixedDecimalScale={money}
            hideControls
          />
        ))}
      </Group>
      <BlankBox field={field} filter={filter} label={rangeWords.onlyNotReported} />
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
