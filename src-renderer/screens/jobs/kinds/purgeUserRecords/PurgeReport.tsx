/**
 * What the report of a purge tells beside counts and events: the exception that was made, balances, boundary users, who
 * the purged were where it matters, and what no report covered.
 */
import { Text } from '@mantine/core';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { PURGE_EVENTS } from '#shared/jobKinds/purgeUserRecords.ts';
import { ErrorNote } from '../../../../ui/ErrorNote.tsx';
import { inJob } from '../../../../ui/inJob.ts';
import { linkTo } from '../../linkTo.tsx';
import { Uncovered } from './Uncovered.tsx';
import { boundaryWords, purgeReportWords, untoldText } from './words/report.tsx';
import { uncoveredWords } from './words/uncovered.tsx';

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
      <Uncovered
        sentence={uncoveredWords.report(report.unknown.length)}
        rules={report.unknown}
        criteriaOf={(reason) =>
          inJob(report.jobId, { outcome: 'purged', reason: `unknown:${reason}` })
        }
        titleOf={uncoveredWords.reportTitle}
      />
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
