/**
 * Entry of the command line: the same engine without a display.
 * Exit 0 when done, 1 for a workspace that doesn't hold what was written, 2 for arguments or input that can't be used (one sentence on standard error).
 */
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { threadsOf } from './threads.ts';

process.exitCode = await runCommand(
  process.argv.slice(2),
  threadsOf({
    writer: join(import.meta.dirname, 'writer.js'),
    exporter: join(import.meta.dirname, 'export.js'),
  }),
  {
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
  },
);
