/** Requests about sets: making, combining and editing them, and their files for Alma. */
import { z } from 'zod';
import { SET_OPERATORS } from '../../domain/combineSets.ts';
import { criteriaSchema } from '../../domain/criteria.ts';
import { SET_FILE_HEADINGS } from '../../domain/setFileIdentifiers.ts';
import { count, fileToken, id } from '../../domain/valueShapes.ts';
import { setMeaning } from '../shapes/lineMeaning.ts';
import { askedOrigin } from '../shapes/setOrigin.ts';
import { newSet, setFileCheck, setFileWritten, setSummary } from '../shapes/sets.ts';
import { base, changing } from './base.ts';

export const setRequests = {
  list: base.output(z.array(setSummary)),
  create: changing
    .input(
      newSet.extend({
        criteria: criteriaSchema,
        origin: askedOrigin,
        /** Keeps the question rather than those whom it finds now. */
        logical: z.boolean().default(false),
      }),
    )
    .output(setSummary),
  /**
   * How many users a combination would have; and how many undecided ones of them the second set may mean by
   * another spelling, because of whom it would be refused.
   */
  combineCount: base
    .input(z.strictObject({ first: id, operator: z.enum(SET_OPERATORS), second: id }))
    .output(z.object({ users: count, openPairs: count })),
  combine: changing
    .input(newSet.extend({ first: id, operator: z.enum(SET_OPERATORS), second: id }))
    .output(setSummary),
  edit: changing.input(newSet.extend({ setId: id })).output(setSummary),
  delete: changing.input(z.strictObject({ setId: id })).output(z.object({})),
  /** By which identifiers its lines mean its members, where it came from a list. */
  meaning: base.input(z.strictObject({ setId: id })).output(setMeaning),
  /** What to know before the file is written: identifiers that Alma wouldn't find as they are. */
  checkFile: base.input(z.strictObject({ setId: id })).output(
    setFileCheck.extend({
      /** Of the signed review in which all members are approved: it goes into name and properties. */
      seal: z.string().nullable(),
    }),
  ),
  /** Writes the file from which Alma makes an itemized set; more than one when it would pass about 10 MB. */
  exportFile: base
    .input(
      z.strictObject({
        setId: id,
        heading: z.enum(SET_FILE_HEADINGS),
        file: fileToken,
        /** Without the spaces and decimal zeros because of which Alma wouldn't find an identifier. */
        clean: z.boolean().default(false),
      }),
    )
    .output(setFileWritten),
};
