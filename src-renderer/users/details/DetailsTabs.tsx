/**
 * All of one user, a tab for each part of Alma's record and of ours. Which tab is open is the place's to say. Tabs go
 * down the side; where there is no room for that, in a row that scrolls.
 */
import { Skeleton, Tabs } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import type { UserLetter } from '#shared/contract/shapes/users.ts';
import { formatCount } from '../../ui/format.ts';
import { usePreferences } from '../../ui/preferences.ts';
import type { UserDetails } from '../userDetails.ts';
import { AttachmentsTab } from './AttachmentsTab.tsx';
import { DecisionsTab } from './DecisionsTab.tsx';
import { DetailLines } from './DetailLines.tsx';
import styles from './Details.module.css';
import { EvidenceTab } from './EvidenceTab.tsx';
import { FeesTab } from './FeesTab.tsx';
import { GeneralInformation } from './GeneralInformation.tsx';
import { HistoryTab } from './HistoryTab.tsx';
import { JobsTab } from './JobsTab.tsx';
import { LINE_TABS, whyHidden } from './lineTabs.ts';
import { detailsWords, HIDDEN_WORDS, lineWords, TAB_TITLES } from './words.tsx';

interface DetailsTab {
  readonly key: string;
  readonly title: string;
  readonly count?: number;
  readonly content: ReactNode;
}

/** What hangs on the user: lines of files by kind, and the letters that were written here. */
interface UserLines {
  readonly kinds: readonly KindDetails[];
  readonly letters: readonly UserLetter[];
}

interface DetailsTabsProps {
  readonly details: UserDetails;
  /** The lines that hang on the user; undefined while they are read. */
  readonly lines: UserLines | undefined;
  readonly tab: string | undefined;
  readonly onTab: (tab: string) => void;
}

/** Room beside the tabs, in rem, without which they stand above. */
const SIDE_ROOM = 48;

export function DetailsTabs({ details, lines, tab, onTab }: DetailsTabsProps) {
  const { ref, width } = useElementSize();
  const scale = usePreferences((state) => state.textSize);
  const beside = width === 0 || width >= SIDE_ROOM * 16 * scale;
  const tabs = tabsOf(details, lines);
  const hidden = hiddenTabs(details, lines?.kinds ?? []);
  const open = tabs.find(({ key }) => key === tab) ?? tabs[0]!;
  return (
    <div ref={ref} className={styles.whole}>
      <Tabs
        value={open.key}
        onChange={(key) => key && onTab(key)}
        orientation={beside ? 'vertical' : 'horizontal'}
        className={styles.tabs}
        data-beside={beside || undefined}
        keepMounted={false}
      >
        <div className={styles.side}>
          <Tabs.List aria-label={detailsWords.tabs} className={styles.list}>
            {tabs.map(({ key, title, count }) => (
              <Tabs.Tab key={key} value={key} className={styles.tab}>
                {title}
                {count !== undefined && count > 0 && (
                  <span className={styles.count}>{formatCount(count)}</span>
                )}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {hidden.length > 0 && (
            <div className={styles.hidden}>
              {hidden.map((words) => (
                <div key={words}>{words}</div>
              ))}
            </div>
          )}
        </div>
        <Tabs.Panel value={open.key} className={styles.panel} tabIndex={0}>
          {open.content}
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

function tabsOf(details: UserDetails, lines: UserLines | undefined): readonly DetailsTab[] {
  const { evidence, decisions, jobs } = details;
  return [
    {
      key: 'general',
      title: TAB_TITLES.general,
      content: <GeneralInformation details={details} />,
    },
    ...lineTabs(details, lines),
    { key: 'history', title: TAB_TITLES.history, content: <HistoryTab details={details} /> },
    {
      key: 'evidence',
      title: TAB_TITLES.evidence,
      count: evidence.length,
      content: <EvidenceTab details={details} />,
    },
    {
      key: 'decisions',
      title: TAB_TITLES.decisions,
      count: decisions.length,
      content: <DecisionsTab details={details} />,
    },
    {
      key: 'jobs',
      title: TAB_TITLES.jobs,
      count: jobs.length,
      content: <JobsTab details={details} />,
    },
  ];
}

function lineTabs({ user }: UserDetails, lines: UserLines | undefined): readonly DetailsTab[] {
  return LINE_TABS.flatMap(({ key, title, kinds }) => {
    const shown = kinds.filter((kind) => whyHidden(kind, user, lines?.kinds ?? []) === undefined);
    if (shown.length === 0) return [];
    const told = lines?.kinds.filter(({ kind }) => shown.includes(kind));
    const letters = (shown.includes('attachments') && lines?.letters) || [];
    return [
      {
        key,
        title,
        count: told?.reduce((sum, each) => sum + each.lines.length, letters.length) ?? 0,
        content: told ? (
          told.map((each) =>
            each.kind === 'fees' ? (
              <FeesTab key={user.userNo} details={each} user={user} />
            ) : each.kind === 'attachments' ? (
              <AttachmentsTab key={each.kind} details={each} letters={letters} />
            ) : (
              <DetailLines key={each.kind} details={each} titled={shown.length > 1} />
            ),
          )
        ) : (
          <Skeleton height={160} />
        ),
      },
    ];
  });
}

function hiddenTabs({ user }: UserDetails, lines: readonly KindDetails[]): string[] {
  return LINE_TABS.flatMap(({ title, kinds }) => {
    const why = whyHidden(kinds[0]!, user, lines);
    return why === undefined ? [] : [lineWords.hidden(title, HIDDEN_WORDS[why])];
  });
}
