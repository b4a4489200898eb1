/**
 * The planned purge: run date, number of days, record type, reading of the day bound, waive threshold, and which
 * balance counts. Flags about dates are computed for it, and a new purge job starts from it.
 */

import { Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { isIsoDate } from '#shared/domain/calendar.ts';
import { lastPurgeDateTaken } from '#shared/domain/dayBound.ts';
import { currencyDecimals, fieldNumber, typedMoney } from '#shared/domain/money.ts';
import { ACTIVE_MONTHS } from '#shared/domain/reviewFlags.ts';
import { RECORD_TYPES } from '#shared/fields/recordTypes.ts';
import { useToday } from '../../client/workspace.ts';
import { ReadingField } from '../../deciding/policy/ReadingField.tsx';
import { TransferredChoice } from '../../deciding/Transferred.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { DateText } from '../../ui/Values.tsx';
import { NumberField } from './NumberField.tsx';
import { Section } from './Section.tsx';
import { SetPurgeFields } from './SetPurgeFields.tsx';
import styles from './SettingsScreen.module.css';
import type { SettingsForm } from './useSettingsForm.ts';
import { plannedRunWords } from './words.tsx';

export function PlannedRunSection({ form }: { readonly form: SettingsForm }) {
  return (
    <Section name="plannedRun" title={plannedRunWords.title} about={plannedRunWords.about}>
      <SetPurgeFields form={form} />
      <RunDate form={form} />
      <Days form={form} />
      <RecordTypeField form={form} />
      <Readings form={form} />
      <Threshold form={form} />
      <ActiveMonths form={form} />
      <TransferredChoice
        value={form.values.countTransferred}
        onChange={(countTransferred) => form.save({ countTransferred })}
      />
    </Section>
  );
}

function RunDate({ form: { values, save } }: { readonly form: SettingsForm }) {
  const today = useToday();
  const fixed = values.runDate !== null;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500} id="run-date-label">
        {plannedRunWords.runDate}
      </Text>
      <Group gap={12}>
        <SegmentedControl
          aria-labelledby="run-date-label"
          data={[
            { value: 'today', label: plannedRunWords.today },
            { value: 'date', label: plannedRunWords.onDate },
          ]}
          value={fixed ? 'date' : 'today'}
          onChange={(choice) => save({ runDate: choice === 'date' ? today : null })}
        />
        {values.runDate === null ? (
          <Text size="sm" c="dimmed">
            {plannedRunWords.movingOn(<DateText date={today} />)}
          </Text>
        ) : (
          <TextInput
            type="date"
            size="xs"
            aria-label={plannedRunWords.runDate}
            value={values.runDate}
            onChange={(event) => {
              const date = event.currentTarget.value;
              if (isIsoDate(date)) save({ runDate: date });
            }}
          />
        )}
      </Group>
    </Stack>
  );
}

function ActiveMonths({ form: { values, save } }: { readonly form: SettingsForm }) {
  const months = values.activeMonths;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500} id="active-months-label">
        {plannedRunWords.active}
      </Text>
      <Group gap={12}>
        <SegmentedControl
          aria-labelledby="active-months-label"
          data={[
            { value: 'within', label: plannedRunWords.activeWithin },
            { value: 'never', label: plannedRunWords.activeNever },
          ]}
          value={months === null ? 'never' : 'within'}
          onChange={(choice) => save({ activeMonths: choice === 'never' ? null : ACTIVE_MONTHS })}
        />
        {months !== null && (
          <NumberField
            aria-label={plannedRunWords.activeMonths}
            w={120}
            size="xs"
            min={1}
            max={1200}
            allowDecimal={false}
            saved={months}
            onSave={(activeMonths) => save({ activeMonths })}
          />
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {plannedRunWords.activeMeaning}
      </Text>
    </Stack>
  );
}

function Days({ form: { values, save } }: { readonly form: SettingsForm }) {
  return (
    <NumberField
      label={
        <Group gap={4} component="span">
          {plannedRunWords.days}
          <RuleHelp about={plannedRunWords.daysHelp.about} source={plannedRunWords.daysHelp.source}>
            {plannedRunWords.daysHelp.text}
          </RuleHelp>
        </Group>
      }
      aria-label={plannedRunWords.days}
      min={0}
      max={36500}
      allowDecimal={false}
      saved={values.days}
      onSave={(days) => save({ days })}
    />
  );
}

function RecordTypeField({ form: { values, save } }: { readonly form: SettingsForm }) {
  return (
    <Select
      className={styles.short}
      label={
        <Group gap={4} component="span">
          {plannedRunWords.recordType}
          <RuleHelp
            about={plannedRunWords.recordTypeHelp.about}
            source={plannedRunWords.recordTypeHelp.source}
          >
            {plannedRunWords.recordTypeHelp.text}
          </RuleHelp>
        </Group>
      }
      aria-label={plannedRunWords.recordType}
      allowDeselect={false}
      data={['All', ...RECORD_TYPES]}
      value={values.recordType}
      onChange={(recordType) =>
        recordType && save({ recordType: recordType as typeof values.recordType })
      }
    />
  );
}

function Readings({ form: { values, save } }: { readonly form: SettingsForm }) {
  const today = useToday();
  const runDate = values.runDate ?? today;
  return (
    <ReadingField
      reading={values.reading}
      onChange={(reading) => save({ reading })}
      takes={(reading) =>
        plannedRunWords.takesUpTo(
          <strong>
            <DateText date={lastPurgeDateTaken(reading, runDate, values.days)} />
          </strong>,
        )
      }
    />
  );
}

function Threshold({ form: { values, save } }: { readonly form: SettingsForm }) {
  const decimals = currencyDecimals(values.currency);
  return (
    <NumberField
      label={
        <Group gap={4} component="span">
          {plannedRunWords.threshold}
          <RuleHelp
            about={plannedRunWords.thresholdHelp.about}
            source={plannedRunWords.thresholdHelp.source}
          >
            {plannedRunWords.thresholdHelp.text}
          </RuleHelp>
        </Group>
      }
      aria-label={plannedRunWords.threshold}
      min={0}
      decimalScale={decimals}
      fixedDecimalScale
      prefix={`${values.currency} `}
      saved={fieldNumber(values.waiveThreshold, decimals)}
      onSave={(amount) => {
        const waiveThreshold = typedMoney(amount, decimals);
        if (waiveThreshold !== undefined) save({ waiveThreshold });
      }}
    />
  );
}
