/** The paper that a new workspace begins with: a report on the wrong one comes out cut or with white bands. */
import { expect, test } from 'vitest';
import { regionOf, usualPaper } from '#shared/domain/papers.ts';

test('Letter is usual in North America and where its trade reaches, A4 everywhere else', () => {
  for (const region of ['US', 'CA', 'MX', 'PH', 'PR', 'CL', 'CO', 'CR', 'GT', 'PA', 'SV', 'VE'])
    expect([region, usualPaper([`en-${region}`])]).toEqual([region, 'Letter']);
  for (const region of ['GB', 'DE', 'AT', 'FR', 'JP', 'BR', 'AR', 'IN', 'AU', 'NZ', 'ZA', 'ES'])
    expect([region, usualPaper([`es-${region}`])]).toEqual([region, 'A4']);
});

test('the region counts, whatever the language, and the first that is said', () => {
  expect(usualPaper(['fr-CA', 'fr-FR'])).toBe('Letter');
  expect(usualPaper(['de-DE', 'en-US'])).toBe('A4');
  expect(usualPaper(['en', 'en-US'])).toBe('Letter');
  expect(usualPaper(['zh-Hant-TW'])).toBe('A4');
  expect(usualPaper(['en-US-u-rg-dezzzz'])).toBe('A4');
  expect(usualPaper(['en-GB-u-ca-gregory-rg-uszzzz'])).toBe('Letter');
  expect(regionOf(['es-419'])).toBe('419');
});

test('where no region is said it is A4', () => {
  for (const locales of [[], ['en'], ['no locale'], ['', 'x-private']])
    expect(usualPaper(locales)).toBe('A4');
});
