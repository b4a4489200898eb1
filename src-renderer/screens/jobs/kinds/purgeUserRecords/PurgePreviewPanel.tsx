/**
 * The preview beside the form: what a purge with these settings would do, each number the way to its
 * users. Dimmed while it is of former settings.
 */
import { Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconFlame, IconShield, IconUsers } from '@tabler/icons-react';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import { RETAIN_REASON_TEXTS } from '#shared/domain/purgeRules.ts';
import { StaffListsNote } from '../../../../deciding/StaffListsNote.tsx';
import { type BarItem, BarList, SegmentBar } from '../../../../ui/Bars.tsx';
import { CountLink } from '../../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { countOf } from '../../../../ui/format.ts';
import { RuleHelp } from '../../../../ui/RuleHelp.tsx';
import { DateText, Money } from '../../../../ui/Values.tsx';
import { SealText } from '../../SignOffNote.tsx';
import { UnapprovedNote } from '../../UnapprovedNote.tsx';
import type { CurrentCheck } from '../../useJobCheck.ts';
import { ApprovedAccount } from './ApprovedAccount.tsx';
import { DayBoundTable } from './DayBoundTable.tsx';
import { FlagsOfPurge } from './FlagsOfPurge.tsx';
import { PreviewCount } from './PreviewCount.tsx';
import styles from './Purge.module.css';
import { PurgeFacts } from './PurgeFacts.tsx';
import { PurgeWarnings } from './PurgeWarnings.tsx';
import {
  outOfScope,
  partOf,
  uncovered,
  withForgivenBalance,
  withoutPurgeDate,
} from './previewCriteria.ts';
import type { CurrentPreview } from './usePurgePreview.ts';

interface PurgePreviewPanelProps {
  readonly asked: CurrentPreview;
  readonly checked: CurrentCheck;
}

export function PurgePreviewPanel({ asked, checked }: PurgePreviewPanelProps) {
  const { preview, current, error } = asked;
  const { check } = checked;
  return (
    <section className={styles.preview} aria-label="Preview" aria-busy={!current}>
      <Group justify="space-between" wrap="nowrap" mb={8}>
        <Title order={3}>Preview: nothing is changed</Title>
        <Text size="xs" c="dimmed" role="status">
          {!current && !error ? 'Updating' : ''}
        </Text>
      </Group>
      <ErrorNote error={error} />
      {!preview && !error && <Skeleton height={420} />}
      {preview && !error && (
        <Stack gap="lg" className={styles.numbers} data-former={!current || undefined}>
          <Outcome preview={preview} />
          <ApprovedAccount preview={preview} />
          {check && <UnapprovedNote check={check} whose="whom this purge may take" />}
          <PurgeWarnings preview={preview} />
          {check && <FlagsOfPurge check={check} />}
          <PurgeFacts preview={preview} />
          <StaffListsNote />
          <SealText seal={preview.seal} />
          <Reasons preview={preview} />
          <DayBoundTable preview={preview} />
          <Forgiven preview={preview} />
          <Uncovered preview={preview} />
        </Stack>
      )}
    </section>
  );
}

interface PartProps {
  readonly preview: PurgePreview;
}

function outcomeItems(preview: PurgePreview): readonly BarItem[] {
  return [
    {
      key: 'purged',
      label: 'Would be purged',
      value: preview.purged,
      tone: 'purge',
      icon: IconFlame,
      criteria: partOf(preview, 'purged'),
      title: 'Users who would be purged',
    },
    {
      key: 'retained',
      label: 'Retained',
      value: preview.retained,
      tone: 'keep',
      icon: IconShield,
      criteria: partOf(preview, 'retained'),
      title: 'Users in scope who would be retained',
    },
    {
      key: 'outOfScope',
      label: 'Out of scope',
      value: preview.outOfScope,
      tone: 'undecided',
      icon: IconUsers,
      criteria: outOfScope(preview),
      title: 'Users out of scope',
    },
  ];
}

function Outcome({ preview }: PartProps) {
  return (
    <div>
      <SegmentBar
        label={`${countOf(preview.users, 'user')} whom Alma’s job would look at`}
        items={outcomeItems(preview)}
        total={preview.users}
      />
      <Text size="sm" component="div" mt={4}>
        <PreviewCount preview={preview} part="inScope" title="Users in scope" /> in scope: purge
        date up to <DateText date={preview.lastPurgeDate} />, record type and group as chosen.{' '}
        {preview.noPurgeDate > 0 && (
          <>
            <CountLink
              count={preview.noPurgeDate}
              noun="user"
              criteria={withoutPurgeDate(preview)}
              title="Users of this type and group without a purge date"
            />{' '}
            of this type and group {preview.noPurgeDate === 1 ? 'has' : 'have'} no purge date and{' '}
            {preview.noPurgeDate === 1 ? 'is' : 'are'} never taken.
          </>
        )}
      </Text>
    </div>
  );
}

function Reasons({ preview }: PartProps) {
  const items = preview.reasons.map(
    ({ reason, users }): BarItem => ({
      key: reason,
      label: RETAIN_REASON_TEXTS[reason].label,
      value: users,
      tone: 'keep',
      criteria: partOf(preview, reason),
      title: `Retained: ${RETAIN_REASON_TEXTS[reason].label}`,
    }),
  );
  return (
    <BarList
      label="Why users would be retained"
      items={items}
      total={preview.retained}
      empty="Nobody in scope has a reason that retains."
      aside={
        <RuleHelp about="the reasons" source="Alma’s “Purging Users”">
          All reasons are collected, so a user can count for more than one. An expiry date in the
          future, active status, staff roles and hold requests retain nobody: the review must catch
          them.
        </RuleHelp>
      }
    />
  );
}

function Forgiven({ preview }: PartProps) {
  if (preview.waived === 0) return null;
  return (
    <Text size="sm" component="div">
      <CountLink
        count={preview.waived}
        criteria={withForgivenBalance(preview)}
        title="Users to be purged who owe something"
      >
        <Money minor={preview.waived} />
      </CountLink>{' '}
      would be forgiven: balances up to the waive threshold of users who would be purged.
    </Text>
  );
}

function Uncovered({ preview }: PartProps) {
  const items = preview.unknown.map(
    ({ reason, users }): BarItem => ({
      key: reason,
      label: RETAIN_REASON_TEXTS[reason].label,
      value: users,
      tone: 'unknown',
      criteria: uncovered(preview, reason),
      title: `To be purged, and no report covers: ${RETAIN_REASON_TEXTS[reason].label}`,
    }),
  );
  if (items.length === 0) return null;
  return (
    <BarList
      label="Not covered by any report"
      items={items}
      total={preview.purged}
      aside={
        <RuleHelp about="what no report covers" source="this program’s decision">
          No imported report says anything about these rules for this many of the users who would be
          purged. Unknown is not No: Alma may retain some of them.
        </RuleHelp>
      }
    />
  );
}
