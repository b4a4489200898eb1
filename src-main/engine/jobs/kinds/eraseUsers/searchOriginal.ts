/**
 * Looks for those who were erased in a file as it was imported: in its bytes, in each part of a workbook, whatever that is
 * for (rows that weren't read, comments, properties, pivot tables), and in files that are embedded in it. A single name
 * counts where somebody wrote it. Changes nothing.
 */
import type { ByteSearch } from '../../../db/search/byteSearch.ts';
import type { NeedleIndex } from '../../../db/search/needleIndex.ts';
import {
  type SearchedFile,
  type SearchWatch,
  searchPieces,
} from '../../../db/search/searchFile.ts';
import { inUtf8, packedParts } from '../../../tables/unpacked.ts';

interface Looking {
  readonly search: ByteSearch;
  readonly index: NeedleIndex;
  readonly watch: SearchWatch;
}

/** Told of the file first, then of each part; undefined: it couldn't be read. */
type OnSearched = (searched: SearchedFile | undefined) => void;

/** A file that is larger can't be held while it is unpacked. */
const MOST_UNPACKED = 1 << 29;
/** A file in a part of a file in a part of a file. */
const MOST_DEEP = 4;

/** @throws the reason of the watch's signal */
export async function lookInOriginal(
  pieces: readonly Buffer[],
  looking: Looking,
  onSearched: OnSearched,
): Promise<void> {
  const { search, index, watch } = looking;
  const first = pieces[0] ?? Buffer.alloc(0);
  onSearched(await searchPieces(inUtf8(pieces), search, index, watch, saidIn(first)));
  if (pieces.reduce((sum, { length }) => sum + length, 0) > MOST_UNPACKED) onSearched(undefined);
  else if (isPackage(first)) await lookInPackage(looking, Buffer.concat(pieces), onSearched);
}

const isPackage = (bytes: Buffer) => bytes.subarray(0, 2).toString('latin1') === 'PK';

async function lookInPackage(
  looking: Looking,
  bytes: Buffer,
  onSearched: OnSearched,
  deep = 1,
): Promise<void> {
  const { search, index, watch } = looking;
  for (const { name, unpack } of packedParts(bytes)) {
    const embedded: Buffer[] = [];
    const heads = new HeadsOfSheet(name);
    const isSaid = LOOKS.test(name) ? undefined : isInText;
    try {
      const parts = heads.passing(inUtf8(heldIfPackage(unpack(), embedded)));
      onSearched(await searchPieces(parts, search, index, watch, isSaid));
      if (heads.said.length > 0)
        onSearched(await searchPieces([heads.said], search, index, watch, () => true));
    } catch (error) {
      watch.signal.throwIfAborted();
      if (!/^Z_/.test(String((error as NodeJS.ErrnoException).code))) throw error;
      onSearched(undefined);
      continue;
    }
    if (embedded.length === 0) continue;
    if (deep === MOST_DEEP) onSearched(undefined);
    else await lookInPackage(looking, Buffer.concat(embedded), onSearched, deep + 1);
  }
}

async function* heldIfPackage(
  pieces: AsyncIterable<Buffer>,
  held: Buffer[],
): AsyncGenerator<Buffer> {
  let isHeld: boolean | undefined;
  for await (const piece of pieces) {
    isHeld ??= isPackage(piece);
    if (isHeld) held.push(piece);
    yield piece;
  }
}

/** So much at the end of a sheet has what is printed above and below its pages. */
const END_BYTES = 1 << 16;
const HEADS = /<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)</g;
/** Where a word stands on the page and how it looks is said in front of it: `&amp;LAnna`. */
const CODE = /&amp;(?:[a-z]|\d{1,3}|(?:"|&quot;)[^"&]*(?:"|&quot;))/gi;

/** What is printed above and below the pages of a sheet, where no letter of a code is taken for one of a name. */
class HeadsOfSheet {
  readonly #isSheet: boolean;
  #end = Buffer.alloc(0);

  constructor(name: string) {
    this.#isSheet = /^xl\/\w*sheets\//.test(name);
  }

  async *passing(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      if (this.#isSheet)
        this.#end = Buffer.concat([this.#end, piece.subarray(-END_BYTES)]).subarray(-END_BYTES);
      yield piece;
    }
  }

  get said(): Buffer {
    const texts = [...this.#end.toString().matchAll(HEADS)].map(([, text]) => text!);
    return Buffer.from(texts.map((text) => text.replace(CODE, ' ')).join('\n'));
  }
}

/** Parts that say how a workbook looks, in words that are names, too, such as Roman. */
const LOOKS =
  /^(?:xl\/(?:styles|theme\/|printerSettings\/)|\[Content_Types\]|docProps\/app)|\.rels$/;

/** Of a text every word is what somebody wrote; of XML what stands between tags; a package has parts for it. */
function saidIn(first: Buffer): ((window: Buffer, start: number) => boolean) | undefined {
  if (isPackage(first)) return undefined;
  const [sign] = first.subarray(0, 64).filter((byte) => byte > 0x20 && byte < 0x80);
  return sign === LESS ? isInText : () => true;
}

const [LESS, GREATER, QUOTE, APOSTROPHE] = ['<', '>', '"', "'"].map((sign) => sign.charCodeAt(0));
/** No tag is longer. */
const FAR = 4096;

/** Between two tags or in a value of one, and not the name of either. */
function isInText(bytes: Buffer, start: number): boolean {
  let quotes = 0;
  let apostrophes = 0;
  for (let at = start - 1; at >= Math.max(0, start - FAR); at--) {
    const byte = bytes[at];
    if (byte === GREATER) return true;
    if (byte === LESS) return quotes % 2 === 1 || apostrophes % 2 === 1;
    if (byte === QUOTE) quotes++;
    else if (byte === APOSTROPHE) apostrophes++;
  }
  return true;
}
