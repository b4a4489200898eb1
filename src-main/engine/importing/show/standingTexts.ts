/**
 * One field of a kind of details for everybody: the texts of the lines that stand, user by user in the order of the
 * files. Changes nothing.
 */
import type { DetailFieldName, DetailKind } from '#shared/details/details.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { get, type ReadableDb } from '../../db/db.ts';
import { storedUsers } from '../../db/storedValue.ts';
import { filesOfLines, filesTellingKind } from '../rows/filesOfLines.ts';
import { fieldOfLines, TEXT_END, usersOfLines } from '../rows/linePieces.ts';

/** @param onText told of each line that has one */
export function eachStandingText(
  db: ReadableDb,
  kind: DetailKind,
  field: DetailFieldName,
  onText: (userNo: number, text: string) => void,
): void {
  let named = new UserBitmap();
  for (const { file } of filesTellingKind(filesOfLines(db), kind)) {
    const { users } = get<{ users: Uint8Array | null }>(
      db,
      'SELECT users FROM import_file WHERE import_id = ?',
      file.import_id,
    )!;
    const ofFile = users ? storedUsers(db, users) : new UserBitmap();
    const standing = ofFile.andNot(named);
    const ofLines = usersOfLines(db, file.import_id, kind);
    for (const [n, piece] of fieldOfLines(db, file.import_id, kind, field)) {
      const texts = piece.texts.slice(1, -1).split(TEXT_END);
      for (const [line, userNo] of ofLines[n]!.entries()) {
        const code = piece.codes[line]!;
        if (code > 0 && standing.has(userNo)) onText(userNo, texts[code - 1]!);
      }
    }
    named = named.or(ofFile);
  }
}
