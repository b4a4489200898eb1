/*
 * Sets the fuses of a packaged Purge Desk: what its executable can't be made to do any more, by
 * command line, environment or an exchanged file. Packaging calls it with the path of the
 * executable, before signing. It must never be run on the runtime in node_modules: tests, the
 * command line and benchmarks need that one's Node mode.
 */
import { existsSync } from 'node:fs';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { Stop, say, script } from './lib/talk.mjs';

const FUSES = {
  version: FuseVersion.V1,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // The page comes from app://; file: needs no more rights than any other address.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
};

await script(async () => {
  const [executable] = process.argv.slice(2);
  if (!executable || !existsSync(executable)) {
    throw new Stop('Name the executable of the packaged program: node scripts/fuses.mjs <path>.');
  }
  // Changed bytes make a Mac's ad-hoc signature invalid; without a new one the program won't start.
  const resetAdHocDarwinSignature = process.platform === 'darwin';
  const count = await flipFuses(executable, { ...FUSES, resetAdHocDarwinSignature });
  say(`${count} fuses are set.`);
});
