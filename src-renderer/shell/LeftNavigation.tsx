/**
 * The left side: the workspace's name, then the work in its order, each entry with a count or a tick.
 */
import { Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconChecklist,
  IconCircleCheck,
  IconClipboardData,
  IconFileImport,
  IconInbox,
  IconLayoutDashboard,
  IconLoader,
  IconPlayerPlay,
  IconSettings,
  IconStack2,
  IconUserOff,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import type { WorkspaceStatus } from '#shared/contract/shapes/workspace.ts';
import { queries } from '../client/engineClient.ts';
import { navigate, SCREENS, type ScreenName, useNavigation } from '../place/navigation.ts';
import { SCREEN_TITLES } from '../place/words.ts';
import { formatCount } from '../ui/format.ts';
import { useRovingTabs } from '../ui/useRovingTabs.ts';
import styles from './LeftNavigation.module.css';
import { WorkspaceMenu } from './WorkspaceMenu.tsx';
import { navigationWords } from './words.tsx';

const ICONS: Readonly<Record<ScreenName, TablerIcon>> = {
  overview: IconLayoutDashboard,
  import: IconFileImport,
  review: IconChecklist,
  sets: IconStack2,
  jobs: IconPlayerPlay,
  reports: IconClipboardData,
  users: IconUsers,
  cleanup: IconUserOff,
  inbox: IconInbox,
  settings: IconSettings,
};

export function LeftNavigation({ status }: { readonly status: WorkspaceStatus }) {
  const screen = useNavigation((state) => state.place.screen);
  const badges = useBadges(status);
  const side = useRef<HTMLElement>(null);
  useRovingTabs(side, 'vertical');
  return (
    <nav ref={side} className={styles.side} aria-label={navigationWords.label}>
      <WorkspaceMenu name={status.name ?? ''} />
      <ul className={styles.list}>
        {SCREENS.map((each) => {
          const Icon = ICONS[each];
          return (
            <li key={each} data-apart={each === 'inbox' || undefined}>
              <UnstyledButton
                className={styles.entry}
                title={SCREEN_TITLES[each]}
                aria-current={each === screen ? 'page' : undefined}
                onClick={() => navigate({ screen: each })}
              >
                <Icon size={18} stroke={1.75} aria-hidden className={styles.icon} />
                <span className={styles.word}>{SCREEN_TITLES[each]}</span>
                {badges[each]}
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function useBadges(status: WorkspaceStatus): Partial<Record<ScreenName, ReactNode>> {
  const { data: review } = useQuery(queries.review.counts.queryOptions());
  const reviewed = review && review.candidates > 0 && review.undecided === 0;
  return {
    import: <Count value={status.imports} words={navigationWords.files} />,
    review: reviewed ? (
      <Done label={navigationWords.allReviewed} />
    ) : (
      <Count value={review?.undecided ?? 0} words={navigationWords.undecided} strong />
    ),
    sets: <Count value={status.sets} words={navigationWords.sets} />,
    jobs:
      status.runningJobs > 0 ? (
        <Tooltip label={navigationWords.jobRuns}>
          <IconLoader
            size={16}
            role="img"
            aria-label={navigationWords.jobRuns}
            className={styles.done}
          />
        </Tooltip>
      ) : (
        <Count value={status.jobs} words={navigationWords.jobs} />
      ),
    users: <Count value={status.users} words={navigationWords.users} />,
    inbox: <Count value={status.unread} words={navigationWords.unread} strong />,
  };
}

interface CountProps {
  readonly value: number;
  readonly words: (value: number) => string;
  readonly strong?: boolean;
}

function Count({ value, words, strong }: CountProps) {
  if (value === 0) return null;
  const label = words(value);
  return (
    <span className={styles.count} data-strong={strong || undefined} title={label}>
      <span aria-hidden>{formatCount(value)}</span>
      <span className="pd-visually-hidden">, {label}</span>
    </span>
  );
}

function Done({ label }: { readonly label: string }) {
  return (
    <Tooltip label={label}>
      <IconCircleCheck size={17} role="img" aria-label={label} className={styles.done} />
    </Tooltip>
  );
}
