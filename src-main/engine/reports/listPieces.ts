/**
 * A long list of a workbook by two threads: each makes pieces of it, this one puts them into the sheet in their order.
 * If the other is lost, this one makes what is missing. The sheet says the same whoever made it.
 */

import { breathe } from '../workbooks/breathe.ts';
import type { NumberedText } from '../workbooks/sharedTexts.ts';
import type { SheetColumn } from '../workbooks/sheetOptions.ts';
import type { SentTelling, SheetPiece } from '../workbooks/sheetPieces.ts';
import type { SheetWriter } from '../workbooks/sheetWriter.ts';
import type { WorkbookWriter } from '../workbooks/workbookWriter.ts';
import { PIECE_USERS, PieceTurns, TURNS_BYTES } from './pieceTurns.ts';
import type { RowWatch } from './rowWatch.ts';
import type { ListParts } from './source.ts';

/** Which list, and how its rows become XML; crosses threads as a copy. */
export interface PieceWork {
  readonly listId: string;
  readonly columns: readonly SheetColumn[];
  readonly telling: SentTelling;
  /** `after` of each piece's users. */
  readonly starts: readonly number[];
  /** Number of the first piece's first row in the sheet. */
  readonly firstRow: number;
  readonly turns: SharedArrayBuffer;
}

/** A piece that another thread has made, with the texts that it is the first to name. */
export interface MadePiece {
  readonly number: number;
  readonly piece: SheetPiece;
  readonly texts: readonly NumberedText[];
}

/** Another thread that sees the same moment of the workspace. */
export interface OtherThread {
  /** Begins; pieces come to `take` as they are made. @param lost nothing comes any more */
  begin(work: PieceWork, take: (made: MadePiece) => void, lost: () => void): void;
}

/** The other thread is the second of two, wherever there is one. */
export const OTHER_THREAD = { thread: 1, threads: 2 } as const;
export const THIS_THREAD = { thread: 0, threads: 2 } as const;

export interface PiecedList {
  readonly listId: string;
  readonly columns: readonly SheetColumn[];
  readonly parts: ListParts;
}

/** @returns how many rows were written */
export async function writeInPieces(
  workbook: WorkbookWriter,
  sheet: SheetWriter,
  { listId, columns, parts }: PiecedList,
  other: OtherThread,
  watch: RowWatch,
): Promise<number> {
  const starts = parts.starts(PIECE_USERS);
  const memory = new SharedArrayBuffer(TURNS_BYTES);
  const turns = new PieceTurns(memory, starts.length);
  const firstRow = sheet.nextRow;
  const pieces = new Map<number, SheetPiece>();
  let isAlone = false;
  let hear = () => {};
  other.begin(
    { listId, columns, starts, firstRow, telling: workbook.telling, turns: memory },
    ({ number, piece, texts }) => {
      workbook.join(texts);
      pieces.set(number, piece);
      hear();
    },
    () => {
      isAlone = true;
      hear();
    },
  );
  const maker = sheet.pieceMaker();
  const make = (number: number) => {
    const rows = parts.rows({ after: starts[number]!, most: PIECE_USERS });
    pieces.set(number, maker.make(firstRow + number * PIECE_USERS, rows, sheet.block()));
  };
  let written = 0;
  for (let next = 0; next < starts.length; ) {
    const piece = pieces.get(next);
    if (piece) {
      pieces.delete(next++);
      sheet.addPiece(piece);
      turns.wrote();
      written += piece.rows;
      watch.wrote(piece.rows);
      continue;
    }
    const claimed = turns.claim();
    if (typeof claimed === 'number') make(claimed);
    else if (isAlone) make(next);
    else
      await new Promise<void>((resolve) => {
        hear = resolve;
      });
    await breathe();
  }
  return written;
}
