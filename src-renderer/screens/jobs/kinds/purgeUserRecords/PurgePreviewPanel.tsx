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
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { RuleHelp } from '../../../../ui/RuleHelp.tsx';
import { linkTo } from '../../linkTo.tsx';
import { SealText } from '../../SignOffNote.tsx';
import { UnapprovedNote } from '../../UnapprovedNote.tsx';
import type { CurrentCheck } from '../../useJobCheck.ts';
import { ApprovedAccount } from './ApprovedAccount.tsx';
import { DayBoundTable } from './DayBoundTable.tsx';
import { FlagsOfPurge } from './FlagsOfPurge.tsx';
import { linkToPart } from './linkToPart.ts';
import styles from './Purge.module.css';
import { PurgeFacts } from './PurgeFacts.tsx';
import { PurgeWarnings } from './PurgeWarnings.tsx';
import {
  outOfScope,
  partOf,
  uncovered,
  withoutPurgeDate,
  withWaivedBalance,
} from './previewCriteria.ts';
import type { CurrentPreview } from './usePurgePreview.ts';
import { partTitles, previewWords, unapprovedInPurge, usersTitles } from './words/preview.tsx';

interface PurgePreviewPanelProps {
  readonly asked: CurrentPreview;
  readonly checked: CurrentCheck;
}

export function PurgePreviewPanel({ asked, checked }: PurgePreviewPanelProps) {
  const { preview, current, error } = asked;
  const { check } = checked;
  return (
    <section className={styles.preview} aria-label={previewWords.preview} aria-busy={!current}>
      <Group justify="space-between" wrap="nowrap" mb={8}>
        <Title order={3}>{previewWords.title}</Title>
        <Text size="xs" c="dimmed" role="status">
          {!current && !error ? previewWords.updating : ''}
        </Text>
      </Group>
      <ErrorNote error={error} />
      {!preview && !error && <Skeleton height={420} />}
      {preview && !error && (
        <Stack gap="lg" className={styles.numbers} data-former={!current || undefined}>
          <Outcome preview={preview} />
          <ApprovedAccount preview={preview} />
          {check && <UnapprovedNote check={check} words={unapprovedInPurge} />}
          <PurgeWarnings preview={preview} />
          {check && <FlagsOfPurge check={check} />}
          <PurgeFacts preview={preview} />
          <StaffListsNote />
          <SealText seal={preview.seal} />
          <Reasons preview={preview} />
          <DayBoundTable preview={preview} />
          <Waived preview={preview} />
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
      label: previewWords.purged,
      value: preview.purged,
      tone: 'purge',
      icon: IconFlame,
      criteria: partOf(preview, 'purged'),
      title: partTitles.purged,
    },
    {
      key: 'retained',
      label: previewWords.retained,
      value: preview.retained,
      tone: 'keep',
      icon: IconShield,
      criteria: partOf(preview, 'retained'),
      title: partTitles.retained,
    },
    {
      key: 'outOfScope',
      label: previewWords.outOfScope,
      value: preview.outOfScope,
      tone: 'undecided',
      icon: IconUsers,
      criteria: outOfScope(preview),
      title: usersTitles.outOfScope,
    },
  ];
}

function Outcome({ preview }: PartProps) {
  return (
    <div>
      <SegmentBar
        label={previewWords.lookedAt(preview.users)}
        items={outcomeItems(preview)}
        total={preview.users}
      />
      <Text size="sm" component="div" mt={4}>
        {previewWords.inScope(
          preview.inScope,
          linkToPart(preview, 'inScope'),
          preview.lastPurgeDate,
        )}{' '}
        {preview.noPurgeDate > 0 &&
          previewWords.noPurgeDate(
            preview.noPurgeDate,
            linkTo(preview.noPurgeDate, withoutPurgeDate(preview), usersTitles.noPurgeDate),
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
      title: usersTitles.retainedFor(reason),
    }),
  );
  return (
    <BarList
      label={previewWords.reasons.label}
      items={items}
      total={preview.retained}
      empty={previewWords.reasons.none}
      aside={
        <RuleHelp about={previewWords.reasons.about} source={previewWords.reasons.source}>
          {previewWords.reasons.help}
        </RuleHelp>
      }
    />
  );
}

function Waived({ preview }: PartProps) {
  if (preview.waived === 0) return null;
  return (
    <Text size="sm" component="div">
      {previewWords.waived(
        preview.waived,
        linkTo(preview.waived, withWaivedBalance(preview), usersTitles.withBalance),
      )}
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
      title: usersTitles.uncovered(reason),
    }),
  );
  if (items.length === 0) return null;
  return (
    <BarList
      label={previewWords.uncovered.label}
      items={items}
      total={preview.purged}
      aside={
        <RuleHelp about={previewWords.uncovered.about} source={previewWords.uncovered.source}>
          {previewWords.uncovered.help}
        </RuleHelp>
      }
    />
  );
}
