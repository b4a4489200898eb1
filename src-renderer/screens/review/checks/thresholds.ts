/** Which amounts the threshold what-if asks about, and how two of them compare. Pure. */
import type { z } from 'zod';
import type { Settings, thresholdPoint } from '#shared/contract/shapes.ts';
import type { Among } from '#shared/domain/review.ts';

export type ThresholdPoint = z.infer<typeof thresholdPoint>;

/** What the chart and the table show. */
export interface Thresholds {
  readonly points: readonly ThresholdPoint[];
  /** Minor units. */
  readonly planned: number;
  readonly among: Among;
  readonly settings: Settings;
}

/** Minor units. */
const OFFERED: readonly number[] = [0, 100, 500, 999, 2000];

/** The offered amounts, the planned one and what was typed, each once and in order. */
export function thresholdsToAsk(planned: number, typed: number | string): number[] {
  const amount = Math.round(Number(typed) * 100);
  const asked = typed === '' || !Number.isSafeInteger(amount) || amount < 0 ? [] : [amount];
  return [...new Set([...OFFERED, planned, ...asked])].sort((a, b) => a - b);
}

export function plannedPoint({ points, planned }: Thresholds): ThresholdPoint | undefined {
  return points.find(({ threshold }) => threshold === planned);
}
