/**
 * Sets of users as bitmaps, held against JavaScript's own Set. One bit lost here is one user who is
 * missing from an exclusion or purged without having been chosen.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combineSets, SET_OPERATORS } from '#shared/domain/combineSets.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';

/** Numbers that crowd at the edges of words, where a bitmap goes wrong. */
const userNo = fc.oneof(
  fc.integer({ min: 1, max: 130 }),
  fc.constantFrom(1, 31, 32, 33, 63, 64, 65, 511, 512, 513, 1023, 1024),
  fc.integer({ min: 1, max: 100_000 }),
);
const userNos = fc.array(userNo, { maxLength: 60 });
const ascending = (numbers: Iterable<number>) => [...new Set(numbers)].sort((a, b) => a - b);

describe('a bitmap of users', () => {
  test('of everybody up to one holds them and nobody else', () => {
    fc.assert(
      fc.property(fc.oneof(userNo, fc.constant(0)), (last) => {
        const bitmap = UserBitmap.upTo(last);
        expect(bitmap.count).toBe(last);
        expect([bitmap.has(0), bitmap.has(last), bitmap.has(last + 1)]).toEqual([
          false,
          last > 0,
          false,
        ]);
      }),
    );
  });

  test('holds what was added, counts it, and gives it in ascending order', () => {
    fc.assert(
      fc.property(userNos, userNo, (numbers, other) => {
        const bitmap = UserBitmap.of(numbers);
        expect([...bitmap]).toEqual(ascending(numbers));
        expect(bitmap.count).toBe(new Set(numbers).size);
        expect(bitmap.has(other)).toBe(numbers.includes(other));
      }),
    );
  });

  test('comes back from its packed form, which for few users is small', () => {
    const large = fc.integer({ min: 1, max: 100_000_000 });
    fc.assert(
      fc.property(fc.oneof(userNos, fc.array(large, { maxLength: 5 })), (numbers) => {
        const bitmap = UserBitmap.of(numbers);
        const packed = bitmap.pack();
        expect([...UserBitmap.unpack(packed)]).toEqual(ascending(numbers));
        expect(packed.length).toBeLessThanOrEqual(Math.min(numbers.length * 4, 12_500) + 1);
      }),
      { numRuns: 60 },
    );
    const everybody = UserBitmap.of(Array.from({ length: 8000 }, (_, n) => n + 1));
    expect(everybody.pack().length).toBeLessThanOrEqual(1002);
    expect(UserBitmap.unpack(everybody.pack()).equals(everybody)).toBe(true);
  });

  test('gives the same users as numbers at once and as runs', () => {
    fc.assert(
      fc.property(userNos, (numbers) => {
        const bitmap = UserBitmap.of(numbers);
        expect([...bitmap.numbers()]).toEqual(ascending(numbers));
        const runs = [...bitmap.runs()];
        const inRuns = runs.flatMap(([first, last]) =>
          Array.from({ length: last - first + 1 }, (_, n) => first + n),
        );
        expect(inRuns).toEqual(ascending(numbers));
        for (const [n, [first]] of runs.entries())
          if (n > 0) expect(first).toBeGreaterThan(runs[n - 1]![1] + 1);
      }),
    );
  });

  test('behaves as a Set under any sequence of adding and deleting', () => {
    const step = fc.record({ add: fc.boolean(), userNo });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const bitmap = new UserBitmap();
        const model = new Set<number>();
        for (const { add, userNo: each } of steps) {
          if (add) {
            bitmap.add(each);
            model.add(each);
          } else {
            bitmap.delete(each);
            model.delete(each);
          }
        }
        expect([...bitmap]).toEqual(ascending(model));
        expect(bitmap.count).toBe(model.size);
      }),
    );
  });

  test('goes on after any number: a resumed job meets each user once and skips nobody', () => {
    fc.assert(
      fc.property(userNos, fc.oneof(fc.constant(0), userNo), (numbers, after) => {
        const bitmap = UserBitmap.of(numbers);
        expect([...bitmap.after(after)]).toEqual(ascending(numbers).filter((each) => each > after));
      }),
    );
  });

  test('comes back from its bytes, and equal sets have equal bytes', () => {
    fc.assert(
      fc.property(userNos, userNo, (numbers, grown) => {
        const bytes = UserBitmap.of(numbers).toBytes();
        expect([...UserBitmap.fromBytes(bytes)]).toEqual(ascending(numbers));
        const other = UserBitmap.of([grown, ...numbers]);
        if (!numbers.includes(grown)) other.delete(grown);
        expect(Buffer.compare(other.toBytes(), bytes)).toBe(0);
        expect(bytes.length === 0 || bytes.at(-1) !== 0).toBe(true);
      }),
    );
  });

  test('bytes of a database that are reused afterwards don’t change the set', () => {
    const bytes = UserBitmap.of([5, 70]).toBytes();
    const bitmap = UserBitmap.fromBytes(bytes);
    bytes.fill(255);
    bitmap.add(6);
    expect([...bitmap]).toEqual([5, 6, 70]);
  });

  test('a full word at the end of the sign bit is counted and walked', () => {
    const full = Array.from({ length: 128 }, (_, n) => n);
    const bitmap = UserBitmap.of(full);
    expect(bitmap.count).toBe(128);
    expect([...bitmap.after(31)]).toEqual(full.slice(32));
    expect([...bitmap.after(127)]).toEqual([]);
  });
});

describe('combining sets', () => {
  const model = {
    And: (a: Set<number>, b: Set<number>) => [...a].filter((each) => b.has(each)),
    Or: (a: Set<number>, b: Set<number>) => [...a, ...b],
    Not: (a: Set<number>, b: Set<number>) => [...a].filter((each) => !b.has(each)),
  };

  test.each(SET_OPERATORS)(
    '%s gives what Alma’s definition says, for sets of any lengths',
    (operator) => {
      fc.assert(
        fc.property(userNos, userNos, (one, other) => {
          const first = UserBitmap.of(one);
          const second = UserBitmap.of(other);
          const combined = combineSets(first, operator, second);
          const expected = ascending(model[operator](new Set(one), new Set(other)));
          expect([...combined]).toEqual(expected);
          expect(combined.count).toBe(expected.length);
          expect([...UserBitmap.fromBytes(combined.toBytes())]).toEqual(expected);
          // The sets that were combined stay as they were.
          expect([...first]).toEqual(ascending(one));
          expect([...second]).toEqual(ascending(other));
        }),
      );
    },
  );

  test('candidates Not exclusions is not exclusions Not candidates', () => {
    const candidates = UserBitmap.of([1, 2, 3]);
    const exclusions = UserBitmap.of([3, 4]);
    expect([...combineSets(candidates, 'Not', exclusions)]).toEqual([1, 2]);
    expect([...combineSets(exclusions, 'Not', candidates)]).toEqual([4]);
  });

  test('changing a result doesn’t change the sets it came from', () => {
    const first = UserBitmap.of([1]);
    const result = combineSets(first, 'Or', new UserBitmap());
    result.add(2);
    expect([...first]).toEqual([1]);
  });
});
