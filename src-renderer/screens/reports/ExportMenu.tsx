/**
 * What can be made of the report that is shown: the whole of it as a PDF, a workbook or on paper, each of its lists as
 * CSV. From the finished job to each of them in three clicks.
 */
import { Button, Group, Menu } from '@mantine/core';
import {
  IconCertificate,
  IconChevronDown,
  IconFileExport,
  IconFileSpreadsheet,
  IconFileTypeCsv,
  IconFileTypePdf,
  IconFolderDown,
  IconPrinter,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { queries } from '../../client/engineClient.ts';
import { exportCertificate } from '../../ui/CertificateButtons.tsx';
import { formatCount } from '../../ui/format.ts';
import { notifyFailure } from '../../ui/notify.tsx';
import { useOnPaper } from '../../ui/onPaper.ts';
import { certificateWords } from '../../ui/words/certificate.ts';
import { exportKit, exportList, exportReport, printReport } from './exportReport.ts';
import { exportWords } from './words.tsx';

export function ExportMenu({ job }: { readonly job: JobSummary | undefined }) {
  const { data: lists = [] } = useQuery(
    queries.exports.lists.queryOptions({ input: { jobId: job?.jobId ?? 0 }, enabled: !!job }),
  );
  const onPaper = useMemo(
    () =>
      job
        ? {
            print: () => printReport(job),
            exportPdf: () => exportReport(job, 'pdf').catch(notifyFailure),
          }
        : null,
    [job],
  );
  useOnPaper(onPaper);
  const does = (step: (job: JobSummary) => Promise<void>) => () => {
    if (job) step(job).catch(notifyFailure);
  };
  return (
    <Group gap={8} wrap="nowrap">
      <Button
        variant="default"
        leftSection={<IconFileTypePdf size={16} aria-hidden />}
        disabled={!job}
        onClick={does((each) => exportReport(each, 'pdf'))}
      >
        {exportWords.savePdf}
      </Button>
      <Menu position="bottom-end" width="max-content">
        <Menu.Target>
          <Button
            leftSection={<IconFileExport size={16} aria-hidden />}
            rightSection={<IconChevronDown size={14} aria-hidden />}
            disabled={!job}
          >
            {exportWords.export}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFileTypePdf size={16} aria-hidden />}
            onClick={does((each) => exportReport(each, 'pdf'))}
          >
            {exportWords.asPdf}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
            onClick={does((each) => exportReport(each, 'xlsx'))}
          >
            {exportWords.asWorkbook}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => job && printReport(job)}
          >
            {exportWords.print}
          </Menu.Item>
          {job && jobKind(job.kind).hasKit && job.finished > 0 && (
            <Menu.Item
              leftSection={<IconFolderDown size={16} aria-hidden />}
              onClick={does(exportKit)}
            >
              {exportWords.kit}
            </Menu.Item>
          )}
          {job?.erasure?.certificate &&
            (['pdf', 'json'] as const).map((format) => (
              <Menu.Item
                key={format}
                leftSection={<IconCertificate size={16} aria-hidden />}
                onClick={does((each) => exportCertificate(each, format))}
              >
                {format === 'pdf' ? certificateWords.asPdf : certificateWords.asJson}
              </Menu.Item>
            ))}
          {lists.length > 0 && <Menu.Label>{exportWords.lists}</Menu.Label>}
          {lists.map(({ list, title, users }) => (
            <Menu.Item
              key={list}
              leftSection={<IconFileTypeCsv size={16} aria-hidden />}
              rightSection={<span className="pd-figures">{formatCount(users)}</span>}
              onClick={does((each) => exportList(each, list, title))}
            >
              {exportWords.asCsv(title)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
