/**
 * Takes the picture of the page that goes with a job: the settings as they were shown at Submit.
 * desktopRequests.ts calls it after the preload has waited for the page to be painted. A picture of
 * one colour is no evidence and must never be handed on.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { NativeImage, WebContents } from 'electron';

const TRIES = 6;
const PAUSE_MS = 120;

export interface PagePicture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** True when every sampled pixel has one colour: nothing was painted yet. */
export function isBlank(pixels: Uint8Array): boolean {
  if (pixels.length < 8) return true;
  const view = new DataView(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const first = view.getUint32(0);
  // 4 bytes a pixel; a prime step, so that the samples don't fall into one column.
  for (let at = 0; at + 4 <= pixels.length; at += 4 * 53) {
    if (view.getUint32(at) !== first) return false;
  }
  return true;
}

function readPicture(image: NativeImage): PagePicture | null {
  if (image.isEmpty() || isBlank(image.toBitmap())) return null;
  const png = new Uint8Array(image.toPNG());
  // Width and height as the file has them (its IHDR chunk): getSize counts in logical pixels.
  const header = new DataView(png.buffer, 16, 8);
  return { png, width: header.getUint32(0), height: header.getUint32(4) };
}

/** Null when the page showed nothing even after a second look. */
export async function takePagePicture(page: WebContents): Promise<PagePicture | null> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) {
      page.invalidate();
      await pause(PAUSE_MS * attempt);
    }
    const picture = readPicture(await page.capturePage());
    if (picture) return picture;
  }
  return null;
}
