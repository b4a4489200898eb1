/**
 * Reads a file from its first byte to its last and looks for needles in it. Of a database it is the bytes between the
 * rows and the free pages that matter here: its rows are gone through as rows (searchRows.ts), where a number that only
 * counts something isn't taken for an identifier. Must never write, and gives way between two pieces.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type Layout, layoutOf, leaveUnused } from '../pageGaps.ts';
import { BEHIND_BYTES, type ByteSearch, type Hit, OVERLAP_BYTES } from './byteSearch.ts';
import type { NeedleIndex } from './needleIndex.ts';

const PIECE_BYTES = 4 << 20;
/** Fewer letters and digits stand somewhere by chance. */
const LEAST_ANYWHERE = 6;
const LEAST_UNBOUNDED = 8;
/** Sizes, counts and instants stand in every file. */
const LEAST_DIGITS = 8;

/** Who looks on: told of bytes that were read, asked whether to go on, given its turn. */
export interface SearchWatch {
  readonly read: (bytes: number) => void;
  readonly breathe: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** Where something was found, by the first of its bytes. */
export interface FoundInFile {
  readonly offset: number;
}

export interface SearchedFile {
  readonly bytes: number;
  readonly found: readonly FoundInFile[];
}

/**
 * @param path of any file but one that this process has open as a database: closing it would give up its locks
 * @returns undefined where it can't be read
 * @throws the reason of the signal
 */
export async function searchFile(
  path: string,
  search: ByteSearch,
  index: NeedleIndex,
  watch: SearchWatch,
): Promise<SearchedFile | undefined> {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    return await searchOpen(file, search, index, watch);
  } catch (error) {
    watch.signal.throwIfAborted();
    if ((error as NodeJS.ErrnoException).syscall === 'read') return undefined;
    throw error;
  } finally {
    closeSync(file);
  }
}

/** The same of a file that is open, which stays open. */
export async function searchOpen(
  file: number,
  search: ByteSearch,
  index: NeedleIndex,
  watch: SearchWatch,
): Promise<SearchedFile> {
  const layout = layoutOf(file, false);
  const { size } = fstatSync(file);
  const found: FoundInFile[] = [];
  const windows = new WindowSearch(search, layout ? 'anywhere' : 'bounded');
  const piece = Buffer.alloc(PIECE_BYTES);
  for (let at = 0; at < size; ) {
    const read = readSync(file, piece, 0, Math.min(PIECE_BYTES, size - at), at);
    if (read === 0) break;
    const bytes = piece.subarray(0, read);
    if (layout) leaveUnused(file, layout, bytes, at);
    at += read;
    const { hits, window, first } = windows.next(bytes, at >= size);
    for (const hit of hits)
      if (layout ? countsUnused(hit) : counts(window, hit, index))
        found.push({ offset: first + hit.start });
    if (layout) found.push(...acrossPages(window, first, layout, search));
    watch.read(read);
    await watch.breathe();
    watch.signal.throwIfAborted();
  }
  return { bytes: size, found };
}

/**
 * The same of bytes that come one after another.
 * @param pieces of at most some megabytes each
 * @param isSaid whether what stands in the window from `start` on is what somebody wrote: there a word that is like any
 * other counts, too, as in rows
 */
export async function searchPieces(
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>,
  search: ByteSearch,
  index: NeedleIndex,
  watch: SearchWatch,
  isSaid?: (window: Buffer, start: number) => boolean,
): Promise<SearchedFile> {
  const windows = new WindowSearch(search, 'bounded');
  const found: FoundInFile[] = [];
  let bytes = 0;
  const look = (piece: Buffer, isLast: boolean) => {
    const { hits, window, first } = windows.next(piece, isLast);
    for (const hit of hits)
      if (
        counts(window, hit, index) ||
        (hit.bounded && index.isPlainWord(hit.needle) && isSaid?.(window, hit.start))
      )
        found.push({ offset: first + hit.start });
  };
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += PIECE_BYTES)
      look(piece.subarray(at, at + PIECE_BYTES), false);
    bytes += piece.length;
    watch.read(piece.length);
    await watch.breathe();
    watch.signal.throwIfAborted();
  }
  look(Buffer.alloc(0), true);
  return { bytes, found };
}

/** Looks at pieces with the end of what came before in front of each, so that nothing is cut in two. */
class WindowSearch {
  readonly #search: ByteSearch;
  readonly #where: 'anywhere' | 'bounded';
  readonly #window = Buffer.alloc(OVERLAP_BYTES + PIECE_BYTES);
  #length = 0;
  #at = 0;

  constructor(search: ByteSearch, where: 'anywhere' | 'bounded') {
    this.#search = search;
    this.#where = where;
  }

  /** @returns what is new in the window, which begins at `first` and is there until the next */
  next(
    piece: Buffer,
    isLast: boolean,
  ): { readonly hits: Hit[]; readonly window: Buffer; readonly first: number } {
    const kept = Math.min(OVERLAP_BYTES, this.#length);
    this.#window.copyWithin(0, this.#length - kept, this.#length);
    piece.copy(this.#window, kept);
    const length = kept + piece.length;
    const first = this.#at - kept;
    const told = kept === 0 ? 0 : kept - BEHIND_BYTES;
    const isNew = ({ end }: Hit) => end > told && (isLast || end <= length - BEHIND_BYTES);
    const window = this.#window.subarray(0, length);
    const all =
      this.#where === 'anywhere' ? this.#search.findAnywhere(window) : this.#search.find(window);
    this.#length = length;
    this.#at += piece.length;
    return { hits: all.filter(isNew), window, first };
  }
}

/** In a database, where nothing of a row stands. */
const countsUnused = ({ start, end, bounded }: Hit): boolean =>
  end - start >= (bounded ? LEAST_ANYWHERE : LEAST_UNBOUNDED);

/** In any other file. */
function counts(bytes: Buffer, { start, end, needle }: Hit, index: NeedleIndex): boolean {
  const letters = bytes.subarray(start, end);
  if (index.isPlainWord(needle) || letters.length < LEAST_ANYWHERE) return false;
  const isNumber = letters.every((byte) => byte === 0 || (byte >= 0x30 && byte <= 0x39));
  return !isNumber || letters.length >= LEAST_DIGITS;
}

/** So much on either side of the end of a page. */
const SEAM_BYTES = 160;
/** Where a row goes on in the next page, that begins with the number of a page. */
const NEXT_PAGE_BYTES = 4;

/** What was cut in two by the end of a page, in pages that hold nothing any more. */
function acrossPages(
  window: Buffer,
  first: number,
  { pageSize }: Layout,
  search: ByteSearch,
): FoundInFile[] {
  const found: FoundInFile[] = [];
  const seam = Buffer.alloc(2 * SEAM_BYTES);
  const from = Math.ceil((first + SEAM_BYTES) / pageSize) * pageSize;
  const last = first + window.length - NEXT_PAGE_BYTES - SEAM_BYTES;
  for (let end = from; end <= last; end += pageSize) {
    const at = end - first;
    if (window[at - 1] === 0 && window[at + NEXT_PAGE_BYTES] === 0) continue;
    window.copy(seam, 0, at - SEAM_BYTES, at);
    window.copy(seam, SEAM_BYTES, at + NEXT_PAGE_BYTES, at + NEXT_PAGE_BYTES + SEAM_BYTES);
    for (const hit of search.findAnywhere(seam))
      if (hit.start < SEAM_BYTES && hit.end > SEAM_BYTES && countsUnused(hit))
        found.push({ offset: end - SEAM_BYTES + hit.start });
  }
  return found;
}
