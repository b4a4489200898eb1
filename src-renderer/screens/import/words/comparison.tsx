/**
 * Words of the comparison of a file with what is known: what is new, changed, returned, gone and unchanged.
 */
import type { ReactNode } from 'react';
import type { RETURN_REASONS } from '#shared/contract/shapes/rowGroup.ts';
import { formatCount } from '../../../ui/format.ts';

type ReturnReason = (typeof RETURN_REASONS)[number];

/** Words above the lines: what was compared, and how. */
export const comparedWords = {
  running: 'Comparing',
  rows: 'rows',
  withLast: (kind: string, file: ReactNode) => (
    <>
      Compared with this workspace and with the last file of the kind “{kind}”, {file}.
    </>
  ),
  withLastOfDay: (kind: string, file: ReactNode, day: ReactNode) => (
    <>
      Compared with this workspace and with the last file of the kind “{kind}”, {file} (data of{' '}
      {day}).
    </>
  ),
  first: (kind: string) =>
    `Compared with this workspace. No file of the kind “${kind}” was added before.`,
  firstAdded: (kind: string) =>
    `Compared with this workspace. No file of the kind “${kind}” was added before it.`,
  about: 'the comparison',
  help: 'Users are found by their primary identifier; upper and lower case and outer spaces make no difference. A field counts as changed when this file has another value for it. What the file has no column for stays as it is.',
} as const;

/** Words of the lines, one each for users who have something in common. */
export const comparisonWords = {
  new: 'New',
  newText: 'Not known in this workspace so far.',
  newAddedText: 'Not known here before this file.',
  changed: 'Changed',
  changedText: 'Known here, but this file says something else.',
  changedAddedText: 'Known before; this file said something else.',
  returned: 'Returned',
  returnedText:
    'Purged or gone before and now back, or with a sign of life. Flagged for the review.',
  gone: 'Gone',
  goneText: 'In the previous file, but not in this one.',
  unchanged: 'Unchanged',
  unchangedText: 'Known here, and this file says the same.',
  known: 'Known',
  knownText: 'Users of this workspace.',
  notKnown: 'Not known',
  notKnownText:
    'No users of this workspace so far. They are kept, and matched as soon as another file names them.',
} as const;

/** Why users returned, as a name of these users. */
export const RETURN_REASON_TITLES: Readonly<Record<ReturnReason, string>> = {
  purged: 'Purged before',
  'was-gone': 'Gone from an earlier file',
  'expiry-in-future': 'Expiry date moved to the future',
  'role-gained': 'Role gained',
  'group-changed': 'User group changed',
};

const RETURN_REASONS_COUNTED: Readonly<Record<ReturnReason, (users: string) => string>> = {
  purged: (users) => `${users} purged here and in this file again`,
  'was-gone': (users) => `${users} gone from an earlier file and back`,
  'expiry-in-future': (users) => `${users} with an expiry date that moved to the future`,
  'role-gained': (users) => `${users} with a role that is new`,
  'group-changed': (users) => `${users} with another user group`,
};

/** Why users returned: `1,835 purged here and in this file again, 12 with another user group` */
export function returnReasons(
  reasons: readonly { readonly reason: ReturnReason; readonly users: number }[],
): string {
  return reasons
    .map(({ reason, users }) => RETURN_REASONS_COUNTED[reason](formatCount(users)))
    .join(', ');
}
