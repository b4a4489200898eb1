/**
 * Owns opening a text file with a table (CSV, tab-separated) and streaming its rows with the same face as a
 * workbook: the public face of this folder.
 * Must never: follow a formula or a link, interpret a value, or write anything. Every cell is text.
 */
import { type FileHandle, open } from 'node:fs/promises';
import type { Separator, TextEncodingName } from '#shared/domain/textFormats.ts';
import { TableError } from '../tableError.ts';
import type { RowReceiver } from '../tableRow.ts';
import { MergedCells } from '../workbook/mergedCells.ts';
import type { OpenWorkbook, ReadSheetOptions, SheetInfo } from '../workbook/readWorkbook.ts';
import { fileError } from '../workbook/zipContainer.ts';
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

/** A text file as a workbook of one sheet. Rows without any value are counted, but not handed over. */
export interface OpenText extends OpenWorkbook {
  /** The encoding, told or guessed. */
  readonly encoding: TextEncodingName;
  /** The separator, told, declared by the file's first line, or guessed. */
  readonly separator: Separator;
}

/** Takes the path of a text file; gives it opened, to be closed by the caller. Throws TableError. */
export function openText(path: string, options: OpenTextOptions = {}): Promise<OpenText> {
  return openTextTuned(path, options, defaultTextTuning);
}

/** Like `openText`, with other sizes and limits; for tests and benchmarks. */
export async function openTextTuned(
  path: string,
  options: OpenTextOptions,
  tuning: TextTuning,
): Promise<OpenText> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw fileError(error);
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new TableError('unreadable', 'not a file');
    const decoding = await guessDecoding(file, tuning.chunkBytes, options.encoding);
    const sample = await readSample(file, decoding, tuning);
    const declared = declaredSeparator(sample);
    const separator = options.separator ?? declared ?? guessSeparator(sample, tuning);
    const format = { ...decoding, separator, skip: declared === undefined ? 0 : 1 };
    return new TextFile(file, stat.size, format, tuning);
  } catch (error) {
    await file.close();
    throw fileError(error);
  }
}

/** Gives the text at the file's start; with a line end more if that is all, so that its last record has one. */
async function readSample(
  file: FileHandle,
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

interface Format extends Decoding {
  readonly separator: Separator;
  /** Records at the start that are no rows. */
  readonly skip: number;
}

class TextFile implements OpenText {
  readonly sheets: readonly SheetInfo[] = [{ index: 0, name: 'Text', hidden: false }];
  readonly encoding: TextEncodingName;
  readonly separator: Separator;
  readonly #file: FileHandle;
  readonly #size: number;
  readonly #skip: number;
  readonly #mayBeBroken: boolean;
  readonly #tuning: TextTuning;
  #closed = false;

  constructor(file: FileHandle, size: number, format: Format, tuning: TextTuning) {
    this.#file = file;
    this.#size = size;
    this.encoding = format.encoding;
    this.separator = format.separator;
    this.#skip = format.skip;
    this.#mayBeBroken = format.mayBeBroken;
    this.#tuning = tuning;
  }

  async readSheet(
    index: number,
    onRow: RowReceiver,
    options: ReadSheetOptions = {},
  ): Promise<MergedCells> {
    options.signal?.throwIfAborted();
    if (index !== 0) throw new RangeError(`no sheet ${index}`);
    if (this.#closed) throw new Error('the file is closed');
    try {
      const { chunkBytes } = this.#tuning;
      const source = new TextSource(this.#file, this.encoding, chunkBytes, this.#mayBeBroken);
      const scanner = new RecordScanner(this.separator, this.#skip, this.#tuning, onRow);
      await streamText(scanner, { source, size: this.#size, options });
      return new MergedCells();
    } catch (error) {
      throw this.#closed ? new Error('the file was closed') : fileError(error);
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    // Waits for reads that are still under way; a failure to close a file that was only read is of no use to anybody.
    this.#file.close().catch(() => undefined);
  }
}
