/**
 * What a picture file is by its content, whatever its name says, and how large it is in pixels. Pure: reads headers
 * only, never decodes a pixel.
 */

export interface PictureFormat {
  readonly kind: 'png' | 'jpeg';
  readonly width: number;
  readonly height: number;
}

/** `other`: neither PNG nor JPEG. `incomplete`: begins as one of them, but its end or its size is missing. */
export function pictureFormat(bytes: Uint8Array): PictureFormat | 'other' | 'incomplete' {
  if (begins(bytes, PNG)) return pngFormat(bytes);
  if (begins(bytes, JPEG)) return jpegFormat(bytes);
  return 'other';
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

function begins(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, n) => bytes[n] === byte);
}

const CHUNK = { IHDR: 0x49484452, IDAT: 0x49444154, IEND: 0x49454e44 };

/** Chunks of length, name, data and checksum; the first has the size, the last is empty. */
function pngFormat(bytes: Uint8Array): PictureFormat | 'incomplete' {
  const view = viewOf(bytes);
  let size: { width: number; height: number } | undefined;
  let hasPixels = false;
  for (let at = PNG.length; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const name = view.getUint32(at + 4);
    if (at + 12 + length > bytes.length) break;
    if (name === CHUNK.IHDR && length >= 8)
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (name === CHUNK.IDAT) hasPixels = true;
    if (name === CHUNK.IEND) return hasPixels ? sized('png', size) : 'incomplete';
    at += 12 + length;
  }
  return 'incomplete';
}

const MARK = { endOfImage: 0xd9, startOfScan: 0xda };
/** Huffman tables, extensions and arithmetic coding stand among the frames. */
const NO_FRAMES = [0xc4, 0xc8, 0xcc];

/** Segments with a length each, then the scan, which ends with a mark. */
function jpegFormat(bytes: Uint8Array): PictureFormat | 'incomplete' {
  const view = viewOf(bytes);
  let size: { width: number; height: number } | undefined;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return 'incomplete';
    const mark = bytes[at + 1]!;
    // Any number of these may stand before a mark.
    if (mark === 0xff) {
      at++;
      continue;
    }
    if (mark === MARK.startOfScan) return isEnded(bytes, at) ? sized('jpeg', size) : 'incomplete';
    const isFrame = mark >= 0xc0 && mark <= 0xcf && !NO_FRAMES.includes(mark);
    if (isFrame && at + 9 <= bytes.length)
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return 'incomplete';
}

function isEnded(bytes: Uint8Array, scan: number): boolean {
  for (let at = bytes.length - 2; at > scan; at--)
    if (bytes[at] === 0xff && bytes[at + 1] === MARK.endOfImage) return true;
  return false;
}

function sized(
  kind: PictureFormat['kind'],
  size: { readonly width: number; readonly height: number } | undefined,
): PictureFormat | 'incomplete' {
  return size && size.width > 0 && size.height > 0 ? { kind, ...size } : 'incomplete';
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
