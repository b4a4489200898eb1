/** Requests about the workspace file. */
import { z } from 'zod';
import { fileToken, locales } from '../../domain/valueShapes.ts';
import { workspaceStatus } from '../shapes/workspace.ts';
import { base, changing, settling } from './base.ts';

/**
 * What leaves the open workspace is refused while files are being read or exported, unless they may be given up: they
 * have to be chosen, or exported, again.
 */
const leaving = { giveUp: z.boolean().optional() };

export const workspaceRequests = {
  status: base.output(workspaceStatus),
  /** Begins with what is usual where the page’s locales are of: the paper of reports. */
  create: base
    .input(z.strictObject({ file: fileToken, locales, ...leaving }))
    .output(workspaceStatus),
  /** For reading only where that is asked: then nothing is written to the file, nor beside it to stay there. */
  open: base
    .input(z.strictObject({ file: fileToken, readOnly: z.boolean().optional(), ...leaving }))
    .output(workspaceStatus),
  close: base.input(z.strictObject(leaving).optional()).output(workspaceStatus),
  saveCopy: base
    .input(z.strictObject({ file: fileToken }))
    .output(z.object({ fileName: z.string() })),
  /** Saves a workspace whose file went from its place, and goes on in the new one. */
  saveAs: base.input(z.strictObject({ file: fileToken })).output(workspaceStatus),
  /** Work in the background that waits for the disk is tried again at once. */
  tryAgain: base.output(z.object({})),
  /** Somebody knows that it was copied while it was open, and what it may lack. */
  confirmCopied: changing.output(workspaceStatus),
  /** Deletes the file and everything in it; the name must be typed. */
  erase: settling.input(z.strictObject({ typedName: z.string() })).output(workspaceStatus),
};
