/** A program that prints and does nothing else, with the parts of the real one: see printDesk.ts. */
import { join } from 'node:path';
import { app } from 'electron';
import { registerAppScheme } from '../../../src-main/app/appScheme.ts';
import { guardEverything } from '../../../src-main/app/guards.ts';
import { openLog } from '../../../src-main/app/log.ts';
import { documentPrinting } from '../../../src-main/app/printing.ts';
import { applySwitches } from '../../../src-main/app/switches.ts';

const folder = process.env.PURGE_DESK_USER_DATA!;
app.setPath('userData', folder);
app.userAgentFallback = 'Purge Desk 0.0.0';
app.on('window-all-closed', () => {});
applySwitches(null);
registerAppScheme();
const log = openLog(join(folder, 'logs'));
guardEverything(null, log);
const options = { fontsFolder: process.env.PRINT_FONTS!, log };

Object.assign(globalThis, {
  printing: documentPrinting(options),
  hurried: documentPrinting({ ...options, timeLimitMs: 1 }),
});
