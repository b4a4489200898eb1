/**
 * Asks for a name and saves something under it; used for views and saved filters. Stays open and says
 * why when the engine refuses the name.
 */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useWriteBar } from '../client/writing.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { commonWords } from './words/components.tsx';

interface NameDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly label: string;
  readonly button: string;
  readonly maxLength: number;
  /** Below the name: what saving will do. */
  readonly hint: (name: string) => ReactNode;
  /** Why this name can't be used. */
  readonly refuse?: (name: string) => string | undefined;
  readonly onSave: (name: string) => Promise<void>;
  /** Above the name: what is saved. */
  readonly children?: ReactNode;
}

export function NameDialog(props: NameDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} size={440}>
      {/* Mounted anew each time, so that nothing stays typed. */}
      {props.opened && <Form {...props} />}
    </Modal>
  );
}

function Form({
  onClose,
  label,
  button,
  maxLength,
  hint,
  refuse,
  onSave,
  children,
}: NameDialogProps) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const name = typed.trim();
  const refusal = name === '' ? undefined : refuse?.(name);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || name === '' || refusal) return;
    setBusy(true);
    setError(undefined);
    try {
      await onSave(name);
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {children}
        <TextInput
          label={label}
          required
          data-autofocus
          maxLength={maxLength}
          value={typed}
          error={refusal}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Text size="sm" c="dimmed">
          {hint(name)}
        </Text>
        <ErrorNote error={error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {commonWords.cancel}
          </Button>
          <Button
            type="submit"
            loading={busy}
            disabled={name === '' || refusal !== undefined}
            {...useWriteBar()}
          >
            {button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
