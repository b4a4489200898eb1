/** Requests about the workspace file. */
import { z } from 'zod';
import { fileToken } from '../../domain/valueShapes.ts';
import { workspaceStatus } from '../shapes/workspace.ts';
import { base } from './base.ts';

export const workspaceRequests = {
  status: base.output(workspaceStatus),
  create: base.input(z.strictObject({ file: fileToken })).output(workspaceStatus),
  open: base.input(z.strictObject({ file: fileToken })).output(workspaceStatus),
  close: base.output(workspaceStatus),
  saveCopy: base
    .input(z.strictObject({ file: fileToken }))
    .output(z.object({ fileName: z.string() })),
  /** Deletes the file and everything in it; the name must be typed. */
  erase: base.input(z.strictObject({ typedName: z.string() })).output(workspaceStatus),
};
