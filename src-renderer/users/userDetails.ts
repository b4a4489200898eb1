/** Everything known about one user, as users.get answers. */
import type { Engine } from '../client/engineClient.ts';

export type UserDetails = Awaited<ReturnType<Engine['users']['get']>>;
