/** The version of the program, for reports: from package.json, put in when it is built. */
import { version } from '../../package.json' with { type: 'json' };

export const PROGRAM_VERSION: string = version;
