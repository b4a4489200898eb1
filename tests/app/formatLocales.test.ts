/** In which locale numbers and dates are written: by the system's formats, not by the language alone. */
import { expect, test } from 'vitest';
import { formatLocales } from '../../src-main/app/formatLocales.ts';

const ENGLISH = { systemLocale: 'en-US', languages: ['en-US', 'en'] };

test.each([
  ['the region comes with the language', { LANG: 'ar_EG.UTF-8' }, 'ar-EG'],
  [
    'LC_ALL stands above all',
    { LC_ALL: 'de_DE.UTF-8', LC_NUMERIC: 'fr_FR', LANG: 'en_US' },
    'de-DE',
  ],
  [
    'formats may differ from the language',
    { LC_NUMERIC: 'de_CH.UTF-8', LANG: 'en_US.UTF-8' },
    'de-CH',
  ],
  ['what is no locale is passed over', { LC_ALL: 'C.UTF-8' }, 'en-US'],
  ['nothing is set', {}, 'en-US'],
])('on Linux: %s', (_case, env, first) => {
  expect(formatLocales({ platform: 'linux', env, ...ENGLISH })[0]).toBe(first);
});

test('elsewhere the regional settings come first and the environment says nothing', () => {
  const says = { systemLocale: 'de-AT', languages: ['en-GB', 'de-AT'] };
  const env = { LANG: 'ar_EG.UTF-8' };
  expect(formatLocales({ platform: 'win32', env, ...says })).toEqual(['de-AT', 'en-GB']);
});

test('names that Intl would refuse never reach the page', () => {
  const says = { systemLocale: 'en-US@posix', languages: ['de@euro', 'POSIX'] };
  expect(formatLocales({ platform: 'linux', env: { LANG: 'POSIX' }, ...says })).toEqual([]);
});
