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
import { inJob } from '../../../../ui/inJob.ts';
import { RuleHelp } from '../../../../ui/RuleHelp.tsx';
import { TitledCard } from '../../../../ui/TitledCard.tsx';
import { linkTo } from '../../linkTo.tsx';
import styles from './Purge.module.css';
import { boundaryWords, purgeReportWords, uncoveredWords, untoldText } from './words/report.tsx';

interface PartProps {
  readonly report: JobReport;
}

/** First and in red: the exception that was made. */
export function WithoutApproval({ report }: PartProps) {
  const { purgedWithoutApproval: users, withoutApproval } = report;
  if (users === 0 && withoutApproval === null) return null;
  return (
    <ErrorNote
      text={purgeReportWords.withoutApproval(
        users,
        linkTo(
          users,
          inJob(report.jobId, PURGE_EVENTS.withoutApproval.filter),
          purgeReportWords.withoutApprovalTitle(report.jobId),
        ),
      )}
      {...(withoutApproval !== null && { where: purgeReportWords.reason(withoutApproval) })}
    />
  );
}

export function Purged({ report }: PartProps) {
  return (
    <>
      <Text size="sm" component="div">
        {report.waived === 0
          ? purgeReportWords.nothingWaived
          : purgeReportWords.waived(
              report.waived,
              linkTo(
                report.waived,
                inJob(report.jobId, { outcome: 'purged', reason: 'waived' }),
                purgeReportWords.waivedTitle(report.jobId),
              ),
            )}
      </Text>
      <Boundary report={report} />
      <Told report={report} />
      <Uncovered report={report} />
    </>
  );
}

function Boundary({ report }: PartProps) {
  const { jobId, boundary, boundaryNotTaken } = report;
  if (boundary === 0 && boundaryNotTaken === 0) return <Text size="sm">{boundaryWords.none}</Text>;
  const title = boundaryWords.someTitle(jobId);
  const link = linkTo(boundary, inJob(jobId, PURGE_EVENTS.boundary.filter), title);
  return (
    <Text size="sm" component="div">
      {boundaryNotTaken === 0
        ? boundaryWords.some(boundary, link)
        : boundaryWords.notTaken(
            boundary,
            link,
            boundaryNotTaken,
            linkTo(
              boundaryNotTaken,
              inJob(jobId, PURGE_EVENTS.boundaryNotTaken.filter),
              boundaryWords.notTakenTitle,
            ),
          )}
    </Text>
  );
}

/** Of the purged: who they were, where it matters, and what no report told. */
function Told({ report }: PartProps) {
  const { contacts } = report.told;
  const untold = untoldText(report);
  return (
    <>
      {contacts > 0 && (
        <ErrorNote
          text={purgeReportWords.contacts(contacts)}
          where={purgeReportWords.contactsStay}
        />
      )}
      {untold && <Text size="sm">{untold}</Text>}
    </>
  );
}

function Uncovered({ report }: PartProps) {
  if (report.unknown.length === 0) return null;
  return (
    <TitledCard
      title={uncoveredWords.title}
      aside={
        <RuleHelp about={uncoveredWords.about} source={uncoveredWords.source}>
          {uncoveredWords.help}
        </RuleHelp>
      }
    >
      <Table aria-label={uncoveredWords.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{uncoveredWords.rule}</Table.Th>
            <Table.Th scope="col" ta="right">
              {uncoveredWords.users}
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
                  title={uncoveredWords.usersTitle(reason)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TitledCard>
  );
}
