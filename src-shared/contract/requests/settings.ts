/** Requests about the settings of the workspace. */
import { z } from 'zod';
import { fileToken } from '../../domain/valueShapes.ts';
import { logo, policyAsked, policyFacts, settings, takenOver } from '../shapes/settings.ts';
import { base, changing } from './base.ts';

export const settingsRequests = {
  get: base.output(settings),
  save: changing.input(settings).output(settings),
  /** Whether it was asked what the institution has set in Alma; null: no job is submitted yet. */
  policyAsked: base.output(policyAsked.nullable()),
  /** Answers it, or confirms what was taken over. */
  answerPolicy: changing.input(policyFacts).output(policyAsked),
  /** Takes over what goes on from an earlier workspace into this one, in which no file was added yet. */
  takeOver: changing.input(z.strictObject({ file: fileToken })).output(takenOver),
  /** The institution's logo; null: none. */
  logo: base.output(logo.nullable()),
  /** Takes it from a file that was chosen; null: removes it. */
  saveLogo: changing.input(z.strictObject({ file: fileToken.nullable() })).output(logo.nullable()),
};
