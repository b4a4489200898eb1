/**
 * The page's home: `app://purge-desk/` serves the files of out/renderer and nothing else, each with
 * a strict content security policy. main.ts registers and starts it; ipcGate.ts and guards.ts ask
 * isPageUrl. It must never follow a path out of its folder, and never answer another host.
 */
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { protocol, type Session } from 'electron';

const SCHEME = 'app';
const HOST = 'purge-desk';
export const PAGE_URL = `${SCHEME}://${HOST}/index.html`;

/** Mantine and AG Grid write style elements and attributes at run time: hence 'unsafe-inline' there. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "worker-src 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** Before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

export function isPageUrl(url: string, developmentUrl: string | null): boolean {
  if (url.startsWith(`${SCHEME}://${HOST}/`)) return true;
  return developmentUrl !== null && url.startsWith(new URL('/', developmentUrl).href);
}

/** The file that a request means, or null for one that must be refused. */
async function fileOf(request: Request, root: string): Promise<string | null> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return null;
  const url = new URL(request.url);
  if (url.protocol !== `${SCHEME}:` || url.host !== HOST) return null;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  // Only what a build writes: no backslash (a separator on Windows), colon (a drive) or zero byte.
  if (/[\\:\0]/.test(path) || path.split('/').includes('..')) return null;
  const file = resolve(join(root, path === '/' ? '/index.html' : path));
  if (!file.startsWith(root + sep)) return null;
  try {
    // A link in the folder must not lead out of it either.
    const real = await realpath(file);
    return real.startsWith((await realpath(root)) + sep) ? file : null;
  } catch {
    return null;
  }
}

export function serveAppScheme(session: Session, folder: string, refused: () => void): void {
  const root = resolve(folder);
  session.protocol.handle(SCHEME, async (request) => {
    const file = await fileOf(request, root);
    const type = file ? TYPES[extname(file)] : undefined;
    if (!file || !type) {
      refused();
      return new Response('Not found', { status: 404, headers: HEADERS });
    }
    try {
      const body = new Uint8Array(await readFile(file));
      return new Response(body, { headers: { ...HEADERS, 'Content-Type': type } });
    } catch {
      return new Response('Not found', { status: 404, headers: HEADERS });
    }
  });
}
