/**
 * The planned purge: run date, number of days, record type, reading of the day bound, waive threshold, and which
 * balance counts. Flags about dates are computed for it, and a new purge job starts from it.
 */
import { Group, Radio, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { isIsoDate, today } from '#shared/domain/calendar.ts';
import { lastPurgeDateTaken, READING_TEXTS, READINGS } from '#shared/domain/dayBound.ts';
import { currencyDecimals, fieldNumber, typedMoney } from '#shared/domain/money.ts';
import { RECORD_TYPES } from '#shared/fields/recordTypes.ts';
import { TransferredChoice } from '../../deciding/Transferred.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { DateText } from '../../ui/Values.tsx';
import { NumberField } from './NumberField.tsx';
import { Section } from './Section.tsx';
import styles from './SettingsScreen.module.css';
import type { SettingsForm } from './useSettingsForm.ts';

export function PlannedRunSection({ form }: { readonly form: SettingsForm }) {
  return (
    <Section title="Planned run" about="Flags about dates are for this run; jobs start from it.">
      <RunDate form={form} />
      <Days form={form} />
      <RecordTypeField form={form} />
      <Readings form={form} />
      <Threshold form={form} />
      <TransferredChoice
        openAnswer
        value={form.values.countTransferred}
        onChange={(countTransferred) => form.save({ countTransferred })}
      />
    </Section>
  );
}

function RunDate({ form: { values, save } }: { readonly form: SettingsForm }) {
  const fixed = values.runDate !== null;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500} id="run-date-label">
        Run date
      </Text>
      <Group gap={12}>
        <SegmentedControl
          aria-labelledby="run-date-label"
          data={[
            { value: 'today', label: 'Today' },
            { value: 'date', label: 'On a date' },
          ]}
          value={fixed ? 'date' : 'today'}
          onChange={(choice) => save({ runDate: choice === 'date' ? today() : null })}
        />
        {values.runDate === null ? (
          <Text size="sm" c="dimmed">
            <DateText date={today()} />, moving on each day
          </Text>
        ) : (
          <TextInput
            type="date"
            size="xs"
            aria-label="Run date"
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

function Days({ form: { values, save } }: { readonly form: SettingsForm }) {
  return (
    <NumberField
      label={
        <Group gap={4} component="span">
          Number of days after purge date
          <RuleHelp about="the number of days" source="Alma’s “Purging Users”">
            Users are taken when this many days have passed since their purge date. Blank in Alma
            means 0. With 0 the published readings disagree about users whose purge date is today,
            so 1 or more is advised.
          </RuleHelp>
        </Group>
      }
      aria-label="Number of days after purge date"
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
          User record type
          <RuleHelp about="the planned record type" source="Alma’s “Purging Users”">
            Alma’s default is Public. A user group can be chosen for Staff and Public only; with All
            or Contact the purge takes every group.
          </RuleHelp>
        </Group>
      }
      aria-label="User record type"
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
  const runDate = values.runDate ?? today();
  return (
    <Radio.Group
      label={
        <Group gap={4} component="span">
          Reading of the day bound
          <RuleHelp about="the day bound">
            Alma’s public texts give three readings of which purge dates a run takes, and none says
            which one Alma’s code follows. The chosen one decides here; users for whom the three
            differ are always flagged as boundary users, counted and listed.
          </RuleHelp>
        </Group>
      }
      aria-label="Reading of the day bound"
      value={values.reading}
      onChange={(reading) => save({ reading: reading as typeof values.reading })}
    >
      <Stack gap={8} mt={8}>
        {READINGS.map((reading) => (
          <div
            key={reading}
            className={styles.reading}
            data-chosen={values.reading === reading || undefined}
          >
            <Radio
              value={reading}
              label={READING_TEXTS[reading].rule}
              description={
                <>
                  From {READING_TEXTS[reading].source}. The planned run takes purge dates up to{' '}
                  <strong>
                    <DateText date={lastPurgeDateTaken(reading, runDate, values.days)} />
                  </strong>
                  .
                </>
              }
            />
          </div>
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Threshold({ form: { values, save } }: { readonly form: SettingsForm }) {
  const decimals = currencyDecimals(values.currency);
  return (
    <NumberField
      label={
        <Group gap={4} component="span">
          Waive threshold
          <RuleHelp about="the waive threshold" source="Alma’s “Purging Users”">
            A user who owes more than this is retained; what a purged user owes up to it is recorded
            as waived. The advice is 1 or more. Which balance counts is asked below.
          </RuleHelp>
        </Group>
      }
      aria-label="Waive threshold"
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
