/**
 * The summary of a job report: counts that add up, job events, what no report covered, the review it
 * stood on; settings and their picture beside.
 */
import { Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { JobReport } from '#shared/contract/shapes.ts';
import { RETAIN_REASON_TEXTS } from '#shared/domain/purgeRules.ts';
import { type BarItem, SegmentBar } from '../../ui/Bars.tsx';
import { CountLink } from '../../ui/CountLink.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { countOf, formatCount } from '../../ui/format.ts';
import { OUTCOME_MEANINGS } from '../../ui/meaning.ts';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { Money } from '../../ui/Values.tsx';
import { CaptureCard } from './CaptureCard.tsx';
import styles from './ReportsScreen.module.css';
import { ReviewSection } from './ReviewSection.tsx';
import {
  byEvent,
  byOutcome,
  OUTCOMES,
  type Outcome,
  uncovered,
  withWaivedBalance,
} from './reportCriteria.ts';
import { Section } from './Section.tsx';

interface PartProps {
  readonly report: JobReport;
}

export function ReportSummary({ report }: PartProps) {
  return (
    <div className={styles.summary}>
      <Stack gap="lg" miw={0}>
        <WithoutApproval report={report} />
        <Counts report={report} />
        <Events report={report} />
        {report.kind === 'purge-user-records' && <Purged report={report} />}
        <ReviewSection review={report.review} />
      </Stack>
      <Stack gap="lg" miw={0}>
        <Settings report={report} />
        <CaptureCard report={report} />
      </Stack>
    </div>
  );
}

/** First and in red: the exception that was made. */
function WithoutApproval({ report }: PartProps) {
  const { purgedWithoutApproval: users, withoutApproval } = report;
  if (users === 0 && withoutApproval === null) return null;
  return (
    <ErrorNote
      text={
        <>
          <CountLink
            count={users}
            noun="user"
            criteria={byEvent(report, 'purged-without-approval')}
            title={`Purged without approval by job ${report.jobId}`}
          />{' '}
          {users === 1 ? 'was' : 'were'} purged without approval.
        </>
      }
      {...(withoutApproval !== null && { where: `Reason: ${withoutApproval}` })}
    />
  );
}

function Counts({ report }: PartProps) {
  const { finished, failed } = OUTCOMES[report.kind];
  const whole = report.kind === 'purge-user-records' ? 'in scope' : 'in the set';
  const item = (outcome: Outcome, value: number): BarItem => ({
    key: outcome,
    label: OUTCOME_MEANINGS[outcome].word,
    value,
    tone: OUTCOME_MEANINGS[outcome].tone,
    icon: OUTCOME_MEANINGS[outcome].icon,
    criteria: byOutcome(report, outcome),
    title: `${OUTCOME_MEANINGS[outcome].word} by job ${report.jobId}`,
  });
  return (
    <SegmentBar
      label={`${countOf(report.total, 'user')} ${whole}`}
      items={[item(finished, report.finished), item(failed, report.failed)]}
      total={report.total}
    />
  );
}

function Events({ report }: PartProps) {
  return (
    <Section
      title="Job events"
      aside={
        <RuleHelp about="job events" source="Alma’s job report">
          One line for each reason, with the users it concerns. A user with more than one reason
          counts in each of them.
        </RuleHelp>
      }
    >
      <Table aria-label="Job events">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Event</Table.Th>
            <Table.Th scope="col" ta="right">
              Users
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.events.map((event) => (
            <Table.Tr key={event.code}>
              <Table.Td>
                <span className={styles.event} data-severity={event.severity}>
                  {event.severity === 'warning' ? (
                    <IconAlertTriangle size={16} aria-label="Warning:" />
                  ) : (
                    <IconInfoCircle size={16} aria-label="Information:" />
                  )}
                  <span>{event.text}</span>
                </span>
              </Table.Td>
              <Table.Td ta="right" className={styles.number}>
                <CountLink
                  count={event.users}
                  criteria={byEvent(report, event.code)}
                  title={`Job ${report.jobId}: ${event.text}`}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {report.events.length === 0 && (
        <Text size="sm" c="dimmed" mt={8}>
          Nobody was concerned.
        </Text>
      )}
    </Section>
  );
}

function Purged({ report }: PartProps) {
  return (
    <>
      <Text size="sm" component="div">
        {report.waived === 0 ? (
          'No balance was waived.'
        ) : (
          <>
            <CountLink
              count={report.waived}
              criteria={withWaivedBalance(report)}
              title={`Purged by job ${report.jobId} with a balance`}
            >
              <Money minor={report.waived} />
            </CountLink>{' '}
            of balances were recorded as waived.
          </>
        )}
      </Text>
      <Boundary report={report} />
      <Told report={report} />
      <Uncovered report={report} />
    </>
  );
}

function Boundary({ report }: PartProps) {
  const { boundary, boundaryNotTaken } = report;
  if (boundary === 0 && boundaryNotTaken === 0)
    return <Text size="sm">No boundary user: the three readings of the day bound agree.</Text>;
  return (
    <Text size="sm" component="div">
      <CountLink
        count={boundary}
        noun="boundary user"
        criteria={byEvent(report, 'boundary')}
        title={`Boundary users of job ${report.jobId}`}
      />
      {boundaryNotTaken > 0 && (
        <>
          ;{' '}
          <CountLink
            count={boundaryNotTaken}
            criteria={byEvent(report, 'boundary-not-taken')}
            title="Boundary users whom this reading left out"
          />{' '}
          of them {boundaryNotTaken === 1 ? 'was' : 'were'} left out by this reading: Alma may have
          taken {boundaryNotTaken === 1 ? 'this user' : 'them'}
        </>
      )}
      .
    </Text>
  );
}

/** Of the purged: who they were, where it matters, and what no report told. */
function Told({ report: { told } }: PartProps) {
  const parts = [
    told.unknownRecordType > 0 &&
      `${formatCount(told.unknownRecordType)} without a record type in any report, who counted as Public`,
    told.unknownRole > 0 && `${formatCount(told.unknownRole)} of unknown role`,
  ].filter(Boolean);
  return (
    <>
      {told.contacts > 0 && (
        <ErrorNote
          text={`${countOf(told.contacts, 'Contact')} ${told.contacts === 1 ? 'was' : 'were'} purged.`}
          where="Contacts belong to vendors and shouldn’t be deleted."
        />
      )}
      {parts.length > 0 && <Text size="sm">Among the purged: {parts.join('; ')}.</Text>}
    </>
  );
}

function Uncovered({ report }: PartProps) {
  if (report.unknown.length === 0) return null;
  return (
    <Section
      title="Not covered by any report"
      aside={
        <RuleHelp about="what no report covered" source="this program’s decision">
          For this many purged users no imported report said anything about this rule. Unknown is
          not No: Alma may retain some of them.
        </RuleHelp>
      }
    >
      <Table aria-label="Rules that no report covered">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Rule</Table.Th>
            <Table.Th scope="col" ta="right">
              Purged users
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.unknown.map(({ reason, users }) => (
            <Table.Tr key={reason}>
              <Table.Td>{RETAIN_REASON_TEXTS[reason].label}</Table.Td>
              <Table.Td ta="right" className={styles.number}>
                <CountLink
                  count={users}
                  criteria={uncovered(report, reason)}
                  title={`Purged, and no report covered: ${RETAIN_REASON_TEXTS[reason].label}`}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

function Settings({ report }: PartProps) {
  return (
    <Section title="Settings">
      <Table aria-label="Settings of the job" variant="vertical" layout="fixed">
        <Table.Tbody>
          {report.settings.map(({ label, value }) => (
            <Table.Tr key={label}>
              <Table.Th scope="row" w="42%" className={styles.settingLabel}>
                {label}
              </Table.Th>
              <Table.Td className={styles.settingValue}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
