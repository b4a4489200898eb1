/** What fits in a row that never wraps: nothing is lost, and nothing is cut. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';

vi.hoisted(() => vi.stubGlobal('navigator', { languages: ['en-US'] }));

import { countFitting } from '../../src-renderer/ui/FoldingRow.tsx';

test('what stands in the row has room, together with the button for the rest, and no more would', () => {
  const widths = fc.array(fc.integer({ min: 20, max: 200 }), { maxLength: 20 });
  fc.assert(
    fc.property(widths, fc.integer({ min: 0, max: 1500 }), (all, room) => {
      const fits = countFitting(all, room);
      const taken = (count: number) =>
        all.slice(0, count).reduce((sum, width) => sum + width, 0) +
        6 * Math.max(count - 1, 0) +
        (count < all.length ? 50 : 0);
      if (fits > 0) expect(taken(fits)).toBeLessThanOrEqual(room);
      if (fits < all.length) expect(taken(fits + 1)).toBeGreaterThan(room - 6);
    }),
  );
});
