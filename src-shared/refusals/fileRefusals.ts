/**
 * Refusals of files and drives: full, gone, protected, damaged. Which error of a system means which of them is the
 * engine's to know.
 */
import type { Said } from '../domain/said.ts';

export const FILE_REFUSALS = {
  'file.diskFull': {
    text: 'The disk is full. Nothing was written.',
    todo: 'Free some space, then try again.',
  },
  'file.noAnswer': {
    text: 'The drive doesn’t answer: it was taken out, it is broken, or the connection to it is.',
    todo: 'Connect it again, then try again.',
  },
  'file.readOnly': {
    text: 'The drive can only be read. Nothing was written.',
    todo: 'Remove its write protection, or choose a folder on another drive.',
  },
  'file.notWritable': {
    text: 'The file can’t be written there: it is open in another program, or the folder is protected.',
    todo: 'Close it, or choose another folder.',
  },
  'file.missing': { text: 'The file or its folder is no longer there.', todo: 'Choose it again.' },
  'file.nameTooLong': {
    text: 'The name of the file, or the path of its folder, is longer than this computer allows. Nothing was written.',
    todo: 'Choose a shorter name, or a folder inside fewer others.',
  },
  'file.moved': {
    text: 'The workspace file is no longer in its place: it was moved, renamed or deleted. Nothing was written.',
    todo: 'Put it back, or save the workspace in a new place.',
  },
  'file.replaced': {
    text: 'Another file has taken the place of the workspace file. Nothing was written.',
    todo: 'Put it back, or save the workspace in a new place.',
  },
  'file.damaged': {
    text: 'A part of the workspace file is damaged and can’t be read.',
    todo: 'Restore a snapshot in Settings, or open a saved copy.',
  },
  'file.tooManyOpen': {
    text: 'Too many files are open on this computer.',
    todo: 'Close some programs, then try again.',
  },
  'file.noMemory': {
    text: 'The computer has no memory left for this.',
    todo: 'Close some programs, then try again.',
  },
  'file.inUse': {
    text: 'Another program holds the workspace file: a backup, say, or a synchronised folder.',
    todo: 'Wait until it has ended, then try again.',
  },
} as const satisfies Readonly<Record<string, Said>>;

export type FileRefusalCode = keyof typeof FILE_REFUSALS;
/** What can come of the file of the open workspace. */
export const DISPLACEMENTS = ['file.moved', 'file.replaced'] as const;
export type Displacement = (typeof DISPLACEMENTS)[number];
export const FILE_REFUSAL_CODES = Object.keys(FILE_REFUSALS) as FileRefusalCode[];

/** Inside a sentence: why something waits, and when it goes on. */
const WAITING: Readonly<Record<FileRefusalCode, readonly [why: string, until: string]>> = {
  'file.diskFull': ['the disk is full', 'there is room again'],
  'file.noAnswer': ['the drive doesn’t answer', 'the drive is there again'],
  'file.readOnly': ['the drive can only be read', 'it can be written again'],
  'file.notWritable': ['the file is protected or open elsewhere', 'it can be written again'],
  'file.missing': ['the file is no longer there', 'it is back in its place'],
  'file.nameTooLong': ['the name of the file is too long', 'it has a shorter one'],
  'file.moved': ['the workspace file isn’t in its place', 'it is back there'],
  'file.replaced': ['another file is in its place', 'it is back there'],
  'file.damaged': ['a part of the workspace file is damaged', 'that part can be read'],
  'file.tooManyOpen': ['too many files are open on this computer', 'some of them are closed'],
  'file.noMemory': ['the computer has no memory left', 'there is some again'],
  'file.inUse': ['another program holds the workspace file', 'it lets go of it'],
};

/** What has begun by itself and met a failure of the file. */
export const HELD_WORK = [
  'jobs',
  'snapshot',
  'comparing',
  'tidying',
  'failure',
  'checksums',
  'trail',
] as const;
export type HeldWork = (typeof HELD_WORK)[number];

const WORK: Readonly<Record<HeldWork, string>> = {
  jobs: 'The job waits',
  snapshot: 'The job waits, because the snapshot before it can’t be kept',
  comparing: 'The comparison of the files waits',
  tidying: 'Discarded files are still to be overwritten',
  failure: 'A file that failed is still to be cleared away',
  checksums: 'Checksums are still to be written',
  trail: 'An export is still to be entered into the audit trail',
};

/** Why it waits, after a colon. */
export const waitsFor = (refusal: FileRefusalCode): string => WAITING[refusal][0];

/** Work that waits for the disk or the drive, in a sentence. @param needs how much room, where that is known */
export function heldWords(work: HeldWork, refusal: FileRefusalCode, needs?: string): Said {
  const [why, until] = WAITING[refusal];
  if (work === 'snapshot') {
    return {
      text: `${WORK[work]}: ${why}.`,
      todo:
        refusal === 'file.diskFull' && needs
          ? `Free ${needs} on the drive of the workspace, or switch snapshots off in Settings: the job goes on by itself then. Nothing of it was done yet.`
          : `It goes on by itself as soon as ${until}, or when you switch snapshots off in Settings. Nothing of it was done yet.`,
    };
  }
  return {
    text: `${WORK[work]}: ${why}.`,
    todo: `It goes on by itself as soon as ${until}. What was done so far is kept.`,
  };
}
