/**
 * What a file turned out to hold, in tabs: things to know, what it changes, the first rows, how it is
 * read, the errors, the file itself. Shown in the card of a file that waits and on the page of one that
 * was added.
 */
import { Badge, Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ImportCheck } from '#shared/contract/shapes/imports.ts';
import { formatCount } from '../../../ui/format.ts';
import { FirstRows } from '../reading/FirstRows.tsx';
import { HowItIsRead } from '../reading/HowItIsRead.tsx';
import { Comparison } from '../rows/Comparison.tsx';
import { ErrorsTable } from '../rows/ErrorsTable.tsx';
import { NoticeList } from '../rows/NoticeList.tsx';
import { detailWords } from '../words/waiting.tsx';
import styles from './CheckDetails.module.css';
import { FileFacts } from './FileFacts.tsx';

interface CheckDetailsProps {
  readonly check: ImportCheck;
  readonly tab: string | undefined;
  readonly onTab: (tab: string) => void;
}

interface Tab {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
  readonly content: ReactNode;
}

export function CheckDetails({ check, tab, onTab }: CheckDetailsProps) {
  const tabs = tabsOf(check);
  const first = check.notices.length > 0 ? 'notices' : 'rows';
  return (
    <Tabs
      value={tabs.some(({ value }) => value === tab) ? tab! : first}
      onChange={(value) => value && onTab(value)}
      keepMounted={false}
      className={styles.tabs}
    >
      <Tabs.List>
        {tabs.map(({ value, label, count }) => (
          <Tabs.Tab
            key={value}
            value={value}
            px={12}
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
      {tabs.map(({ value, content }) => (
        <Tabs.Panel key={value} value={value} pt={12}>
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function tabsOf(check: ImportCheck): Tab[] {
  const changes: Tab = {
    value: 'changes',
    label: check.state === 'committed' ? detailWords.changed : detailWords.changes,
    content: <Comparison check={check} />,
  };
  return [
    {
      value: 'notices',
      label: detailWords.notices,
      count: check.notices.length,
      content: <NoticeList check={check} />,
    },
    // What isn't known to be of use yet isn't compared.
    ...(check.missing.length === 0 ? [changes] : []),
    { value: 'rows', label: detailWords.rows, content: <FirstRows check={check} /> },
    { value: 'reading', label: detailWords.reading, content: <HowItIsRead check={check} /> },
    {
      value: 'errors',
      label: detailWords.errors,
      count: check.errors,
      content: <ErrorsTable check={check} />,
    },
    { value: 'file', label: detailWords.file, content: <FileFacts check={check} /> },
  ];
}
