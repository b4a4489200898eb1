/**
 * In which locale the system writes numbers and dates, best first, for the page's formats. Chromium tells a page its
 * languages only, without the region: `ar` where the system says ar-EG, whose digits are others. Never decides in which
 * language the program speaks.
 */

export interface SystemSays {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the regional settings. */
  readonly systemLocale: string;
  /** Languages that the user prefers, best first. */
  readonly languages: readonly string[];
}

export function formatLocales({ platform, env, systemLocale, languages }: SystemSays): string[] {
  // Linux has a setting for each kind of format; a number that is read wrong does the most harm.
  const posix = env.LC_ALL || env.LC_NUMERIC || env.LANG || '';
  const asked = platform === 'linux' ? [localeOfPosix(posix)] : [];
  return [...new Set([...asked, systemLocale, ...languages])].filter(isKnown);
}

/** `de_AT.UTF-8@euro` as de-AT. */
function localeOfPosix(name: string): string {
  return name.replace(/[.@].*$/, '').replaceAll('_', '-');
}

/** What a system calls its locale isn't always one: `C`, `POSIX`, `en-US@posix`. */
function isKnown(locale: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(locale).length > 0;
  } catch {
    return false;
  }
}
