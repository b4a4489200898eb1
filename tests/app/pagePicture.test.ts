/** The picture of a job's settings: a page that isn't painted yet is no evidence. */
import type { NativeImage, WebContents } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { isBlank, takePagePicture } from '../../src-main/app/pagePicture.ts';

// No test waits for a screen to be painted.
vi.mock('node:timers/promises', () => ({ setTimeout: async () => {} }));

const pixels = (count: number) => new Uint8Array(4 * count).fill(255);

describe('a blank picture', () => {
  test('has one colour, whichever it is, or hardly any pixel', () => {
    expect(isBlank(pixels(10_000))).toBe(true);
    expect(isBlank(new Uint8Array(40_000))).toBe(true);
    expect(isBlank(new Uint8Array([1, 2, 3, 4]))).toBe(true);
    expect(isBlank(new Uint8Array())).toBe(true);
  });

  test('is none when something is painted, in a corner too, or when its bytes begin elsewhere', () => {
    const painted = pixels(10_000);
    painted.fill(0, 4 * 5000);
    expect(isBlank(painted)).toBe(false);
    const within = new Uint8Array(40_003);
    within.fill(255, 3);
    expect(isBlank(within.subarray(3))).toBe(true);
  });
});

describe('taking the picture', () => {
  const image = (kind: 'none' | 'blank' | 'painted'): NativeImage => {
    const bitmap = pixels(10_000);
    if (kind === 'painted') bitmap.fill(0, 4 * 5000);
    const png = Buffer.alloc(24);
    png.writeUInt32BE(1360, 16);
    png.writeUInt32BE(860, 20);
    return {
      isEmpty: () => kind === 'none',
      toBitmap: () => bitmap,
      toPNG: () => png,
    } as unknown as NativeImage;
  };
  function page(...shown: Parameters<typeof image>[0][]) {
    let looks = 0;
    const invalidate = vi.fn();
    const capturePage = async () => image(shown[Math.min(looks++, shown.length - 1)] ?? 'none');
    return { page: { capturePage, invalidate } as unknown as WebContents, invalidate };
  }

  test('gives the size that the file has', async () => {
    const { page: painted, invalidate } = page('painted');
    expect(await takePagePicture(painted)).toMatchObject({ width: 1360, height: 860 });
    expect(invalidate).not.toHaveBeenCalled();
  });

  test('has the page painted once more as long as it shows nothing', async () => {
    const { page: slow, invalidate } = page('none', 'blank', 'blank', 'painted');
    expect(await takePagePicture(slow)).toMatchObject({ width: 1360 });
    expect(invalidate).toHaveBeenCalledTimes(3);
  });

  test('gives none rather than a blank one', async () => {
    expect(await takePagePicture(page('blank').page)).toBeNull();
  });
});
