/** When the personal data of the workspace is due, by days or on a fixed day, and the way to what becomes of it. */
import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isIsoDate, minusDays } from '#shared/domain/calendar.ts';
import { MOST_RETENTION_DAYS, NOTICE_DAYS } from '#shared/domain/retention.ts';
import { queries } from '../../client/engineClient.ts';
import { useStatus, useToday } from '../../client/workspace.ts';
import { openDialog } from '../../place/dialogs.ts';
import { DateText } from '../../ui/Values.tsx';
import { Writing } from '../../ui/Writing.tsx';
import { retentionWords } from '../../ui/words/retention.tsx';
import { NumberField } from './NumberField.tsx';
import { Section } from './Section.tsx';
import type { SettingsForm } from './useSettingsForm.ts';
import { retentionSectionWords as words } from './words.tsx';

export function RetentionSection({ form }: { readonly form: SettingsForm }) {
  const dueOn = useStatus().data?.retention.dueOn ?? null;
  return (
    <Section name="retention" title={words.title} about={words.about}>
      <Writing>{form.ready && <Rule form={form} />}</Writing>
      <Text size="sm">{dueOn === null ? words.none : words.dueOn(<DateText date={dueOn} />)}</Text>
      <Postponed />
      <Group>
        <Button variant="default" onClick={() => openDialog('retention')}>
          {retentionWords.look}
        </Button>
      </Group>
    </Section>
  );
}

function Rule({ form: { values, save } }: { readonly form: SettingsForm }) {
  const { retentionDays, retentionDay } = values;
  const today = useToday();
  const dueOn = useStatus().data?.retention.dueOn ?? minusDays(today, -NOTICE_DAYS);
  return (
    <Stack gap={8}>
      <SegmentedControl
        aria-label={words.rule}
        data={[
          { value: 'days', label: words.byDays },
          { value: 'fixed', label: words.fixed },
        ]}
        value={retentionDay === null ? 'days' : 'fixed'}
        // The same day at first: nothing is due sooner or later by choosing how it is said.
        onChange={(choice) => save({ retentionDay: choice === 'days' ? null : dueOn })}
        style={{ alignSelf: 'flex-start' }}
      />
      {retentionDay === null ? (
        <NumberField
          label={words.days}
          description={words.daysMeaning}
          inputWrapperOrder={['label', 'input', 'description']}
          min={1}
          max={MOST_RETENTION_DAYS}
          allowDecimal={false}
          saved={retentionDays}
          onSave={(days) => save({ retentionDays: days })}
        />
      ) : (
        <TextInput
          type="date"
          label={words.day}
          description={words.dayMeaning}
          inputWrapperOrder={['label', 'input', 'description']}
          w={280}
          max={minusDays(today, -MOST_RETENTION_DAYS)}
          value={retentionDay}
          onChange={(event) => {
            const day = event.currentTarget.value;
            if (isIsoDate(day)) save({ retentionDay: day });
          }}
        />
      )}
    </Stack>
  );
}

function Postponed() {
  const { data } = useQuery(queries.retention.details.queryOptions());
  const postponements = data?.postponements ?? [];
  const [last] = postponements;
  if (!last) return null;
  const { until, by, reason } = last;
  return (
    <Text size="sm" c="dimmed">
      {words.postponed(postponements.length, <DateText date={until} />, by, reason)}
    </Text>
  );
}
