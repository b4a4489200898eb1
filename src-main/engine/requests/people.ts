/** One person: found beside all other work, because every row of every file is gone through. */
import { type RequestsOf, serve } from './request.ts';

export const peopleRequests = {
  find: serve(async ({ workspace, exporter }, { texts }, signal) => {
    const { found } = await exporter(
      workspace.readsFrom,
      {
        ...{ what: { of: 'person', person: { userNos: [], texts } }, wanted: { format: 'answer' } },
        ...{ locales: [], by: '', previews: [] },
      },
      () => {},
      signal ?? new AbortController().signal,
    );
    return found!;
  }),
} satisfies RequestsOf<'people'>;
