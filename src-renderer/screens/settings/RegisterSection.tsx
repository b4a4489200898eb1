/**
 * The protected register: its rules with notes, review dates and whom they protect; added, changed and removed here,
 * each with Undo. The register always wins over decisions.
 */
import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core';
import { IconCalendarDue, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProtectedRuleSummary } from '#shared/contract/shapes/register.ts';
import { today } from '#shared/domain/calendar.ts';
import { allOf, CANDIDATES } from '#shared/domain/criteria.ts';
import { I_SHARE } from '#shared/domain/jobs.ts';
import { PROTECTED_KIND_TEXTS, reviewIsDue } from '#shared/domain/protectedRegister.ts';
import { queries } from '../../client/engineClient.ts';
import { CountLink } from '../../ui/CountLink.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Mark } from '../../ui/Marks.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { DateText } from '../../ui/Values.tsx';
import { RuleDialog } from './RuleDialog.tsx';
import { removeRule, ruleText } from './registerChanges.ts';
import { Section } from './Section.tsx';
import styles from './SettingsScreen.module.css';

const DUE = { tone: 'boundary', icon: IconCalendarDue, word: 'Due', short: 'Due' } as const;

export function RegisterSection() {
  const { data: rules, error } = useQuery(queries.register.list.queryOptions());
  /** The rule that is changed; `new` for one to be added. */
  const [edited, setEdited] = useState<ProtectedRuleSummary | 'new' | null>(null);
  return (
    <Section
      title="Protected register"
      name="register"
      about="Who is never approved, from one cycle to the next. The register always wins."
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap={4} wrap="nowrap" align="flex-start">
          <Text size="sm">
            Users named by a rule are flagged, can’t be approved, and a purge job that would take
            one is refused.
          </Text>
          <RuleHelp
            about="the protected register"
            source="CARLI’s “Alma User Purge” for I-Share; the other rules are yours"
          >
            Linked users of other institutions have the group {I_SHARE}: never purge them. Rules
            compare without case and outer spaces, and hold for files that are imported later, too.
            Give a rule a review date to be asked whether it is still needed.
          </RuleHelp>
        </Group>
        <Button
          variant="default"
          className={styles.action}
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setEdited('new')}
        >
          Add a rule
        </Button>
      </Group>
      <ErrorNote error={error} />
      <DataTable
        label="Rules of the protected register"
        columns={columns(setEdited)}
        rows={rules}
        rowKey={({ ruleId }) => ruleId}
        skeletonRows={1}
        empty={
          <Text size="sm" c="dimmed">
            No rule: nobody is protected. Add one for each user group, identifier or name that must
            stay in Alma, {I_SHARE} first of all.
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
    { key: 'rule', label: 'Rule', cell: (rule) => <RuleCell rule={rule} /> },
    { key: 'review', label: 'Review on', cell: ({ reviewOn }) => <ReviewCell date={reviewOn} /> },
    {
      key: 'users',
      label: 'Candidates',
      align: 'right',
      cell: ({ ruleId, users, ...rule }) => (
        <CountLink
          count={users}
          criteria={allOf(CANDIDATES, { op: 'protectedBy', ruleId })}
          title={`Protected by ${ruleText(rule)}`}
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
    </div>
  );
}

function ReviewCell({ date }: { readonly date: string | null }) {
  if (date === null) return <span className={styles.aside}>no date</span>;
  return (
    <div className={styles.review}>
      <DateText date={date} />
      {reviewIsDue(date, today()) && <Mark meaning={DUE} />}
    </div>
  );
}

interface RuleButtonsProps {
  readonly rule: ProtectedRuleSummary;
  readonly onEdit: () => void;
}

function RuleButtons({ rule, onEdit }: RuleButtonsProps) {
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      <Tooltip label="Change the rule">
        <ActionIcon size={26} aria-label={`Change ${ruleText(rule)}`} onClick={onEdit}>
          <IconPencil size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Remove the rule: whom it names can be approved again">
        <ActionIcon
          size={26}
          aria-label={`Remove ${ruleText(rule)}`}
          onClick={() => void removeRule(rule)}
        >
          <IconTrash size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
