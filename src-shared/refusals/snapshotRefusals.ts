/** Refusals about snapshots: one that can’t be kept, restored, or opened as if it were a workspace. */
import { sizeText } from '../domain/fileSizes.ts';
import type { Said, Say } from '../domain/said.ts';
import { type FileRefusalCode, waitsFor } from './fileRefusals.ts';

/** Why none could be kept, and how much room one needs. */
export interface NotKept {
  readonly by: FileRefusalCode;
  readonly bytes: number;
}

export const SNAPSHOT_REFUSALS = {
  'snapshot.notKept': ({ by, bytes }: NotKept, say: Say): Said => ({
    text: `A snapshot of the workspace can’t be kept: ${waitsFor(by)}. Nothing was changed.`,
    todo: `It needs ${sizeText(bytes, say)} beside the workspace. Free some space, then try again.`,
  }),
  'snapshot.updateRefused': ({ bytes }: Pick<NotKept, 'bytes'>, say: Say): Said => ({
    text: `This workspace was made by an older Purge Desk. Before it is updated a snapshot of it is kept, and the disk has no room for it. Nothing was changed.`,
    todo: `Free ${sizeText(bytes, say)}, or move the workspace to a drive with more room, then open it again.`,
  }),
  'snapshot.isOne': {
    text: 'This file is a snapshot of a workspace: it stays as it is, so nobody works in it.',
    todo: 'Open its workspace and restore it in Settings, save it as a workspace of its own, or open it for reading only.',
  },
  'snapshot.noSnapshot': {
    text: 'This file is no snapshot of a workspace. It was left untouched.',
    todo: 'Choose another one.',
  },
  'snapshot.gone': {
    text: 'This snapshot is no longer there, or it is one of another workspace.',
    todo: 'Choose another one.',
  },
  'snapshot.damaged': {
    text: 'This snapshot is damaged: what stands in it isn’t what was written. The workspace is as it was.',
    todo: 'Restore another one.',
  },
  'snapshot.beforeErasing': ({ requestId }: { readonly requestId: string }): Said => ({
    text: `This snapshot was kept before users were purged for good (${requestId}): it would bring them back. Nothing was restored.`,
    todo: 'Delete it. Snapshots that were beside the workspace then are gone; this one came back from elsewhere.',
  }),
  'snapshot.jobRuns': {
    text: 'A job is still running. Nothing was restored.',
    todo: 'Wait until it has ended, then restore the snapshot.',
  },
  'snapshot.jobTakenBack': {
    text: 'This job didn’t run: the workspace was restored from a snapshot that was kept before it.',
    todo: 'Submit it again if it is still wanted.',
  },
} as const;
