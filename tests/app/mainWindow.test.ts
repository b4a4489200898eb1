/** Where the window appears and how it zooms: never out of sight, never stuck at a size. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { fittedBounds, nextZoom } from '../../src-main/app/mainWindow.ts';

vi.mock('electron', () => ({}));

const PRIMARY = { x: 0, y: 0, width: 1920, height: 1040 };
const SECOND = { x: 1920, y: 0, width: 1280, height: 984 };

describe('the place of the window', () => {
  test('is the remembered one, also on a second display', () => {
    const place = { x: 2000, y: 50, width: 1100, height: 800 };
    expect(fittedBounds(place, [PRIMARY, SECOND])).toEqual(place);
  });

  test('is left to the system when the display is gone or nothing is remembered', () => {
    const size = { width: 1100, height: 800 };
    expect(fittedBounds({ x: 2000, y: 50, ...size }, [PRIMARY])).toEqual(size);
    expect(fittedBounds(size, [PRIMARY, SECOND])).toEqual(size);
    expect(fittedBounds({ x: 10, y: undefined, ...size }, [PRIMARY])).toEqual(size);
  });

  test('is no larger than its display, and usable when no display is known', () => {
    const huge = { x: 0, y: 0, width: 9000, height: 9000 };
    expect(fittedBounds(huge, [PRIMARY])).toEqual(PRIMARY);
    expect(fittedBounds(huge, [])).toEqual({ width: 1360, height: 860 });
  });

  test('always has its title bar within reach', () => {
    const far = fc.integer({ min: -4000, max: 4000 });
    const size = {
      width: fc.integer({ min: 1, max: 5000 }),
      height: fc.integer({ min: 1, max: 5000 }),
    };
    const area = fc.record({
      ...{ x: far, y: far },
      width: fc.integer({ min: 640, max: 3840 }),
      height: fc.integer({ min: 480, max: 2160 }),
    });
    fc.assert(
      fc.property(
        fc.record({ x: far, y: far, ...size }),
        fc.array(area, { minLength: 1, maxLength: 3 }),
        (state, areas) => {
          const { x, y, width, height } = fittedBounds(state, areas);
          expect(width <= state.width && height <= state.height).toBe(true);
          if (x === undefined || y === undefined) return;
          const reached = areas.some(
            (each) =>
              y >= each.y &&
              y < each.y + each.height &&
              Math.min(x + width, each.x + each.width) - Math.max(x, each.x) >=
                Math.min(width, 100),
          );
          expect(reached, JSON.stringify({ x, y, width, height, areas })).toBe(true);
        },
      ),
    );
  });
});

describe('zooming', () => {
  test('goes in steps between 80 % and 200 %, and back the same way', () => {
    const way = [0.8];
    for (let n = 0; n < 9; n++) way.push(nextZoom(way.at(-1) ?? 0, 'in'));
    expect(way).toEqual([0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2, 2]);
    const back = [2];
    for (let n = 0; n < 8; n++) back.push(nextZoom(back.at(-1) ?? 0, 'out'));
    expect(back).toEqual([2, 1.75, 1.5, 1.25, 1.1, 1, 0.9, 0.8, 0.8]);
  });

  test('finds back from a size that is no step, and to 100 % from any', () => {
    expect(nextZoom(1.2, 'in')).toBe(1.25);
    expect(nextZoom(1.2, 'out')).toBe(1.1);
    expect(nextZoom(0.5, 'out')).toBe(0.8);
    expect(nextZoom(1.75, 'reset')).toBe(1);
  });
});
