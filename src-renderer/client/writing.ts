/**
 * Whether the open workspace can be changed now, and the sentence that says why not: the one place that knows. What
 * changes it is out of use meanwhile, whatever screen it stands on. The engine refuses it all the same.
 */
import { create } from 'zustand';
import type { WorkspaceStatus } from '#shared/contract/shapes/workspace.ts';
import { queries, queryClient } from './engineClient.ts';
import { writingWords } from './words.ts';

interface WritingState {
  /** Why nothing can be changed; undefined: it can. */
  readonly barred: string | undefined;
}

const useWriting = create<WritingState>(() => ({ barred: undefined }));

export interface WriteBar {
  readonly disabled: true;
  readonly title: string;
}

/** Spread into what changes the workspace. Around several of them stands ui/Writing.tsx. */
export function useWriteBar(): WriteBar | undefined {
  const title = useWriting((state) => state.barred);
  return title === undefined ? undefined : { disabled: true, title };
}

/** The same where no component asks: keys, commands, and what is written without being asked for. */
export function barredNow(): string | undefined {
  return useWriting.getState().barred;
}

export function whyBarred(status: WorkspaceStatus | undefined): string | undefined {
  if (!status?.open) return undefined;
  if (status.readOnly) return writingWords.readOnly;
  if (status.displaced) return writingWords[status.displaced];
  if (status.retention.state === 'due') return writingWords.due;
  return writingWords.soundness[status.soundness.state];
}

/** Most workspaces are checked before anybody could read that they are. */
const CHECKING_SAID_AFTER_MS = 500;
let later: ReturnType<typeof setTimeout> | undefined;

/** Learns from the status as it is known, whoever asked for it. To be called once, when the page starts. */
export function watchWriting(): void {
  const key = JSON.stringify(queries.workspace.status.queryKey());
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && JSON.stringify(query.queryKey) === key) learn(query.state.data);
  });
}

function learn(status: WorkspaceStatus | undefined): void {
  clearTimeout(later);
  const barred = whyBarred(status);
  const say = () => useWriting.setState({ barred });
  const begins = barred === writingWords.soundness.checking && barredNow() === undefined;
  if (begins) later = setTimeout(say, CHECKING_SAID_AFTER_MS);
  else say();
}
