/**
 * What the report of a purge tells beside counts and events: the exception that was made, balances, boundary users, who
 * the purged were where it matters, and what no report covered.
 */
import { Table, Text } from '@mantine/core';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { RETAIN_REASON_TEXTS } from '#shared/domain/purgeRules.ts';
import { PURGE_EVENTS } from '#shared/jobKinds/purgeUserRecords.ts';
import { CountLink } from '../../../../ui/CountLink.tsx';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { countOf, formatCount } from '../../../../ui/format.ts';
import { inJob } from '../../../../ui/inJob.ts';
import { RuleHelp } from '../../../../ui/RuleHelp.tsx';
import { TitledCard } from '../../../../ui/TitledCard.tsx';
import { Money } from '../../../../ui/Values.tsx';

import styles from './Purge.module.css';

interface PartProps {
  readonly report: JobReport;
}

/** First and in red: the exception that was made. */
export function WithoutApproval({ report }: PartProps) {
  const { purgedWithoutApproval: users, withoutApproval } = report;
  if (users === 0 && withoutApproval === null) return null;
  return (
    <ErrorNote
      text={
        <>
          <CountLink
            count={users}
            noun="user"
            criteria={inJob(report.jobId, PURGE_EVENTS.withoutApproval.filter)}
            title={`Purged without approval by job ${report.jobId}`}
          />{' '}
          {users === 1 ? 'was' : 'were'} purged without approval.
        </>
      }
      {...(withoutApproval !== null && { where: `Reason: ${withoutApproval}` })}
    />
  );
}

export function Purged({ report }: PartProps) {
  return (
    <>
      <Text size="sm" component="div">
        {report.waived === 0 ? (
          'No balance was waived.'
        ) : (
          <>
            <CountLink
              count={report.waived}
              criteria={inJob(report.jobId, { outcome: 'purged', reason: 'waived' })}
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
        criteria={inJob(report.jobId, PURGE_EVENTS.boundary.filter)}
        title={`Boundary users of job ${report.jobId}`}
      />
      {boundaryNotTaken > 0 && (
        <>
          ;{' '}
          <CountLink
            count={boundaryNotTaken}
            criteria={inJob(report.jobId, PURGE_EVENTS.boundaryNotTaken.filter)}
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
    <TitledCard
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
                  criteria={inJob(report.jobId, { outcome: 'purged', reason: `unknown:${reason}` })}
                  title={`Purged, and no report covered: ${RETAIN_REASON_TEXTS[reason].label}`}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TitledCard>
  );
}
