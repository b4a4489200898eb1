/**
 * The page's home: `app://purge-desk/` serves the files of out/renderer and nothing else, each with
 * a strict content security policy. main.ts registers and starts it; ipcGate.ts and guards.ts ask
 * isPageUrl. It must never follow a path out of its folder, and never answer another host.
 */
import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { protocol, type Session } from 'electron';

const SCHEME = 'app';
const HOST = 'purge-desk';
export const PAGE_URL = `${SCHEME}://${HOST}/index.html`;

const RULES = [
  "default-src 'none'",
  "script-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "worker-src 'none'",
  // What scripts set on an element's style is none; what stands in markup would be.
  "style-src-attr 'none'",
];

/** @param nonce of the page: its libraries write style elements at run time; nothing else that is served may */
function policy(nonce: string | null): string {
  const styles = nonce === null ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`;
  return [...RULES, styles].join('; ');
}

/** Stands in the page for the nonce of this load. */
const NONCE_PLACE = 'STYLE_NONCE';

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

const headers = (nonce: string | null = null) => ({
  'Content-Security-Policy': policy(nonce),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
});

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

const notFound = () => new Response('Not found', { status: 404, headers: headers() });

/** With a nonce that no other load has; not kept, or it would come again with the page. */
async function page(file: string, type: string): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const body = (await readFile(file, 'utf8')).replace(NONCE_PLACE, nonce);
  return new Response(body, {
    headers: { ...headers(nonce), 'Content-Type': type, 'Cache-Control': 'no-store' },
  });
}

export function serveAppScheme(session: Session, folder: string, refused: () => void): void {
  const root = resolve(folder);
  session.protocol.handle(SCHEME, async (request) => {
    const file = await fileOf(request, root);
    const type = file ? TYPES[extname(file)] : undefined;
    if (!file || !type) {
      refused();
      return notFound();
    }
    try {
      if (extname(file) === '.html') return await page(file, type);
      const body = new Uint8Array(await readFile(file));
      return new Response(body, { headers: { ...headers(), 'Content-Type': type } });
    } catch {
      return notFound();
    }
  });
}
