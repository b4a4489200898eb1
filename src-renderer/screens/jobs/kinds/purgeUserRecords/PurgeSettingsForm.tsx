/**
 * The form of a purge: Alma's settings, and the two things that make a rehearsal repeatable, run date and reading of the
 * day bound. Advice stands below a field, never in its way.
 */
import { Group, NumberInput, Radio, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isIsoDate } from '#shared/domain/calendar.ts';
import { lastPurgeDateTaken, READING_TEXTS, READINGS } from '#shared/domain/dayBound.ts';
import { currencyDecimals } from '#shared/domain/money.ts';
import { hasUserGroup } from '#shared/domain/plannedPurge.ts';
import type { PurgeSettings } from '#shared/domain/purgeRules.ts';
import { RECORD_TYPES } from '#shared/fields/recordTypes.ts';
import { PURGE_LABELS } from '#shared/jobKinds/purgeUserRecords.ts';
import { useSettings } from '../../../../client/workspace.ts';
import { BalanceText } from '../../../../deciding/Transferred.tsx';
import { PurgeDatesHelp } from '../../../../ui/PurgeDatesHelp.tsx';
import { RuleHelp } from '../../../../ui/RuleHelp.tsx';
import type { GroupNames } from '../../useGroupNames.ts';
import styles from './Purge.module.css';
import type { PurgeForm } from './purgeDraft.ts';
import { purgeAdvice, purgeFormWords, purgeHelp } from './words/settings.tsx';

interface FormProps {
  readonly draft: PurgeForm;
  readonly edit: (part: Partial<PurgeForm>) => void;
}

interface PurgeSettingsFormProps extends FormProps {
  /** Above Alma's settings. */
  readonly title: string;
  /** What says whom it takes: a group or a set. */
  readonly children: ReactNode;
}

export function PurgeSettingsForm({ title, children, ...props }: PurgeSettingsFormProps) {
  return (
    <Stack gap="md" component="section" aria-label={purgeFormWords.form}>
      <Title order={3}>{title}</Title>
      <Days {...props} />
      <RecordType {...props} />
      {children}
      <Threshold {...props} />
      <Title order={3} mt={8}>
        {purgeFormWords.ofRehearsal}
      </Title>
      <TextInput
        type="date"
        label={PURGE_LABELS.runDate}
        classNames={{ wrapper: styles.short! }}
        value={props.draft.runDate}
        onChange={(event) => props.edit({ runDate: event.currentTarget.value })}
      />
      <Readings {...props} />
    </Stack>
  );
}

function Days({ draft, edit }: FormProps) {
  return (
    <div>
      <NumberInput
        label={
          <Labelled text={PURGE_LABELS.days}>
            <RuleHelp about={purgeHelp.days.about} source={purgeHelp.days.source}>
              {purgeHelp.days.text}
            </RuleHelp>
          </Labelled>
        }
        aria-label={PURGE_LABELS.days}
        min={0}
        max={36500}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        classNames={{ wrapper: styles.short! }}
        value={draft.days}
        onChange={(days) => edit({ days })}
      />
      {Number(draft.days) < 1 && <Advice>{purgeAdvice.days}</Advice>}
    </div>
  );
}

function RecordType({ draft, edit }: FormProps) {
  return (
    <Select
      label={
        <Labelled text={PURGE_LABELS.recordType}>
          <RuleHelp about={purgeHelp.recordType.about} source={purgeHelp.recordType.source}>
            {purgeHelp.recordType.text}
          </RuleHelp>
        </Labelled>
      }
      aria-label={PURGE_LABELS.recordType}
      classNames={{ wrapper: styles.short! }}
      data={['All', ...RECORD_TYPES]}
      value={draft.recordType}
      onChange={(value) => value && edit({ recordType: value as PurgeSettings['recordType'] })}
    />
  );
}

const ALL_GROUPS = '';

/** The group whose users are taken. */
export function UserGroup({ draft, edit, groups }: FormProps & { readonly groups: GroupNames }) {
  const possible = hasUserGroup(draft.recordType);
  const chosen = possible ? draft.userGroup : null;
  return (
    <div>
      <Select
        label={PURGE_LABELS.userGroup}
        searchable
        disabled={!possible}
        data={[
          { value: ALL_GROUPS, label: PURGE_LABELS.allGroups },
          ...groups.names.map((name) => ({ value: name, label: name })),
        ]}
        value={chosen ?? ALL_GROUPS}
        onChange={(value) => edit({ userGroup: value || null })}
        {...(possible ? {} : { description: purgeFormWords.groupOnlyFor })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
      {chosen === null && <Advice>{purgeAdvice.everyGroup(groups.okToPurge)}</Advice>}
      {chosen !== null && groups.protectedNames.includes(chosen) && (
        <Advice>{purgeAdvice.protectedGroup(chosen)}</Advice>
      )}
    </div>
  );
}

function Threshold({ draft, edit }: FormProps) {
  const currency = useSettings()?.currency ?? 'USD';
  return (
    <div>
      <NumberInput
        label={
          <Labelled text={PURGE_LABELS.waiveThreshold}>
            <RuleHelp about={purgeHelp.threshold.about} source={purgeHelp.threshold.source}>
              {purgeHelp.threshold.text(<BalanceText />)}
            </RuleHelp>
          </Labelled>
        }
        aria-label={PURGE_LABELS.waiveThreshold}
        min={0}
        max={1_000_000_000}
        decimalScale={currencyDecimals(currency)}
        fixedDecimalScale
        allowNegative={false}
        prefix={`${currency} `}
        classNames={{ wrapper: styles.short! }}
        value={draft.waiveThreshold}
        onChange={(waiveThreshold) => edit({ waiveThreshold })}
      />
      {Number(draft.waiveThreshold) < 1 && <Advice>{purgeAdvice.threshold}</Advice>}
    </div>
  );
}

function Readings({ draft, edit }: FormProps) {
  return (
    <Radio.Group
      label={
        <Labelled text={PURGE_LABELS.reading}>
          <PurgeDatesHelp />
        </Labelled>
      }
      aria-label={PURGE_LABELS.reading}
      value={draft.reading}
      onChange={(reading) => edit({ reading: reading as PurgeForm['reading'] })}
    >
      <Stack gap={8} mt={8}>
        {READINGS.map((reading) => (
          <div
            key={reading}
            className={styles.reading}
            data-chosen={draft.reading === reading || undefined}
          >
            <Radio
              value={reading}
              size="xs"
              label={READING_TEXTS[reading].name}
              description={<LastDate reading={reading} draft={draft} />}
            />
          </div>
        ))}
      </Stack>
    </Radio.Group>
  );
}

function LastDate({
  reading,
  draft,
}: {
  readonly reading: PurgeForm['reading'];
  readonly draft: PurgeForm;
}) {
  const days = Number(draft.days);
  if (!isIsoDate(draft.runDate) || !Number.isSafeInteger(days) || days > 36500) return null;
  return purgeFormWords.takesUpTo(lastPurgeDateTaken(reading, draft.runDate, days));
}

function Labelled({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <Group gap={4} component="span" display="inline-flex" wrap="nowrap">
      {text}
      {children}
    </Group>
  );
}

function Advice({ children }: { readonly children: ReactNode }) {
  return (
    <Text size="xs" className={styles.advice} role="status" component="div">
      <IconBulb size={14} aria-hidden className={styles.adviceIcon} />
      <span>{children}</span>
    </Text>
  );
}
