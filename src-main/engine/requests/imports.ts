/** Files: read in the background, checked, added to the replica, taken back; how files of a report are read. */
import type { UserBitmap } from '#shared/domain/userBitmap.ts';
import { importsToUndo, usersMadeBy } from '../importing/commit/undoImport.ts';
import { setListKind } from '../importing/compare/listFiles.ts';
import { staffLists } from '../importing/compare/staffLists.ts';
import { discardImport } from '../importing/read/discarding.ts';
import { saveOriginal } from '../importing/read/originals.ts';
import {
  deleteProfile,
  listProfiles,
  profileOptions,
  saveProfile,
} from '../importing/read/profiles.ts';
import { getImportFile, setDataDate } from '../importing/rows/importFile.ts';
import {
  checkImport,
  getImport,
  importErrors,
  listImports,
} from '../importing/show/importQueries.ts';
import { partRows } from '../importing/show/importRows.ts';
import { writeImportRows } from '../reports/importRowsFile.ts';
import { listSets, noteOrigin, setsWith } from '../sets/userSets.ts';
import { commit, originOf, takeBack } from './commit.ts';
import type { OpenWorkspace } from './openWorkspace.ts';
import { giveUp, readAgain, startReading } from './reading.ts';
import { answer, long, NOTHING, type RequestsOf, read, serve, write } from './request.ts';
import type { Session } from './session.ts';

export const importRequests = {
  list: read(({ reader }) => listImports(reader)),
  check: read(({ reader }, { importId }) => checkImport(reader, importId)),
  errors: read(({ reader }, { importId, offset, limit }) =>
    importErrors(reader, importId, offset, limit),
  ),
  rows: read(({ reader }, { importId, part, offset, limit }) =>
    partRows(reader, importId, part, offset, limit),
  ),
  staffLists: read(({ reader }) => staffLists(reader)),
  profiles: read(({ reader }) => listProfiles(reader)),
  undoPreview: read((workspace, { importId }) => {
    const { reader } = workspace;
    const files = importsToUndo(reader, importId);
    const users = usersMadeBy(reader, files);
    const made = new Set(files.map(({ set_id }) => set_id));
    return {
      files: files.map(({ import_id, file_name }) => ({
        importId: import_id,
        fileName: file_name,
      })),
      users: users.count,
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
      profileOptions(session.workspace.reader, profileId, importId),
      discarding(session),
    ),
  ),
  exportRows: serve(({ workspace, files }, { importId, part, file }) =>
    writeImportRows(workspace.reader, importId, part, files.target(file)),
  ),
  saveOriginal: serve(({ workspace, files }, { importId, file }) =>
    saveOriginal(workspace.reader, importId, files.target(file)),
  ),
  discard: write({
    changes: 'waitingFiles',
    gather: (session, { importId }) => {
      giveUp(session, importId);
      return { importId };
    },
    work: ({ db }, { importId }) => discardImport(db, importId),
    answer: NOTHING,
  }),
  setDataDate: write({
    changes: 'records',
    work: ({ db }, { importId, dataDate }) => {
      setDataDate(db, importId, dataDate);
      return getImport(db, importId);
    },
  }),
  setListKind: write({
    changes: 'lists',
    work: ({ db, follow }, { importId, kind }) => {
      setListKind(db, importId, kind);
      const file = getImportFile(db, importId);
      if (file.set_id !== null) noteOrigin(db, file.set_id, originOf(file));
      // Whom it holds back from now on isn't approved by what was decided before.
      follow({ note: `${file.file_name} is an exclusion list now.` });
      return getImport(db, importId);
    },
  }),
  saveProfile: write({
    changes: 'records',
    work: ({ db }, { importId, name }) => saveProfile(db, importId, name),
  }),
  deleteProfile: write({
    changes: 'records',
    work: ({ db }, { profileId }) => deleteProfile(db, profileId),
    answer: NOTHING,
  }),
  commit: long({
    changes: 'files',
    work: commit,
    answer: ({ reader }, decisionsEnded, { importId }) => ({
      ...getImport(reader, importId),
      decisionsEnded,
    }),
  }),
  undo: long({ changes: 'filesTakenBack', work: takeBack }),
} satisfies RequestsOf<'imports'>;

const discarding =
  (session: Session) =>
  (importId: number): Promise<unknown> =>
    answer(session, importRequests.discard, { importId });

/** Sets that the files made, and those that lose members, by name. */
function setsOfUndo(
  { reader, match }: OpenWorkspace,
  users: UserBitmap,
  made: ReadonlySet<number | null>,
): string[] {
  const touched = setsWith(reader, users, match);
  const own = listSets(reader, match).filter(({ setId }) => made.has(setId));
  return [...new Set([...own, ...touched].map(({ name }) => name))];
}
