/**
 * The preview beside the form: what a purge with these settings would do, each number the way to its
 * users. Dimmed while it is of former settings.
 */
import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconColumns2 } from '@tabler/icons-react';
import type { PurgePreview } from '#shared/contract/shapes/purgePreview.ts';
import { RETAIN_REASON_TEXTS } from '#shared/domain/purgeRules.ts';
import type { JobKind } from '#shared/jobKinds/jobKinds.ts';
import { StaffListsNote } from '../../../../deciding/StaffListsNote.tsx';
import { navigate, useNavigation } from '../../../../place/navigation.ts';
import { type BarItem, BarList } from '../../../../ui/Bars.tsx';
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
import { partOf, uncovered, withWaivedBalance } from './previewCriteria.ts';
import { Uncovered } from './Uncovered.tsx';
import type { CurrentPreview } from './usePurgePreview.ts';
import { comparisonWords } from './words/comparison.tsx';
import { previewWords, unapprovedInPurge, usersTitles } from './words/preview.tsx';
import { uncoveredWords } from './words/uncovered.tsx';

interface PurgePreviewPanelProps {
  /** Which purge it is. */
  readonly kind: JobKind;
  readonly asked: CurrentPreview;
  readonly checked: CurrentCheck;
}

export function PurgePreviewPanel({ kind, asked, checked }: PurgePreviewPanelProps) {
  const { preview, current, error } = asked;
  const { check } = checked;
  return (
    <section className={styles.preview} aria-label={previewWords.preview} aria-busy={!current}>
      <Group justify="space-between" wrap="nowrap" mb={8}>
        <Title order={3}>{previewWords.title}</Title>
        <Group gap="sm" wrap="nowrap">
          <Text size="xs" c="dimmed" role="status">
            {!current && !error ? previewWords.updating : ''}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconColumns2 size={16} aria-hidden />}
            disabled={!current}
            onClick={() => compare(kind)}
          >
            {comparisonWords.open}
          </Button>
        </Group>
      </Group>
      <ErrorNote error={error} />
      {!preview && !error && <Skeleton height={420} />}
      {preview && !error && (
        <Stack gap="lg" className={styles.numbers} data-former={!current || undefined}>
          <ApprovedAccount preview={preview} />
          <InScope preview={preview} />
          {check && <UnapprovedNote check={check} words={unapprovedInPurge} />}
          <PurgeWarnings preview={preview} />
          {check && <FlagsOfPurge check={check} />}
          <PurgeFacts preview={preview} />
          <StaffListsNote />
          <SealText seal={preview.seal} />
          <Reasons preview={preview} />
          <DayBoundTable preview={preview} />
          <Waived preview={preview} />
          <Uncovered
            sentence={uncoveredWords.preview(preview.unknown.length, preview.purged)}
            rules={preview.unknown}
            criteriaOf={(reason) => uncovered(preview, reason)}
            titleOf={uncoveredWords.previewTitle}
          />
        </Stack>
      )}
    </section>
  );
}

/** Back leads to the page that one was on. */
function compare(kind: JobKind) {
  const { place } = useNavigation.getState();
  const page = place.screen === 'jobs' && place.page;
  navigate({ screen: 'jobs', dialog: kind, comparing: true, ...(page && { page }) });
}

interface PartProps {
  readonly preview: PurgePreview;
}

/** Everybody, approved or not. */
function InScope({ preview }: PartProps) {
  return (
    <Text size="sm" component="div">
      {previewWords.inScope(preview, (part, shown) => linkToPart(preview, part)(shown))}
    </Text>
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
