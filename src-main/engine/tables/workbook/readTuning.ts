/**
 * Owns the sizes and limits of the reader in one place, so that tests can make them small.
 * Must never: be changed by the application itself; its users take `defaultTuning`.
 */

export interface ReadTuning {
  /** Bytes that the inflater hands over at a time. */
  readonly inflateChunk: number;
  /** Cuts every chunk into pieces of at most this many bytes; tests use it to put an edge everywhere. */
  readonly sliceBytes: number;
  /** A part that unpacks to more than this is refused. */
  readonly maxPartBytes: number;
  /** A part that has unpacked to more than `ratioFrom` bytes may be at most `maxRatio` times its packed size. */
  readonly maxRatio: number;
  readonly ratioFrom: number;
  /** Memory for the texts of the shared strings, bookkeeping included. */
  readonly maxStringBytes: number;
  /** Memory for shared strings that are kept decoded as well, because they came again. */
  readonly maxRememberedBytes: number;
  /** One row, one shared string or one comment may be at most this long. */
  readonly maxItemBytes: number;
  /** The parts that are parsed whole: relations, workbook, styles. */
  readonly maxSmallPartBytes: number;
  /** A sheet may hand over at most so many cells (the empty ones between them included) ... */
  readonly maxSheetCells: number;
  /** ... and so many characters: a few bytes that name a long shared string can become any number of them. */
  readonly maxSheetChars: number;
}

const MiB = 1 << 20;

export const defaultTuning: ReadTuning = {
  inflateChunk: 128 << 10,
  sliceBytes: Number.POSITIVE_INFINITY,
  maxPartBytes: 4096 * MiB,
  maxRatio: 1000,
  ratioFrom: 64 * MiB,
  maxStringBytes: 512 * MiB,
  maxRememberedBytes: 64 * MiB,
  maxItemBytes: 16 * MiB,
  maxSmallPartBytes: 64 * MiB,
  maxSheetCells: 2 ** 29,
  maxSheetChars: 2 ** 32,
};
