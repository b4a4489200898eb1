/**
 * What leads back from fields of an update that give users lines or take them away: of each line whom it was given or
 * taken, and the field that does the contrary. Asked before the job of lines as they stand, by the rules by which the job
 * will change them; behind it of what it entered into users' history. Reads only.
 */
import { today } from '#shared/domain/timeZones.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { lineIsSo } from '#shared/jobKinds/updateCriteria.ts';
import {
  changeOf,
  type LineField,
  type LineUpdate,
  lineText,
  severalField,
} from '#shared/jobKinds/updateFields.ts';
import type { UpdateParameters } from '#shared/jobKinds/updateNotifyUsers.ts';
import { prepared, type ReadableDb } from '../../../db/db.ts';
import { eachLineMeant } from '../../../importing/show/linesMeant.ts';
import { institutionZone } from '../../../replica/settings.ts';
import type { Match } from '../../../sets/userSets.ts';
import { BETWEEN_LINES } from './lineSteps.ts';

/** Users whom a field of lines changes, by the line that was taken from them; null: one was given. */
export interface LinesOfField {
  readonly update: LineUpdate;
  readonly users: ReadonlyMap<string | null, UserBitmap>;
}

/** What puts it back; null: no job does. */
export interface PutBack {
  readonly field: LineField;
  readonly value: string;
}

/** @param from the line that was taken; null: the one that is told was given */
export function putBackOf(update: LineUpdate, from: string | null): PutBack | null {
  const field = severalField(update.field).reverse;
  return field && { field, value: from ?? lineText(update.value, update.scope) };
}

/** @param changed whom the job changes at all */
export function linesBefore(
  db: ReadableDb,
  { lines = [] }: UpdateParameters,
  changed: UserBitmap,
  match: Match,
): LinesOfField[] {
  return lines.map((update) => {
    const users = changed.andNot(match(lineIsSo(update)));
    return { update, users: isGiven(update) ? new Map([[null, users]]) : taken(db, update, users) };
  });
}

export function linesOfJob(
  db: ReadableDb,
  { lines = [] }: UpdateParameters,
  jobId: number,
): LinesOfField[] {
  const entries = prepared(
    db,
    'SELECT user_no, old_value FROM history WHERE job_id = ? AND field = ?',
  ).raw(true);
  return lines.map((update) => {
    const users = new Map<string | null, UserBitmap>();
    type Entry = [userNo: number, text: string | null];
    for (const [userNo, text] of entries.iterate(jobId, update.field) as Iterable<Entry>)
      for (const line of text?.split(BETWEEN_LINES) ?? [null]) note(users, line, userNo);
    return { update, users };
  });
}

const isGiven = ({ field }: LineUpdate) => severalField(field).does === 'add';

/** Of several lines each is put back by itself. */
function taken(db: ReadableDb, update: LineUpdate, users: UserBitmap): Map<string, UserBitmap> {
  const change = changeOf(update);
  const shown = lineText(update.value, update.scope);
  const found = new Map<string, UserBitmap>();
  const told = new UserBitmap();
  if (change)
    eachLineMeant(db, { ...change, day: today(institutionZone(db)) }, users, (userNo, line) => {
      note(found, lineText(line.value, line.scope), userNo);
      told.add(userNo);
    });
  for (const userNo of users.andNot(told)) note(found, change ? shown : update.value, userNo);
  return found;
}

function note<Text extends string | null>(
  found: Map<Text, UserBitmap>,
  text: Text,
  userNo: number,
): void {
  const alike = found.get(text) ?? new UserBitmap();
  alike.add(userNo);
  found.set(text, alike);
}
