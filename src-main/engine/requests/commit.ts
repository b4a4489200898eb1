/** Adding a file to the replica and taking it back: the steps of every house that has a part in it, in their order. */
import type { SetOrigin } from '#shared/contract/shapes/setOrigin.ts';
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import { get, type ReadableDb, type WritableDb } from '../db/db.ts';
import { letGoOfHeld } from '../db/trail/exportedFiles.ts';
import { commitImport, noteSet } from '../importing/commit/commitImport.ts';
import { keepPairAnswers } from '../importing/commit/keepPairAnswers.ts';
import { undoImport } from '../importing/commit/undoImport.ts';
import { exclusionLists } from '../importing/compare/exclusionLists.ts';
import { meantOtherwise } from '../importing/compare/otherIdentifiers.ts';
import { noteImporter, staffLists, staffOtherwise } from '../importing/compare/staffLists.ts';
import { getImportFile, type StoredImport } from '../importing/rows/importFile.ts';
import { keepUsersOfFile } from '../importing/show/keepUsers.ts';
import { stoppedJobs, unfinishedJobs } from '../jobs/jobRows.ts';
import { Refusal } from '../refusal.ts';
import { dropUnusedGroups } from '../replica/groups.ts';
import {
  NO_STEP,
  ReviewStates,
  ReviewStatesEditor,
  type UserToFlag,
} from '../replica/reviewStates.ts';
import { readSettings } from '../replica/settings.ts';
import { giveBackDecisions, letGoOfDecisions, takeBackStepsOf } from '../review/decisionSteps.ts';
import { UserFlagger } from '../review/flagUsers.ts';
import { tellsGuardians } from '../review/guardians.ts';
import { tellsProxies } from '../review/proxies.ts';
import { readRegister } from '../review/register.ts';
import { setReviewState } from '../review/reviewState.ts';
import { tellsTwins } from '../review/twins.ts';
import type { WriterEvent } from '../session/events.ts';
import { createSet, deleteSet, freeName, letGoOfMembers } from '../sets/userSets.ts';
import { paced } from '../writer/paced.ts';
import type { Changing } from './request.ts';

/** Adding the users is the larger part of a commit; their flags are the rest. */
const ENTERING = 0.85;

export interface Adding {
  readonly importId: number;
  readonly mode: 'add' | 'replace';
  /** What a report that covers everybody says of users who aren't in it. */
  readonly absent: 'unknown' | 'none';
  readonly setName?: string | undefined;
}

/** @returns of how many users it ended the decision */
export function commit({ db, by, tell, follow }: Changing, adding: Adding): number {
  const { importId } = adding;
  const file = getImportFile(db, importId);
  requireNoJob(db);
  const progress = commitProgress(importId, file.identifier_count, tell);
  const { effect } = importKind(file.kind);
  let everybody = concernsEverybody(db, effect) || tellsOfOthers(db, importId);
  const flags = everybody ? undefined : flagsOfNewUsers(db);
  const { named, returned, cameBack, lastBefore } = commitImport(
    db,
    importId,
    {
      replace: adding.mode === 'replace',
      absentHaveNone: adding.absent === 'none',
      onNewUser: flags?.add,
    },
    progress.onEntered,
  );
  if (flags) everybody = !flags.finish();
  noteImporter(db, importId, by);
  if (effect === 'set') enterSet(db, adding, file, named, by);
  if (effect === 'set' || effect === 'review') keepPairAnswers(db, file, named);
  const ended = endDecisions(db, cameBack);
  const outOfApproval = follow({
    lastFlagged: everybody || tellsKeepWords(db, importId, lastBefore) ? undefined : lastBefore,
    onFlagged: (users) => progress.onFlagged(users, lastBefore),
    barred: returned.or(staffOtherwise(db, importId)),
    end: { by: 'file', fileName: file.file_name },
    importId,
  });
  return ended + outOfApproval;
}

/** Takes the import, and those added after it, back out of the replica. */
export function takeBack(
  { db, by, follow }: Changing,
  { importId }: { importId: number },
): { files: number } {
  requireNoJob(db);
  const { files, asked, gone, undecided } = undoImport(db, importId);
  for (const { set_id } of files) if (set_id !== null) deleteSet(db, set_id, by);
  letGoOfMembers(db, gone);
  letGoOfHeld(db, gone);
  letGoOfDecisions(db, gone);
  dropUnusedGroups(db, [readSettings(db).okToPurgeGroup, ...readRegister(db).groups]);
  const importIds = files.map(({ import_id }) => import_id);
  follow({
    giveBack() {
      takeBackStepsOf(db, importIds);
      giveBackDecisions(db, undecided);
    },
    // Whoever was approved by then was approved with what stands again now.
    seenUpTo: asked.steps_before,
    end: { by: 'taken-back', fileName: asked.file_name },
  });
  return { files: files.length };
}

/** Whether it says, or a list of staff does, who of all has what: then everybody is looked at afterwards. */
function concernsEverybody(db: ReadableDb, effect: string): boolean {
  return effect === 'set' || effect === 'roles' || staffLists(db).length > 0 || mayMeanOthers(db);
}

/**
 * Whether exclusion lists may come to mean users otherwise by a file: by another identifier than the primary one, or
 * because candidates leave the review, whose numbers are nobody's then.
 */
function mayMeanOthers(db: ReadableDb): boolean {
  if (exclusionLists(db).length === 0) return false;
  return (
    meansOtherwise(db) || get(db, 'SELECT 1 FROM user WHERE candidate = 1 LIMIT 1') !== undefined
  );
}

function meansOtherwise(db: ReadableDb): boolean {
  const { meant, shared } = meantOtherwise(db);
  return meant.size > 0 || shared.size > 0;
}

/** Whether files tell by what users belong together: what one tells of a user changes the flags of another. */
function tellsOfOthers(db: ReadableDb, importId: number): boolean {
  return [tellsTwins, tellsProxies, tellsGuardians].some((tells) => tells(db, importId));
}

/** Whether it tells so of users whom it has made: when they were flagged, nobody knew their lines yet. */
function tellsKeepWords(db: ReadableDb, importId: number, lastBefore: number): boolean {
  const users = keepUsersOfFile(db, getImportFile(db, importId), readSettings(db).keepWords);
  return users.after(lastBefore).next().done === false;
}

/**
 * Their flags are computed while they are made: asking for a million of them afterwards takes longer. Whom exclusion
 * lists may mean though they name another identifier isn't known before all are there.
 */
function flagsOfNewUsers(db: WritableDb) {
  const flagger = new UserFlagger(db, readSettings(db));
  const editor = new ReviewStatesEditor(db);
  return {
    add: (user: UserToFlag): void => void editor.setFlags(user.userNo, flagger.flagsOf(user)),
    /** @returns whether they are what a look at everybody would make of them */
    finish(): boolean {
      editor.finish();
      return exclusionLists(db).length === 0 || (!flagger.metPair && !meansOtherwise(db));
    },
  };
}

function endDecisions(db: WritableDb, cameBack: UserBitmap): number {
  const reviewStates = new ReviewStates(db);
  const ended = [...cameBack].filter((each) => reviewStates.decidedIn(each) !== NO_STEP).length;
  setReviewState(db, cameBack, undefined);
  return ended;
}

function commitProgress(importId: number, identifiers: number, tell: Changing['tell']) {
  let progress = { fraction: 0, rows: 0 };
  const tellProgress = paced(() =>
    tell({ type: 'import.adding', importId, ...progress } satisfies WriterEvent),
  );
  return {
    onEntered(rows: number) {
      const share = Math.min(1, rows / Math.max(1, identifiers));
      progress = { fraction: share * ENTERING, rows };
      tellProgress();
    },
    onFlagged(flagged: number, lastBefore: number) {
      const share = Math.min(1, flagged / Math.max(1, lastBefore));
      progress = { ...progress, fraction: ENTERING + share * (1 - ENTERING) };
      tellProgress();
    },
  };
}

/** Committing and undoing would change the users on whom a job works. */
function requireNoJob(db: ReadableDb): void {
  if (unfinishedJobs(db).length > 0) throw new Refusal('import.jobRunning');
  // Rows of whoever it has begun to erase may stand in the file still.
  if (stoppedJobs(db).length > 0) throw new Refusal('import.erasing');
}

/** How the set of a list came about. */
export const originOf = ({ kind, file_name }: StoredImport): SetOrigin => ({
  from: kind === 'exclusions' ? 'exclusion-list' : 'identifiers',
  fileName: file_name,
});

function enterSet(
  db: WritableDb,
  { importId, setName }: Adding,
  file: StoredImport,
  members: UserBitmap,
  by: string,
): void {
  const details = {
    name: freeName(db, setName ?? (file.file_name.replace(/\.[^.]+$/, '') || file.file_name)),
    description: '',
    note: '',
  };
  noteSet(db, importId, createSet(db, details, members, originOf(file), by));
}
