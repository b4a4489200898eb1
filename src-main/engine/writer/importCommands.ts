/** Commands about imported files: reading, checking, adding, taking back. */
import type { SetOrigin } from '#shared/contract/setOrigin.ts';
import type { ReadOptions } from '#shared/contract/shapes.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { importKind, type ListKind } from '#shared/importKinds/importKinds.ts';
import { get, prepared, run, transaction, type WritableDb } from '../db/db.ts';
import { keepPairAnswers } from '../importing/commit/answerPairs.ts';
import { commitImport, noteSet } from '../importing/commit/commitImport.ts';
import { undoImport } from '../importing/commit/undoImport.ts';
import {
  compareImport,
  forgetComparisons,
  staleComparisons,
} from '../importing/compare/compareImport.ts';
import { exclusionLists } from '../importing/compare/exclusionLists.ts';
import { setListKind } from '../importing/compare/listFiles.ts';
import { noteImporter, staffLists } from '../importing/compare/staffLists.ts';
import { discardImport, sweepDiscarded } from '../importing/read/discarding.ts';
import { deleteProfile, saveProfile } from '../importing/read/profiles.ts';
import { beginImport, readFile } from '../importing/read/readFile.ts';
import { getImportFile, type StoredImport } from '../importing/rows/importFile.ts';
import { Refusal } from '../refusal.ts';
import { dropUnusedGroups } from '../replica/groups.ts';
import { bumpRevision } from '../replica/revision.ts';
import { readSettings } from '../replica/settings.ts';
import { NO_STEP, Standings, StandingsEditor, type UserFacts } from '../replica/standings.ts';
import { takeOutOfApproval } from '../review/decide.ts';
import { giveBackDecisions, letGoOfDecisions, takeBackStepsOf } from '../review/decisionSteps.ts';
import { UserFlagger } from '../review/flagUsers.ts';
import { readRegister } from '../review/register.ts';
import { setStanding } from '../review/standing.ts';
import {
  createSet,
  deleteSet,
  freeName,
  letGoOfMembers,
  noteOrigin,
  type SetDetails,
} from '../sets/userSets.ts';
import { breathe, type CommandContext, paced, reflag } from './commandContext.ts';

/** Adding the users is the larger part of a commit; their flags are the rest. */
const ENTERING = 0.85;

export const importCommands = {
  'import.begin': ({ db }: CommandContext, input: { path: string; options: ReadOptions }) =>
    beginImport(db, input.path, input.options),

  'import.read': async (
    { db, tell, signal }: CommandContext,
    input: { importId: number; path: string; options: ReadOptions },
  ) => {
    const started = performance.now();
    const { importId } = input;
    let progress = { fraction: 0, rows: 0 };
    const tellProgress = paced(() => {
      const seconds = (performance.now() - started) / 1000;
      const rowsPerSecond = Math.round(progress.rows / (seconds + 0.001));
      tell({ type: 'import.progressed', importId, ...progress, rowsPerSecond });
    });
    const onProgress = (next: typeof progress) => {
      progress = next;
      tellProgress();
    };
    await readFile({ db, onProgress, signal, breathe }, input);
    tell({ type: 'import.finished', importId });
  },

  'import.discard': ({ db }: CommandContext, input: { importId: number }) =>
    discardImport(db, input.importId),

  'import.sweep': ({ db }: CommandContext) => sweepDiscarded(db, breathe),

  /** Compares what waits with the replica as it is now. */
  'import.compareStale': async ({ db, signal }: CommandContext) => {
    for (
      let stale = staleComparisons(db)[0];
      stale !== undefined;
      stale = staleComparisons(db)[0]
    ) {
      if (signal.aborted) return;
      await compareImport(db, stale, breathe);
    }
  },

  'import.setDataDate': ({ db }: CommandContext, input: { importId: number; dataDate: string }) =>
    transaction(db, () => {
      getImportFile(db, input.importId);
      run(
        db,
        `UPDATE import_file SET data_date = ?, data_date_source = 'told' WHERE import_id = ?`,
        input.dataDate,
        input.importId,
      );
      bumpRevision(db, 'nobody');
    }),

  'import.setListKind': (
    { db }: CommandContext,
    input: { importId: number; kind: ListKind; by: string },
  ) =>
    transaction(db, () => {
      setListKind(db, input.importId, input.kind);
      const file = getImportFile(db, input.importId);
      if (file.set_id !== null) noteOrigin(db, file.set_id, originOf(file));
      forgetComparisons(db);
      reflag(db);
      bumpRevision(db, 'nobody');
      // Whom it holds back from now on isn't approved by what was decided before.
      takeOutOfApproval(db, new UserBitmap(), {
        by: input.by,
        note: `${file.file_name} is an exclusion list now.`,
      });
    }),

  'import.saveProfile': ({ db }: CommandContext, input: { importId: number; name: string }) =>
    transaction(db, () => {
      const profile = saveProfile(db, input.importId, input.name);
      bumpRevision(db, 'nobody');
      return profile;
    }),

  'import.deleteProfile': ({ db }: CommandContext, input: { profileId: number }) =>
    transaction(db, () => {
      deleteProfile(db, input.profileId);
      bumpRevision(db, 'nobody');
    }),

  'import.commit': (
    { db, tell }: CommandContext,
    input: {
      importId: number;
      replace: boolean;
      absentHaveNone: boolean;
      setName: string | undefined;
      by: string;
    },
  ) =>
    transaction(db, () => {
      const { importId } = input;
      const file = getImportFile(db, importId);
      requireNoJob(db);
      let progress = { fraction: 0, rows: 0 };
      const tellProgress = paced(() => tell({ type: 'import.adding', importId, ...progress }));
      const onEntered = (rows: number) => {
        const share = Math.min(1, rows / Math.max(1, file.identifier_count));
        progress = { fraction: share * ENTERING, rows };
        tellProgress();
      };
      // Whom the numbers of a list mean depends on who else is there: then everybody is looked at afterwards.
      const { effect } = importKind(file.kind);
      const lists =
        effect === 'set' ||
        effect === 'roles' ||
        exclusionLists(db).length > 0 ||
        staffLists(db).length > 0;
      const flags = lists ? undefined : flagsOfNewUsers(db);
      const options = { ...input, onNewUser: flags?.add };
      const { named, returned, cameBack, lastBefore } = commitImport(
        db,
        importId,
        options,
        onEntered,
      );
      flags?.finish();
      noteImporter(db, importId, input.by);
      if (effect === 'set') enterSet(db, input, file, named);
      if (effect === 'set' || effect === 'review') keepPairAnswers(db, file, named);
      const standings = new Standings(db);
      const ended = [...cameBack].filter((each) => standings.decidedIn(each) !== NO_STEP).length;
      setStanding(db, cameBack, undefined);
      forgetComparisons(db);
      const onFlagged = (flagged: number) => {
        const share = Math.min(1, flagged / Math.max(1, lastBefore));
        progress = { ...progress, fraction: ENTERING + share * (1 - ENTERING) };
        tellProgress();
      };
      const gained = reflag(db, onFlagged, lists ? undefined : lastBefore);
      bumpRevision(db, 'everybody');
      const barred = returned.or(staffOtherwise(db, importId)).or(gained);
      const outOfApproval = takeOutOfApproval(db, barred, {
        by: input.by,
        note: `${file.file_name} names them as returned, as staff, as users whom the register protects, or tells something that has to be looked at.`,
        importId,
      });
      return ended + outOfApproval;
    }),

  'import.undo': ({ db }: CommandContext, input: { importId: number }) =>
    transaction(db, () => {
      requireNoJob(db);
      const { files, gone, undecided } = undoImport(db, input.importId);
      for (const { set_id } of files) if (set_id !== null) deleteSet(db, set_id);
      letGoOfMembers(db, gone);
      letGoOfDecisions(db, gone);
      dropUnusedGroups(db, [readSettings(db).okToPurgeGroup, ...readRegister(db).groups]);
      forgetComparisons(db);
      reflag(db);
      takeBackStepsOf(
        db,
        files.map(({ import_id }) => import_id),
      );
      giveBackDecisions(db, undecided);
      bumpRevision(db, 'everybody');
      return files.length;
    }),
} as const;

/** Their flags are computed while they are made: asking for a million of them afterwards takes longer. */
function flagsOfNewUsers(db: WritableDb) {
  const flagger = new UserFlagger(db, readSettings(db));
  const editor = new StandingsEditor(db);
  return {
    add: (user: UserFacts): void => void editor.setFlags(user.userNo, flagger.flagsOf(user)),
    finish: () => editor.finish(),
  };
}

/**
 * Staff of whom the file tells another role than before. Among those who are approved they are the ones whose
 * identifier was typed: that was about the role they had then.
 */
function staffOtherwise(db: WritableDb, importId: number): UserBitmap {
  return UserBitmap.of(
    prepared(
      db,
      `SELECT u.user_no FROM user_before b JOIN user u ON u.user_no = b.user_no
       WHERE b.import_id = ? AND u.staff_role IS NOT b.staff_role AND u.staff_role IS NOT 0`,
    )
      .pluck()
      .all(importId) as number[],
  );
}

/** Committing and undoing would change the users on whom a job works. */
function requireNoJob(db: WritableDb): void {
  if (!get(db, `SELECT 1 FROM job WHERE state <> 'completed'`)) return;
  throw new Refusal(
    'import.jobRunning',
    'A job has not finished yet, and it works on the users as they were.',
    'Add the file when the job has completed.',
  );
}

const originOf = ({ kind, file_name }: StoredImport): SetOrigin => ({
  from: kind === 'exclusions' ? 'exclusion-list' : 'identifiers',
  fileName: file_name,
});

function enterSet(
  db: WritableDb,
  input: { importId: number; setName: string | undefined; by: string },
  file: StoredImport,
  members: UserBitmap,
): void {
  const details: SetDetails = {
    name: freeName(db, input.setName ?? (file.file_name.replace(/\.[^.]+$/, '') || file.file_name)),
    description: `Primary identifiers of ${file.file_name}`,
    note: '',
    private: true,
  };
  const setId = createSet(db, details, members, originOf(file), input.by);
  noteSet(db, input.importId, setId);
}
