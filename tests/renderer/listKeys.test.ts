/**
 * The letters that decide. Ctrl+A selects everybody and Ctrl+C copies: taken for the letters alone they would approve
 * or clear, and a key that is held down would decide for one user after the other.
 */
import { describe, expect, test } from 'vitest';
import { wishOf } from '../../src-renderer/deciding/useListKeys.ts';

const NONE = { ctrlKey: false, metaKey: false, altKey: false, repeat: false };
const pressed = (key: string, with_: Partial<typeof NONE> = {}) =>
  wishOf({ key, ...NONE, ...with_ });

describe('a key of the review', () => {
  test('decides, small or large', () => {
    expect(['x', 'X', 'a', 'A', 'c', 'n', 'Escape'].map((key) => pressed(key))).toEqual([
      'excluded',
      'excluded',
      'approved',
      'approved',
      'undecided',
      'next',
      'escape',
    ]);
  });

  test('asks for nothing otherwise', () => {
    expect(['z', 'Enter', ' ', 'ArrowDown', 'Tab', '1'].map((key) => pressed(key))).toEqual(
      Array(6).fill(undefined),
    );
  });

  test.each(['ctrlKey', 'metaKey', 'altKey', 'repeat'] as const)(
    'decides nothing with %s',
    (name) => {
      for (const key of ['x', 'a', 'c', 'n'])
        expect(pressed(key, { [name]: true })).toBeUndefined();
    },
  );
});
