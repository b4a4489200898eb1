/**
 * The rules for the page and its window, one program for each kind; security.network.spec.ts and
 * security.ipc.spec.ts hold the rest. Every step names the hole it would find; none relies on a
 * screen of the page, only on what any page could try.
 */
import { expect, test } from './support/launch.ts';
import { expectRefusal, expectRefused, REFUSED_BY_CHROMIUM, refusals } from './support/refusals.ts';

test('the page has nothing but its bridge', async ({ desk }) => {
  await test.step('has no Node and no Electron', async () => {
    const found = await desk.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer']
        .filter((name) => name in globalThis)
        .concat(Object.keys(window.purgeDesk)),
    );
    expect(found.toSorted()).toEqual([
      'connectEngine',
      'grantDropped',
      'locales',
      'onEvent',
      'remembered',
      'request',
    ]);
  });

  await test.step('runs sandboxed, isolated from the preload, without webviews', async () => {
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

  await test.step('cannot change the bridge', async () => {
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

test('navigation', async ({ desk }) => {
  desk.allowErrors(REFUSED_BY_CHROMIUM);
  const home = desk.page.url();
  await desk.page.evaluate(() => Object.assign(window, { stillHere: true }));
  const expectHome = async () => {
    expect(desk.page.url()).toBe(home);
    expect(await desk.page.evaluate(() => 'stillHere' in window)).toBe(true);
  };
  const goTo = (address: string) =>
    desk.page.evaluate((url) => {
      window.location.href = url;
    }, address);

  for (const address of ['https://example.org/', 'app://elsewhere/index.html']) {
    await test.step(`to ${address} is refused`, async () => {
      await expectRefusal(desk, 'navigation', () => goTo(address));
      await expectHome();
    });
  }

  await test.step('to a file is refused', async () => {
    // Chromium itself keeps pages away from files; it does so before anybody else is asked.
    const told = desk.page.waitForEvent('console', (message) =>
      message.text().includes('Not allowed to load local resource'),
    );
    await goTo('file:///etc/passwd');
    await told;
    await expectHome();
  });

  await test.step('by a click on a link is refused', async () => {
    await expectRefusal(desk, 'navigation', () =>
      desk.page.evaluate(() => {
        const link = document.createElement('a');
        link.href = 'https://example.org/';
        document.body.append(link);
        link.click();
      }),
    );
    await expectHome();
  });

  await test.step('of an inner frame is refused, and it has no bridge', async () => {
    const bridge = await desk.page.evaluate(() => {
      const empty = document.body.appendChild(document.createElement('iframe'));
      return 'purgeDesk' in (empty.contentWindow as Window);
    });
    expect(bridge).toBe(false);
    const before = desk.page.frames().length;
    const told = desk.page.waitForEvent('console', (message) =>
      message.text().includes('Content Security Policy'),
    );
    await desk.page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.id = 'inner';
      frame.src = 'app://purge-desk/index.html';
      document.body.append(frame);
    });
    await told;
    expect(desk.page.frames().length).toBeLessThanOrEqual(before + 1);
    const inside = await desk.page.evaluate(
      () =>
        document.querySelector<HTMLIFrameElement>('#inner')?.contentDocument?.body
          .childElementCount ?? 0,
    );
    expect(inside).toBe(0);
  });

  await test.step('into a new window is refused', async () => {
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

  await test.step('is refused in any other window as well', () =>
    expectRefusal(desk, 'navigation', () =>
      desk.app.evaluate(async ({ BrowserWindow }) => {
        const window = new BrowserWindow({ show: false });
        await window.loadURL('data:text/html,<p>other</p>');
        const go = "location.href = 'app://purge-desk/index.html'";
        await window.webContents.executeJavaScript(go).catch(() => {});
      }),
    ));
});

test('permissions', async ({ desk }) => {
  desk.allowErrors(REFUSED_BY_CHROMIUM);
  await test.step('are refused when asked for', async () => {
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

  await test.step('are refused when looked up', async () => {
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

  await test.step('for the screen and for devices are refused', async () => {
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

test('the content security policy', async ({ desk }) => {
  desk.allowErrors(REFUSED_BY_CHROMIUM);
  const { page } = desk;
  await test.step('comes with every file and allows scripts and fonts of the app only', async () => {
    const policy = await desk.app.evaluate(async ({ session }) => {
      const inPages = session.fromPartition('purge-desk');
      const page = await inPages.fetch('app://purge-desk/index.html');
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

  await test.step('stops inline scripts, eval and foreign scripts', async () => {
    const ran = await desk.page.evaluate(async () => {
      const ran: string[] = [];
      Object.assign(window, { ran });
      // Each is told to the page when it is stopped: then nothing is left that could still run.
      const stopped = new Promise<void>((done) => {
        const open = new Set(['script-src-elem inline', 'script-src-attr inline']);
        for (const each of ['script-src-elem data', 'script-src eval']) open.add(each);
        document.addEventListener('securitypolicyviolation', (event) => {
          open.delete(`${event.effectiveDirective} ${event.blockedURI}`);
          if (open.size === 0) done();
        });
      });
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
      await stopped;
      return ran;
    });
    expect(ran).toEqual([]);
  });

  await test.step('gives each load a nonce of its own, which markup doesn’t show', async () => {
    const policies = await desk.app.evaluate(async ({ session }) => {
      const inPages = session.fromPartition('purge-desk');
      const load = async () => {
        const { headers } = await inPages.fetch('app://purge-desk/index.html');
        return headers.get('content-security-policy') ?? '';
      };
      return [await load(), await load()];
    });
    const nonces = policies.map((each) => /'nonce-([\w+/]{22}==)'/.exec(each)?.[1]);
    expect(new Set(nonces).size).toBe(2);
    expect(nonces).not.toContain(undefined);
    for (const each of policies) expect(each).not.toContain('unsafe-inline');
    const shown = await page.evaluate(() => {
      const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
      return { written: meta?.getAttribute('nonce'), length: meta?.nonce.length };
    });
    expect(shown).toEqual({ written: '', length: 24 });
  });

  await test.step('stops foreign styles, in elements and in markup', async () => {
    const look = await page.evaluate(async () => {
      const told = new Promise<string[]>((done) => {
        const seen = new Set<string>();
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          seen.add(effectiveDirective);
          if (seen.size === 2) done([...seen].toSorted());
        });
      });
      const style = document.createElement('style');
      style.textContent = 'body { outline: 7px solid red }';
      document.head.append(style);
      const markup = document.createElement('div');
      markup.innerHTML = '<p id="planted" style="outline: 7px solid red">planted</p>';
      document.body.append(markup);
      const widthOf = (element: Element) => getComputedStyle(element).outlineStyle;
      return {
        told: await told,
        body: widthOf(document.body),
        planted: widthOf(markup.firstElementChild as Element),
      };
    });
    expect(look).toEqual({
      told: ['style-src-attr', 'style-src-elem'],
      body: 'none',
      planted: 'none',
    });
  });
});

test.describe('app://', () => {
  test('serves the page and nothing outside its folder', async ({ desk }) => {
    const ask = (url: string, method = 'GET') =>
      desk.app.evaluate(
        async ({ session }, [address, how]) => {
          const page = session.fromPartition('purge-desk');
          const answer = await page.fetch(address, { method: how });
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
