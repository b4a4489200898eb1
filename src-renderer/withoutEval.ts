/**
 * Keeps zod from compiling its checks with `new Function`, which the page's policy forbids.
 * Must be imported before anything that makes a schema.
 */
import { config } from 'zod';

config({ jitless: true });
