/**
 * Makes a program that a story has used as good as new, by ways of its own where it has them: no workspace, nothing
 * remembered, the first screen. What it can't undo (a changed main process, an engine that was stopped) no story that
 * shares its program may do.
 */
import type { ElectronApplication, Page } from '@playwright/test';
import { callEngine, openEnginePort } from './enginePort.ts';

/** As a new program has it; see mainWindow.ts. */
const SIZES = { usual: [1360, 860], smallest: [1024, 700] } as const;

/** @returns whether it is like new: otherwise it has to be replaced by a new one */
export async function makeFresh(app: ElectronApplication, page: Page): Promise<boolean> {
  await openEnginePort(page);
  const { open } = (await callEngine(page, 'workspace.status')).body;
  if (open && (await callEngine(page, 'workspace.close')).status !== 200) return false;
  await app.evaluate(forget, SIZES);
  await page.evaluate(async () => {
    for (const name of Object.keys(window.purgeDesk.remembered()))
      await window.purgeDesk.request('remember', { name, text: null });
    sessionStorage.clear();
  });
  await page.emulateMedia({ colorScheme: null, reducedMotion: null, media: null });
  await page.reload();
  await page.getByRole('button', { name: 'New workspace' }).waitFor({ timeout: 10_000 });
  return true;
}

/** Runs in main: the whole of it is sent there as text. */
function forget(
  { BrowserWindow, Menu }: typeof import('electron'),
  { usual, smallest }: typeof SIZES,
): void {
  const { preparedDialogs } = globalThis as unknown as {
    preparedDialogs: { answers: unknown[]; shown: unknown[] };
  };
  preparedDialogs.answers.length = 0;
  preparedDialogs.shown.length = 0;
  const menu = Menu.getApplicationMenu();
  for (const id of ['recent.forget', 'zoom.reset']) menu?.getMenuItemById(id)?.click();
  const [window] = BrowserWindow.getAllWindows();
  window?.setMinimumSize(...smallest);
  window?.setSize(...usual);
}
