/** Snapshots: what there is beside the open workspace, bringing one back, making a workspace of one, deleting them. */
import { basename } from 'node:path';
import {
  findSnapshots,
  type OwnSnapshot,
  workspaceIdentity,
} from '../db/snapshots/ownSnapshots.ts';
import { readMark } from '../db/snapshots/snapshotMark.ts';
import { snapshotFolder } from '../db/snapshots/snapshotPlace.ts';
import { copySnapshot, expectSound } from '../db/snapshots/takePlaceOf.ts';
import { writeWhole } from '../db/wholeFile.ts';
import { lockWorkspace } from '../db/workspaceLock.ts';
import { unfinishedJobs } from '../jobs/jobRows.ts';
import { Refusal } from '../refusal.ts';
import { readRestorations } from '../replica/restorations.ts';
import { breathe } from '../session/events.ts';
import type { OpenWorkspace } from '../session/openWorkspace.ts';
import { removeSnapshots, sinceThen } from '../session/snapshotChores.ts';
import { type RequestsOf, read, serve } from './request.ts';

export const snapshotRequests = {
  list: serve(({ workspace }) => listOf(workspace)),
  since: serve(({ workspace }, { name }) => ({
    since: sinceThen(workspace.db, named(workspace, name).path),
  })),
  restore: serve(async (session, { name, giveUp }) => {
    const workspace = session.changing;
    session.leave(giveUp);
    // Held up by the disk, it is in nobody's way.
    if (unfinishedJobs(workspace.db).length > 0 && workspace.background.held.length === 0)
      throw new Refusal('snapshot.jobRuns');
    await session.restore(named(workspace, name));
    return session.status();
  }),
  remove: serve(async (session, { names }) => {
    const workspace = session.changing;
    const paths = names.map((name) => named(workspace, name).path);
    await workspace.writer.run(removeSnapshots, { paths, by: session.userName });
    return listOf(workspace);
  }),
  restorations: read(({ db }) => readRestorations(db)),
  saveAs: serve(async (session, { snapshot, file, giveUp }, signal) => {
    const from = session.files.source(snapshot);
    const to = session.files.target(file);
    if (!readMark(from)) throw new Refusal('snapshot.noSnapshot');
    session.leave(giveUp, to);
    await expectSound(from, await session.inspected(from, signal), breathe);
    await copyTo(from, to);
    await session.open(to, { signal });
    return session.status();
  }),
} satisfies RequestsOf<'snapshots'>;

/** A workspace of its own. @throws Refusal where one that is open stands there */
async function copyTo(from: string, to: string): Promise<void> {
  lockWorkspace(to)();
  await writeWhole(to, (beside) => copySnapshot(from, beside));
}

function found({ path, db }: OpenWorkspace) {
  return findSnapshots(path, workspaceIdentity(db));
}

function named(workspace: OpenWorkspace, name: string): OwnSnapshot {
  const snapshot = found(workspace).own.find((each) => each.name === name);
  if (!snapshot) throw new Refusal('snapshot.gone');
  return snapshot;
}

function listOf(workspace: OpenWorkspace) {
  const { own, others } = found(workspace);
  return {
    folder: basename(snapshotFolder(workspace.path)),
    snapshots: own.map(({ name, before, madeAt, bytes }) => ({ name, before, madeAt, bytes })),
    others,
  };
}
