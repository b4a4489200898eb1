/**
 * The summary of a job report: the document of which its files are made, in two columns. What belongs to the job
 * itself stands beside what it did.
 */
import { Skeleton, Stack } from '@mantine/core';
import type { JobReport } from '#shared/contract/shapes/jobReport.ts';
import type { DocumentSection } from '#shared/documents/document.ts';
import { jobReportDocument } from '#shared/documents/jobReport/jobReportDocument.ts';
import { useSettings } from '../../client/workspace.ts';
import { CaptureCard } from './CaptureCard.tsx';
import { SectionCard } from './DocumentView.tsx';
import styles from './ReportsScreen.module.css';
import { reportContext } from './reportContext.ts';

/** Sections that say how it was set and where it came from; what happened stands in the wider column. */
const ASIDE: ReadonlySet<string> = new Set([
  'done',
  'settings',
  'capture',
  'signatures',
  'versions',
]);
/** On screen the whole of it stands further down. */
const SHORT: ReadonlySet<string> = new Set(['files']);
/** Columns of a table that wants the whole width. */
const MANY_COLUMNS = 5;
const isWide = (section: DocumentSection) =>
  section.form === 'table' && section.columns.length >= MANY_COLUMNS;

export function ReportSummary({ report }: { readonly report: JobReport }) {
  const settings = useSettings();
  if (!settings) return <Skeleton height={320} />;
  const { summary, details } = jobReportDocument(report, reportContext(settings), []);
  const sections = [...summary, ...details].filter(({ id }) => !SHORT.has(id));
  const capture = <CaptureCard key="capture" report={report} />;
  const cards = (wanted: (section: DocumentSection) => boolean) =>
    sections
      .filter(wanted)
      .map((section) =>
        section.id === 'capture' ? (
          capture
        ) : (
          <SectionCard key={section.id} section={section} capture={capture} />
        ),
      );
  return (
    <div className={styles.summary}>
      <Stack gap="lg" miw={0}>
        {cards((section) => !ASIDE.has(section.id) && !isWide(section))}
      </Stack>
      <Stack gap="lg" miw={0}>
        {cards(({ id }) => ASIDE.has(id))}
      </Stack>
      <Stack gap="lg" miw={0} className={styles.whole}>
        {cards(isWide)}
      </Stack>
    </div>
  );
}
