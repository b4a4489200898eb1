/**
 * The passing messages that are on screen now, two at most. notify.tsx puts them there, Messages.tsx shows them.
 * Holds no words of its own.
 */
import type { ReactNode } from 'react';
import { create } from 'zustand';

export interface MessageAction {
  readonly label: string;
  readonly onClick: () => unknown;
}

export interface Message {
  readonly id: number;
  readonly tone: 'done' | 'failed';
  readonly text: ReactNode;
  /** What to do about a failure. */
  readonly todo?: string | undefined;
  readonly action?: MessageAction | undefined;
  /** How long it stays, in milliseconds, while nobody points at it. */
  readonly lasts: number;
}

/** A new message must be seen at once: the oldest makes room, instead of the newest waiting in line. */
const SHOWN_AT_ONCE = 2;

let lastId = 0;

export const useMessages = create<{ readonly shown: readonly Message[] }>(() => ({ shown: [] }));

/** @returns its number */
export function showMessage(message: Omit<Message, 'id'>): number {
  const id = ++lastId;
  useMessages.setState(({ shown }) => ({
    shown: [...shown, { ...message, id }].slice(-SHOWN_AT_ONCE),
  }));
  return id;
}

export function hideMessageOf(id: number): void {
  useMessages.setState(({ shown }) => ({ shown: shown.filter((each) => each.id !== id) }));
}
