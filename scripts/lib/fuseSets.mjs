/*
 * What executables of Electron can't be made to do any more, by command line, environment or an exchanged file: the
 * fuses of the runtime that set-up prepares, and those of a packaged program. It must never set those of a packaged
 * program on the runtime: tests, the command line and benchmarks need its Node mode.
 */
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

/** Off in either. */
const NEVER = {
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // The page comes from app://; file: needs no more rights than any other address.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
};

/** Everything else is as Electron delivers it: the application isn't in an archive here. */
export const RUNTIME_FUSES = {
  ...NEVER,
  [FuseV1Options.RunAsNode]: true,
  // The tests of the window drive the program by it.
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
};

export const PACKAGED_FUSES = {
  ...NEVER,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
};

/** Gives the number of executables in that file that were changed. */
export function setFuses(executable, fuses) {
  return flipFuses(executable, {
    version: FuseVersion.V1,
    ...fuses,
    // Changed bytes make a Mac's ad-hoc signature invalid; without a new one the program won't start.
    resetAdHocDarwinSignature: process.platform === 'darwin',
  });
}
