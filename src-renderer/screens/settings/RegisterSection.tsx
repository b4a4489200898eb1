/**
 * The protected register: its rules with notes, review dates and whom they protect; added, changed and removed here,
 * each with Undo. The register always wins over decisions.
 */

import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconCalendarDue, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProtectedRuleSummary } from '#shared/contract/shapes/register.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { PROTECTED_KIND_TEXTS, reviewIsDue } from '#shared/domain/protectedRegister.ts';
import { queries } from '../../client/engineClient.ts';
import { useToday } from '../../client/workspace.ts';
import { CountLink } from '../../ui/CountLink.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Mark } from '../../ui/Marks.tsx';
import { OffNote } from '../../ui/OffNote.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { DateText } from '../../ui/Values.tsx';
import { RuleDialog } from './RuleDialog.tsx';
import { removeRule } from './registerChanges.ts';
import { Section } from './Section.tsx';
import styles from './SettingsScreen.module.css';
import { registerWords, ruleText } from './words.tsx';

const DUE = {
  tone: 'boundary',
  icon: IconCalendarDue,
  word: registerWords.due,
  short: registerWords.due,
} as const;

export function RegisterSection() {
  const { data: rules, error } = useQuery(queries.register.list.queryOptions());
  /** The rule that is changed; `new` for one to be added. */
  const [edited, setEdited] = useState<ProtectedRuleSummary | 'new' | null>(null);
  return (
    <Section title={registerWords.title} name="register" about={registerWords.about}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap={4} wrap="nowrap" align="flex-start">
          <Text size="sm">{registerWords.what}</Text>
          <RuleHelp about={registerWords.help.about} source={registerWords.help.source}>
            {registerWords.help.text}
          </RuleHelp>
        </Group>
        <Button
          variant="default"
          className={styles.action}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setEdited('new')}
        >
          {registerWords.add}
        </Button>
      </Group>
      <ErrorNote error={error} />
      <DataTable
        label={registerWords.table}
        columns={columns(setEdited)}
        rows={rules}
        rowKey={({ ruleId }) => ruleId}
        skeletonRows={1}
        empty={
          <Text size="sm" c="dimmed">
            {registerWords.none}
          </Text>
        }
      />
      <RuleDialog edited={edited} onClose={() => setEdited(null)} />
    </Section>
  );
}

function columns(
  onEdit: (rule: ProtectedRuleSummary) => void,
): readonly DataColumn<ProtectedRuleSummary>[] {
  return [
    { key: 'rule', label: registerWords.rule, cell: (rule) => <RuleCell rule={rule} /> },
    {
      key: 'review',
      label: registerWords.reviewOn,
      cell: ({ reviewOn }) => <ReviewCell date={reviewOn} />,
    },
    {
      key: 'users',
      label: registerWords.candidates,
      align: 'right',
      cell: ({ ruleId, users, kind, value }) => (
        <CountLink
          count={users}
          criteria={allOf(CANDIDATES, { op: 'protectedBy', ruleId })}
          title={registerWords.protectedBy(ruleText(kind, value))}
        />
      ),
    },
    {
      key: 'change',
      label: '',
      align: 'right',
      cell: (rule) => <RuleButtons rule={rule} onEdit={() => onEdit(rule)} />,
    },
  ];
}

function RuleCell({ rule }: { readonly rule: ProtectedRuleSummary }) {
  return (
    <div className={styles.rule}>
      <div>
        <span className={styles.aside}>{PROTECTED_KIND_TEXTS[rule.kind].label}</span>{' '}
        <strong>{rule.value}</strong>
      </div>
      {rule.note && <div className={styles.aside}>{rule.note}</div>}
      {rule.off && <OffNote off={rule.off} of="rule" />}
    </div>
  );
}

function ReviewCell({ date }: { readonly date: string | null }) {
  const today = useToday();
  if (date === null) return <span className={styles.aside}>{registerWords.noDate}</span>;
  return (
    <div className={styles.review}>
      <DateText date={date} />
      {reviewIsDue(date, today) && <Mark meaning={DUE} />}
    </div>
  );
}

interface RuleButtonsProps {
  readonly rule: ProtectedRuleSummary;
  readonly onEdit: () => void;
}

function RuleButtons({ rule, onEdit }: RuleButtonsProps) {
  const text = ruleText(rule.kind, rule.value);
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      <Tooltip label={registerWords.change}>
        <ActionIcon size={26} aria-label={registerWords.changeRule(text)} onClick={onEdit}>
          <IconPencil size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={registerWords.remove}>
        <ActionIcon
          size={26}
          aria-label={registerWords.removeRule(text)}
          onClick={() => void removeRule(rule)}
        >
          <IconTrash size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
