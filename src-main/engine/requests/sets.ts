/** Sets: made from criteria, combined, edited, written as files for Alma. */
import { dirname, join } from 'node:path';
import type { AskedOrigin, SetOrigin } from '#shared/contract/shapes/setOrigin.ts';
import type { SetDetails } from '#shared/contract/shapes/sets.ts';
import { combineSets } from '#shared/domain/combineSets.ts';
import type { Criteria } from '#shared/domain/criteria.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { WritableDb } from '../db/db.ts';
import { heldUsers } from '../db/trail/exportedFiles.ts';
import { worksOnSet } from '../jobs/jobRows.ts';
import { Refusal } from '../refusal.ts';
import { highestUserNo } from '../replica/userRows.ts';
import { signOffStatus } from '../review/signOff.ts';
import type { OpenWorkspace } from '../session/openWorkspace.ts';
import { openPairs, refuseOpenPairs } from '../sets/openPairs.ts';
import { checkSetFile } from '../sets/setLines.ts';
import {
  createLogicalSet,
  createSet,
  deleteSet,
  editSet,
  getSet,
  listSets,
  meaningOf,
  membersOf,
  nameOfSet,
  usableMembersOf,
} from '../sets/userSets.ts';
import { writeSetFile } from '../sets/writeSetFile.ts';
import { NOTHING, type RequestsOf, read, serve, write } from './request.ts';

export interface NewSet {
  readonly details: SetDetails;
  /** Null: the criteria are kept, and asked again each time. */
  readonly members: Uint8Array | null;
  readonly criteria: Criteria;
  readonly origin: AskedOrigin;
}

export const setRequests = {
  list: read(({ db, match }) => listSets(db, match)),
  combineCount: read(({ db, match }, input) => {
    const first = usableMembersOf(db, input.first, match);
    const second = usableMembersOf(db, input.second, match);
    return {
      users: combineSets(first, input.operator, second).count,
      openPairs: input.operator === 'Not' ? openPairs(db, first, second).count : 0,
    };
  }),
  meaning: read(({ db }, { setId }) => meaningOf(db, setId)),
  checkFile: read((workspace, { setId }) => {
    const { db, match } = workspace;
    const members = usableMembersOf(db, setId, match);
    return { ...checkSetFile(db, members), seal: sealOver(workspace, members) };
  }),
  exportFile: serve(async (session, { setId, heading, file, clean }) => {
    const { workspace, files } = session;
    const { db, match } = workspace;
    const members = usableMembersOf(db, setId, match);
    const path = files.target(file);
    const note = session.exportNote('set');
    const seal = sealOver(workspace, members);
    const asked = { path, heading, members, clean, seal };
    const { perFile, ...written } = await writeSetFile(db, asked);
    for (const [n, name] of written.files.entries())
      await note(join(dirname(path), name), heldUsers(perFile[n]!));
    return written;
  }),
  create: write({
    changes: 'sets',
    gather: ({ workspace }, { criteria, origin, logical, ...details }): NewSet => {
      // Evaluated for a logical set as well: criteria that can't be asked are refused now.
      const members = workspace.match(criteria).toBytes();
      return { details, members: logical ? null : members, criteria, origin };
    },
    work: ({ db, by }, { details, members, criteria, origin }) =>
      members === null
        ? createLogicalSet(db, details, criteria, origin, by)
        : createSet(db, details, stillThere(db, UserBitmap.fromBytes(members)), origin, by),
    enters: (setId, { members }, db) => ({
      what: 'set.made',
      details: { setId, users: members === null ? null : membersOf(db, setId).count },
    }),
    answer: ({ db, match }, setId) => getSet(db, setId, match),
  }),
  combine: write({
    changes: 'sets',
    work: ({ db, by }, { first, operator, second, ...details }) => {
      const members = [usableMembersOf(db, first), usableMembersOf(db, second)] as const;
      refuseOpenPairs(db, members[0], operator, members[1]);
      const origin: SetOrigin = {
        from: 'combination',
        first: nameOfSet(db, first),
        operator,
        second: nameOfSet(db, second),
      };
      return createSet(db, details, combineSets(members[0], operator, members[1]), origin, by);
    },
    enters: (setId, { first, operator, second }, db) => ({
      what: 'set.combined',
      details: { setId, first, operator, second, users: membersOf(db, setId).count },
    }),
    answer: ({ db, match }, setId) => getSet(db, setId, match),
  }),
  edit: write({
    changes: 'sets',
    work: ({ db, by }, { setId, ...details }) => editSet(db, setId, details, by),
    enters: (_, { setId }) => ({ what: 'set.changed', details: { setId } }),
    answer: ({ db, match }, _, { setId }) => getSet(db, setId, match),
  }),
  /** It may have been an exclusion list. */
  delete: write({
    changes: 'lists',
    work: ({ db, by }, { setId }) => {
      if (worksOnSet(db, setId)) throw new Refusal('set.inJob');
      deleteSet(db, setId, by);
    },
    enters: (_, { setId }) => ({ what: 'set.deleted', details: { setId } }),
    answer: NOTHING,
  }),
} satisfies RequestsOf<'sets'>;

/**
 * Users chosen just before the file that had brought them was taken back are gone; their numbers, always
 * the highest, will be those of others.
 */
function stillThere(db: WritableDb, users: UserBitmap): UserBitmap {
  for (const userNo of users.after(highestUserNo(db))) users.delete(userNo);
  return users;
}

const APPROVED: Criteria = { op: 'decision', values: ['approved'] };

/** The seal that two people's signatures hold now, if it covers them: each was approved when it was signed. */
function sealOver({ orders, match }: OpenWorkspace, members: UserBitmap): string | null {
  const { complete, seal } = signOffStatus(orders.fresh());
  if (!complete || seal === null) return null;
  return members.andNot(match(APPROVED)).count === 0 ? seal.seal : null;
}
