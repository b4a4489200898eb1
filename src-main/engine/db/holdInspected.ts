/**
 * A workspace is held, and looked at, before anybody opens it: in this order, whatever it is opened for. Must leave
 * nothing locked when it fails.
 */
import { inspectHeader, inspectWorkspace } from './inspectWorkspace.ts';
import { lockFile, type Unlock } from './workspaceLock.ts';

interface Holding {
  /** All of it was looked at a moment ago. */
  readonly inspected: boolean;
  /** Where what is looked at stands; its own place unless told. */
  readonly seenAt?: string;
  /** Keeps others from its place. */
  readonly lockPlace: (path: string) => Unlock;
  /** What can only be looked at once nobody else has it open. */
  readonly inspectLocked: (path: string) => void;
  /** What must be so before anything is looked at. */
  readonly expect?: (path: string) => void;
}

/**
 * @returns what lets go of it
 * @throws Refusal as inspectWorkspace, or when the file is open elsewhere, under whatever name
 */
export function holdInspected(path: string, holding: Holding): Unlock {
  const { inspected, seenAt = path, lockPlace, inspectLocked, expect } = holding;
  const locks: Unlock[] = [];
  const unlock = () => {
    for (const each of locks.toReversed()) each();
  };
  try {
    // Before anything opens it: a file that this process has open must not be closed by looking at it.
    locks.push(lockFile(path));
    expect?.(path);
    if (inspected) inspectHeader(seenAt);
    else inspectWorkspace(seenAt);
    locks.push(lockPlace(path));
    if (!inspected) inspectLocked(seenAt);
    return unlock;
  } catch (error) {
    unlock();
    throw error;
  }
}
