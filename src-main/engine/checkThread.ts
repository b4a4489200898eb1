/** Entry of the worker thread that checks the workspace that is open. */
import { serveCheck } from './session/serveCheck.ts';

void serveCheck();
