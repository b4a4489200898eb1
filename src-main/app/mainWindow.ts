/**
 * The one window: sandboxed page, remembered place and zoom, shown when it has something to show.
 * main.ts opens it; appMenu.ts zooms it. It must never give the page Node, and never appear outside
 * the displays that are there now.
 */
import {
  BrowserWindow,
  nativeTheme,
  type Rectangle,
  type Session,
  screen,
  session,
} from 'electron';
import { z } from 'zod';
import { LOCALES_ARGUMENT } from '#shared/contract/desktopChannels.ts';
import { type StoredJson, storedJson } from './storedJson.ts';

const windowState = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean(),
  zoom: z.number(),
});
type WindowState = z.infer<typeof windowState>;

const SMALLEST = { width: 1024, height: 700 } as const;
const USUAL: WindowState = { width: 1360, height: 860, maximized: false, zoom: 1 };
const ZOOMS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;
/** The page's own backgrounds, so that nothing flashes before it is painted. */
const BACKGROUND = { light: '#f4f6f7', dark: '#16191d' } as const;

/** The part of a remembered place that fits the displays of today. */
export function fittedBounds(
  state: Pick<WindowState, 'x' | 'y' | 'width' | 'height'>,
  areas: readonly Rectangle[],
): Partial<Rectangle> & { width: number; height: number } {
  const { x, y } = state;
  const sizeIn = (area: { width: number; height: number }) => ({
    width: Math.min(state.width, area.width),
    height: Math.min(state.height, area.height),
  });
  const area = areas.find(
    (each) =>
      x !== undefined &&
      y !== undefined &&
      x + sizeIn(each).width > each.x + 100 &&
      x < each.x + each.width - 100 &&
      y >= each.y &&
      y < each.y + each.height - 100,
  );
  const size = sizeIn(area ?? areas[0] ?? USUAL);
  return area ? { x, y, ...size } : size;
}

export function nextZoom(zoom: number, step: 'in' | 'out' | 'reset'): number {
  if (step === 'reset') return 1;
  if (step === 'in') return ZOOMS.find((each) => each > zoom + 0.01) ?? ZOOMS[7];
  return ZOOMS.findLast((each) => each < zoom - 0.01) ?? ZOOMS[0];
}

/** What each window is to be zoomed to: Chromium forgets it while a page loads. */
const zooms = new WeakMap<BrowserWindow, number>();

const zoomOf = (window: BrowserWindow): number => zooms.get(window) ?? 1;

function remember(window: BrowserWindow, stored: StoredJson<WindowState>): void {
  const save = () => {
    if (window.isDestroyed()) return;
    stored.write({
      ...window.getNormalBounds(),
      maximized: window.isMaximized(),
      zoom: zoomOf(window),
    });
  };
  let waiting: NodeJS.Timeout | undefined;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 500);
  };
  window.on('resize', soon).on('move', soon).on('maximize', soon).on('unmaximize', soon);
  window.on('close', () => {
    clearTimeout(waiting);
    save();
  });
}

/** In memory: whatever a page stored, and whatever Chromium noted of it, ends with the program. */
export const pageSession = (): Session => session.fromPartition('purge-desk');

export interface WindowOptions {
  readonly url: string;
  readonly preload: string;
  readonly stateFile: string;
  readonly devTools: boolean;
  /** For the page's formats, best first. */
  readonly locales: readonly string[];
}

export function openMainWindow({
  url,
  preload,
  stateFile,
  devTools,
  locales,
}: WindowOptions): BrowserWindow {
  const stored = storedJson(stateFile, windowState, USUAL);
  const state = stored.read();
  const primary = screen.getPrimaryDisplay().workArea;
  const areas = [primary, ...screen.getAllDisplays().map((display) => display.workArea)];
  const zoom = Math.min(2, Math.max(0.5, state.zoom));
  const window = new BrowserWindow({
    ...fittedBounds(state, areas),
    minWidth: Math.min(SMALLEST.width, primary.width),
    minHeight: Math.min(SMALLEST.height, primary.height),
    title: 'Purge Desk',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      session: pageSession(),
      preload,
      additionalArguments: [`${LOCALES_ARGUMENT}${locales.join(',')}`],
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      enableWebSQL: false,
      navigateOnDragDrop: false,
      devTools,
      zoomFactor: zoom,
    },
  });
  zooms.set(window, zoom);
  if (state.maximized) window.maximize();
  const show = () => {
    if (!window.isDestroyed() && !window.isVisible()) window.show();
  };
  window.once('ready-to-show', show);
  // A page that never paints must not leave a program without a window.
  setTimeout(show, 8000);
  window.on('page-title-updated', (event) => event.preventDefault());
  window.webContents.on('did-finish-load', () => window.webContents.setZoomFactor(zoomOf(window)));
  window.webContents.on('zoom-changed', (_event, direction) => zoomWindow(window, direction));
  remember(window, stored);
  void window.loadURL(url);
  return window;
}

export function zoomWindow(window: BrowserWindow, step: 'in' | 'out' | 'reset'): void {
  zooms.set(window, nextZoom(zoomOf(window), step));
  window.webContents.setZoomFactor(zoomOf(window));
  // Stored like any other change of the window.
  window.emit('move');
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
