/** Entry of the writer's worker thread: performs the writing half of the requests. */
import { tasks } from './requests/tasks.ts';
import { serveWriter } from './writer/serveWriter.ts';

serveWriter(tasks);
