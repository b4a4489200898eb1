/**
 * Passing messages: what happened, with Undo where it can be undone; and failures of steps that have
 * no place of their own on screen. Screen readers hear them (the shell's region is live).
 */
import { Button, Group, Text } from '@mantine/core';
import { type NotificationData, notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isAborted } from '../client/refusal.ts';
import { useRevisionStore } from '../client/revision.ts';
import { failureText } from './failure.ts';
import { commonWords } from './words/components.tsx';

interface DoneOptions {
  /** Offers Undo; called at most once. */
  readonly undo?: () => unknown;
  /** Another follow-up instead of Undo, such as Show in folder. */
  readonly action?: { readonly label: string; readonly onClick: () => unknown };
  /** A later message on the same topic takes this one's place: an old Undo would undo something else. */
  readonly topic?: string;
}

const shownByTopic = new Map<string, string>();

/** A new message must be seen at once: the oldest makes room, instead of the newest waiting in line. */
const SHOWN_AT_ONCE = 3;
const shown: string[] = [];

function show(message: NotificationData): string {
  const id = notifications.show(message);
  shown.push(id);
  if (shown.length > SHOWN_AT_ONCE) notifications.hide(shown.shift()!);
  return id;
}

/** `notifyDone('412 users excluded.', { undo: undoLast })`. */
export function notifyDone(text: ReactNode, options: DoneOptions = {}): void {
  const action = options.undo
    ? { label: commonWords.undo, onClick: here(options.undo) }
    : options.action;
  const former = options.topic && shownByTopic.get(options.topic);
  if (former) notifications.hide(former);
  const id = show({
    color: 'teal',
    icon: <IconCheck size={18} aria-hidden />,
    withBorder: true,
    autoClose: action ? 10_000 : 5_000,
    closeButtonProps: { 'aria-label': commonWords.closeMessage },
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" component="div">
          {text}
        </Text>
        {action && (
          <Button
            size="compact-sm"
            variant="light"
            style={{ flexShrink: 0 }}
            onClick={() => {
              notifications.hide(id);
              void action.onClick();
            }}
          >
            {action.label}
          </Button>
        )}
      </Group>
    ),
  });
  if (options.topic) shownByTopic.set(options.topic, id);
}

/** In another workspace the same numbers mean other people: nothing is undone there. */
function here(undo: () => unknown): () => unknown {
  const { workspaceTurn } = useRevisionStore.getState();
  return () => {
    const isHere = useRevisionStore.getState().workspaceTurn === workspaceTurn;
    return isHere ? undo() : undefined;
  };
}

/** Takes the message on a topic away: something that it would cover asks for an answer now. */
export function hideMessage(topic: string): void {
  const id = shownByTopic.get(topic);
  if (id) notifications.hide(id);
}

/** Says what failed and what to do; says nothing of what was cancelled on purpose. */
export function notifyFailure(error: unknown): void {
  if (isAborted(error)) return;
  const { text, todo } = failureText(error);
  show({
    color: 'red',
    icon: <IconAlertTriangle size={18} aria-hidden />,
    withBorder: true,
    autoClose: 12_000,
    closeButtonProps: { 'aria-label': commonWords.closeMessage },
    title: text,
    message: todo ?? '',
  });
}
