/**
 * The rules for the page and its window, one test each; security.network.spec.ts and
 * security.ipc.spec.ts hold the rest. Every test names the hole it would find; none relies on a
 * screen of the page, only on what any page could try.
 */
import { expect, test } from './support/launch.ts';
import { expectRefused, REFUSED_BY_CHROMIUM, refusals } from './support/refusals.ts';

test.describe('the page', () => {
  test('has no Node and no Electron', async ({ desk }) => {
    const found = await desk.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer']
        .filter((name) => name in globalThis)
        .concat(Object.keys(window.purgeDesk)),
    );
    expect(found.toSorted()).toEqual(['connectEngine', 'grantDropped', 'onEvent', 'request']);
  });

  test('runs sandboxed, isolated from the preload, without webviews', async ({ desk }) => {
    const preferences = await desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => {
        const contents = window.webContents as unknown as {
          getLastWebPreferences(): Record<string, unknown>;
        };
        return contents.getLastWebPreferences();
      }),
    );
    expect(preferences).toHaveLength(1);
    expect(preferences[0]).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(preferences[0]?.nodeIntegrationInWorker).not.toBe(true);
    expect(preferences[0]?.allowRunningInsecureContent).not.toBe(true);
    expect(preferences[0]?.experimentalFeatures).not.toBe(true);
    const webview = await desk.page.evaluate(
      () => 'loadURL' in document.body.appendChild(document.createElement('webview')),
    );
    expect(webview).toBe(false);
  });

  test('cannot change the bridge', async ({ desk }) => {
    const changed = await desk.page.evaluate(() => {
      const bridge = window.purgeDesk as unknown as Record<string, unknown>;
      try {
        bridge.request = () => 'changed';
      } catch {}
      return String(bridge.request).includes('changed');
    });
    expect(changed).toBe(false);
  });
});

test.describe('navigation', () => {
  test.beforeEach(({ desk }) => desk.allowErrors(REFUSED_BY_CHROMIUM));

  const ADDRESSES = ['https://example.org/', 'file:///etc/passwd', 'app://elsewhere/index.html'];

  for (const address of ADDRESSES) {
    test(`to ${address} is refused`, async ({ desk }) => {
      const home = desk.page.url();
      // Chromium itself keeps pages away from files; it does so before anybody else is asked.
      const refused = address.startsWith('file:')
        ? desk.page.waitForEvent('console', (said) => said.text().includes('Not allowed to load'))
        : expectRefused(desk, 'navigation');
      await desk.page.evaluate((url) => {
        Object.assign(window, { stillHere: true });
        window.location.href = url;
      }, address);
      await refused;
      expect(desk.page.url()).toBe(home);
      expect(await desk.page.evaluate(() => 'stillHere' in window)).toBe(true);
    });
  }

  test('by a click on a link is refused', async ({ desk }) => {
    await desk.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.org/';
      document.body.append(link);
      link.click();
    });
    await expectRefused(desk, 'navigation');
    expect(desk.page.url()).toContain('app://purge-desk/');
  });

  test('of an inner frame is refused, and it has no bridge', async ({ desk }) => {
    const inner = await desk.page.evaluate(async () => {
      const empty = document.body.appendChild(document.createElement('iframe'));
      const bridge = 'purgeDesk' in (empty.contentWindow as Window);
      const frame = document.createElement('iframe');
      frame.src = 'app://purge-desk/index.html';
      const loaded = new Promise((done) => frame.addEventListener('load', done));
      document.body.append(frame);
      await loaded;
      return { bridge, inside: frame.contentDocument?.body.childElementCount ?? 0 };
    });
    expect(inner).toEqual({ bridge: false, inside: 0 });
  });

  test('into a new window is refused', async ({ desk }) => {
    const opened = await desk.page.evaluate(() => {
      const own = window.open('app://purge-desk/index.html');
      const other = window.open('https://example.org/', '_blank', 'width=400');
      const link = document.createElement('a');
      link.href = 'app://purge-desk/index.html';
      link.target = '_blank';
      document.body.append(link);
      link.click();
      return own !== null || other !== null;
    });
    expect(opened).toBe(false);
    await expect.poll(() => refusals(desk, 'window')).toBe(3);
    expect(desk.app.windows()).toHaveLength(1);
  });

  test('is refused in any other window as well', async ({ desk }) => {
    await desk.app.evaluate(async ({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      await window.loadURL('data:text/html,<p>other</p>');
      const go = "location.href = 'app://purge-desk/index.html'";
      await window.webContents.executeJavaScript(go).catch(() => {});
    });
    await expectRefused(desk, 'navigation');
  });
});

test.describe('permissions', () => {
  test('are refused when asked for', async ({ desk }) => {
    const answers = await desk.page.evaluate(async () => {
      const failure = (error: { name?: string }) => error.name ?? 'failed';
      const place = new Promise<string>((answered) =>
        navigator.geolocation.getCurrentPosition(
          () => answered('allowed'),
          (error) => answered(`code ${error.code}`),
        ),
      );
      const media = { audio: true, video: true };
      return {
        notifications: await Notification.requestPermission(),
        clipboard: await navigator.clipboard.readText().then(() => 'allowed', failure),
        camera: await navigator.mediaDevices.getUserMedia(media).then(() => 'allowed', failure),
        place: await place,
      };
    });
    expect(answers.notifications).toBe('denied');
    expect(answers.clipboard).toBe('NotAllowedError');
    expect(['NotAllowedError', 'NotFoundError']).toContain(answers.camera);
    expect(answers.place).toBe('code 1');
    await expectRefused(desk, 'permission');
  });

  test('are refused when looked up', async ({ desk }) => {
    const states = await desk.page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'camera',
        'microphone',
        'clipboard-read',
        'midi',
      ];
      const found: Record<string, string> = {};
      for (const name of names) {
        found[name] = (await navigator.permissions.query({ name: name as PermissionName })).state;
      }
      return found;
    });
    expect(new Set(Object.values(states))).toEqual(new Set(['denied']));
  });

  test('for the screen and for devices are refused', async ({ desk }) => {
    desk.allowErrors(REFUSED_BY_CHROMIUM);
    // A click, as Chromium wants one before it asks.
    await desk.page.mouse.click(5, 5);
    const answers = await desk.page.evaluate(async () => {
      const failure = () => 'refused';
      const { usb, hid, serial } = navigator as unknown as Record<
        string,
        { getDevices?(): Promise<unknown[]>; getPorts?(): Promise<unknown[]> }
      >;
      const devices = [usb?.getDevices?.(), hid?.getDevices?.(), serial?.getPorts?.()];
      const known = await Promise.all(devices.map((each) => each?.catch(() => []) ?? []));
      return {
        screen: await navigator.mediaDevices.getDisplayMedia().then(() => 'allowed', failure),
        devices: known.flat().length,
      };
    });
    expect(answers).toEqual({ screen: 'refused', devices: 0 });
  });
});

test.describe('the content security policy', () => {
  test('comes with every file and allows scripts and fonts of the app only', async ({ desk }) => {
    const policy = await desk.app.evaluate(async ({ net }) => {
      const page = await net.fetch('app://purge-desk/index.html');
      return page.headers.get('content-security-policy');
    });
    const rules = policy?.split('; ') ?? [];
    expect(rules).toContain("default-src 'none'");
    expect(rules).toContain("script-src 'self'");
    expect(rules).toContain("connect-src 'none'");
    expect(rules).toContain("frame-src 'none'");
    expect(rules).toContain("object-src 'none'");
    expect(rules).toContain("base-uri 'none'");
    expect(rules).toContain("form-action 'none'");
    expect(policy).not.toContain('unsafe-eval');
    expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
  });

  test('stops inline scripts, eval and foreign scripts', async ({ desk }) => {
    desk.allowErrors(REFUSED_BY_CHROMIUM);
    const ran = await desk.page.evaluate(async () => {
      const ran: string[] = [];
      Object.assign(window, { ran });
      let refused = 0;
      const allRefused = new Promise<void>((done) =>
        document.addEventListener('securitypolicyviolation', () => ++refused === 4 && done()),
      );
      const script = document.createElement('script');
      script.textContent = "ran.push('inline')";
      document.body.append(script);
      const image = document.createElement('img');
      image.setAttribute('onerror', "ran.push('attribute')");
      image.src = 'data:,';
      document.body.append(image);
      const foreign = document.createElement('script');
      foreign.src = "data:text/javascript,ran.push('data')";
      document.body.append(foreign);
      // Outside of what the test's own connection is allowed to do.
      setTimeout(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: that it does not run is the point
          window.eval("ran.push('eval')");
        } catch {}
      });
      await allRefused;
      return ran;
    });
    expect(ran).toEqual([]);
  });
});

test.describe('app://', () => {
  test('serves the page and nothing outside its folder', async ({ desk }) => {
    const ask = (url: string, method = 'GET') =>
      desk.app.evaluate(
        async ({ net }, [address, how]) => {
          const answer = await net.fetch(address, { method: how });
          return { status: answer.status, text: await answer.text() };
        },
        [url, method] as const,
      );
    expect((await ask('app://purge-desk/index.html')).status).toBe(200);
    expect((await ask('app://purge-desk/')).text).toContain('<script');
    const outside = [
      'app://purge-desk/../../package.json',
      'app://purge-desk/..%2f..%2fpackage.json',
      'app://purge-desk/%2e%2e%2f%2e%2e%2fpackage.json',
      'app://purge-desk/assets/..%2f..%2f..%2fpackage.json',
      'app://purge-desk/..%5c..%5cpackage.json',
      'app://purge-desk/%252e%252e%252fpackage.json',
      'app://purge-desk/..%2fmain%2fmain.js',
      'app://purge-desk/%2fetc%2fpasswd',
      'app://purge-desk//etc/passwd',
      'app://purge-desk/index.html%00.js',
      'app://purge-desk/%ff',
      'app://elsewhere/index.html',
    ];
    for (const url of outside) {
      const { status, text } = await ask(url);
      expect(status, url).toBe(404);
      expect(text, url).toBe('Not found');
    }
    expect((await ask('app://purge-desk/index.html', 'POST')).status).toBe(404);
    await expectRefused(desk, 'page.file');
  });
});
