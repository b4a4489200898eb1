/** The protected register as the review needs it: how much it protects, and which rules are to be reviewed. */

import { Button, Skeleton, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ProtectedRuleSummary } from '#shared/contract/shapes/register.ts';
import { PROTECTED_KIND_TEXTS, reviewIsDue } from '#shared/domain/protectedRegister.ts';
import { queries } from '../../../client/engineClient.ts';
import { useToday } from '../../../client/workspace.ts';
import { navigate } from '../../../place/navigation.ts';
import { CandidateLink } from '../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { formatCount } from '../../../ui/format.ts';
import { DateText } from '../../../ui/Values.tsx';
import { checkTitles } from '../words/checks.ts';
import { registerWords } from '../words/lists.tsx';
import { CheckHead } from './CheckHead.tsx';
import styles from './Checks.module.css';
import { PROTECTED } from './checkCriteria.ts';

export function RegisterCheck() {
  const { data: rules, error } = useQuery(queries.register.list.queryOptions());
  const { data: counts } = useQuery(queries.review.counts.queryOptions());
  return (
    <Stack gap={16}>
      <CheckHead
        title={checkTitles.register}
        aside={
          <Button variant="default" onClick={() => navigate({ screen: 'settings' })}>
            {registerWords.edit}
          </Button>
        }
      >
        {registerWords.what}
      </CheckHead>
      <ErrorNote error={error} />
      {!rules && !error && <Skeleton height={120} />}
      {rules && counts && (
        <Text component="div">
          {registerWords.protects(rules.length, counts.flags.protected, (words) => (
            <CandidateLink
              count={counts.flags.protected}
              criteria={PROTECTED}
              title={registerWords.users}
            >
              {words}
            </CandidateLink>
          ))}
        </Text>
      )}
      {rules && rules.length > 0 && <Rules rules={rules} />}
    </Stack>
  );
}

function Rules({ rules }: { readonly rules: readonly ProtectedRuleSummary[] }) {
  const today = useToday();
  const isDue = ({ reviewOn }: ProtectedRuleSummary) => reviewIsDue(reviewOn, today);
  const due = rules.filter(isDue);
  const ordered = [...due, ...rules.filter((rule) => !isDue(rule))];
  return (
    <>
      <Text component="div">
        {due.length === 0 ? registerWords.noneDue : registerWords.due(due.length)}
      </Text>
      <div className={styles.table}>
        <Table aria-label={registerWords.label}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{registerWords.rule}</Table.Th>
              <Table.Th scope="col">{registerWords.note}</Table.Th>
              <Table.Th scope="col">{registerWords.reviewDate}</Table.Th>
              <Table.Th scope="col" ta="right">
                {registerWords.candidates}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ordered.map((rule) => (
              <RuleRow key={rule.ruleId} rule={rule} due={isDue(rule)} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}

interface RuleRowProps {
  readonly rule: ProtectedRuleSummary;
  readonly due: boolean;
}

function RuleRow({ rule, due }: RuleRowProps) {
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <span className={styles.rule}>{PROTECTED_KIND_TEXTS[rule.kind].label}</span> {rule.value}
      </Table.Th>
      <Table.Td>{rule.note || registerWords.noNote}</Table.Td>
      <Table.Td>
        <DateText date={rule.reviewOn} absent={registerWords.noReviewDate} />
        {due && (
          <div className={styles.due}>
            <IconAlertTriangle size={14} aria-hidden />
            {registerWords.toReview}
          </div>
        )}
      </Table.Td>
      <Table.Td ta="right">{formatCount(rule.users)}</Table.Td>
    </Table.Tr>
  );
}
