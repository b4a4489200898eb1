/**
 * Words for users who need a second look before many go: flags among them, who is left alone, who is held back, where
 * their roles come from.
 */
import { Fragment, type ReactNode } from 'react';
import type { HeldBackFlag } from '#shared/domain/reviewFlags.ts';
import { countOf } from '../../ui/format.ts';
import type { Link } from './decisions.tsx';

export const flagWords = {
  label: 'Flags',
  ofUser: 'Flags of this user:',
  leaveOut: (users: number) => (users === 1 ? 'Leave this one out' : 'Leave these out'),
  leftOutTitle: 'Left out:',
  leftOut: (includeAgain: ReactNode) => <>left out {includeAgain}</>,
  includeAgain: 'Include again',
  /** What is heard of a button whose words stand beside several flags. */
  about: (words: string, flag: string) => `${words}: ${flag}`,
} as const;

export const leftAloneWords = {
  nobodyLeft: 'None of these users can be approved together:',
  some: (users: number) => `${countOf(users, 'user')} will be left alone:`,
  staffMark: 'One by one',
  staffTitle: 'Staff or unknown role',
  staff: (users: number, link: Link) => (
    <>
      {link(countOf(users, 'user'))} {users === 1 ? 'who is' : 'who are'} staff or of unknown role.
      They are approved one by one, with the identifier typed.
    </>
  ),
  protectedTitle: 'Protected',
  protected: (users: number, link: Link) => (
    <>{link(countOf(users, 'user'))} named by the protected register, which always wins.</>
  ),
} as const;

const ALSO_APPROVE: Readonly<Record<HeldBackFlag, (users: string) => string>> = {
  'exclusion-list': (users) => `Also approve ${users} on an exclusion list`,
  'zero-loss-pair': (users) =>
    `Also approve ${users} whom an exclusion list may mean: possible zero-loss pairs`,
  'possible-pair': (users) =>
    `Also approve ${users} whom an exclusion list may mean: possible pairs`,
  'unreadable-value': (users) => `Also approve ${users} with an unreadable value`,
  'hidden-row': (users) => `Also approve ${users} from hidden rows`,
  'struck-out': (users) => `Also approve ${users} from rows that are struck out`,
  'blank-group': (users) => `Also approve ${users} whose group the file doesn’t state`,
  'two-cells': (users) => `Also approve ${users} from rows with two cells in one place`,
  'lost-digits': (users) => `Also approve ${users} whose identifier may have lost digits`,
  'shared-identifier': (users) =>
    `Also approve ${users} whom an exclusion list may mean: shared identifiers`,
  contact: (users) => `Also approve ${users} whose record type is Contact`,
  'keep-words': (users) => `Also approve ${users} with a note or block that says to keep them`,
};

export const heldBackWords = {
  label: 'Held back',
  title: 'Held back, and left out unless you tick them:',
  alsoApprove: (flag: HeldBackFlag, users: number) => ALSO_APPROVE[flag](countOf(users, 'user')),
  look: (users: number) => (users === 1 ? 'Look at this user first' : 'Look at them first'),
} as const;

export const contactWords = {
  label: 'Contact',
  meaning: 'The record type is Contact. Contacts belong to vendors and shouldn’t be deleted.',
  approve: 'Approve this Contact all the same',
} as const;

interface ToldList {
  readonly importId: number;
  readonly link: ReactNode;
  readonly added: ReactNode;
  readonly by: string;
}

export const staffListWords = {
  told: (lists: readonly ToldList[]) => (
    <>
      Staff roles come from{' '}
      {lists.map(({ importId, link, added, by }, n) => (
        <Fragment key={importId}>
          {n > 0 && ' and '}the list {link}, added {added} by {by}
        </Fragment>
      ))}
      . All others whose role no report gives count as having no staff role.
    </>
  ),
} as const;
