/**
 * What the program is and what it runs in, for its log and for About: of a fallback runtime it is said that it is one.
 * Must never show anything about a workspace.
 */
import { app, type BrowserWindow, dialog } from 'electron';
import { devDependencies } from '../../package.json' with { type: 'json' };

const WORDS = {
  close: 'Close',
  fallback: (electron: string) =>
    `This is the fallback runtime, which gets no security updates: Electron ${electron} could not be downloaded when Purge Desk was set up.`,
} as const;

/** The release that set-up downloads wherever it can be reached. */
const SUPPORTED: string = devDependencies.electron;

/** One line for each part; `sqlite` is empty until the engine runs. */
export function aboutLines(
  { electron, chrome, node }: NodeJS.ProcessVersions,
  sqlite: string,
): string {
  const lines = [`Electron ${electron}`, `Chromium ${chrome}`, `Node.js ${node}`];
  if (sqlite !== '') lines.push(`SQLite ${sqlite}`);
  if (electron !== SUPPORTED) lines.push('', WORDS.fallback(SUPPORTED));
  return lines.join('\n');
}

/** What the menu of the system opens on a Mac. */
export function nameAboutPanel(): void {
  app.setAboutPanelOptions({
    applicationName: 'Purge Desk',
    credits: aboutLines(process.versions, ''),
  });
}

export async function showAbout(window: BrowserWindow | null, sqlite: string): Promise<void> {
  const options = {
    type: 'info' as const,
    message: `Purge Desk ${app.getVersion()}`,
    detail: aboutLines(process.versions, sqlite),
    buttons: [WORDS.close],
  };
  await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
}

/** Names of operations for the log: they hold no more than letters, digits and dots. */
export function startedAs({ electron, node }: NodeJS.ProcessVersions): string {
  const fallback = electron === SUPPORTED ? '' : '.fallback';
  return `started.${app.getVersion()}.electron-${electron}.node-${node}${fallback}`;
}
