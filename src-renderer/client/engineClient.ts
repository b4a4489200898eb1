/**
 * The engine as the page sees it: `engine` to ask directly, `queries` to ask through TanStack Query, and the one
 * QueryClient. Never keeps answers of its own; what is current is decided in revision.ts.
 */
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import type { engineContract } from '#shared/contract/engineContract.ts';
import { engineLink } from './connection.ts';

export type Engine = ContractRouterClient<typeof engineContract>;

/** `await engine.users.page({ ... }, { signal })`; fails with a refusal or a bug, see refusal.ts. */
export const engine: Engine = createORPCClient(engineLink);

/** `useQuery(queries.users.count.queryOptions({ input: { criteria } }))`. */
export const queries = createTanstackQueryUtils(engine);

/** Answers stay fresh until the engine says that the workspace changed; nothing is refetched by time or focus. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
