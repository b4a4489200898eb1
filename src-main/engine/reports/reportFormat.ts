/**
 * How a report writes instants and amounts outside the rows of users: as the page that asked for it does, so that report
 * and screen say the same; without a page, the same on every computer.
 */
import { currencyDecimals, formatMoney } from '#shared/domain/money.ts';
import { systemFormat } from '#shared/domain/systemFormat.ts';

export interface ReportFormat {
  instant(instant: number | null): string;
  amount(minor: number): string;
}

/** @param locales of the page; none: in UTC, to the second, and with a decimal point */
export function reportFormat(locales: readonly string[], currency: string): ReportFormat {
  if (locales.length === 0) {
    return {
      instant: plainInstant,
      amount: (minor) => formatMoney(minor, currencyDecimals(currency)),
    };
  }
  const system = systemFormat(locales);
  return {
    instant: (instant) => (instant === null ? '' : system.instant(instant)),
    amount: (minor) => system.amount(minor, currency),
  };
}

function plainInstant(instant: number | null): string {
  return instant === null
    ? ''
    : new Date(instant)
        .toISOString()
        .replace('T', ' ')
        .replace(/\.\d+Z$/, ' UTC');
}
