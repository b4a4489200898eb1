/**
 * Whether this is a build for work on the program, which `npm run dev` makes: with DevTools, a page from the
 * development server, and bugs told in the terminal. Put in when it is built: neither an argument nor the environment
 * of a librarian's computer can turn it on. The only module that knows.
 */
declare const __FOR_DEVELOPERS__: boolean;

export const FOR_DEVELOPERS: boolean = __FOR_DEVELOPERS__;

/** Where `electron-vite dev` serves the page; null: it comes from the build. */
export const DEVELOPMENT_URL: string | null = FOR_DEVELOPERS
  ? (process.env.ELECTRON_RENDERER_URL ?? null)
  : null;
