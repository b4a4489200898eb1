/** Files: read in the background, checked, added to the replica, taken back; how files of a report are read. */
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb } from '../db/db.ts';
import { heldRows } from '../db/trail/exportedFiles.ts';
import { hearStaffLists } from '../importing/commit/commitImport.ts';
import { importsToUndo, usersMadeBy } from '../importing/commit/undoImport.ts';
import { setListKind } from '../importing/compare/listFiles.ts';
import { staffLists } from '../importing/compare/staffLists.ts';
import { discardImport } from '../importing/read/discarding.ts';
import { oldOriginals, saveOriginal, settleOldOriginals } from '../importing/read/originals.ts';
import {
  deleteProfile,
  listProfiles,
  profileOptions,
  saveProfile,
} from '../importing/read/profiles.ts';
import { erasedRows, type SetAsideRow } from '../importing/rows/erasedRows.ts';
import {
  formatOfFile,
  getImportFile,
  lastFile,
  lastFileRead,
  setDataDate,
} from '../importing/rows/importFile.ts';
import { rowInFile } from '../importing/rows/storedRow.ts';
import {
  checkImport,
  getImport,
  importErrors,
  listImports,
} from '../importing/show/importQueries.ts';
import { rowsOfGroup } from '../importing/show/rowsOfGroup.ts';
import { eachStandingText } from '../importing/show/standingTexts.ts';
import { withBalancesAfter } from '../jobs/kinds/changeFees/otherLines.ts';
import { Refusal } from '../refusal.ts';
import { readSettings } from '../replica/settings.ts';
import { decideReturn, withdrawReturn } from '../replica/tombstones.ts';
import { countLetters } from '../replica/userLetters.ts';
import { countNotes } from '../replica/userNotes.ts';
import type { OpenWorkspace } from '../session/openWorkspace.ts';
import type { Session } from '../session/session.ts';
import { listSets, noteOrigin, setsWith } from '../sets/userSets.ts';
import { commit, originOf, takeBack } from './commit.ts';
import { giveUp, readAgain, startReading } from './reading.ts';
import { answer, long, NOTHING, type RequestsOf, read, serve, write } from './request.ts';

export const importRequests = {
  list: read((workspace) =>
    listImports(workspace.db).flatMap((file) => workspace.seen(file) ?? []),
  ),
  check: read((workspace, { importId }) => {
    const check = workspace.seen(checkImport(workspace.db, importId));
    if (!check) throw new Refusal('import.gone');
    return check;
  }),
  errors: read(({ db }, { importId, offset, limit }) => importErrors(db, importId, offset, limit)),
  rows: read(({ db }, { importId, rowGroup, offset, limit }) =>
    rowsOfGroup(db, importId, rowGroup, offset, limit),
  ),
  staffLists: read(({ db }) => staffLists(db)),
  profiles: read(({ db }) => listProfiles(db)),
  undoPreview: read((workspace, { importId }) => {
    const { db } = workspace;
    const files = importsToUndo(db, importId);
    const users = usersMadeBy(db, files);
    const made = new Set(files.map(({ set_id }) => set_id));
    return {
      files: files.map(({ import_id, file_name }) => ({
        importId: import_id,
        fileName: file_name,
      })),
      users: users.count,
      notes: countNotes(db, users),
      letters: countLetters(db, users),
      sets: setsOfUndo(workspace, users, made),
    };
  }),
  read: serve((session, { file, options }) =>
    startReading(session, session.files.source(file), options),
  ),
  readAgain: serve((session, { importId, options }) =>
    readAgain(session, importId, options, discarding(session)),
  ),
  useProfile: serve((session, { importId, profileId }) =>
    readAgain(
      session,
      importId,
      profileOptions(session.changing.db, profileId, importId),
      discarding(session),
    ),
  ),
  oldOriginals: read(({ db }) => {
    const { keepOriginalsDays } = readSettings(db);
    return { days: keepOriginalsDays, files: oldOriginals(db, keepOriginalsDays) };
  }),
  settleOldOriginals: write({
    changes: 'waitingFiles',
    work: ({ db, by }, { importIds, choice }) =>
      settleOldOriginals(db, importIds, {
        delete: choice === 'delete',
        keepDays: readSettings(db).keepOriginalsDays,
        by,
      }),
    enters: (files, { choice }) =>
      files > 0 ? { what: 'originals.settled', details: { files, choice } } : undefined,
    answer: NOTHING,
  }),
  saveOriginal: serve(async (session, { importId, file }) => {
    const path = session.files.target(file);
    const note = session.exportNote('original');
    const saved = await saveOriginal(session.workspace.db, importId, path);
    await note(path, heldRows(importId, null));
    return saved;
  }),
  decideReturn: write({
    changes: 'waitingFiles',
    work: ({ db, by }, { importId, rows, reason, typedRows }) => {
      const meant = rowsToReturn(db, importId, rows);
      if (meant.length !== typedRows)
        throw new Refusal('import.returnRows', { rows: meant.length });
      const marks = meant.map(({ mark }) => mark);
      const decisionNo = decideReturn(db, importId, marks, { by, reason }, lastFileRead(db));
      return { decisionNo, meant };
    },
    enters: ({ decisionNo, meant }, { importId }) => ({
      what: 'return.decided',
      details: {
        ...{ importId, decisionNo, rows: meant.length },
        erasures: [...new Set(meant.map(({ jobId }) => jobId))],
      },
    }),
    answer: (_workspace, { decisionNo, meant }) => ({ decisionNo, rows: meant.length }),
  }),
  withdrawReturn: write({
    changes: 'waitingFiles',
    work: ({ db, by }, { decisionNo }) =>
      withdrawReturn(db, decisionNo, by, lastFile(db), (on) =>
        eachStandingText(db, 'identifiers', 'identifier_value', on),
      ),
    enters: ({ importId, rows }, { decisionNo }) => ({
      what: 'return.withdrawn',
      details: { importId, decisionNo, rows },
    }),
    answer: (_workspace, { rows }) => ({ rows }),
  }),
  discard: write({
    changes: 'waitingFiles',
    gather: (session, { importId }) => {
      giveUp(session, importId);
      return { importId };
    },
    work: ({ db }, { importId }) => discardImport(db, importId),
    enters: (wasThere, { importId }) =>
      wasThere ? { what: 'file.discarded', details: { importId } } : undefined,
    answer: NOTHING,
  }),
  setDataDate: write({
    changes: 'dataDate',
    work: ({ db, by, follow }, { importId, dataDate }) => {
      // Changed fines and fees may be about lines that no longer stand then.
      withBalancesAfter(db, by, () => setDataDate(db, importId, dataDate));
      // A file that waits says nothing of anybody yet.
      const file = getImportFile(db, importId);
      if (file.state !== 'committed') follow({ lastFlagged: 0 });
      else {
        hearStaffLists(db);
        follow({ end: { by: 'data-date', fileName: file.file_name } });
      }
      return getImport(db, importId);
    },
    enters: (_, { importId, dataDate }) => ({
      what: 'file.dated',
      details: { importId, dataDate },
    }),
  }),
  setListKind: write({
    changes: 'lists',
    work: ({ db, follow }, { importId, kind }) => {
      setListKind(db, importId, kind);
      const file = getImportFile(db, importId);
      if (file.set_id !== null) noteOrigin(db, file.set_id, originOf(file));
      // Whom it holds back from now on isn't approved by what was decided before.
      follow({ end: { by: 'exclusion-list', fileName: file.file_name } });
      return getImport(db, importId);
    },
    enters: (_, { importId, kind }) => ({ what: 'file.meant', details: { importId, kind } }),
  }),
  saveProfile: write({
    changes: 'records',
    work: ({ db, by }, { importId, name }) => saveProfile(db, importId, name, by),
    enters: ({ profileId }) => ({ what: 'profile.saved', details: { profileId } }),
  }),
  deleteProfile: write({
    changes: 'records',
    work: ({ db, by }, { profileId }) => deleteProfile(db, profileId, by),
    enters: (wasThere, { profileId }) =>
      wasThere ? { what: 'profile.deleted', details: { profileId } } : undefined,
    answer: NOTHING,
  }),
  commit: long({
    changes: 'files',
    is: ({ db }, { importId }) => ({
      what: 'adding',
      fileName: getImportFile(db, importId).file_name,
    }),
    work: commit,
    enters: (decisionsEnded, { importId, mode, absent }, db) => {
      const { sha256, identifier_count: users, set_id: setId } = getImportFile(db, importId);
      const how = { replaces: mode === 'replace', absentHaveNone: absent === 'none' };
      return {
        what: 'file.added',
        details: { importId, sha256, users, ...how, setId, decisionsEnded },
      };
    },
    answer: ({ db }, decisionsEnded, { importId }) => ({
      ...getImport(db, importId),
      decisionsEnded,
    }),
  }),
  undo: long({
    changes: 'filesTakenBack',
    is: () => ({ what: 'taking-back' }),
    work: takeBack,
    enters: ({ files }, { importId }) => ({ what: 'file.takenBack', details: { importId, files } }),
  }),
} satisfies RequestsOf<'imports'>;

/**
 * Rows of erased users in a file that waits, of whom nothing was decided yet.
 * @param rows as the file counts them; null: all
 * @throws Refusal where one of them isn't such a row, or there is none
 */
function rowsToReturn(
  db: ReadableDb,
  importId: number,
  rows: readonly number[] | null,
): SetAsideRow[] {
  const file = getImportFile(db, importId);
  const format = formatOfFile(file);
  const open = erasedRows(db, importId, null).filter(({ decisionNo }) => decisionNo === null);
  const inFile = ({ row }: SetAsideRow) => rowInFile(row, format);
  const asked = new Set(rows ?? open.map(inFile));
  const meant = open.filter((row) => asked.has(inFile(row)));
  const isWhole = new Set(meant.map(inFile)).size === asked.size;
  if (file.state !== 'checked' || meant.length === 0 || !isWhole)
    throw new Refusal('import.returnGone');
  return meant;
}

const discarding =
  (session: Session) =>
  (importId: number): Promise<unknown> =>
    answer(session, importRequests.discard, { importId });

/** Sets that the files made, and those that lose members, by name. */
function setsOfUndo(
  { db, match }: OpenWorkspace,
  users: UserBitmap,
  made: ReadonlySet<number | null>,
): string[] {
  const touched = setsWith(db, users, match);
  const own = listSets(db, match).filter(({ setId }) => made.has(setId));
  return [...new Set([...own, ...touched].map(({ name }) => name))];
}
