/**
 * The only way from the page to the desktop: offers the bridge of the contract as
 * `window.purgeDesk`, and passes connections to the engine on as window messages. Runs sandboxed.
 * It must never offer a channel name, an IPC event or a path to the page.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  CONNECT_CHANNEL,
  type DesktopAnswer,
  DROPPED_CHANNEL,
  ENGINE_PORT,
  EVENT_CHANNEL,
  LOCALES_ARGUMENT,
  REMEMBERED_CHANNEL,
  REQUEST_CHANNEL,
} from '#shared/contract/desktopChannels.ts';
import type { DesktopBridge, DesktopEvent } from '#shared/contract/desktopContract.ts';

/** Two frames: the first may have been under way already when the page asked. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    // A window that isn't shown paints no frames; main refuses the picture if it is blank.
    setTimeout(resolve, 1500);
  });
}

async function invoke(channel: string, ...values: readonly unknown[]): Promise<unknown> {
  const answer: DesktopAnswer = await ipcRenderer.invoke(channel, ...values);
  if (answer.ok) return answer.value;
  throw new Error(answer.message);
}

function locales(): string[] {
  const argument = process.argv.find((each) => each.startsWith(LOCALES_ARGUMENT));
  return argument?.slice(LOCALES_ARGUMENT.length).split(',').filter(Boolean) ?? [];
}

const bridge: DesktopBridge = {
  locales: locales(),
  // The pages are drawn as they were left: they can't wait for it.
  remembered: () => ipcRenderer.sendSync(REMEMBERED_CHANNEL),
  async request(request, input) {
    if (request === 'capture') await painted();
    // biome-ignore lint/suspicious/noExplicitAny: main keeps to the contract's output shapes
    return (await invoke(REQUEST_CHANNEL, request, input)) as any;
  },
  async grantDropped(files) {
    // A file that a script made has no path: only those that the system handed over count.
    const paths = (files as globalThis.File[]).map((file) => webUtils.getPathForFile(file));
    if (paths.some((path) => path === '')) throw new Error('Only files from disk can be dropped.');
    // biome-ignore lint/suspicious/noExplicitAny: main keeps to the contract's output shapes
    return (await invoke(DROPPED_CHANNEL, paths)) as any;
  },
  onEvent(listener) {
    const heard = (_event: unknown, event: DesktopEvent) => listener(event);
    ipcRenderer.on(EVENT_CHANNEL, heard);
    return () => void ipcRenderer.off(EVENT_CHANNEL, heard);
  },
  connectEngine: () => ipcRenderer.send(CONNECT_CHANNEL),
};

ipcRenderer.on(ENGINE_PORT, (event) => {
  window.postMessage({ type: ENGINE_PORT }, window.location.origin, event.ports);
});

contextBridge.exposeInMainWorld('purgeDesk', bridge);
