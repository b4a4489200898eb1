/**
 * Which settings are others than before, as the audit trail has them: what may quote somebody (who works here, the
 * institution, reasons, words, a group) by its name alone.
 */
import { isDeepStrictEqual } from 'node:util';
import { AUDITED, type Entered } from '#shared/contract/shapes/auditTrail.ts';
import type { Settings } from '#shared/contract/shapes/settings.ts';

type Changed = Extract<Entered, { what: 'settings.changed' }>['details']['settings'];

export function changedSettings(before: Settings, after: Settings): Changed {
  const names = Object.keys(after) as (keyof Settings)[];
  return names
    .filter((name) => !isDeepStrictEqual(before[name], after[name]))
    .map((name) => (QUOTED.has(name) ? valuesOf(name, before, after) : { name }));
}

/** Numbers, days and words of the program. */
const QUOTED: ReadonlySet<keyof Settings> = new Set<keyof Settings>([
  ...(['signOffAbove', 'privateSets', 'runDate', 'days', 'reading', 'recordType'] as const),
  ...(['purgeRoute', 'waiveThreshold', 'countTransferred', 'esploro', 'activeMonths'] as const),
  ...(['keepOriginalsDays'] as const),
  ...(['cleanupSelects', 'snapshots', 'keepSnapshots', 'retentionDays', 'retentionDay'] as const),
]);

function valuesOf(name: keyof Settings, before: Settings, after: Settings): Changed[number] {
  const { settings } = AUDITED['settings.changed'].shape;
  return settings.element.parse({ name, from: before[name], to: after[name] });
}
