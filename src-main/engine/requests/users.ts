/** Users of the replica: pages for the grid, counts, choices, notes, and everything about one of them. */

import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { reasonsOf } from '#shared/domain/purgeRules.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { heldUsers, noteExported } from '../db/trail/exportedFiles.ts';
import { writeWhole } from '../db/wholeFile.ts';
import { possiblePairsOf } from '../importing/compare/nearMisses.ts';
import { toldLines } from '../importing/rows/filesOfLines.ts';
import { extraHeadings, readExtra } from '../importing/show/extraColumns.ts';
import { findByAny } from '../importing/show/findByAny.ts';
import { evidenceOf } from '../importing/show/importQueries.ts';
import { linesOfUser } from '../importing/show/linesOfUser.ts';
import { linesThatMean } from '../importing/show/meantBy.ts';
import { toldFields } from '../importing/show/toldFields.ts';
import { historyOf, jobsOf } from '../jobs/historyOf.ts';
import { feesOfUser } from '../jobs/kinds/changeFees/feesOfUser.ts';
import { deletionOf } from '../jobs/kinds/deleteUser/deletion.ts';
import { Refusal } from '../refusal.ts';
import { deletedMonths } from '../replica/deletions.ts';
import { listGroups } from '../replica/groups.ts';
import { flagContext, readSettings } from '../replica/settings.ts';
import { BLANK } from '../replica/userColumns.ts';
import { addLetter, lettersOf } from '../replica/userLetters.ts';
import { addNote, notesOf, removeNote } from '../replica/userNotes.ts';
import { keyOf, readUsers } from '../replica/userRows.ts';
import { writeFeeWorkList } from '../reports/feeWorkList.ts';
import { writeLetterList } from '../reports/letterList.ts';
import { decisionsOf } from '../review/decisionSteps.ts';
import { flagTwins } from '../review/flagUsers.ts';
import { activeProxiesOf } from '../review/proxies.ts';
import { readRegister, rulesOfUser } from '../review/register.ts';
import { answerTwin } from '../review/twinAnswers.ts';
import { twinsOf } from '../review/twins.ts';
import { wardsOf } from '../review/wardsOf.ts';
import { setsOf } from '../sets/userSets.ts';
import { NOTHING, type RequestsOf, read, serve, write } from './request.ts';

export const userRequests = {
  page: read(({ orders, db }, { criteria, sort, offset, limit, ...also }) => {
    const page = orders.page(criteria, sort, offset, limit);
    const { extra, decisions } = also;
    if (extra.length === 0 && !decisions && also.lines.length === 0) return page;
    const userNos = page.rows.map(({ userNo }) => userNo);
    const extraOf = readExtra(db, userNos, extra);
    const made = decisions ? decisionsOf(db, userNos) : undefined;
    const columns = orders.fresh();
    const counts = also.lines.map((kind) => [kind, columns.lines(kind).values] as const);
    return {
      ...page,
      rows: page.rows.map((row) => ({
        ...row,
        extra: extraOf.get(row.userNo) ?? {},
        decisions: made?.get(row.userNo) ?? [],
        lines: Object.fromEntries(
          counts.map(([kind, values]) => {
            const lines = values[row.userNo] ?? BLANK;
            return [kind, lines === BLANK ? null : lines];
          }),
        ),
      })),
    };
  }),
  extraColumns: read(({ db }) => extraHeadings(db)),
  toldFields: read(({ db }) => toldFields(db)),
  toldLines: read(({ db }) => toldLines(db)),
  lineValues: read(({ orders }, { field, criteria, ...asked }) =>
    orders.lineValues(field, criteria, asked),
  ),
  roles: read(({ orders }, { criteria }) => orders.roles(criteria)),
  count: read(({ match }, { criteria }) => ({ users: match(criteria).count })),
  facets: read(({ orders }, { criteria }) => orders.facets(criteria)),
  find: read(({ db }, { identifiers }) => findByAny(db, identifiers)),
  values: read(({ orders }, { column, criteria, ...asked }) =>
    orders.values(column, criteria, asked),
  ),
  summary: read(({ orders, match }, { selection, field }) =>
    orders.summary(match(selection.criteria).andNot(UserBitmap.of(selection.except)), field),
  ),
  get: read(({ db, match }, { userNo }) => {
    const user = readUsers(db, [userNo])[0];
    if (!user) throw new Refusal('user.gone');
    return {
      user,
      evidence: evidenceOf(db, keyOf(db, userNo)),
      decisions: decisionsOf(db, [userNo]).get(userNo) ?? [],
      history: historyOf(db, userNo),
      jobs: jobsOf(db, userNo),
      sets: setsOf(db, userNo, match),
      notes: notesOf(db, userNo),
      protectedBy: rulesOfUser(db, userNo),
    };
  }),
  details: read(({ db }, { userNo }) => {
    if (readUsers(db, [userNo]).length === 0) throw new Refusal('user.gone');
    return { kinds: linesOfUser(db, keyOf(db, userNo)), letters: lettersOf(db, userNo) };
  }),
  deletion: read(({ db }, { userNo }) => {
    const found = deletionOf(db, userNo, 0);
    if (!found) return null;
    const { reasons, unknown, lack, ...rest } = found;
    return {
      ...rest,
      reasons: reasonsOf(reasons),
      unknown: reasonsOf(unknown),
      unapproved: lack === 'left' ? 'not-in-review' : (lack ?? null),
    };
  }),
  writeLetter: write({
    changes: 'records',
    // First the file: that one was written is never noted in vain.
    async gather({ workspace: { db }, files }, { userNo, file, text, note, locales }) {
      const path = files.target(file);
      if (readUsers(db, [userNo]).length === 0) throw new Refusal('user.gone');
      if (text === null) await writeLetterList(db, userNo, path, locales);
      else await writeWhole(path, (beside) => writeFile(beside, text, { flag: 'wx' }));
      return { userNo, path, fileName: basename(path), text, note };
    },
    work({ db, by }, { userNo, note, path, ...letter }) {
      const { noteId } = addNote(db, userNo, note, by);
      const letterId = addLetter(db, userNo, letter, by);
      const exportId = noteExported(db, path, heldUsers(UserBitmap.of([userNo])));
      return { fileName: letter.fileName, noteId, letterId, exportId };
    },
    enters: ({ noteId, letterId, exportId }) => ({
      what: 'letter.written',
      details: { noteId, letterId, exportId },
    }),
    answer: (_, { fileName }) => ({ fileName }),
  }),
  fees: read(({ db }, { userNo }) => {
    const { held, states, standing, overtaken } = feesOfUser(db, userNo);
    return { held, states: [...states], standing, overtaken };
  }),
  writeFeeWork: serve(async (session, { file, locales }) => {
    const path = session.files.target(file);
    const note = session.exportNote('fee-work-list');
    const { users, ...written } = await writeFeeWorkList(session.workspace.db, path, locales);
    await note(path, heldUsers(UserBitmap.of(users)));
    return { fileName: basename(path), ...written };
  }),
  possiblePairs: read(({ db }, { userNo }) => possiblePairsOf(db, userNo)),
  twins: read(({ db, match }, { userNo }) => {
    const found = twinsOf(db, userNo, match);
    const users = readUsers(
      db,
      found.map((twin) => twin.userNo),
    );
    return found.flatMap(({ userNo: twin, signs, answer }) => {
      const user = users.find((each) => each.userNo === twin);
      return user ? [{ user, signs, answer }] : [];
    });
  }),
  relations: read(({ db, match }, { userNo }) => {
    const { runDate } = flagContext(readSettings(db));
    const found = [...activeProxiesOf(db, userNo, runDate), ...wardsOf(db, userNo, runDate, match)];
    const users = new Map(
      readUsers(
        db,
        found.map((each) => each.userNo),
      ).map((user) => [user.userNo, user]),
    );
    return found.flatMap(({ userNo: other, ...relation }) => {
      const user = users.get(other);
      return user ? [{ ...relation, user }] : [];
    });
  }),
  answerTwin: write({
    changes: 'records',
    // Of whom columns in memory say that somebody is left to compare with, once this is answered.
    gather: ({ workspace }, { userNo, otherNo, answer }) => ({
      userNo,
      otherNo,
      answer,
      open: [userNo, otherNo].filter((each) =>
        twinsOf(workspace.db, each, workspace.match).some((twin) => {
          const isPair = twin.userNo === userNo || twin.userNo === otherNo;
          return (isPair ? answer : twin.answer?.answer) !== 'different';
        }),
      ),
    }),
    work: ({ db, by }, { userNo, otherNo, answer, open }) => {
      answerTwin(db, [userNo, otherNo], answer, by);
      flagTwins(db, [userNo, otherNo], open);
    },
    enters: (_, { answer }) => ({ what: 'twin.answered', details: { answer } }),
    answer: NOTHING,
  }),
  listLines: read(({ db }, { userNo }) => linesThatMean(db, userNo)),
  deletedMonths: read(({ db }) => deletedMonths(db)),
  groups: read(({ db }) => listGroups(db, readRegister(db).groups)),
  addNote: write({
    changes: 'records',
    work: ({ db, by }, { userNo, text }) => addNote(db, userNo, text, by),
    enters: ({ noteId }) => ({ what: 'note.added', details: { noteId } }),
  }),
  removeNote: write({
    changes: 'records',
    work: ({ db }, { noteId }) => removeNote(db, noteId),
    enters: (_, { noteId }) => ({ what: 'note.removed', details: { noteId } }),
    answer: NOTHING,
  }),
} satisfies RequestsOf<'users'>;
