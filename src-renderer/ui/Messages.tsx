/**
 * Passing messages, at the end of the status bar: a place of their own, where they cover no row and no button and
 * move nothing. Screen readers hear each of them. One that is pointed at or has the focus stays.
 */
import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import styles from './Messages.module.css';
import { hideMessageOf, type Message, useMessages } from './messages.ts';
import { commonWords } from './words/components.tsx';

export function Messages() {
  const shown = useMessages((state) => state.shown);
  if (shown.length === 0) return null;
  return (
    <div className={styles.messages}>
      {shown.map((message) => (
        <PassingMessage key={message.id} message={message} />
      ))}
    </div>
  );
}

const ICONS = { done: IconCheck, failed: IconAlertTriangle } as const;

function PassingMessage({ message }: { readonly message: Message }) {
  const { id, tone, text, todo, action, lasts } = message;
  const element = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState(false);
  const Icon = ICONS[tone];

  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => hideMessageOf(id), lasts);
    return () => clearTimeout(timer);
  }, [held, id, lasts]);

  /** Its button goes with it: the title of the screen takes the focus. */
  function close() {
    if (element.current?.contains(document.activeElement)) {
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    }
    hideMessageOf(id);
  }

  return (
    <div
      ref={element}
      role="alert"
      className={styles.message}
      data-tone={tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size={16} stroke={2} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        {text}
        {todo && <> {todo}</>}
      </div>
      {action && (
        <Button
          size="compact-xs"
          variant="default"
          className={styles.action}
          onClick={() => {
            close();
            void action.onClick();
          }}
        >
          {action.label}
        </Button>
      )}
      <ActionIcon size={24} aria-label={commonWords.closeMessage} onClick={close}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </div>
  );
}
