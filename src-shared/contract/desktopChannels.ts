/**
 * Names of the IPC channels between the preload and main, and of the window message that carries a
 * connection to the engine. In a file of its own: the preload must not bundle the schemas.
 */
export const REQUEST_CHANNEL = 'purge-desk:request';
export const DROPPED_CHANNEL = 'purge-desk:dropped';
export const REMEMBERED_CHANNEL = 'purge-desk:remembered';
export const CONNECT_CHANNEL = 'purge-desk:connect-engine';
export const EVENT_CHANNEL = 'purge-desk:event';
export const ENGINE_PORT = 'purge-desk:engine-port';

/** Before the locales of the page's formats, with commas between them, among the preload's arguments. */
export const LOCALES_ARGUMENT = '--purge-desk-locales=';

/** What main answers on the first two: a value, or one sentence for the librarian. */
export type DesktopAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };
