/**
 * One field of a kind of details for everybody: the texts of the lines that stand, user by user in the order of the
 * files. Must never be asked of kinds whose lines jobs change. Changes nothing.
 */
import type { DetailFieldName, DetailKind } from '#shared/details/details.ts';
import type { ChangedKind } from '#shared/domain/lineChanges.ts';
import type { ReadableDb } from '../../db/db.ts';
import { filesOfLines, standingFiles } from '../rows/filesOfLines.ts';
import { fieldOfLines, TEXT_END, usersOfLines } from '../rows/linePieces.ts';

/** @param onText told of each line that has one */
export function eachStandingText(
  db: ReadableDb,
  kind: Exclude<DetailKind, ChangedKind>,
  field: DetailFieldName,
  onText: (userNo: number, text: string) => void,
): void {
  for (const { file, standing } of standingFiles(db, filesOfLines(db), kind)) {
    const ofLines = usersOfLines(db, file.import_id, kind);
    for (const [n, piece] of fieldOfLines(db, file.import_id, kind, field)) {
      const texts = piece.texts.slice(1, -1).split(TEXT_END);
      for (const [line, userNo] of ofLines[n]!.entries()) {
        const code = piece.codes[line]!;
        if (code > 0 && standing.has(userNo)) onText(userNo, texts[code - 1]!);
      }
    }
  }
}
