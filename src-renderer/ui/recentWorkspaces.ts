/** The workspaces that were used before, as the desktop knows them. Asked anew each time they are shown. */
import { useQuery } from '@tanstack/react-query';
import { desktop, type RecentWorkspace } from '../client/desktop.ts';
import { queryClient } from '../client/engineClient.ts';

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

export async function forgetRecent(): Promise<void> {
  await desktop.forgetRecent();
  await askRecentAgain();
}

export async function askRecentAgain(): Promise<void> {
  // A first answer that is under way may be of before, and wouldn't be asked for anew.
  await queryClient.cancelQueries({ queryKey: KEY }, { silent: true });
  await queryClient.invalidateQueries({ queryKey: KEY });
}
