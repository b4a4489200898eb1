/**
 * What the page and its session may never do: reach the network, navigate, open windows, embed
 * others, use devices or permissions, download. main.ts puts them on before the first window exists.
 * A refusal is logged by its name only: an address could hold something about a person.
 */
import { app, type Session, type WebContents } from 'electron';
import { isPageUrl } from './appScheme.ts';
import type { Log } from './log.ts';

const LOCAL = new Set(['app:', 'blob:', 'data:', 'devtools:']);

/** Address of the development server, http and WebSocket; null in any other case. */
export type DevelopmentUrl = string | null;

/** For pages of the development server: it writes scripts into the page and reloads over a socket. */
const DEVELOPMENT_POLICY =
  "default-src 'self' 'unsafe-inline' data: blob:; connect-src 'self' ws:; object-src 'none'";

function isLocal(url: string, developmentUrl: DevelopmentUrl): boolean {
  try {
    const asked = new URL(url);
    if (LOCAL.has(asked.protocol)) return true;
    if (developmentUrl === null) return false;
    const own = new URL(developmentUrl);
    return asked.host === own.host && ['http:', 'ws:'].includes(asked.protocol);
  } catch {
    return false;
  }
}

function guardSession(session: Session, developmentUrl: DevelopmentUrl, log: Log): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !isLocal(details.url, developmentUrl);
    if (cancel) log.refused('network');
    answer({ cancel });
  });
  if (developmentUrl !== null) {
    session.webRequest.onHeadersReceived(({ responseHeaders }, answer) => {
      const policy = { 'Content-Security-Policy': [DEVELOPMENT_POLICY] };
      answer({ responseHeaders: { ...responseHeaders, ...policy } });
    });
  }
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    log.refused('permission');
    answer(false);
  });
  // Chromium checks permissions all the time without anybody having asked: not worth a line.
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // Pictures of the screen need a handler of their own to be allowed; there is none.
  for (const event of ['select-hid-device', 'select-serial-port', 'select-usb-device'] as const) {
    session.on(event as 'select-hid-device', (happened) => {
      happened.preventDefault();
      log.refused('device');
    });
  }
  session.on('will-download', (event) => {
    event.preventDefault();
    log.refused('download');
  });
  // Dictionaries would be fetched from a server of Google's, past the handler above. Switching the
  // spelling checker off isn't enough: it would have begun with the language of the system by then.
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
}

function guardContents(contents: WebContents, developmentUrl: DevelopmentUrl, log: Log): void {
  const refuse = (event: { preventDefault(): void }, rule: string) => {
    event.preventDefault();
    log.refused(rule);
  };
  contents.on('will-frame-navigate', (event) => {
    // Loading the page itself again (after an error, or by the development server) is no navigation.
    const again = event.isMainFrame && isPageUrl(event.url, developmentUrl);
    if (!again || !isPageUrl(contents.getURL(), developmentUrl)) refuse(event, 'navigation');
  });
  contents.on('will-redirect', (event) => refuse(event, 'redirect'));
  contents.on('will-attach-webview', (event) => refuse(event, 'webview'));
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    refuse(event, 'device');
    choose('');
  });
  contents.setWindowOpenHandler(() => {
    log.refused('window');
    return { action: 'deny' };
  });
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Applies to every session and every page, also to those that nobody has thought of. */
export function guardEverything(developmentUrl: DevelopmentUrl, log: Log): void {
  app.on('session-created', (created) => guardSession(created, developmentUrl, log));
  app.on('web-contents-created', (_event, contents) =>
    guardContents(contents, developmentUrl, log),
  );
}
