/** Before each file of tests: properties draw the same each time, too, and PURGE_DESK_SEED something else. */
import fc from 'fast-check';
import { SEED } from './seed.ts';

fc.configureGlobal({ seed: SEED });
