/**
 * Speaks to the engine over the page's port, past the page's own client: for tests that send what
 * no client would, or that look at data without depending on a screen. The wire format is that of
 * oRPC's message-port adapter.
 */
import { type ElectronApplication, expect, type Page } from '@playwright/test';

export interface EngineAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the contract's shapes differ by request
  readonly body: any;
}

/**
 * Lets the test see the port of every page, also those that come after a restart of the engine: only a listener that is
 * there from the start sees a port without taking it away from the page.
 */
export async function seeEnginePorts(app: ElectronApplication): Promise<void> {
  await app.context().addInitScript(() => {
    window.addEventListener('message', (event) => {
      if (event.data?.type !== 'purge-desk:engine-port') return;
      Object.assign(window, { testPort: event.ports[0] });
    });
  });
}

/** Waits until the page has its port. */
export async function openEnginePort(page: Page): Promise<void> {
  await page.waitForFunction(() => 'testPort' in window);
}

/** Puts anything on the wire, without waiting for an answer. */
export async function sendRaw(page: Page, messages: readonly unknown[]): Promise<void> {
  await page.evaluate((given) => {
    const { testPort } = window as unknown as { testPort: MessagePort };
    for (const message of given) testPort.postMessage(message);
  }, messages);
}

/** One request, `users.page` for example; waits for its answer. */
export async function callEngine(
  page: Page,
  request: string,
  input?: unknown,
): Promise<EngineAnswer> {
  const url = `/${request.replaceAll('.', '/')}`;
  const text = await page.evaluate(
    ([path, json]) =>
      new Promise<string>((answered, failed) => {
        const { testPort } = window as unknown as { testPort: MessagePort };
        const id = `test-${crypto.randomUUID()}`;
        const late = setTimeout(() => failed(new Error(`No answer to ${path}`)), 20_000);
        const hear = (event: MessageEvent) => {
          if (typeof event.data !== 'string' || JSON.parse(event.data).i !== id) return;
          clearTimeout(late);
          testPort.removeEventListener('message', hear);
          answered(event.data);
        };
        testPort.addEventListener('message', hear);
        testPort.postMessage(JSON.stringify({ i: id, p: { u: path, b: { json } } }));
      }),
    [url, input] as const,
  );
  const { p } = JSON.parse(text);
  return { status: p.s ?? 200, body: p.b?.json };
}

/** The same of a request that must not be refused. @returns its answer */
export async function askEngine(
  page: Page,
  request: string,
  input?: unknown,
): Promise<EngineAnswer['body']> {
  const { status, body } = await callEngine(page, request, input);
  expect(status, `${request}: ${JSON.stringify(body)}`).toBe(200);
  return body;
}
