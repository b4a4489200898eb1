/** Second-person sign-off: how it stands, signing, withdrawing. */
import { signOffStatus } from '../review/signOff.ts';
import { os } from './implementer.ts';

export const signOffHandlers = {
  status: os.signOff.status.handler(({ context: { session } }) =>
    signOffStatus(session.workspace.orders.fresh()),
  ),
  sign: os.signOff.sign.handler(async ({ input, context: { session } }) => {
    const { orders, writer } = session.workspace;
    await writer.run('signOff.sign', input);
    return signOffStatus(orders.fresh());
  }),
  withdraw: os.signOff.withdraw.handler(async ({ context: { session } }) => {
    const { orders, writer } = session.workspace;
    await writer.run('signOff.withdraw');
    return signOffStatus(orders.fresh());
  }),
};
