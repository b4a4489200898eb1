/**
 * Nothing leaves this computer: whatever a page or main could try never reaches a server, and
 * Chromium asks for nothing of its own accord. Each fence is tested with the other out of the way
 * where that can be done. Where nothing may come, a story waits a while for it: no machine is too slow for that.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/launch.ts';
import { expectRefused, refusals } from './support/refusals.ts';
import { watchNetwork } from './support/watchNetwork.ts';

/** Lookups, sockets and requests in a log of Chromium's network service. */
function networkUse(file: string): string[] {
  const { constants, events } = JSON.parse(readFileSync(file, 'utf8'));
  const types: Record<string, number> = constants.logEventTypes;
  const nameOf = new Map(Object.entries(types).map(([name, number]) => [number, name]));
  const uses = (events as { type: number; params?: { url?: string } }[])
    .map(({ type, params }) => ({ name: nameOf.get(type) ?? '', url: params?.url ?? '' }))
    .filter(
      ({ name, url }) =>
        /^(TCP_CONNECT|UDP_CONNECT|UDP_BYTES_SENT|HOST_RESOLVER_)/.test(name) ||
        (name === 'URL_REQUEST_START_JOB' && /^(https?|wss?):/.test(url)),
    );
  return [...new Set(uses.map(({ name, url }) => `${name} ${url}`))];
}

test.describe('the network', () => {
  /** Everything a page can do to reach a server; runs in the page. */
  const tryEverything = async ([host, udpPort]: readonly [string, number]) => {
    const url = `http://${host}/`;
    const settle = (work: () => unknown) =>
      Promise.race([
        Promise.resolve().then(work),
        new Promise((late) => setTimeout(late, 1500)),
      ]).catch(() => {});
    const element = (tag: string, attributes: Record<string, string>) => {
      const made = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      document.head.append(made);
    };
    element('img', { src: `${url}img` });
    element('script', { src: `${url}script.js` });
    element('iframe', { src: `${url}frame` });
    element('video', { src: `${url}video` });
    element('object', { data: `${url}object` });
    for (const rel of ['stylesheet', 'preload', 'prefetch', 'preconnect', 'icon', 'manifest']) {
      element('link', { rel, href: `${url}${rel}`, as: 'image' });
    }
    element('style', {});
    document.querySelector('style:last-of-type')?.append(`body { background: url(${url}css) }`);
    element('meta', { 'http-equiv': 'refresh', content: `0; url=${url}meta` });
    await Promise.all([
      settle(() => fetch(`${url}fetch`, { mode: 'no-cors' })),
      settle(() => navigator.sendBeacon(`${url}beacon`)),
      settle(() => new WebSocket(`ws://${host}/socket`)),
      settle(() => new EventSource(`${url}events`)),
      settle(() => new Worker(`${url}worker.js`)),
      settle(async () => {
        const iceServers = [{ urls: `stun:127.0.0.1:${udpPort}` }];
        const connection = new RTCPeerConnection({ iceServers });
        connection.createDataChannel('out');
        await connection.setLocalDescription(await connection.createOffer());
        await new Promise((late) => setTimeout(late, 1200));
      }),
    ]);
    await settle(() => {
      window.location.href = `${url}navigation`;
    });
  };

  test('cannot be reached from the page in any way', async ({ desk }) => {
    desk.allowErrors(/./);
    const watch = await watchNetwork();
    await desk.page.evaluate(tryEverything, [watch.host, watch.udpPort] as const);
    await desk.page.waitForTimeout(500);
    expect(watch.reached()).toBe(0);
    await watch.close();
  });

  test('cannot be reached from a page without a policy either', async ({ desk }) => {
    desk.allowErrors(/./);
    const watch = await watchNetwork();
    const opened = desk.app.waitForEvent('window');
    await desk.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL('data:text/html,<head></head><body>no policy</body>');
    });
    const other = await opened;
    await other.evaluate(tryEverything, [watch.host, watch.udpPort] as const);
    await other.waitForTimeout(500);
    expect(watch.reached()).toBe(0);
    // fetch, img, script, frame, socket ...: the session refused them, not the policy.
    expect(refusals(desk, 'network')).toBeGreaterThan(5);
    await watch.close();
  });

  test('is not used by Chromium itself', async ({ desk }) => {
    // A first start, and one that finds what Chromium stored before.
    await desk.close();
    rmSync(join(desk.userData, 'chromium'), { recursive: true });
    for (const start of ['first', 'second']) {
      const file = join(desk.folder, `${start}.json`);
      await desk.restart({ args: [`--log-net-log=${file}`] });
      await desk.page.waitForTimeout(2500);
      await desk.close();
      expect(networkUse(file), `${start} start`).toEqual([]);
    }
  });

  test('is out of main’s reach, too', async ({ desk }) => {
    await test.step('cannot be reached from main through Chromium, in any session', async () => {
      const watch = await watchNetwork();
      const before = refusals(desk, 'network');
      const results = await desk.app.evaluate(async ({ net, session }, host) => {
        const url = `http://${host}/main`;
        const outcome = (work: Promise<unknown>) =>
          work.then(
            () => 'reached',
            () => 'refused',
          );
        const request = new Promise((reached, failed) => {
          net.request(url).on('response', reached).on('error', failed).end();
        });
        return Promise.all([
          outcome(request),
          outcome(net.fetch(url)),
          outcome(session.defaultSession.fetch(url)),
          outcome(session.fromPartition('another').fetch(url)),
          outcome(session.fromPartition('persist:another').fetch(url)),
        ]);
      }, watch.host);
      expect(results).toEqual(Array(5).fill('refused'));
      expect(watch.reached()).toBe(0);
      expect(refusals(desk, 'network') - before).toBe(5);
      await watch.close();
    });
    await test.step('leads nowhere even where no session refuses', async () => {
      const watch = await watchNetwork();
      const result = await desk.app.evaluate(async ({ session }, host) => {
        const open = session.fromPartition('open');
        open.webRequest.onBeforeRequest(null);
        return open.fetch(`http://${host}/`).then(
          () => 'reached',
          (error) => String(error.message),
        );
      }, watch.host);
      expect(result).toContain('ERR_NAME_NOT_RESOLVED');
      expect(watch.reached()).toBe(0);
      await watch.close();
    });
    await test.step('gives no downloads', async () => {
      await desk.page.evaluate(() => {
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob(['identifiers']));
        link.download = 'identifiers.csv';
        link.click();
      });
      await expectRefused(desk, 'download');
    });
    await test.step('is not asked for dictionaries, nor sent crash reports', async () => {
      const found = await desk.app.evaluate(({ app, session }) => ({
        spelling: session.defaultSession.isSpellCheckerEnabled(),
        missing: ['disable-background-networking', 'disable-component-update', 'no-pings'].filter(
          (name) => !app.commandLine.hasSwitch(name),
        ),
      }));
      expect(found).toEqual({ spelling: false, missing: [] });
    });
  });
});
