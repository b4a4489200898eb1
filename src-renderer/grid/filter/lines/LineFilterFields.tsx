/** One filter by details of a kind: who has any, and what holds for one of them. */
import { ActionIcon, Checkbox, NativeSelect, Text, UnstyledButton } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { type DetailFieldName, detailKind, findDetailField } from '#shared/details/details.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { OPERATOR_WORDS } from '../../words/columnFilter.ts';
import { lineFilterWords } from '../../words/lineFilter.ts';
import { Operands } from '../column/ConditionFields.tsx';
import { HAS, type Has } from '../lineFilter.ts';
import { LINE_OPERATORS, type Operator } from '../operators.ts';
import styles from './LineFilters.module.css';
import { LineValues } from './LineValues.tsx';
import { type ConditionDraft, type LineDraft, newCondition, withOperator } from './lineDraft.ts';

interface LineFilterFieldsProps {
  readonly draft: LineDraft;
  /** The fields of the kind that files tell; others are not offered. */
  readonly told: readonly DetailFieldName[];
  readonly scope: Criteria;
  /** In the heading of a column: it may ask for nothing, and isn't removed. */
  readonly ofColumn: boolean;
  readonly onChange: (draft: LineDraft) => void;
  readonly onRemove: () => void;
}

const MOST_CONDITIONS = 10;

export function LineFilterFields(props: LineFilterFieldsProps) {
  const { draft, told, scope, ofColumn, onChange, onRemove } = props;
  const { kind, has, conditions } = draft;
  const { label, inForce } = detailKind(kind);
  const box = useRef<HTMLFieldSetElement>(null);
  const isNew = useRef(draft.isNew);
  // What was just asked for takes the keyboard where something is to be typed.
  useEffect(() => {
    if (isNew.current) box.current?.querySelector<HTMLElement>('[data-operand] input')?.focus();
    isNew.current = false;
  }, []);

  function changeCondition(now: ConditionDraft) {
    const next = conditions.map((each) => (each.key === now.key ? now : each));
    // Who types a condition means those who have such a line.
    onChange({ ...draft, conditions: next, has: has === 'everybody' ? 'any' : has });
  }

  function removeCondition(gone: ConditionDraft) {
    onChange({ ...draft, conditions: conditions.filter((each) => each !== gone) });
    box.current?.querySelector<HTMLElement>('select')?.focus();
  }

  const choices = [...(ofColumn ? (['everybody'] as const) : []), ...HAS];
  return (
    <fieldset ref={box} className={styles.filter} data-of-column={ofColumn || undefined}>
      <legend className={ofColumn ? 'pd-visually-hidden' : styles.legend}>{label}</legend>
      <div className={styles.has}>
        <NativeSelect
          size="xs"
          aria-label={lineFilterWords.has(label)}
          value={has}
          data={choices.map((value) => ({ value, label: lineFilterWords.hasChoices[value] }))}
          onChange={({ currentTarget: { value } }) => onChange({ ...draft, has: value as Has })}
        />
        {inForce && has !== 'untold' && (
          <Checkbox
            label={lineFilterWords.onlyInForce}
            checked={draft.inForce}
            onChange={({ currentTarget: { checked } }) => onChange({ ...draft, inForce: checked })}
          />
        )}
        {!ofColumn && (
          <ActionIcon
            size={22}
            className={styles.remove}
            aria-label={lineFilterWords.remove(label)}
            onClick={onRemove}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {has !== 'untold' && (
        <>
          {conditions.map((condition) => (
            <Condition
              key={condition.key}
              condition={condition}
              fields={fieldsOffered(draft, told, condition.field)}
              scope={scope}
              onChange={changeCondition}
              onRemove={() => removeCondition(condition)}
            />
          ))}
          {conditions.length < MOST_CONDITIONS && (
            <UnstyledButton
              className={styles.addCondition}
              onClick={() => {
                const [first] = fieldsOffered(draft, told, undefined);
                onChange({ ...draft, conditions: [...conditions, newCondition(first!)] });
              }}
            >
              <IconPlus size={13} aria-hidden />
              {lineFilterWords.addCondition}
            </UnstyledButton>
          )}
          {conditions.length > 1 && (
            <Text size="xs" c="dimmed">
              {lineFilterWords.sameLine}
            </Text>
          )}
        </>
      )}
    </fieldset>
  );
}

/** Those that files tell, in the catalogue's order, and the one that is asked for. */
function fieldsOffered(
  { kind }: LineDraft,
  told: readonly DetailFieldName[],
  asked: DetailFieldName | undefined,
): DetailFieldName[] {
  const names = detailKind(kind).fields.map(({ name }) => name as DetailFieldName);
  return names.filter((name) => told.length === 0 || told.includes(name) || name === asked);
}

interface ConditionProps {
  readonly condition: ConditionDraft;
  readonly fields: readonly DetailFieldName[];
  readonly scope: Criteria;
  readonly onChange: (condition: ConditionDraft) => void;
  readonly onRemove: () => void;
}

function Condition({ condition, fields, scope, onChange, onRemove }: ConditionProps) {
  const { key, field, draft, values } = condition;
  const { kind, heading } = findDetailField(field)!.field;
  const operators = LINE_OPERATORS[kind];
  const wordOf = (operator: Operator | 'oneOf') =>
    operator === 'oneOf' ? lineFilterWords.oneOfOperator : OPERATOR_WORDS[operator];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as this row
    <div role="group" aria-label={heading} className={styles.condition}>
      <div className={styles.asked}>
        <NativeSelect
          size="xs"
          aria-label={lineFilterWords.field}
          value={field}
          data={fields.map((name) => ({
            value: name,
            label: findDetailField(name)!.field.heading,
          }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...newCondition(value as DetailFieldName), key })
          }
        />
        {operators.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={lineFilterWords.condition}
            value={values ? 'oneOf' : (draft.operator ?? '')}
            data={operators.map((value) => ({ value, label: wordOf(value) }))}
            onChange={({ currentTarget: { value } }) =>
              onChange(withOperator(condition, value as Operator | 'oneOf'))
            }
          />
        )}
        <ActionIcon
          size={22}
          aria-label={lineFilterWords.removeCondition(heading)}
          onClick={onRemove}
        >
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </div>
      <div data-operand>
        {values ? (
          <LineValues
            field={field}
            picked={values}
            scope={scope}
            onPick={(picked) => onChange({ ...condition, values: picked })}
          />
        ) : (
          <Operands
            draft={draft}
            money={kind === 'money'}
            onChange={(part) => onChange({ ...condition, draft: { ...draft, ...part } })}
          />
        )}
      </div>
    </div>
  );
}
