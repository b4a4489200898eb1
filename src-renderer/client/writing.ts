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
  /** The same of what has to be done about personal data that is due. */
  readonly settlingBarred: string | undefined;
}

const useWriting = create<WritingState>(() => ({ barred: undefined, settlingBarred: undefined }));

export interface WriteBar {
  readonly disabled: true;
  readonly title: string;
}

/** Spread into what changes the workspace. Around several of them stands ui/Writing.tsx. */
export function useWriteBar(): WriteBar | undefined {
  const title = useWriting((state) => state.barred);
  return title === undefined ? undefined : { disabled: true, title };
}

/** The same for what erases or postpones: it is what personal data that is due waits for. */
export function useSettlingBar(): WriteBar | undefined {
  const title = useWriting((state) => state.settlingBarred);
  return title === undefined ? undefined : { disabled: true, title };
}

export function settlingBarredNow(): string | undefined {
  return useWriting.getState().settlingBarred;
}

/** The same where no component asks: keys, commands, and what is written without being asked for. */
export function barredNow(): string | undefined {
  return useWriting.getState().barred;
}

export function whyBarred(status: WorkspaceStatus | undefined): string | undefined {
  const why = whySettlingBarred(status);
  const isDue = status?.open && status.retention.state === 'due';
  return isDue && (!why || why === CHECKING) ? writingWords.due : why;
}

function whySettlingBarred(status: WorkspaceStatus | undefined): string | undefined {
  if (!status?.open) return undefined;
  if (status.readOnly) return writingWords.readOnly;
  if (status.displaced) return writingWords[status.displaced];
  return writingWords.soundness[status.soundness.state];
}

const CHECKING = writingWords.soundness.checking;

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
  const settlingBarred = whySettlingBarred(status);
  const say = () => useWriting.setState({ barred, settlingBarred });
  const begins = barred === CHECKING && barredNow() === undefined;
  if (begins) later = setTimeout(say, CHECKING_SAID_AFTER_MS);
  else say();
}
