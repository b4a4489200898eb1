/*
 * The built writer thread, which kills its whole process without warning just before the statement of which
 * the number is given runs, BEGIN and COMMIT among them. Struck at a statement, not at a moment, it stops in the
 * same place on every machine. strickenChild.mjs starts it. workerData: script, path, statement, counted;
 * SQLITE_PACKAGE names the one that writes; STRUCK_ONLY=BEGIN counts beginnings of transactions alone.
 */
import { createRequire } from 'node:module';
import { workerData } from 'node:worker_threads';

const Database = createRequire(import.meta.url)(process.env.SQLITE_PACKAGE);
const { script, statement, counted } = workerData;

const memory = new Database(':memory:');
const statements = Object.getPrototypeOf(memory.prepare('SELECT 1'));
memory.close();
const { run } = statements;
const isCounted = (sql) => process.env.STRUCK_ONLY !== 'BEGIN' || sql.startsWith('BEGIN');
statements.run = function runOrDie(...values) {
  if (isCounted(this.source) && ++counted[0] === statement) process.kill(process.pid, 'SIGKILL');
  return run.apply(this, values);
};

await import(script);
