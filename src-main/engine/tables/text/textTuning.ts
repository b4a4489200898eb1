/**
 * Owns the sizes and limits of the text reader in one place, so that tests can make them small.
 * Must never: be changed by the application itself; its users take `defaultTextTuning`.
 */

export interface TextTuning {
  /** Bytes that are read from the file at a time. */
  readonly chunkBytes: number;
  /** Characters at the file's start from which the separator is guessed. */
  readonly sampleChars: number;
  /** A cell may have at most this many characters in the file, quotes included. */
  readonly maxCellChars: number;
  /** A row may have at most this many characters in the file. */
  readonly maxRowChars: number;
}

export const defaultTextTuning: TextTuning = {
  chunkBytes: 256 << 10,
  sampleChars: 64 << 10,
  maxCellChars: 1 << 20,
  maxRowChars: 16 << 20,
};
