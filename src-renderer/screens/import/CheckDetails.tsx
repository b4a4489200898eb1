/**
 * What a file turned out to hold, in tabs: things to know, the first rows, the columns, the errors, the
 * file itself. Shown in the card of a file that waits and on the page of one that was added.
 */
import { Badge, Tabs } from '@mantine/core';
import type { ImportCheck } from '#shared/contract/shapes.ts';
import { formatCount } from '../../ui/format.ts';
import styles from './CheckDetails.module.css';
import { ColumnsTable } from './ColumnsTable.tsx';
import { ErrorsTable } from './ErrorsTable.tsx';
import { FileFacts } from './FileFacts.tsx';
import { FirstRows } from './FirstRows.tsx';
import { NoticeList } from './NoticeList.tsx';

interface CheckDetailsProps {
  readonly check: ImportCheck;
  readonly tab: string | undefined;
  readonly onTab: (tab: string) => void;
}

export function CheckDetails({ check, tab, onTab }: CheckDetailsProps) {
  const first = check.notices.length > 0 ? 'notices' : 'rows';
  const tabs = [
    { value: 'notices', label: 'Things to know', count: check.notices.length },
    { value: 'rows', label: 'First rows' },
    { value: 'columns', label: 'Columns', count: check.columns.length },
    { value: 'errors', label: 'Errors', count: check.errors },
    { value: 'file', label: 'File' },
  ];
  return (
    <Tabs
      value={tab ?? first}
      onChange={(value) => value && onTab(value)}
      keepMounted={false}
      className={styles.tabs}
    >
      <Tabs.List>
        {tabs.map(({ value, label, count }) => (
          <Tabs.Tab
            key={value}
            value={value}
            rightSection={
              count !== undefined && (
                <Badge size="sm" color="gray" className={styles.count}>
                  {formatCount(count)}
                </Badge>
              )
            }
          >
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="notices" pt={12}>
        <NoticeList notices={check.notices} />
      </Tabs.Panel>
      <Tabs.Panel value="rows" pt={12}>
        <FirstRows check={check} />
      </Tabs.Panel>
      <Tabs.Panel value="columns" pt={12}>
        <ColumnsTable check={check} />
      </Tabs.Panel>
      <Tabs.Panel value="errors" pt={12}>
        <ErrorsTable check={check} />
      </Tabs.Panel>
      <Tabs.Panel value="file" pt={12}>
        <FileFacts check={check} />
      </Tabs.Panel>
    </Tabs>
  );
}
