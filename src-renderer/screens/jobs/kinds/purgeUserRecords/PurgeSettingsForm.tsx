/**
 * The form of Purge User Records: Alma's four settings, and the two things that make a rehearsal
 * repeatable, run date and reading of the day bound. Advice stands below a field, never in its way.
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
import { useSettings } from '../../../../client/workspace.ts';
import { BalanceText, TransferredQuestion } from '../../../../deciding/Transferred.tsx';
import { FIELD_SEPARATORS } from '../../../../ui/format.ts';
import { RuleHelp } from '../../../../ui/RuleHelp.tsx';
import { DateText } from '../../../../ui/Values.tsx';
import type { GroupNames } from '../../useGroupNames.ts';
import styles from './Purge.module.css';
import type { PurgeDraft } from './purgeDraft.ts';

interface FormProps {
  readonly draft: PurgeDraft;
  readonly edit: (part: Partial<PurgeDraft>) => void;
}

export function PurgeSettingsForm(props: FormProps & { readonly groups: GroupNames }) {
  return (
    <Stack gap="md" component="section" aria-label="Settings">
      <Title order={3}>Add Job: Alma’s settings</Title>
      <Days {...props} />
      <RecordType {...props} />
      <UserGroup {...props} />
      <Threshold {...props} />
      <Title order={3} mt={8}>
        For this rehearsal
      </Title>
      <TextInput
        type="date"
        label="Run date"
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
          <Labelled text="Number of days after purge date">
            <RuleHelp about="the number of days" source="Alma’s “Purging Users”; CARLI">
              Users are taken when this many days have passed since their purge date. Blank counts
              as 0. With 0 the published readings disagree about users whose purge date is the run
              date itself.
            </RuleHelp>
          </Labelled>
        }
        aria-label="Number of days after purge date"
        min={0}
        max={36500}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        classNames={{ wrapper: styles.short! }}
        value={draft.days}
        onChange={(days) => edit({ days })}
      />
      {Number(draft.days) < 1 && <Advice>1 day or more is advised.</Advice>}
    </div>
  );
}

function RecordType({ draft, edit }: FormProps) {
  return (
    <Select
      label={
        <Labelled text="User record type">
          <RuleHelp
            about="the record type"
            source="Alma’s “Purging Users”; the last is this program’s"
          >
            Alma’s default is Public. A user group can be chosen only for Staff and Public. A user
            whose reports have no record type counts as Public here.
          </RuleHelp>
        </Labelled>
      }
      aria-label="User record type"
      classNames={{ wrapper: styles.short! }}
      data={['All', ...RECORD_TYPES]}
      value={draft.recordType}
      onChange={(value) => value && edit({ recordType: value as PurgeSettings['recordType'] })}
    />
  );
}

const ALL_GROUPS = '';

function UserGroup({ draft, edit, groups }: FormProps & { readonly groups: GroupNames }) {
  const possible = hasUserGroup(draft.recordType);
  const chosen = possible ? draft.userGroup : null;
  return (
    <div>
      <Select
        label="User group"
        searchable
        disabled={!possible}
        data={[
          { value: ALL_GROUPS, label: 'All user groups' },
          ...groups.names.map((name) => ({ value: name, label: name })),
        ]}
        value={chosen ?? ALL_GROUPS}
        onChange={(value) => edit({ userGroup: value || null })}
        {...(possible ? {} : { description: 'Can be chosen for Staff and Public only.' })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
      {chosen === null && (
        <Advice>
          Every group is taken, protected ones too. Choose {groups.okToPurge} to take reviewed users
          alone.
        </Advice>
      )}
      {chosen !== null && groups.protectedNames.includes(chosen) && (
        <Advice>
          The protected register names the group {chosen}: nobody in it can be purged.
        </Advice>
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
          <Labelled text="Waive threshold">
            <RuleHelp about="the waive threshold" source="Alma’s “Purging Users”">
              A user who owes more than this is retained; what a purged user owes up to it is
              recorded as waived. <BalanceText />
            </RuleHelp>
          </Labelled>
        }
        aria-label="Waive threshold"
        min={0}
        max={1_000_000_000}
        decimalScale={currencyDecimals(currency)}
        fixedDecimalScale
        allowNegative={false}
        {...FIELD_SEPARATORS}
        prefix={`${currency} `}
        classNames={{ wrapper: styles.short! }}
        value={draft.waiveThreshold}
        onChange={(waiveThreshold) => edit({ waiveThreshold })}
      />
      {Number(draft.waiveThreshold) < 1 && (
        <Advice>1 or more is advised: with less, next to nothing retains a user.</Advice>
      )}
      <TransferredQuestion />
    </div>
  );
}

function Readings({ draft, edit }: FormProps) {
  return (
    <Radio.Group
      label={
        <Labelled text="Reading of the day bound">
          <RuleHelp about="the day bound">
            Alma’s public texts give three readings of which purge dates a run takes, and none says
            which one Alma’s code follows. The chosen one decides here. Users for whom the three
            differ are boundary users: counted in the preview and listed in the report.
          </RuleHelp>
        </Labelled>
      }
      aria-label="Reading of the day bound"
      value={draft.reading}
      onChange={(reading) => edit({ reading: reading as PurgeDraft['reading'] })}
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
              label={
                <>
                  <strong>{READING_TEXTS[reading].name}.</strong> {READING_TEXTS[reading].rule}
                </>
              }
              description={
                <>
                  From {READING_TEXTS[reading].source}. <LastDate reading={reading} draft={draft} />
                </>
              }
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
  readonly reading: PurgeDraft['reading'];
  readonly draft: PurgeDraft;
}) {
  const days = Number(draft.days);
  if (!isIsoDate(draft.runDate) || !Number.isSafeInteger(days) || days > 36500) return null;
  return (
    <>
      Takes purge dates up to{' '}
      <strong>
        <DateText date={lastPurgeDateTaken(reading, draft.runDate, days)} />
      </strong>
      .
    </>
  );
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
