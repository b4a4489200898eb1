/**
 * The summary of a job report: counts that add up, job events, what no report covered, the review it
 * stood on; settings and their picture beside.
 */
import { Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import { eventText, jobKind } from '#shared/jobKinds/jobKinds.ts';
import { type BarItem, SegmentBar } from '../../ui/Bars.tsx';
import { CountLink } from '../../ui/CountLink.tsx';
import { inJob } from '../../ui/inJob.ts';
import { outcomeMeaning } from '../../ui/meaning.ts';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { TitledCard } from '../../ui/TitledCard.tsx';
import { pagesOf } from '../jobs/kinds/pagesOf.ts';
import { CaptureCard } from './CaptureCard.tsx';
import styles from './ReportsScreen.module.css';
import { ReviewSection } from './ReviewSection.tsx';
import { reportWords, summaryWords } from './words.tsx';

interface PartProps {
  readonly report: JobReport;
}

export function ReportSummary({ report }: PartProps) {
  const { First, Rest } = pagesOf(report.kind).report ?? {};
  return (
    <div className={styles.summary}>
      <Stack gap="lg" miw={0}>
        {First && <First report={report} />}
        <Counts report={report} />
        <Events report={report} />
        {Rest && <Rest report={report} />}
        <ReviewSection review={report.review} />
      </Stack>
      <Stack gap="lg" miw={0}>
        <Settings report={report} />
        <CaptureCard report={report} />
      </Stack>
    </div>
  );
}

function Counts({ report }: PartProps) {
  const { finished, failed, whole } = jobKind(report.kind);
  return (
    <SegmentBar
      label={summaryWords.whole(report.total, whole)}
      items={[
        barOf(report, finished.outcome, report.finished),
        barOf(report, failed.outcome, report.failed),
      ]}
      total={report.total}
    />
  );
}

function barOf({ kind, jobId }: JobReport, outcome: string, value: number): BarItem {
  const { word, tone, icon } = outcomeMeaning(kind, outcome);
  const title = reportWords.outcomeOf(word, jobId);
  return {
    key: outcome,
    label: word,
    value,
    tone,
    icon,
    title,
    criteria: inJob(jobId, { outcome }),
  };
}

function Events({ report }: PartProps) {
  return (
    <TitledCard
      title={summaryWords.events}
      aside={
        <RuleHelp about={summaryWords.aboutEvents} source={summaryWords.eventsSource}>
          {summaryWords.eventsHelp}
        </RuleHelp>
      }
    >
      <Table aria-label={summaryWords.events}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{summaryWords.event}</Table.Th>
            <Table.Th scope="col" ta="right">
              {summaryWords.users}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.events.map((event) => (
            <Table.Tr key={event.code}>
              <Table.Td>
                <span className={styles.event} data-severity={event.severity}>
                  {event.severity === 'warning' ? (
                    <IconAlertTriangle size={16} aria-label={summaryWords.warning} />
                  ) : (
                    <IconInfoCircle size={16} aria-label={summaryWords.information} />
                  )}
                  <span>{eventText(report, event.code)}</span>
                </span>
              </Table.Td>
              <Table.Td ta="right" className={styles.number}>
                <CountLink
                  count={event.users}
                  criteria={inJob(report.jobId, event.filter)}
                  title={summaryWords.eventOf(report.jobId, eventText(report, event.code))}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {report.events.length === 0 && (
        <Text size="sm" c="dimmed" mt={8}>
          {summaryWords.noEvents}
        </Text>
      )}
    </TitledCard>
  );
}

function Settings({ report }: PartProps) {
  return (
    <TitledCard title={summaryWords.settings}>
      <Table aria-label={summaryWords.settingsTable} variant="vertical" layout="fixed">
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
    </TitledCard>
  );
}
