/**
 * A clock that only rows move, for tests of what readers do while time passes: when they give others a
 * turn, how often they tell their progress. So such a test says the same on a busy machine as on an idle one.
 */
import { vi } from 'vitest';

/**
 * From now on until the mocks are restored, performance.now() stands still but for `tick`.
 * @param milliseconds how much later it is after each tick
 */
export function slowRows(milliseconds: number) {
  let clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  return {
    tick: (): undefined => {
      clock += milliseconds;
    },
    now: () => clock,
  };
}
