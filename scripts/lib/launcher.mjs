/*
 * Stands in for Electron's default app, which the fallback runtime lacks: `electron <folder>`
 * starts the application in that folder. runtime.mjs copies this file into the runtime; nobody
 * imports it. It must leave process.argv as it is and finish loading the application before
 * Electron says `ready`, as the default app does.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(join(process.cwd(), 'launcher'));

// Flags for Chromium and Node come before the application; what follows it belongs to it.
const rest = process.argv.slice(1);
while (rest[0]?.startsWith('-')) {
  const flag = rest.shift();
  if (flag === '-r' || flag === '--require') require(rest.shift());
}

try {
  if (!rest[0]) throw 'Name the folder of the application to start.';
  const target = resolve(rest[0]);
  const manifest = join(target, 'package.json');
  Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
  const main = require.resolve(target);
  app.setAppPath(existsSync(manifest) ? target : dirname(main));
  if (existsSync(manifest)) {
    const { name, productName, version } = JSON.parse(readFileSync(manifest, 'utf8'));
    if (version) app.setVersion(version);
    app.setName(productName ?? name ?? app.getName());
    app.setDesktopName(`${app.getName()}.desktop`);
  }
  await import(pathToFileURL(main).href);
} catch (error) {
  process.stderr.write(`${error?.stack ?? error}\n`);
  app.exit(1);
}
