/** Requests about one person, user or not, wherever the workspace holds something of them. */
import { z } from 'zod';
import { personTexts } from '../../domain/person.ts';
import { foundPerson } from '../shapes/person.ts';
import { base } from './base.ts';

export const peopleRequests = {
  /** By each of these texts: an identifier of any type, a name, an e-mail address, a telephone, an address. */
  find: base.input(z.strictObject({ texts: personTexts.min(1) })).output(foundPerson),
};
