/**
 * The dialog before what can't be undone: says what will happen and asks to type the number of users
 * (or a name), letter by letter. Used for submitting purges and erasing a workspace.
 * Enter never starts it: it only moves from the field to the button.
 */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useSettlingBar, useWriteBar } from '../client/writing.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { formatCount } from './format.ts';
import { TypedField } from './TypedField.tsx';
import { commonWords, typedWords } from './words/components.tsx';

interface TypedConfirmProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What will happen and what won't. */
  readonly children: ReactNode;
  /** What must be typed: the number of users, or a name. */
  readonly expected: number | string;
  /** What the typed thing is: `the number of users`, `the name of the workspace`. */
  readonly what: string;
  /** A verb and an amount: `Purge 412 users`. */
  readonly confirmLabel: string;
  /** May reject: the error is shown and the dialog stays. */
  readonly onConfirm: () => void | Promise<void>;
  /** False while what was said is no longer true. */
  readonly canConfirm?: boolean;
  /** It is done also when the personal data is due. */
  readonly settling?: boolean;
  /** False where a double click opened it: its second half would close it again. */
  readonly closeOnClickOutside?: boolean;
}

export function TypedConfirm(props: TypedConfirmProps) {
  const { opened, onClose, title, closeOnClickOutside = true } = props;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={480}
      closeOnClickOutside={closeOnClickOutside}
    >
      {/* Mounted anew each time, so that nothing stays typed. */}
      <Form {...props} />
    </Modal>
  );
}

function Form(props: TypedConfirmProps) {
  const { onClose, children, expected, what, confirmLabel, onConfirm, canConfirm = true } = props;
  const bars = { writing: useWriteBar(), settling: useSettlingBar() };
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const fits = canConfirm && matches(typed, expected);
  const shown = typeof expected === 'number' ? formatCount(expected) : expected;

  async function confirm() {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (fits) button.current?.focus();
  }

  return (
    <Stack gap="md">
      <Text component="div">{children}</Text>
      <TypedField
        data-autofocus
        label={typedWords.toConfirm(what, shown)}
        value={typed}
        onChange={setTyped}
        onKeyDown={onKeyDown}
      />
      <ErrorNote error={error} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {commonWords.cancel}
        </Button>
        <Button
          ref={button}
          color="red"
          disabled={!fits}
          loading={busy}
          onClick={confirm}
          {...(props.settling ? bars.settling : bars.writing)}
        >
          {confirmLabel}
        </Button>
      </Group>
    </Stack>
  );
}

function matches(typed: string, expected: number | string): boolean {
  if (typeof expected === 'string') return typed.trim() === expected.trim();
  return isTypedNumber(typed, expected);
}

/** With or without separators; as it is shown, or with the digits 0 to 9. */
export function isTypedNumber(typed: string, expected: number): boolean {
  const digits = digitsOf(typed);
  return digits === String(expected) || digits === digitsOf(formatCount(expected));
}

function digitsOf(text: string): string {
  return text.replace(BETWEEN_DIGITS, '');
}

/** Spaces, separators of numbers, and marks of direction. */
const BETWEEN_DIGITS = /[\s.,'’\u066b\u066c\u061c\u200e\u200f\u2066-\u2069]/g;
