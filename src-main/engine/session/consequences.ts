/**
 * What follows a change: a write names what it changes, and everything else that is no longer true is put right
 * here and nowhere else. In the same transaction: comparisons of waiting files, flags, who may stay approved, the
 * revision by which columns in memory and pages notice. Afterwards, on the serving thread: work that nobody waits for.
 */
import type { Entered } from '#shared/contract/shapes/auditTrail.ts';
import type { ReviewFlag } from '#shared/domain/reviewFlags.ts';
import type { ApprovalEnd } from '#shared/domain/stepCause.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import type { ReadableDb, WritableDb } from '../db/db.ts';
import { forgetComparisons } from '../importing/compare/compareImport.ts';
import { bumpRevision, readRevision } from '../replica/revision.ts';
import { readSettings } from '../replica/settings.ts';
import { takeOutOfApproval } from '../review/decide.ts';
import { flagUsers } from '../review/flagUsers.ts';
import { type SeenEvidence, seenEvidence, usersWithMore } from '../review/seenEvidence.ts';

/** What a write can change. */
export type Change =
  /** It may be another day: the workspace was opened, perhaps by a newer version, or midnight has passed over it. */
  | 'opened'
  /** A file was added. */
  | 'files'
  /** Files were taken back: users may be gone, and their numbers are those of others one day. */
  | 'filesTakenBack'
  /** Of which day a file is: the lines of another may stand. */
  | 'dataDate'
  /** A file that waits was discarded, or originals were: their space is given back. */
  | 'waitingFiles'
  /** People of old jobs were removed: their rows go, and the space is given back. */
  | 'oldJobs'
  /** Who stands on an exclusion list. */
  | 'lists'
  /** The protected register. */
  | 'rules'
  | 'settings'
  /** A job was submitted. */
  | 'jobs'
  /** A job has changed users. */
  | 'users'
  | 'decisions'
  | 'sets'
  /** What librarians keep beside it: notes, views, samples, signatures, profiles, what was read. */
  | 'records';

/** Work that begins by itself once the change is in the file. */
export type Afterwards = 'compare' | 'sweep' | 'runJobs' | 'forgetPreviews';

interface Follows {
  /** Waiting files were compared with something else. */
  readonly comparisons?: true;
  readonly flags?: true;
  /** Names, facts and numbers of anybody may be others. */
  readonly everybody?: true;
  /**
   * Who gains by it what holds them back, or a sign of life, isn't approved by what was decided before; by what, unless
   * the write knows better.
   */
  readonly approval?: ApprovalEnd;
  /** Nobody else is asked whether they may stay approved. */
  readonly gainedAlone?: true;
  readonly afterwards?: readonly Afterwards[];
}

const NOTHING: Follows = {};

const FOLLOWS: Readonly<Record<Change, Follows>> = {
  // Whoever turns eighteen may be a guardian; a clock that was ahead had shown accounts as expired.
  opened: { comparisons: true, flags: true, approval: { by: 'day' }, gainedAlone: true },
  files: {
    comparisons: true,
    flags: true,
    everybody: true,
    approval: { by: 'files' },
    afterwards: ['compare'],
  },
  filesTakenBack: {
    comparisons: true,
    flags: true,
    everybody: true,
    approval: { by: 'files' },
    afterwards: ['compare', 'forgetPreviews', 'sweep'],
  },
  dataDate: {
    comparisons: true,
    flags: true,
    approval: { by: 'files' },
    afterwards: ['compare'],
  },
  waitingFiles: { afterwards: ['sweep'] },
  oldJobs: { afterwards: ['sweep'] },
  lists: {
    comparisons: true,
    flags: true,
    approval: { by: 'lists' },
    afterwards: ['compare'],
  },
  rules: {
    comparisons: true,
    flags: true,
    approval: { by: 'register' },
    afterwards: ['compare'],
  },
  settings: {
    comparisons: true,
    flags: true,
    approval: { by: 'settings' },
    afterwards: ['compare', 'sweep'],
  },
  // Jobs follow each other over a million users: whoever gains nothing by one isn't asked. Which job, its write knows.
  users: {
    comparisons: true,
    flags: true,
    approval: { by: 'job', name: '' },
    gainedAlone: true,
    afterwards: ['compare'],
  },
  jobs: { afterwards: ['runJobs'] },
  decisions: NOTHING,
  sets: NOTHING,
  records: NOTHING,
};

/** What a write knows about its change that makes the consequences quicker, or says more of them. */
export interface ChangeDetails {
  /** The last user whose flags may be others now; undefined: everybody's. */
  readonly lastFlagged?: number | undefined;
  /** Told how many users were looked at. */
  readonly onFlagged?: (users: number) => void;
  /** Flags that it gave users because it was told to: those end no approval. */
  readonly given?: readonly ReviewFlag[];
  /** What takes users out of approval. */
  readonly end?: ApprovalEnd;
  /** Users who have to be looked at again, whatever they are. */
  readonly barred?: UserBitmap;
  /** The file that did it. */
  readonly importId?: number;
  /** Brings decisions back, once flags say who may be approved. */
  readonly giveBack?: () => void;
  /** What approvals rested on before the change. */
  readonly seen?: SeenEvidence | undefined;
  /** The last step of decisions that saw things as they are now again. */
  readonly seenUpTo?: number;
}

/** What has to be known of the workspace before a write changes it, for `follow`. */
export function beforeChange(db: ReadableDb, change: Change): Pick<ChangeDetails, 'seen'> {
  return FOLLOWS[change].approval === undefined ? {} : { seen: seenEvidence(db) };
}

/** What came of a change by itself. */
export interface Followed {
  /** How many users were taken out of approval. */
  readonly users: number;
  /** To be entered into the audit trail, behind the change. */
  readonly entry: Entered | undefined;
}

/** Puts right what the change has made untrue. Must run inside the transaction of the change. */
export function follow(
  db: WritableDb,
  change: Change,
  by: string,
  details: ChangeDetails = {},
): Followed {
  const { comparisons, flags, everybody, approval, gainedAlone } = FOLLOWS[change];
  if (comparisons) forgetComparisons(db);
  const gained = flags ? reflag(db, details) : new UserBitmap();
  if (everybody) bumpRevision(db, 'everybody');
  details.giveBack?.();
  if (approval === undefined) return { users: 0, entry: undefined };
  const { end = approval, importId, barred = new UserBitmap(), seen, seenUpTo } = details;
  const again = barred.or(gained).or(seen ? usersWithMore(db, seen) : new UserBitmap());
  const users = takeOutOfApproval(
    db,
    { again, seenUpTo, alone: gainedAlone },
    { by, end, ...(importId !== undefined && { importId }) },
  );
  return {
    users,
    entry: users > 0 ? { what: 'approval.ended', details: { by: end.by, users } } : undefined,
  };
}

/** Does the work, after which pages see another revision, whoever was changed by it. */
export function seenAfter<T>(db: WritableDb, work: () => T): T {
  const before = readRevision(db);
  const done = work();
  if (readRevision(db) === before) bumpRevision(db, 'nobody');
  return done;
}

/** Flags follow, and columns in memory with them. @returns users who gained what has to be looked at */
function reflag(db: WritableDb, { onFlagged, lastFlagged, given }: ChangeDetails): UserBitmap {
  if (lastFlagged === 0) return new UserBitmap();
  const { changed, gained } = flagUsers(db, readSettings(db), onFlagged, lastFlagged, given);
  if (changed.count > 0) bumpRevision(db, changed, 'reviewStates');
  return gained;
}

/** What begins by itself once the change is in the file. */
export function afterwards(change: Change): readonly Afterwards[] {
  return FOLLOWS[change].afterwards ?? [];
}
