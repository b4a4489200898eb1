/** Words of what is as it is because users were erased: what is off, and files that are gone. */
import type { ReactNode } from 'react';

export const erasedWords = {
  off: 'Switched off',
  /** Why something is off. */
  offSince: (at: ReactNode, requestId: string) => (
    <>
      Off since {at}: it named a user who was erased by request {requestId}.
    </>
  ),
  offUntil: {
    rule: 'Edit it to say whom it is to protect.',
    set: 'It holds whom it found then, without the erased, and can’t be used. Check its members and save its details: it is an itemized set from then on.',
    view: 'Save columns under its name to use it again.',
    profile: 'Save a profile under its name to use it again.',
  },
  /** Of the file that was imported. */
  original: (at: ReactNode, requestId: string) => (
    <>
      Erased {at} by request {requestId}: it held a user who was purged for good
    </>
  ),
  originalShort: (at: ReactNode, requestId: string) => (
    <>
      Original erased {at} by {requestId}
    </>
  ),
  afterErasing: 'What is left to do',
} as const;
