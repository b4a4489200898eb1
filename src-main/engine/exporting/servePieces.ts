/** The second thread of an export: makes pieces of lists until it is ended. Sees one moment, and no other than it is told. */
import { parentPort } from 'node:worker_threads';
import { formatOf } from '../reports/documentFormat.ts';
import { partsOfList } from '../reports/jobLists.ts';
import { type MadePiece, OTHER_THREAD, type PieceWork } from '../reports/listPieces.ts';
import { PIECE_USERS, PieceTurns } from '../reports/pieceTurns.ts';
import type { ListParts } from '../reports/source.ts';
import { SharedTexts } from '../workbooks/sharedTexts.ts';
import { PieceMaker, tellingOf } from '../workbooks/sheetPieces.ts';
import { ROOM_BYTES } from '../workbooks/zipFile.ts';
import { momentOf, openMoment } from './moment.ts';
import type { PiecesGiven } from './otherThread.ts';

export function servePieces({ workspacePath, moment, report, locales }: PiecesGiven): void {
  const db = openMoment(workspacePath);
  const port = parentPort!;
  if (momentOf(db) !== moment) {
    db.close();
    // Without anybody who listens the thread ends.
    return;
  }
  const format = formatOf(db, locales);
  const texts = new SharedTexts(OTHER_THREAD);
  port.on('message', (work: PieceWork) => {
    const parts = partsOfList(db, report, work.listId, format)!;
    for (const made of madePieces(work, parts, texts))
      port.postMessage(made, [made.piece.bytes.buffer as ArrayBuffer]);
  });
}

/** Until none is left; whoever ends the thread may do so in the middle. */
function* madePieces(
  { columns, telling, starts, firstRow, turns: memory }: PieceWork,
  parts: ListParts,
  texts: SharedTexts,
): Generator<MadePiece> {
  const maker = new PieceMaker(columns, tellingOf(telling, texts));
  const turns = new PieceTurns(memory, starts.length);
  for (;;) {
    const number = turns.claim();
    if (number === 'none') return;
    if (number === 'later') {
      turns.wait();
      continue;
    }
    const rows = parts.rows({ after: starts[number]!, most: PIECE_USERS });
    const block = new Uint8Array(ROOM_BYTES);
    const piece = maker.make(firstRow + number * PIECE_USERS, rows, block);
    yield { number, piece, texts: texts.handOn() };
  }
}
