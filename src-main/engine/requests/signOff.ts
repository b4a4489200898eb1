/** Second-person sign-off: how it stands, signing, withdrawing. */
import { sign, signOffStatus, withdraw } from '../review/signOff.ts';
import type { OpenWorkspace } from '../session/openWorkspace.ts';
import { type RequestsOf, read, write } from './request.ts';

const status = ({ orders }: OpenWorkspace) => signOffStatus(orders.fresh());

export const signOffRequests = {
  status: read(status),
  sign: write({
    changes: 'records',
    work: ({ db }, { name }) => sign(db, name),
    // Who signs isn't always who sits at the computer.
    enters: ({ signer, ...details }) => ({ what: 'signature.made', details, by: signer }),
    answer: status,
  }),
  withdraw: write({
    changes: 'records',
    work: ({ db }) => withdraw(db),
    enters: (signOffId) => ({ what: 'signature.withdrawn', details: { signOffId } }),
    answer: status,
  }),
} satisfies RequestsOf<'signOff'>;
