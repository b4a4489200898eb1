/**
 * What can be made of the report that is shown: the whole of it as a workbook, each of its lists as CSV. From the finished job to each of them in three clicks.
 */
import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconFileExport,
  IconFileSpreadsheet,
  IconFileTypeCsv,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import { queries } from '../../client/engineClient.ts';
import { formatCount } from '../../ui/format.ts';
import { notifyFailure } from '../../ui/notify.tsx';
import { exportList, exportReport } from './exportReport.ts';
import { exportWords } from './words.tsx';

export function ExportMenu({ job }: { readonly job: JobSummary | undefined }) {
  const { data: lists = [] } = useQuery(
    queries.exports.lists.queryOptions({ input: { jobId: job?.jobId ?? 0 }, enabled: !!job }),
  );
  const does = (step: (job: JobSummary) => Promise<void>) => () => {
    if (job) step(job).catch(notifyFailure);
  };
  return (
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
          leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
          onClick={does((each) => exportReport(each, 'xlsx'))}
        >
          {exportWords.asWorkbook}
        </Menu.Item>
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
  );
}
