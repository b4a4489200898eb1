/** The condition of one column: what is asked for, and what it is compared with. It holds as soon as it is complete. */
import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { isIsoDate } from '#shared/domain/calendar.ts';
import { fieldNumber, typedMoney } from '#shared/domain/money.ts';
import { useMoneyDecimals } from '../../../client/workspace.ts';
import { columnFilterWords, OPERATOR_WORDS } from '../../words/columnFilter.ts';
import { conditionOf, withCondition } from '../columnFilter.ts';
import {
  conditionFrom,
  type Draft,
  draftOf,
  OPERATORS,
  type Operator,
  STEP_UNITS,
  type StepUnit,
} from '../operators.ts';
import type { UserFilter } from '../userFilter.ts';
import styles from './ColumnFilter.module.css';

interface ConditionFieldsProps {
  readonly column: string;
  readonly kind: keyof typeof OPERATORS;
  readonly filter: UserFilter;
}

const AFTER_TYPING_MS = 200;

export function ConditionFields({ column, kind, filter }: ConditionFieldsProps) {
  const [draft, setDraft] = useState(() => draftOf(conditionOf(filter.getState(), column)));
  const apply = useDebouncedCallback(
    (now: Draft) => filter.setState((state) => withCondition(state, column, conditionFrom(now))),
    { delay: AFTER_TYPING_MS, flushOnUnmount: true },
  );
  function change(part: Partial<Draft>) {
    const now = { ...draft, ...part };
    setDraft(now);
    apply(now);
  }
  return (
    <div className={styles.condition}>
      <NativeSelect
        size="xs"
        label={columnFilterWords.condition}
        value={draft.operator ?? ''}
        data={[
          { value: '', label: columnFilterWords.anyValue },
          ...OPERATORS[kind].map((value) => ({ value, label: OPERATOR_WORDS[value] })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          change({ operator: (value || null) as Operator })
        }
      />
      <Operands draft={draft} money={kind === 'money'} onChange={change} />
    </div>
  );
}

interface OperandsProps {
  readonly draft: Draft;
  readonly money: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** Only what the operator asks for. */
export function Operands({ draft, money, onChange }: OperandsProps) {
  switch (draft.operator) {
    case 'contains':
    case 'lacks':
    case 'is':
    case 'begins':
    case 'ends':
      return (
        <TextInput
          size="xs"
          aria-label={columnFilterWords.text}
          value={draft.text}
          maxLength={500}
          spellCheck={false}
          onChange={({ currentTarget: { value } }) => onChange({ text: value })}
        />
      );
    case 'atLeast':
    case 'equals':
      return <Amount end="least" label={columnFilterWords.value} {...{ draft, money, onChange }} />;
    case 'atMost':
      return <Amount end="most" label={columnFilterWords.value} {...{ draft, money, onChange }} />;
    case 'between':
      return (
        <div className={styles.pair}>
          <Amount end="least" label={columnFilterWords.least} {...{ draft, money, onChange }} />
          <Amount end="most" label={columnFilterWords.most} {...{ draft, money, onChange }} />
        </div>
      );
    case 'on':
    case 'before':
    case 'after':
    case 'onOrBefore':
    case 'onOrAfter':
      return <Day end="from" label={columnFilterWords.day} {...{ draft, onChange }} />;
    case 'betweenDays':
      return (
        <div className={styles.pair}>
          <Day end="from" label={columnFilterWords.from} {...{ draft, onChange }} />
          <Day end="to" label={columnFilterWords.to} {...{ draft, onChange }} />
        </div>
      );
    case 'last':
    case 'ago':
    case 'next':
      return <Steps draft={draft} onChange={onChange} />;
    default:
      return null;
  }
}

interface AmountProps extends OperandsProps {
  readonly end: 'least' | 'most';
  readonly label: string;
}

function Amount({ draft, money, onChange, end, label }: AmountProps) {
  const decimals = useMoneyDecimals();
  const scale = money ? decimals : 0;
  const value = draft[end];
  return (
    <NumberInput
      size="xs"
      aria-label={label}
      placeholder={label}
      value={value === undefined ? '' : fieldNumber(value, scale)}
      onChange={(typed) =>
        onChange({ [end]: typeof typed === 'number' ? typedMoney(typed, scale) : undefined })
      }
      decimalScale={scale}
      hideControls
    />
  );
}

interface DayProps extends Omit<OperandsProps, 'money'> {
  readonly end: 'from' | 'to';
  readonly label: string;
}

function Day({ draft, onChange, end, label }: DayProps) {
  return (
    <TextInput
      type="date"
      size="xs"
      aria-label={label}
      value={draft[end]}
      onChange={({ currentTarget: { value } }) =>
        onChange({ [end]: isIsoDate(value) ? value : '' })
      }
    />
  );
}

function Steps({ draft, onChange }: Omit<OperandsProps, 'money'>) {
  return (
    <div className={styles.pair}>
      <NumberInput
        size="xs"
        aria-label={columnFilterWords.steps}
        value={draft.steps ?? ''}
        min={0}
        max={10_000}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        onChange={(typed) => onChange({ steps: typeof typed === 'number' ? typed : undefined })}
      />
      <NativeSelect
        size="xs"
        aria-label={columnFilterWords.unit}
        value={draft.unit}
        data={STEP_UNITS.map((value) => ({ value, label: columnFilterWords.units[value] }))}
        onChange={({ currentTarget: { value } }) => onChange({ unit: value as StepUnit })}
      />
    </div>
  );
}
