/*
 * Sets the fuses of a packaged Purge Desk. Packaging calls it with the path of the executable, before signing. It must
 * never be run on the runtime in node_modules, which has its own.
 */
import { existsSync } from 'node:fs';
import { PACKAGED_FUSES, setFuses } from './lib/fuseSets.mjs';
import { Stop, say, script } from './lib/talk.mjs';

await script(async () => {
  const [executable] = process.argv.slice(2);
  if (!executable || !existsSync(executable)) {
    throw new Stop('Name the executable of the packaged program: node scripts/fuses.mjs <path>.');
  }
  say(`${await setFuses(executable, PACKAGED_FUSES)} fuses are set.`);
});
