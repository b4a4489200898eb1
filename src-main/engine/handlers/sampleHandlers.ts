/** Sampling checks: drawn, looked up in Alma, recorded. */
import { getSample, listSamples, sampledUsers } from '../review/samples.ts';
import { os } from './implementer.ts';

export const sampleHandlers = {
  list: os.samples.list.handler(({ context: { session } }) =>
    listSamples(session.workspace.reader),
  ),
  draw: os.samples.draw.handler(async ({ input, context: { session } }) => {
    const { reader, writer } = session.workspace;
    const sampleId = await writer.run('sample.draw', { ...input, by: session.userName });
    return getSample(reader, sampleId);
  }),
  users: os.samples.users.handler(({ input, context: { session } }) =>
    sampledUsers(session.workspace.reader, input.sampleId),
  ),
  record: os.samples.record.handler(async ({ input, context: { session } }) => {
    const { reader, writer } = session.workspace;
    await writer.run('sample.record', { ...input, by: session.userName });
    return getSample(reader, input.sampleId);
  }),
  remove: os.samples.remove.handler(async ({ input, context: { session } }) => {
    await session.workspace.writer.run('sample.remove', input);
    return {};
  }),
};
