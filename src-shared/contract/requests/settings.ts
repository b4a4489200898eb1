/** Requests about the settings of the workspace. */
import { z } from 'zod';
import { fileToken } from '../../domain/valueShapes.ts';
import { logo, settings } from '../shapes/settings.ts';
import { base, changing } from './base.ts';

export const settingsRequests = {
  get: base.output(settings),
  save: changing.input(settings).output(settings),
  /** The institution's logo; null: none. */
  logo: base.output(logo.nullable()),
  /** Takes it from a file that was chosen; null: removes it. */
  saveLogo: changing.input(z.strictObject({ file: fileToken.nullable() })).output(logo.nullable()),
};
