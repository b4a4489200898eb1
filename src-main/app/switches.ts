/**
 * Turns off whatever Chromium does on the network of its own accord, before it starts. main.ts calls
 * it first. These switches are the second fence: the first is guards.ts, which refuses every request
 * of a session. It must run before Electron is ready, or the switches have no effect.
 */
import { app } from 'electron';

const OFF = [
  'disable-background-networking',
  'disable-breakpad',
  'disable-client-side-phishing-detection',
  'disable-component-update',
  'disable-crash-reporter',
  'disable-default-apps',
  'disable-domain-reliability',
  'disable-quic',
  'disable-sync',
  'dns-prefetch-disable',
  'metrics-recording-only',
  'no-first-run',
  'no-pings',
] as const;

const FEATURES_OFF = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'DnsOverHttps',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'SafeBrowsing',
  'SpeculationRulesPrefetchProxy',
  'Translate',
] as const;

/** `developmentHost` may be resolved; every other name, and every address, leads nowhere. */
export function applySwitches(developmentHost: string | null): void {
  const { commandLine } = app;
  for (const name of OFF) commandLine.appendSwitch(name);
  // Appended to what was given on the command line: a second switch of one name replaces the first.
  const given = commandLine.getSwitchValue('disable-features');
  commandLine.appendSwitch('disable-features', [given, ...FEATURES_OFF].filter(Boolean).join(','));
  const except = developmentHost ? `, EXCLUDE ${developmentHost}` : '';
  commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${except}`);
  commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
}
