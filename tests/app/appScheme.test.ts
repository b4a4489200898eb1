/** The page's home serves what a build wrote, with its policy, and no request leads out of its folder. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { isPageUrl, PAGE_URL, serveAppScheme } from '../../src-main/app/appScheme.ts';
import { must } from '../support/must.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

vi.mock('electron', () => ({ protocol: {} }));

function served() {
  const folder = temporaryFolder();
  const root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  for (const name of ['index.html', 'assets/a b.js', 'assets/a..b.css', 'notes.md'])
    writeFileSync(join(root, name), name);
  writeFileSync(join(folder, 'secret.json'), 'secret');
  mkdirSync(join(folder, 'renderer-other'));
  writeFileSync(join(folder, 'renderer-other', 'secret.json'), 'secret');
  symlinkSync(join(folder, 'secret.json'), join(root, 'link.json'));
  const handle = vi.fn();
  const refused = vi.fn();
  serveAppScheme({ protocol: { handle } } as unknown as Session, root, refused);
  const [scheme, answer] = must(handle.mock.lastCall);
  expect(scheme).toBe('app');
  /** Not through `new Request`, which takes no address of an own scheme with dots. */
  const get = (url: string, method = 'GET'): Promise<Response> => answer({ url, method });
  return { get, refused, root };
}

describe('the page’s home', () => {
  test('serves files by their ending, the page itself without a name', async () => {
    const { get, refused } = served();
    for (const [path, type, content] of [
      ['index.html', 'text/html; charset=utf-8', 'index.html'],
      ['', 'text/html; charset=utf-8', 'index.html'],
      ['assets/a%20b.js', 'text/javascript; charset=utf-8', 'assets/a b.js'],
      ['assets/a..b.css?x=1', 'text/css; charset=utf-8', 'assets/a..b.css'],
    ] as const) {
      const response = await get(`app://purge-desk/${path}`);
      expect(response.status, path).toBe(200);
      expect(response.headers.get('Content-Type')).toBe(type);
      expect(await response.text()).toBe(content);
    }
    expect(refused).not.toHaveBeenCalled();
  });

  test.each([
    ['a file that isn’t there', 'app://purge-desk/gone.js'],
    ['a folder', 'app://purge-desk/assets'],
    ['another host', 'app://elsewhere/index.html'],
    ['another scheme', 'https://purge-desk/index.html'],
    ['a kind that no build writes', 'app://purge-desk/notes.md'],
    ['the folder above', 'app://purge-desk/%2e%2e/secret.json'],
    ['the folder above, with its stroke in code', 'app://purge-desk/assets/..%2f..%2fsecret.json'],
    ['a folder whose name goes on', 'app://purge-desk/..%2frenderer-other/secret.json'],
    ['a backslash', 'app://purge-desk/..%5csecret.json'],
    ['a drive', 'app://purge-desk/C:/secret.json'],
    ['a zero byte', 'app://purge-desk/index.html%00.js'],
    ['a broken code', 'app://purge-desk/%E0%A4%A'],
    ['a link that leads out', 'app://purge-desk/link.json'],
  ])('refuses %s', async (_, url) => {
    const { get, refused } = served();
    const response = await get(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('Not found');
    expect(refused).toHaveBeenCalledOnce();
  });

  test('only gives, and takes nothing', async () => {
    const { get } = served();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await get(PAGE_URL, method)).status, method).toBe(404);
  });

  test('says with every answer that nothing may be fetched, embedded or run from elsewhere', async () => {
    const { get } = served();
    for (const url of [PAGE_URL, 'app://purge-desk/gone.js']) {
      const { headers } = await get(url);
      const policy = must(headers.get('Content-Security-Policy')).split('; ');
      for (const rule of [
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'none'",
        "worker-src 'none'",
        "style-src-attr 'none'",
      ])
        expect(policy, url).toContain(rule);
      expect(policy.join(), url).not.toContain('unsafe-inline');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    }
  });
});

test('the page gets a nonce of its own at each load, and so does its policy; no other file has one', async () => {
  const { get, root } = served();
  writeFileSync(join(root, 'index.html'), '<meta nonce="STYLE_NONCE"><p>');
  const styles = (response: Response) =>
    must(response.headers.get('Content-Security-Policy')).match(/style-src [^;]*/)?.[0];
  const load = async () => {
    const response = await get(PAGE_URL);
    const nonce = must(/nonce="([^"]{24})"><p>/.exec(await response.text())?.[1]);
    expect(styles(response)).toBe(`style-src 'self' 'nonce-${nonce}'`);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    return nonce;
  };
  expect(await load()).not.toBe(await load());
  expect(styles(await get('app://purge-desk/assets/a%20b.js'))).toBe("style-src 'self'");
});

test('our page is known by its whole origin', () => {
  expect(isPageUrl(PAGE_URL, null)).toBe(true);
  expect(isPageUrl('http://localhost:5173/x', 'http://localhost:5173')).toBe(true);
  for (const url of [
    'app://purge-desk',
    'app://purge-desk.evil/',
    'app://purge-desk@evil/',
    'https://purge-desk/',
    'http://localhost:5173/',
    '',
  ])
    expect(isPageUrl(url, null), url).toBe(false);
  expect(isPageUrl('http://localhost:51730/', 'http://localhost:5173')).toBe(false);
});
