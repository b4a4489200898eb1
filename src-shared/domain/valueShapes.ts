/**
 * The values that shapes are made of: dates, counts, numbers of things, money. Knows nothing of what they are used
 * for, so that kinds of jobs and the contract can both be built from them.
 */
import { z } from 'zod';
import { isIsoDate } from './calendar.ts';

export const isoDate = z.string().refine(isIsoDate, 'a date as YYYY-MM-DD');
/** `2026-11`. */
export const yearMonth = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/u, 'a month as YYYY-MM');
export const count = z.number().int().nonnegative();
export const id = z.number().int().positive();
/** UTC milliseconds. */
export const instant = z.number().int();
/** Minor units. */
export const money = z.number().int();
/** Stands for a file that was chosen in a dialog; only the desktop and the engine know its path. */
export const fileToken = z.string().min(8).max(100);
/** In which locales the page writes, best first; none: the same on every computer. */
export const locales = z.array(z.string().max(100)).max(50).default([]);
/** An expected failure: its code and what it says of this case (refusals/refusals.ts has the words). */
export const refusal = z.object({ code: z.string(), values: z.unknown().optional() });
