/**
 * What is left to do once users are erased (docs/domain.md, section 7): of users who stay and belonged to them, of what
 * was switched off because it named one of them, and of copies that lie elsewhere. The program can do none of it.
 */

/** Users who stay, by what they have lost. */
const LOST_LINKS = ['proxy', 'sponsor', 'guardian'] as const;
export type LostLink = (typeof LOST_LINKS)[number];

/** What is switched off when it names somebody who is erased. */
const SWITCHED_OFF = ['rule', 'set', 'view', 'profile', 'keep-words'] as const;
export type SwitchedOffThing = (typeof SWITCHED_OFF)[number];

/** Copies that nobody but people can find: there is one of each. */
export const OTHER_COPIES = [
  'alma',
  'downloads',
  'set-files',
  'bursar',
  'resource-sharing',
  'mail-lists',
  'prints',
  'backups',
] as const;

/** Files that were read here, as they were downloaded, and files that this program has written. */
const KNOWN_COPIES = ['imported', 'exported'] as const;

export const AFTER_ERASING = [
  ...LOST_LINKS,
  ...SWITCHED_OFF,
  ...KNOWN_COPIES,
  ...OTHER_COPIES,
] as const;
export type AfterErasing = (typeof AFTER_ERASING)[number];

/** Lists in which it is shown. */
export const AFTER_LISTS = ['links', 'off', 'copies'] as const;
export type AfterList = (typeof AFTER_LISTS)[number];

export const listedIn: Readonly<Record<AfterList, readonly AfterErasing[]>> = {
  links: LOST_LINKS,
  off: SWITCHED_OFF,
  copies: [...KNOWN_COPIES, ...OTHER_COPIES],
};

/** What ends by itself, once it is edited or gone; everything else is ticked off by whoever has done it. */
export const isTicked = (what: AfterErasing): boolean =>
  what === 'keep-words' || !(SWITCHED_OFF as readonly string[]).includes(what);
