/** Which amounts the threshold what-if asks about, and how two of them compare. Pure. */
import type { ThresholdPoint } from '#shared/contract/shapes/review.ts';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { typedMoney, withDecimals } from '#shared/domain/money.ts';
import type { Among } from '#shared/domain/review.ts';

/** What the chart and the table show. */
export interface Thresholds {
  readonly points: readonly ThresholdPoint[];
  /** Minor units. */
  readonly planned: number;
  readonly among: Among;
  readonly settings: Settings;
}

/** Minor units of a currency with two decimals. */
const OFFERED: readonly number[] = [0, 100, 500, 999, 2000];

/** The offered amounts, the planned one and what was typed, each once and in order. */
export function thresholdsToAsk(
  planned: number,
  typed: number | string,
  decimals: number,
): number[] {
  const amount = typedMoney(typed, decimals);
  const asked = amount === undefined || amount < 0 ? [] : [amount];
  // A currency without decimals has amounts as large as others have of cents.
  const offered = OFFERED.map((each) => withDecimals(each, 2, Math.max(2, decimals)));
  return [...new Set([...offered, planned, ...asked])].sort((a, b) => a - b);
}

export function plannedPoint({ points, planned }: Thresholds): ThresholdPoint | undefined {
  return points.find(({ threshold }) => threshold === planned);
}
