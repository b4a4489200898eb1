/**
 * All words about snapshots of the workspace: in Settings, before one is restored, above the list of jobs, and where the
 * workspace is erased. Never asks the engine and holds no state.
 */
import type { ReactNode } from 'react';
import {
  MOST_SNAPSHOTS,
  type Restoration,
  type SinceSnapshot,
  type SnapshotBefore,
} from '#shared/contract/shapes/snapshots.ts';
import { assertNever } from '#shared/domain/assertNever.ts';
import { jobKind } from '#shared/jobKinds/jobKinds.ts';
import { countOf, formatCount, formatPercent } from '../format.ts';
import { formatBytes } from './components.tsx';

/** In a list: what it was kept before. */
function beforeTitle(before: SnapshotBefore): string {
  switch (before.what) {
    case 'job':
      return before.name;
    case 'update':
      return 'Update of the workspace';
    case 'restore':
      return 'Restoring a snapshot';
    default:
      return assertNever(before);
  }
}

/** Beside its title, where that doesn’t say it. */
function beforeAside(before: SnapshotBefore): string | undefined {
  if (before.what === 'update') return 'by a newer Purge Desk';
  if (before.what !== 'job') return undefined;
  const { title } = jobKind(before.kind);
  return before.name.startsWith(title) ? undefined : title;
}

/** Inside a sentence: `before “Purge of May”`. */
function beforeWords(before: SnapshotBefore): string {
  switch (before.what) {
    case 'job':
      return `before “${before.name}”`;
    case 'update':
      return 'before it was updated';
    case 'restore':
      return 'before another snapshot was restored';
    default:
      return assertNever(before);
  }
}

const OTHER_CHANGES = 'sets, notes, rules, signatures and settings';

/** What isn’t in a snapshot: `2 jobs, 5 decisions and 1 added file`; undefined: nothing that is counted. */
function sinceText(since: NonNullable<SinceSnapshot>): string | undefined {
  const parts = [
    since.jobs > 0 && countOf(since.jobs, 'job'),
    since.steps > 0 && countOf(since.steps, 'decision'),
    since.imports > 0 && countOf(since.imports, 'added file'),
  ].filter((part) => part !== false);
  if (parts.length < 2) return parts[0];
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function givenUp(since: SinceSnapshot): string {
  if (since === null)
    return `What was done since then will no longer be in it: jobs, decisions, files, and changes to ${OTHER_CHANGES}.`;
  const text = sinceText(since);
  return text
    ? `What was done since then will no longer be in it: ${text}, and changes to ${OTHER_CHANGES}.`
    : `No job has ended, nothing was decided and no file was added since then. Changes to ${OTHER_CHANGES} will no longer be in it.`;
}

/** Of the section in Settings. */
export const snapshotWords = {
  title: 'Snapshots',
  about: 'A way back: whole copies of this workspace from before each job and each update.',
  keep: 'Keep a snapshot before each job and each update',
  keepHelp: {
    about: 'snapshots',
    text: 'Without room for a snapshot a job waits and says how much it needs, and an update is refused; neither runs without one unless you switch this off.',
  },
  number: 'How many are kept',
  numberMeaning: `1 to ${formatCount(MOST_SNAPSHOTS)}. The oldest is overwritten and deleted when there are more.`,
  where: (folder: ReactNode) => (
    <>
      They lie beside the workspace, in the folder {folder}, and nobody works in them. Users who
      have been purged since, or whose file was discarded or undone, are in them until they are
      deleted; erasing the workspace erases them, too.
    </>
  ),
  before: 'Before',
  madeAt: 'Kept on',
  none: 'None yet. The first is kept before the next job.',
  noneWanted: 'None, and none is kept while this is switched off.',
  together: (snapshots: number, bytes: number) =>
    `${countOf(snapshots, 'snapshot')}, ${formatBytes(bytes)}${snapshots === 1 ? '' : ' together'}.`,
  others: (files: number) =>
    files === 1
      ? 'One more file there is no snapshot of this workspace, or it is damaged: nobody touches it, so delete it yourself if you don’t need it.'
      : `${formatCount(files)} more files there are no snapshots of this workspace, or damaged: nobody touches them, so delete them yourself if you don’t need them.`,
  beforeTitle,
  beforeAside,
  restore: 'Restore…',
  restoreOne: (before: SnapshotBefore) => `Restore the snapshot ${beforeWords(before)}`,
  delete: 'Delete',
  deleteOne: (before: SnapshotBefore) => `Delete the snapshot ${beforeWords(before)}`,
  deleteAll: 'Delete all',
  askDelete: (snapshots: number) =>
    snapshots === 1 ? 'Delete this snapshot?' : `Delete all ${formatCount(snapshots)} snapshots?`,
  deleteMeaning: (snapshots: number) =>
    snapshots === 1
      ? 'It is overwritten and deleted. The workspace stays as it is, and can’t be brought back to that moment any more.'
      : 'They are overwritten and deleted. The workspace stays as it is, and can’t be brought back to those moments any more.',
  deleteThem: (snapshots: number) => `Delete ${countOf(snapshots, 'snapshot')}`,
  deleted: (snapshots: number) =>
    snapshots === 1 ? 'The snapshot was deleted.' : 'The snapshots were deleted.',
  history: 'Restored so far',
} as const;

/** Before one takes the place of the workspace, and after it. */
export const restoreWords = {
  title: 'Restore this snapshot?',
  back: (before: SnapshotBefore, when: ReactNode) => (
    <>
      The workspace goes back to how it was on {when}, {beforeWords(before)}.
    </>
  ),
  givenUp,
  counting: 'What was done since then is being counted.',
  kept: 'How it is now is kept as a snapshot first, so you can come back to it.',
  notRun: (name: string) => `“${name}” doesn’t run again by itself; its settings stay in the list.`,
  action: 'Restore the snapshot',
  done: (before: SnapshotBefore) => `The workspace is as it was ${beforeWords(before)}.`,
} as const;

/** That the workspace was restored: in its history for good. */
export const restorationWords = {
  restored: ({ by, before }: Restoration, at: ReactNode, madeAt: ReactNode) => (
    <>
      <strong>Restored</strong> on {at} by {by}: as it was on {madeAt}, {beforeWords(before)}.
    </>
  ),
  givenUp: ({ since }: Restoration): string | undefined => {
    const text = since ? sinceText(since) : undefined;
    return text && `Given up: ${text}.`;
  },
  all: 'Snapshots',
} as const;

/** While one is being kept before a job. */
export const keepingWords = {
  keeping: (fraction: number) =>
    `Keeping a snapshot before the job: ${formatPercent(Math.floor(fraction * 100))}`,
  settings: 'Snapshots in Settings',
} as const;

/** Where something is taken out of the workspace, or discarded. */
export const stillInSnapshots = (snapshots: number): string =>
  snapshots === 1
    ? 'The snapshot that is kept of the workspace may still contain them; you can delete it in Settings.'
    : 'The snapshots that are kept of the workspace may still contain them; you can delete them in Settings.';

/** Behind what is erased. */
export const erasedSnapshots = (snapshots: number): string =>
  snapshots === 1
    ? 'Its snapshot goes with it.'
    : `Its ${formatCount(snapshots)} snapshots go with it.`;
