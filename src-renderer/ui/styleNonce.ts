/**
 * The word by which this load of the page may add style elements: main puts a new one into the page and its content
 * security policy each time. Mantine, the grid and what keeps the page from scrolling behind a dialog ask for it.
 * Must never be stored or shown.
 */

/** Empty in tests and on the development server, whose policy asks for none. */
export function styleNonce(): string {
  const given = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return given?.nonce ?? '';
}

/** For libraries that look for the name under which bundlers keep it. */
export function publishStyleNonce(): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
}
