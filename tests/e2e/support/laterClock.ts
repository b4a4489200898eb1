/** A build of the program whose engine has a clock that is days ahead: what it is to open a workspace a year later. */
import { gatedBuild } from './exportGate.ts';

const DAY_MS = 86_400_000;

/** @returns the folder of that build, for the desk to start */
export const laterClock = (folder: string, days: number): string =>
  gatedBuild(
    folder,
    ['engine', 'writer'],
    `
  const { now } = Date;
  Date.now = () => now() + ${days * DAY_MS};
`,
  );
