/*
 * How the scripts talk: plain lines and percentages on stderr, and expected failures as one
 * sentence. Every script uses it. It must never write to stdout (that belongs to the program
 * that is being run) and never show a stack trace for something a user can put right.
 */

/** An expected failure. Its message is one sentence: what went wrong and what to do. */
export class Stop extends Error {}

export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Shows how far a step is: in place on a terminal, else a line every 25 %. */
export function progress(label) {
  let shown = -1;
  return (fraction) => {
    const percent = Math.max(0, Math.min(100, Math.floor(fraction * 100)));
    const step = process.stderr.isTTY ? percent : percent - (percent % 25);
    if (step <= shown) return;
    shown = step;
    if (!process.stderr.isTTY) say(`${label}: ${step} %`);
    else process.stderr.write(`\r${label}: ${step} %${step === 100 ? '\n' : ''}`);
  };
}

const FULL = /ENOSPC|EDQUOT|No space left|Disk quota/i;

/** True for a full disk, whether it comes as an error of Node or as text from npm or tar. */
export function isDiskFull(problem) {
  return FULL.test(problem?.code ?? '') || FULL.test(problem?.message ?? problem ?? '');
}

/** For programs that only say so in their output. */
export const diskFull = () => Object.assign(new Error('The disk is full'), { code: 'ENOSPC' });

/** Turns a failure of the file system into a Stop; anything else is a bug and stays as it is. */
export function explained(error, folder) {
  if (error instanceof Stop) return error;
  if (isDiskFull(error)) {
    return new Stop(`The disk that holds ${folder} is full; free about 1 GB there and try again.`);
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOENT'].includes(error?.code)) {
    const where = error.path ?? folder;
    return new Stop(`Cannot write ${where} (${error.code}); check its permissions and try again.`);
  }
  return error;
}

/** Runs a script: what it returns is the exit code, a Stop ends it with its sentence and 1. */
export async function script(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    say(error instanceof Stop ? error.message : error);
    process.exitCode = 1;
  }
}
