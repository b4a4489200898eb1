/**
 * What came of holding two purges against each other: the four numbers, why either leaves whom the other takes, and
 * their settings. Dimmed while it is of former settings.
 */
import { Group, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import type { PurgeComparison } from '#shared/contract/shapes/purgeComparison.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { POLICY_BEHIND_PURGES } from '#shared/domain/policyFacts.ts';
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
const isBehind = ({ label }: JobSetting) => POLICY_BEHIND_PURGES.includes(label);

interface ComparedRow {
  readonly label: string;
  readonly value: string;
  readonly other: string;
  readonly differs: boolean;
}

/** Label by label: the settings of both, and beside a run what held in Alma then and holds now. */
function useComparedRows({ first, second, ranAt, policyThen }: PurgeComparison): ComparedRow[] {
  const ours = useSettingWords(anyPurgeOf(first.settings, NO_NAME), first);
  const others = useSettingWords(anyPurgeOf(second.settings, NO_NAME), second);
  const valueIn = (side: readonly JobSetting[], label: string) =>
    side.find((each) => each.label === label)?.value;
  // A purge by group and one by set don't have the same settings.
  const chosen = [...ours, ...others].filter((each) => !isBehind(each));
  const rows = [...new Set(chosen.map(({ label }) => label))].map((label) => {
    const value = valueIn(ours, label) ?? comparisonWords.noSuchSetting;
    const other = valueIn(others, label) ?? comparisonWords.noSuchSetting;
    return { label, value, other, differs: value !== other };
  });
  if (ranAt === null) return rows;
  const behind = ours.filter(isBehind).map(({ label, value }) => {
    const then = valueIn(policyThen, label);
    const differs = then !== undefined && then !== value;
    return { label, value, other: then ?? comparisonWords.notKept, differs };
  });
  return [...rows, ...behind];
}

/** What differs with a sign and in bold. */
function SideBySide({ comparison }: PartProps) {
  const rows = useComparedRows(comparison);
  const same = !rows.some(({ differs }) => differs);
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
          {rows.map(({ label, value, other, differs }) => (
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
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
