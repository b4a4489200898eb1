/** Entry of the worker thread that performs one export. */
import { serveExport } from './exporting/serveExport.ts';

serveExport(import.meta.url);
