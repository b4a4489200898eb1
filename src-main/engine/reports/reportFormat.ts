/**
 * How a report writes instants and amounts outside the rows of users: as the page that asked for it does, so that report
 * and screen say the same; without a page, the same on every computer.
 */
import type { Settings } from '#shared/contract/shapes/settings.ts';
import { currencyDecimals, formatMoney } from '#shared/domain/money.ts';
import { systemFormat } from '#shared/domain/systemFormat.ts';
import { isoOffset, plainTime, type TimeZone, zoneName } from '#shared/domain/timeZones.ts';

export interface ReportFormat {
  instant(instant: number | null): string;
  amount(minor: number): string;
}

/** @param locales of the page; none: to the second with the zone's name, and with a decimal point */
export function reportFormat(
  locales: readonly string[],
  { currency, institution: { timeZone } }: Pick<Settings, 'currency' | 'institution'>,
): ReportFormat {
  if (locales.length === 0) {
    return {
      instant: (instant) => (instant === null ? '' : plainInstant(timeZone, instant)),
      amount: (minor) => formatMoney(minor, currencyDecimals(currency)),
    };
  }
  const system = systemFormat(locales, timeZone);
  return {
    instant: (instant) => (instant === null ? '' : system.instant(instant)),
    amount: (minor) => system.amount(minor, currency),
  };
}

/** `2026-10-25 02:30:00 +01:00 Europe/Vienna`: certain, too, in the hour that the clocks have twice. */
function plainInstant(timeZone: TimeZone, instant: number): string {
  const zone = zoneName(timeZone);
  const time = plainTime(timeZone, instant);
  return zone === 'UTC' ? `${time} UTC` : `${time} ${isoOffset(timeZone, instant)} ${zone}`;
}
