/** Refusals about the workspace, files and settings. */
import type { IsoDate } from '../domain/calendar.ts';
import type { Said, Say } from '../domain/said.ts';

const DAMAGES = {
  'no-end': 'its end is missing',
  unreadable: 'SQLite can’t read it',
  structure: 'its structure is broken',
} as const;
export type Damage = keyof typeof DAMAGES;

/** What a schema holds. */
export type SchemaPart = 'table' | 'index' | 'trigger' | 'view';
/** Where the schema of a file isn't the one that Purge Desk makes. */
export interface SchemaDifference {
  readonly difference: 'added' | 'changed' | 'missing';
  readonly part: SchemaPart;
  readonly name: string;
}

const DIFFERENCES = {
  added: (what: string) => `it holds the ${what}, which Purge Desk doesn’t make`,
  changed: (what: string) => `its ${what} isn’t as Purge Desk makes it`,
  missing: (what: string) => `its ${what} is missing`,
} as const;

/** Enough for paper; more would make every workspace and report heavy. */
export const MOST_LOGO_BYTES = 1_048_576;
export const MOST_LOGO_SIDE = 4000;

const decimals = (count: number) => `${count || 'no'} decimals`;

export const WORKSPACE_REFUSALS = {
  'file.notTarget': {
    text: 'This file was chosen to be read, not to be written. Nothing was written.',
    todo: 'Choose where to save.',
  },
  'file.unknown': { text: 'This file was not chosen in this session.', todo: 'Choose it again.' },
  'workspace.none': { text: 'No workspace is open.', todo: 'Open one, or make a new one.' },
  'workspace.readOnly': {
    text: 'This workspace is open for reading only. Nothing was changed.',
    todo: 'Open it for writing, or save a copy and work on that.',
  },
  'retention.due': ({ dueOn }: { dueOn: IsoDate }, say: Say): Said => ({
    text: `The personal data in this workspace was due to be erased on ${say.date(dueOn)}: it can only be read. Nothing was changed.`,
    todo: 'Erase the personal data, or postpone it with a reason; reports can still be exported.',
  }),
  'retention.notPostponable': ({ dueOn }: { dueOn: IsoDate | null }, say: Say): Said =>
    dueOn === null
      ? { text: 'Nobody is in this workspace: no personal data is due.' }
      : {
          text: `The personal data in this workspace is due on ${say.date(dueOn)}, which is later than it could be postponed until today.`,
        },
  'retention.day': ({ first, last }: Record<'first' | 'last', IsoDate>, say: Say): Said => ({
    text: `Erasing the personal data can be postponed until a day from ${say.date(first)} to ${say.date(last)}. Nothing was changed.`,
    todo: 'Choose another day.',
  }),
  'retention.typedUsers': ({ users }: { users: number }, say: Say): Said => ({
    text: `The number typed is not the number of users in this workspace: ${say.count(users)}. Nothing was erased.`,
    todo: 'Look at what goes again, then type the number.',
  }),
  'retention.atOnce': ({ dueOn }: { dueOn: IsoDate }, say: Say): Said => ({
    text: `With that, the personal data in this workspace would have been due on ${say.date(dueOn)} already. Nothing was changed.`,
    todo: 'Choose a later day, or erase the personal data.',
  }),
  'retention.tooLate': ({ last }: { last: IsoDate }, say: Say): Said => ({
    text: `The personal data can be kept until ${say.date(last)} at the latest. Nothing was changed.`,
    todo: 'Choose an earlier day.',
  }),
  'workspace.protected': {
    text: 'This workspace can’t be written: its file, its folder or its drive is protected.',
    todo: 'Open it for reading only, or copy it to another folder first.',
  },
  'workspace.readOnlyOld': {
    text: 'This workspace was made by an older Purge Desk and has to be updated, which writes to it.',
    todo: 'Copy it to a folder where it can be written, then open the copy.',
  },
  'workspace.readOnlyLeftOpen': {
    text: 'This workspace was not closed properly. What its log holds can’t be read where nothing can be written.',
    todo: 'Copy it, with the files beside it whose names begin with its own, to another folder; then open the copy.',
  },
  'workspace.notOpened': {
    text: 'The workspace wasn’t opened: another one was closed or erased meanwhile.',
    todo: 'Open it again.',
  },
  'workspace.isOpen': {
    text: 'This workspace is open now and can’t be replaced.',
    todo: 'Choose another name.',
  },
  'workspace.reading': ({ files }: { files: number }): Said => ({
    text:
      files === 1
        ? 'A file is still being read into this workspace.'
        : `${files} files are still being read into this workspace.`,
    todo: 'Wait until that is done, or cancel it.',
  }),
  'workspace.exporting': ({ files }: { files: number }): Said => ({
    text:
      files === 1
        ? 'A file is still being exported from this workspace.'
        : `${files} files are still being exported from this workspace.`,
    todo: 'Wait until that is done, or cancel it.',
  }),
  'workspace.closing': {
    text: 'The workspace is being closed. Nothing was changed.',
    todo: 'Open it again, then do this again.',
  },
  'workspace.displaced': {
    text: 'The file of this workspace isn’t in its place: what this window still has of it would be lost.',
    todo: 'Save the workspace in a new place first.',
  },
  'workspace.inPlace': {
    text: 'The file of this workspace is in its place again. All that was decided is in it.',
    todo: 'To have a second one, save a copy.',
  },
  'takeOver.notNew': {
    text: 'Settings are taken over into a new workspace: in this one files were added, or its questions were answered, already.',
    todo: 'Change them in Settings.',
  },
  'takeOver.old': {
    text: 'That workspace was made by an older Purge Desk and has to be updated first.',
    todo: 'Open it once, then take its settings over.',
  },
  'takeOver.damaged': {
    text: 'That workspace is damaged, and its settings can’t be read. Nothing was taken over.',
    todo: 'Choose another one, or enter them in Settings.',
  },
  'workspace.sameFile': {
    text: 'A copy can’t be saved over the workspace itself.',
    todo: 'Choose another name or folder.',
  },
  'workspace.nameDiffers': { text: 'That isn’t the name of this workspace. Nothing was erased.' },
  'workspace.foreign': {
    text: 'This file is not a Purge Desk workspace. It was left untouched.',
    todo: 'Workspaces end in .purgedesk; workbooks are imported, not opened.',
  },
  'workspace.damaged': ({ damage }: { damage: Damage }): Said => ({
    text: `This workspace file is damaged: ${DAMAGES[damage]}. It was left untouched.`,
    todo: 'Open a saved copy or a snapshot of it, or make a new workspace and load the files again.',
  }),
  'workspace.schema': ({ difference, part, name }: SchemaDifference): Said => ({
    text: `Another program changed this workspace: ${DIFFERENCES[difference](`${part} “${name}”`)}. It was left untouched.`,
    todo: 'Open a saved copy or a snapshot from before, or make a new workspace and load the files again.',
  }),
  'workspace.damagedRow': ({ table, row }: { table: string; row: number | string }): Said => ({
    text: `A value in this workspace is damaged: table ${table}, row ${row}. Nothing was changed.`,
    todo: 'Restore a snapshot in Settings, open a saved copy of the workspace, or make a new one and load the files again.',
  }),
  'workspace.damagedValue': {
    text: 'A value in this workspace is damaged. Nothing was changed.',
    todo: 'Restore a snapshot in Settings, open a saved copy of the workspace, or make a new one and load the files again.',
  },
  'workspace.foundDamaged': ({ table }: { table: string }): Said => ({
    text: `This workspace is damaged: table ${table}. Nothing is written to it any more.`,
    todo: 'Restore a snapshot in Settings, or open a saved copy. What is shown here may be wrong.',
  }),
  'workspace.trailBroken': ({ entryNo }: { entryNo: number }, say: Say): Said => ({
    text: `The audit trail of this workspace was changed: entry ${say.count(entryNo)} is the first that doesn’t fit those before it. Nothing is written to it any more.`,
    todo: 'Restore a snapshot in Settings, or open a saved copy. What the trail says from that entry on proves nothing.',
  }),
  'workspace.missing': {
    text: 'This workspace file is no longer there.',
    todo: 'Choose it again where it is now.',
  },
  'workspace.newer': {
    text: 'This workspace was made by a newer Purge Desk. It was left untouched.',
    todo: 'Update Purge Desk on this computer, then open it again.',
  },
  'workspace.locked': {
    text: 'This workspace is open already, here or in another Purge Desk, maybe under another name.',
    todo: 'Close it there first.',
  },
  'workspace.notWritable': {
    text: 'A workspace can’t be kept in this folder: it is missing or protected.',
    todo: 'Choose another folder.',
  },
  'settings.currency': ({ from, to }: Record<'from' | 'to', CurrencyDecimals>): Said => ({
    text: `The amounts in this workspace have ${decimals(from.decimals)}, as ${from.currency} has; ${to.currency} has ${decimals(to.decimals)}. They would become other amounts.`,
    todo: 'Make a new workspace, choose its currency, then add the files.',
  }),
  'logo.otherFormat': {
    text: 'The file is neither a PNG nor a JPEG picture, whatever its name says.',
    todo: 'Choose another file, or save the logo as PNG.',
  },
  'logo.incomplete': {
    text: 'The picture is incomplete: part of the file is missing.',
    todo: 'Save it again, or choose another file.',
  },
  'logo.tooManyBytes': {
    text: 'The file is larger than 1 MB.',
    todo: 'Save the logo smaller: some 600 pixels are enough for paper.',
  },
  'logo.tooWide': ({ width, height }: Record<'width' | 'height', number>, say: Say): Said => ({
    text: `The picture has ${say.count(width)} × ${say.count(height)} pixels; a logo has at most ${say.count(MOST_LOGO_SIDE)} a side.`,
    todo: 'Save it smaller: some 600 pixels are enough for paper.',
  }),
  'view.state': { text: 'This view can’t be kept.' },
} as const;

export interface CurrencyDecimals {
  readonly currency: string;
  readonly decimals: number;
}
