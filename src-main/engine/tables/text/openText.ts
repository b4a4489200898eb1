/**
 * Owns opening a text file with a table (CSV, tab-separated) and streaming its rows with the same face as a
 * workbook: the public face of this folder.
 * Must never: follow a formula or a link, interpret a value, or write anything. Every cell is text.
 */
import type { Separator, TextEncodingName } from '#shared/domain/textFormats.ts';
import { MergedCells } from '../mergedCells.ts';
import { closeFile, fileError, type OpenFile, openAs } from '../openFile.ts';
import type { OpenTable, ReadSheetOptions, SheetInfo, TextFormat } from '../table.ts';
import type { RowReceiver } from '../tableRow.ts';
import { declaredSeparator, guessSeparator } from './guessSeparator.ts';
import { RecordScanner } from './recordScanner.ts';
import { type Decoding, guessDecoding, TextSource } from './textSource.ts';
import { streamText } from './textStream.ts';
import { defaultTextTuning, type TextTuning } from './textTuning.ts';

/** What a person has chosen; what is left out is guessed. */
export interface OpenTextOptions {
  readonly encoding?: TextEncodingName | undefined;
  readonly separator?: Separator | undefined;
}

/** A text file as a table of one sheet. Rows without any value are counted, but not handed over. */
export interface OpenText extends OpenTable {
  readonly format: TextFormat;
}

/**
 * Takes the path of a text file; gives it opened, to be closed by the caller. Throws TableError.
 * @param tuning other sizes and limits, for tests
 */
export function openText(
  path: string,
  options: OpenTextOptions = {},
  tuning: TextTuning = defaultTextTuning,
): Promise<OpenText> {
  return openAs(path, (file) => textIn(file, options, tuning));
}

/** Takes an open file that holds text; closing the table closes it. Throws TableError. */
export async function textIn(
  file: OpenFile,
  options: OpenTextOptions,
  tuning: TextTuning = defaultTextTuning,
): Promise<OpenText> {
  const decoding = await guessDecoding(file, tuning.chunkBytes, options.encoding);
  const sample = await readSample(file, decoding, tuning);
  const declared = declaredSeparator(sample);
  const separator = options.separator ?? declared ?? guessSeparator(sample, tuning);
  return new TextFile(
    file,
    { ...decoding, separator, skip: declared === undefined ? 0 : 1 },
    tuning,
  );
}

/** Gives the text at the file's start; with a line end more if that is all, so that its last record has one. */
async function readSample(
  file: OpenFile,
  { encoding, mayBeBroken }: Decoding,
  tuning: TextTuning,
): Promise<string> {
  const chunkBytes = Math.min(tuning.chunkBytes, tuning.sampleChars);
  const source = new TextSource(file, encoding, chunkBytes, mayBeBroken);
  const pieces: string[] = [];
  for (let length = 0; length < tuning.sampleChars; ) {
    const piece = await source.next();
    pieces.push(piece ?? '\n');
    if (piece === undefined) break;
    length += piece.length;
  }
  return pieces.join('');
}

interface Layout extends Decoding {
  readonly separator: Separator;
  /** Records at the start that are no rows. */
  readonly skip: number;
}

class TextFile implements OpenText {
  readonly format: TextFormat;
  readonly sheets: readonly SheetInfo[] = [{ index: 0, name: 'Text', hidden: false }];
  readonly #file: OpenFile;
  readonly #layout: Layout;
  readonly #tuning: TextTuning;
  #closed = false;

  constructor(file: OpenFile, layout: Layout, tuning: TextTuning) {
    this.#file = file;
    this.#layout = layout;
    this.#tuning = tuning;
    this.format = { type: 'text', encoding: layout.encoding, separator: layout.separator };
  }

  async readSheet(
    index: number,
    onRow: RowReceiver,
    options: ReadSheetOptions = {},
  ): Promise<MergedCells> {
    options.signal?.throwIfAborted();
    if (index !== 0) throw new RangeError(`no sheet ${index}`);
    if (this.#closed) throw new Error('the file is closed');
    const { size } = this.#file;
    const { encoding, mayBeBroken, separator, skip } = this.#layout;
    try {
      const source = new TextSource(this.#file, encoding, this.#tuning.chunkBytes, mayBeBroken);
      const scanner = new RecordScanner(separator, skip, this.#tuning, onRow);
      await streamText(scanner, { source, size, options });
      return new MergedCells();
    } catch (error) {
      throw this.#closed ? new Error('the file was closed') : fileError(error);
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeFile(this.#file);
  }
}
