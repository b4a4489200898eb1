/**
 * What came of holding two purges against each other: the four numbers, why either leaves whom the other takes, and
 * their settings. Dimmed while it is of former settings.
 */
import { Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import type { PurgeComparison } from '#shared/contract/shapes/purgeComparison.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { POLICY_LABELS } from '#shared/domain/policyFacts.ts';
import type { JobSetting } from '#shared/jobKinds/jobKind.ts';
import { anyPurgeOf } from '#shared/jobKinds/purgeUsers.ts';
import { CountLink } from '../../../../ui/CountLink.tsx';
import { RuleHelp } from '../../../../ui/RuleHelp.tsx';
import { NO_NAME } from '../../useJobCheck.ts';
import { useSettingWords } from '../../useSettingWords.ts';
import styles from './Comparison.module.css';
import type { CurrentComparison } from './usePurgeComparison.ts';
import {
  type ComparedPart,
  comparisonWords,
  leavingTexts,
  sideWords,
} from './words/comparison.tsx';

const PARTS: readonly ComparedPart[] = ['both', 'onlyFirst', 'onlySecond', 'neither'];

export function ComparisonPanel({ asked }: { readonly asked: CurrentComparison }) {
  const { comparison, current, error } = asked;
  if (error) return null;
  return (
    <section className={styles.panel} aria-label={comparisonWords.result} aria-busy={!current}>
      <Group justify="space-between" wrap="nowrap" mb={8}>
        <Title order={2} fz="md">
          {comparisonWords.resultTitle}
        </Title>
        <Text size="xs" c="dimmed" role="status">
          {current ? '' : comparisonWords.updating}
        </Text>
      </Group>
      {!comparison && <Skeleton height={360} />}
      {comparison && (
        <Stack gap="lg" className={styles.numbers} data-former={!current || undefined}>
          <Numbers comparison={comparison} />
          <Why comparison={comparison} part="onlyFirst" />
          <Why comparison={comparison} part="onlySecond" />
          <SideBySide comparison={comparison} />
        </Stack>
      )}
    </section>
  );
}

interface PartProps {
  readonly comparison: PurgeComparison;
}

function wordsOf({ ranAt }: PurgeComparison) {
  return sideWords[ranAt === null ? 'settings' : 'run'];
}

function within({ comparisonId }: PurgeComparison, part: string): Criteria {
  return { op: 'inPreview', previewId: comparisonId, part };
}

function Numbers({ comparison }: PartProps) {
  const { numbers, titles } = wordsOf(comparison);
  return (
    <section aria-label={comparisonWords.numbers}>
      <Title order={3} fz="sm">
        {comparisonWords.numbers}
      </Title>
      <Text size="sm" c="dimmed" mb={8}>
        {comparisonWords.everybody}
      </Text>
      <ul className={styles.parts} aria-label={comparisonWords.numbers}>
        {PARTS.map((part) => (
          <li key={part} className={styles.part} data-part={part}>
            <span className={styles.big}>
              <CountLink
                count={comparison[part]}
                criteria={within(comparison, part)}
                title={titles[part]}
              />
            </span>{' '}
            {numbers[part]}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface WhyProps extends PartProps {
  readonly part: 'onlyFirst' | 'onlySecond';
}

function Why({ comparison, part }: WhyProps) {
  const { why, only } = wordsOf(comparison);
  const reasons = part === 'onlyFirst' ? comparison.leftBySecond : comparison.leftByFirst;
  if (reasons.length === 0) return null;
  return (
    <section aria-label={why[part]}>
      <Group gap={4} mb={4} wrap="nowrap">
        <Title order={3} fz="sm">
          {why[part]}
        </Title>
        <RuleHelp about={comparisonWords.reasons.about} source={comparisonWords.reasons.source}>
          {comparisonWords.reasons.help}
        </RuleHelp>
      </Group>
      <Table aria-label={why[part]}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{comparisonWords.reason}</Table.Th>
            <Table.Th scope="col" ta="right">
              {comparisonWords.users}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {reasons.map(({ reason, users }) => (
            <Table.Tr key={reason}>
              <Table.Td>{leavingTexts[reason]}</Table.Td>
              <Table.Td ta="right">
                <CountLink
                  count={users}
                  criteria={within(comparison, `${part}:${reason}`)}
                  title={comparisonWords.reasonTitle(only[part], reason)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** What the institution has set in Alma isn't a setting of either purge, but for what counts as owed. */
const isCompared = ({ label }: JobSetting) => !NOT_COMPARED.has(label);
const NOT_COMPARED: ReadonlySet<string> = new Set([
  ...[POLICY_LABELS.deletePolicy, POLICY_LABELS.timeZone],
  ...[POLICY_LABELS.currency, POLICY_LABELS.esploro],
]);

/** Label by label, what differs with a sign and in bold. */
function SideBySide({ comparison }: PartProps) {
  const { first, second } = comparison;
  const ours = useSettingWords(anyPurgeOf(first.settings, NO_NAME), first).filter(isCompared);
  const others = useSettingWords(anyPurgeOf(second.settings, NO_NAME), second).filter(isCompared);
  const valueIn = (side: readonly JobSetting[], label: string) =>
    side.find((each) => each.label === label)?.value ?? comparisonWords.noSuchSetting;
  // A purge by group and one by set don't have the same settings.
  const labels = [...new Set([...ours, ...others].map(({ label }) => label))];
  const rows = labels.map((label) => ({
    label,
    value: valueIn(ours, label),
    other: valueIn(others, label),
  }));
  const same = rows.every(({ value, other }) => value === other);
  return (
    <section aria-label={comparisonWords.settings}>
      <Title order={3} fz="sm" mb={4}>
        {comparisonWords.settings}
      </Title>
      {same && (
        <Text size="sm" mb={4}>
          {comparisonWords.same}
        </Text>
      )}
      <Table aria-label={comparisonWords.settings} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{comparisonWords.setting}</Table.Th>
            <Table.Th scope="col">{comparisonWords.thisPurge}</Table.Th>
            <Table.Th scope="col">{wordsOf(comparison).other}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ label, value, other }) => {
            const differs = value !== other;
            return (
              <Table.Tr key={label} data-differs={differs || undefined} className={styles.setting}>
                <Table.Th scope="row" fw={400}>
                  {label}
                </Table.Th>
                <Table.Td>{value}</Table.Td>
                <Table.Td>
                  {differs && (
                    <IconArrowsDiff
                      size={14}
                      className={styles.sign}
                      role="img"
                      aria-label={comparisonWords.differs}
                    />
                  )}
                  {other}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}
