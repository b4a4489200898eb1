/** Requests about the settings of the workspace. */
import { settings } from '../shapes/settings.ts';
import { base } from './base.ts';

export const settingsRequests = {
  get: base.output(settings),
  save: base.input(settings).output(settings),
};
