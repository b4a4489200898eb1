/**
 * Listens to the desktop and the engine for as long as the page lives: menu commands, restarts of the
 * engine, jobs and imports that ended, taskbar progress; and the shortcuts that no menu has.
 * Draws nothing.
 */
import { useEffect } from 'react';
import { SHOWN_STATE_TEXTS, shownState } from '#shared/domain/jobs.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { dropConnection } from '../client/connection.ts';
import { desktop } from '../client/desktop.ts';
import { engine } from '../client/engineClient.ts';
import { useExports } from '../client/exports.ts';
import { useProgress } from '../client/progress.ts';
import { onEngineEvent } from '../client/revision.ts';
import { askStatusAgain } from '../client/workspace.ts';
import { openDialog } from '../place/dialogs.ts';
import { goBack, goForward, navigate, useNavigation } from '../place/navigation.ts';
import { notifyDone, notifyFailed } from '../ui/notify.tsx';
import { askRecentAgain } from '../ui/recentWorkspaces.ts';
import { isToldAway, tellAway } from '../ui/tellAway.ts';
import { outcomesText } from '../ui/words/outcomes.ts';
import { openFile } from '../ui/workspaceCommands.ts';
import { beginAnew, endBefore, noteEnd } from './beginAnew.ts';
import { commands } from './menuCommands.ts';
import { fractionOf } from './RunningExports.tsx';
import { useEngineTrouble } from './useEngineTrouble.ts';
import { endWords } from './words.tsx';

export function DesktopEvents() {
  useEffect(
    () =>
      desktop.onEvent((event) => {
        switch (event.type) {
          case 'menu':
            commands[event.command]();
            break;
          case 'openWorkspace':
            void openFile(event.file);
            break;
          case 'recentsChanged':
            void askRecentAgain();
            break;
          case 'engineRestarted':
            useEngineTrouble.setState({ restarted: event.reason });
            break;
          case 'peopleErased':
            beginAnew();
            break;
          case 'engineFailed':
            dropConnection();
            useEngineTrouble.setState({ failed: event.reason });
            break;
        }
      }),
    [],
  );
  useEffect(() => onEngineEvent(tellEnd), []);
  useEffect(() => {
    const end = endBefore();
    if (end) tellEnd(end);
  }, []);
  useEffect(() => useProgress.subscribe(showInTaskbar), []);
  useEffect(() => useExports.subscribe(showInTaskbar), []);
  useEffect(() => {
    const onFocus = () => void askStatusAgain();
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, []);
  useEffect(() => {
    window.addEventListener('keydown', onShortcut);
    return () => window.removeEventListener('keydown', onShortcut);
  }, []);
  return null;
}

function tellEnd(event: Parameters<Parameters<typeof onEngineEvent>[0]>[0]): void {
  const { screen } = useNavigation.getState().place;
  if (event.type === 'job.finished' || event.type === 'job.failed') noteEnd(event);
  const seeWhy = (jobId: number) => ({
    label: endWords.seeWhy,
    onClick: () => navigate({ screen: 'jobs', jobId }),
  });
  if (event.type === 'job.finished' && event.unproved) {
    notifyFailed(endWords.jobUnproved(event.name), seeWhy(event.jobId));
  } else if (event.type === 'job.finished') {
    notifyDone(endWords.jobDone(event.name), {
      action: {
        label: endWords.readReport,
        onClick: () => navigate({ screen: 'reports', jobId: event.jobId }),
      },
    });
  }
  if (event.type === 'job.failed') {
    notifyFailed(endWords.jobFailed(event.name), seeWhy(event.jobId));
  }
  if (isToldAway() && (event.type === 'job.finished' || event.type === 'job.failed')) {
    // Where the workspace has been closed since, nothing is left to tell.
    tellJobAway(event.jobId).catch(() => undefined);
  }
  if (event.type === 'import.finished' && screen !== 'import') {
    notifyDone(endWords.fileRead, {
      action: {
        label: endWords.checkFile,
        onClick: () => navigate({ screen: 'import', importId: event.importId }),
      },
    });
  }
}

/** What is told in the inbox, the desktop tells at once; a click opens the report. */
async function tellJobAway(jobId: number): Promise<void> {
  const [jobs, { name }] = await Promise.all([engine.jobs.list(), engine.workspace.status()]);
  const job = jobs.find((each) => each.jobId === jobId);
  if (!job || job.message === null || name === null) return;
  const title = endWords.awayTitle(jobKind(job.kind).title, SHOWN_STATE_TEXTS[shownState(job)]);
  const text = endWords.awayText(outcomesText(job), name);
  await tellAway(title, text, () => navigate({ screen: 'reports', jobId }));
}

let shownFraction: number | null = null;

/** In steps of a hundredth: each one is a message to the desktop. */
function showInTaskbar(): void {
  const { imports, adding, jobs } = useProgress.getState();
  const { running } = useExports.getState();
  const fractions = [
    ...running.slice(0, 1).map(fractionOf),
    ...[...imports.values(), ...adding.values()].map((each) => each.fraction),
    ...[...jobs.values()].map((each) => (each.total > 0 ? each.done / each.total : 0)),
  ];
  const lowest = fractions.length > 0 ? Math.min(...fractions) : null;
  const fraction =
    lowest === null ? null : Math.round(Math.min(1, Math.max(0, lowest)) * 100) / 100;
  if (fraction === shownFraction) return;
  shownFraction = fraction;
  void desktop.setProgress(fraction);
}

function onShortcut(event: KeyboardEvent): void {
  const typing =
    event.target instanceof HTMLElement &&
    event.target.closest('input, textarea, [contenteditable]');
  if (event.altKey && event.key === 'ArrowLeft') goBack();
  else if (event.altKey && event.key === 'ArrowRight') goForward();
  // The menu has one key for it; people who know the other press that.
  else if (isRedo(event)) commands['edit.redo']();
  else if (event.key === '?' && !typing) openDialog('shortcuts');
  else return;
  event.preventDefault();
}

function isRedo(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === 'z';
}
