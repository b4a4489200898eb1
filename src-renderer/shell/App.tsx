/**
 * The application: providers, then welcome, the screens, or the page of a failed engine.
 * Screens are chosen by the navigation store and mounted anew for each workspace.
 */
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, useEffect } from 'react';
import { queryClient } from '../client/engineClient.ts';
import { useRevisionStore } from '../client/revision.ts';
import { useStatus, useWorkspaceStore } from '../client/workspace.ts';
import { type ScreenName, useNavigation } from '../place/navigation.ts';
import { CleanupScreen } from '../screens/cleanup/CleanupScreen.tsx';
import { ImportScreen } from '../screens/import/ImportScreen.tsx';
import { InboxScreen } from '../screens/inbox/InboxScreen.tsx';
import { JobsScreen } from '../screens/jobs/JobsScreen.tsx';
import { OverviewScreen } from '../screens/overview/OverviewScreen.tsx';
import { ReportsScreen } from '../screens/reports/ReportsScreen.tsx';
import { ReviewScreen } from '../screens/review/ReviewScreen.tsx';
import { SetsScreen } from '../screens/sets/SetsScreen.tsx';
import { SettingsScreen } from '../screens/settings/SettingsScreen.tsx';
import { UsersScreen } from '../screens/users/UsersScreen.tsx';
import { WelcomeScreen } from '../screens/welcome/WelcomeScreen.tsx';
import { LiveRegion } from '../ui/announce.tsx';
import { colorScheme } from '../ui/colorScheme.ts';
import { Messages } from '../ui/Messages.tsx';
import { usePreferences } from '../ui/preferences.ts';
import { styleNonce } from '../ui/styleNonce.ts';
import { theme } from '../ui/theme.ts';
import styles from './App.module.css';
import { ClosingDialog } from './ClosingDialog.tsx';
import { DamagedBanner } from './DamagedBanner.tsx';
import { DesktopEvents } from './DesktopEvents.tsx';
import { CopiedBanner, DisplacedBanner } from './DisplacedBanner.tsx';
import { DropTarget } from './DropTarget.tsx';
import { EngineFailed, RestartBanner } from './EngineNotices.tsx';
import { EraseDialog } from './EraseDialog.tsx';
import { LeftNavigation } from './LeftNavigation.tsx';
import { OpeningNotice } from './OpeningNotice.tsx';
import { QuickSearch } from './QuickSearch.tsx';
import { RetentionBanner } from './RetentionBanner.tsx';
import { RetentionDialog } from './RetentionDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useEngineTrouble } from './useEngineTrouble.ts';
import { SKIP_TO_CONTENT } from './words.tsx';

const SCREEN_COMPONENTS: Readonly<Record<ScreenName, ComponentType>> = {
  overview: OverviewScreen,
  import: ImportScreen,
  review: ReviewScreen,
  sets: SetsScreen,
  jobs: JobsScreen,
  reports: ReportsScreen,
  users: UsersScreen,
  cleanup: CleanupScreen,
  inbox: InboxScreen,
  settings: SettingsScreen,
};

export function App() {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorScheme}
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <TextSize />
        <DesktopEvents />
        <Shell />
        <ShortcutsDialog />
        <LiveRegion />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Shell() {
  const failed = useEngineTrouble((state) => state.failed);
  const phase = useWorkspaceStore((state) => state.phase);
  const turn = useRevisionStore((state) => state.workspaceTurn);
  const screen = useNavigation((state) => state.place.screen);
  const { data: status } = useStatus();
  if (failed) return <EngineFailed reason={failed} />;
  const open = status?.open === true;
  const starting = phase === 'starting' || !status;
  const Screen = SCREEN_COMPONENTS[screen];
  return (
    <div className={styles.app}>
      <RestartBanner />
      <OpeningNotice />
      {status && <DisplacedBanner displaced={status.displaced} />}
      {status && <DamagedBanner soundness={status.soundness} />}
      {status?.open && (
        <RetentionBanner
          key={`${turn} ${status.retention.state}`}
          retention={status.retention}
          name={status.name}
        />
      )}
      {status?.copiedOpen && <CopiedBanner key={turn} {...status.copiedOpen} />}
      {starting && <div className={styles.starting} aria-busy="true" />}
      {!starting && !open && <WelcomeScreen />}
      {!starting && open && (
        <>
          <SkipLink />
          <div className={styles.work}>
            <LeftNavigation status={status} />
            <main className={styles.screen}>
              <Screen key={`${turn} ${screen}`} />
            </main>
          </div>
          <QuickSearch />
          <EraseDialog />
          <RetentionDialog key={turn} />
        </>
      )}
      <div className={styles.bottom}>
        {!starting && open && <StatusBar status={status} />}
        <Messages />
      </div>
      <DropTarget open={open} />
      <ClosingDialog />
    </div>
  );
}

/** Past navigation and bars: to the rows where there are some, otherwise to the content. */
function SkipLink() {
  return (
    <button type="button" className={styles.skip} onClick={focusContent}>
      {SKIP_TO_CONTENT}
    </button>
  );
}

function focusContent(): void {
  const content = document.querySelector<HTMLElement>(
    'main .ag-row[row-index="0"] [role="gridcell"], main [data-content]',
  );
  content?.focus();
}

/** Text size is a factor on the root's font size, so every size in rem follows. */
function TextSize() {
  const size = usePreferences((state) => state.textSize);
  useEffect(() => {
    document.documentElement.style.setProperty('--pd-text-scale', String(size));
  }, [size]);
  return null;
}
