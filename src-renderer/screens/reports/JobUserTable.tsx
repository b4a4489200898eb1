/**
 * Users of one outcome with all their reasons, page by page. Part of a job report.
 */
import { Group, Select, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { RETAIN_REASON_TEXTS, type RetainReason } from '#shared/domain/purgeRules.ts';
import { type JobKind, type JobOutcome, jobKind, outcomeWords } from '#shared/jobKinds/jobKinds.ts';
import { type Engine, queries } from '../../client/engineClient.ts';
import { showDetails } from '../../place/navigation.ts';
import { CountLink } from '../../ui/CountLink.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount, LOCALES } from '../../ui/format.ts';
import { inJob } from '../../ui/inJob.ts';
import { Mark, StaffConfirmedMark } from '../../ui/Marks.tsx';
import { LACK_MEANINGS } from '../../ui/meaning.ts';
import { Pages } from '../../ui/Pages.tsx';
import { DateText, Identifier, Money } from '../../ui/Values.tsx';
import styles from './ReportsScreen.module.css';
import { reportWords } from './words.tsx';

type JobUser = Awaited<ReturnType<Engine['jobs']['users']>>['rows'][number];

const PAGE = 100;
const ALL_REASONS = '';

/** One list of a job's users. */
export interface UserList {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly filter: { readonly outcome?: JobOutcome; readonly reason?: string };
  /** Reasons to narrow by; none for outcomes without reasons. */
  readonly reasons: JobReport['events'];
  /** Its users have several outcomes. */
  readonly tellsOutcome?: true;
}

interface JobUserTableProps {
  readonly job: JobSummary;
  readonly list: UserList;
}

export function JobUserTable({ job, list }: JobUserTableProps) {
  const [page, setPage] = useState(1);
  const [reason, setReason] = useState<string>();
  const { jobId, kind } = job;
  const { label, filter, reasons } = list;
  const { data, error } = useQuery(
    queries.jobs.users.queryOptions({
      input: {
        jobId,
        ...filter,
        ...(reason && { reason }),
        locales: LOCALES,
        offset: (page - 1) * PAGE,
        limit: PAGE,
      },
      placeholderData: keepPreviousData,
    }),
  );
  const criteria = inJob(jobId, { ...filter, ...(reason && { reason }) });
  const title = reportWords.outcomeOf(label, jobId);

  function narrow(next: string | undefined) {
    setReason(next);
    setPage(1);
  }

  return (
    <>
      <Group justify="space-between" className={styles.bar} mih={44}>
        <Group gap="md">
          <Text size="sm" component="div" role="status">
            {data && (
              <CountLink count={data.total} criteria={criteria} title={title}>
                {reportWords.users(data.total)}
              </CountLink>
            )}
          </Text>
          {reasons.length > 0 && (
            <ReasonSelect reasons={reasons} reason={reason} onChoose={narrow} />
          )}
        </Group>
        <Pages total={data?.total ?? 0} rowsPerPage={PAGE} page={page} onPage={setPage} />
      </Group>
      <ErrorNote error={error} />
      {!error && (
        <DataTable
          label={title}
          columns={columnsOf(kind, list)}
          rows={data?.rows}
          rowKey={(user) => user.userNo}
          onOpen={({ userNo }) => {
            // In the order in which the job reached them, as here.
            const n = data?.rows.findIndex((each) => each.userNo === userNo) ?? 0;
            showDetails({ userNo, among: { criteria, sort: [], row: (page - 1) * PAGE + n } });
          }}
          empty={<EmptyState icon={IconUsers} title={reportWords.nobody} />}
        />
      )}
    </>
  );
}

interface ReasonSelectProps {
  readonly reasons: JobReport['events'];
  readonly reason: string | undefined;
  readonly onChoose: (reason: string | undefined) => void;
}

function ReasonSelect({ reasons, reason, onChoose }: ReasonSelectProps) {
  return (
    <Select
      size="xs"
      w={260}
      aria-label={reportWords.reason}
      data={[
        { value: ALL_REASONS, label: reportWords.allReasons },
        ...reasons.map(({ code }) => ({ value: code, label: labelOf(code) })),
      ]}
      value={reason ?? ALL_REASONS}
      onChange={(value) => onChoose(value || undefined)}
    />
  );
}

function labelOf(code: string): string {
  return RETAIN_REASON_TEXTS[code as RetainReason]?.label ?? code;
}

const COLUMNS: readonly DataColumn<JobUser>[] = [
  {
    key: 'identifier',
    label: reportWords.identifier,
    cell: (user) => (
      <Group gap={8} wrap="nowrap">
        <Identifier text={user.primary_identifier} />
        {user.staffConfirmed && <StaffConfirmedMark short />}
        {user.unapproved !== null && user.unapproved !== 'left' && user.outcome !== 'excluded' && (
          <Mark meaning={LACK_MEANINGS[user.unapproved]} short />
        )}
      </Group>
    ),
  },
  {
    key: 'name',
    label: reportWords.name,
    width: 128,
    cell: (user) => [user.last_name, user.first_name].filter(Boolean).join(', '),
  },
  {
    key: 'group',
    label: reportWords.userGroup,
    width: 132,
    room: 44,
    cell: (user) => user.originalGroup,
  },
  {
    key: 'purgeDate',
    label: reportWords.purgeDate,
    room: 36,
    width: 120,
    cell: (user) => <DateText date={user.purgeDate} />,
  },
];

const LOANS: DataColumn<JobUser> = {
  key: 'loans',
  label: reportWords.loans,
  align: 'right',
  width: 72,
  room: 52,
  cell: ({ loans }) => loans !== null && <span className="pd-figures">{formatCount(loans)}</span>,
};

const BALANCE: DataColumn<JobUser> = {
  key: 'balance',
  label: reportWords.balance,
  align: 'right',
  width: 96,
  room: 52,
  cell: ({ balance }) => balance !== null && <Money minor={balance} />,
};

const WAIVED: DataColumn<JobUser> = {
  key: 'waived',
  label: reportWords.waived,
  align: 'right',
  width: 96,
  room: 44,
  cell: ({ waived }) => waived > 0 && <Money minor={waived} />,
};

const RETAINED_BY: DataColumn<JobUser> = {
  key: 'reasons',
  label: reportWords.reasons,
  width: '28%',
  cell: (user) => (
    <>
      {user.reasons.map(labelOf).join('; ')}
      {user.evidence !== null && <div className={styles.factNote}>{user.evidence}</div>}
    </>
  ),
};

/** Why they stood as they did, and who had said so. */
const DECIDED: DataColumn<JobUser> = {
  key: 'decided',
  label: reportWords.decided,
  width: '26%',
  cell: ({ reason, note, decidedBy }) =>
    decidedBy !== null && (
      <>
        {reason}
        {note && (
          <div className={styles.userNote} title={note}>
            {note}
          </div>
        )}
        <div className={styles.factNote}>{decidedBy}</div>
      </>
    ),
};

function columnsOf(kind: JobKind, list: UserList): DataColumn<JobUser>[] {
  if (list.reasons.length > 0) return [...COLUMNS, LOANS, BALANCE, RETAINED_BY];
  const { hasAmounts, finished } = jobKind(kind);
  if (list.tellsOutcome) return [...COLUMNS, outcomeColumn(kind), DECIDED];
  const isFinished = list.filter.outcome === finished.outcome;
  return hasAmounts && isFinished ? [...COLUMNS, WAIVED, DECIDED] : [...COLUMNS, DECIDED];
}

function outcomeColumn(kind: JobKind): DataColumn<JobUser> {
  return {
    key: 'outcome',
    label: reportWords.outcome,
    width: 104,
    cell: ({ outcome }) => outcomeWords(kind, outcome).word,
  };
}
