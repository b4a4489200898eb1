/** The workspaces that were used before, as the desktop knows them. Asked anew each time they are shown. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { desktop, type RecentWorkspace } from '../client/desktop.ts';

const KEY = ['desktop', 'recentWorkspaces'];

export function useRecentWorkspaces(): readonly RecentWorkspace[] {
  const { data = [] } = useQuery({
    queryKey: KEY,
    queryFn: () => desktop.recentWorkspaces(),
    // Tokens are of this run of the program, and the list grows with each workspace.
    staleTime: 0,
    gcTime: 0,
  });
  return data;
}

export function useForgetRecent(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await desktop.forgetRecent();
    await client.invalidateQueries({ queryKey: KEY });
  };
}
