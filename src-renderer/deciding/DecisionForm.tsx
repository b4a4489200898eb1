/**
 * The frame of the decision dialogs: sends the decision once and closes, or stays when it was refused. Its buttons
 * stand at the end, the safe one first.
 */
import { Button, Group, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { commonWords } from '../ui/words/components.tsx';
import { decide } from './decide.tsx';
import type { DecisionMade, DecisionTarget } from './decisions.ts';
import { forgetKept } from './keptForm.ts';
import { formWords } from './words/decisions.tsx';

/** What each form is given. */
export interface DecisionFormProps {
  readonly target: DecisionTarget;
  /** Those of Settings, in their order. */
  readonly reasons: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function useDeciding(onDone: () => void) {
  const [busy, setBusy] = useState(false);
  async function apply(target: DecisionTarget, made: DecisionMade) {
    setBusy(true);
    const done = await decide(target, made);
    setBusy(false);
    if (!done) return;
    forgetKept();
    onDone();
  }
  return { busy, apply };
}

interface NoteFieldProps {
  readonly value: string;
  readonly onChange: (note: string) => void;
}

export function NoteField({ value, onChange }: NoteFieldProps) {
  return (
    <Textarea
      label={formWords.note}
      autosize
      minRows={1}
      maxRows={4}
      maxLength={2000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface DecisionButtonsProps {
  readonly onClose: () => void;
  /** The button that decides. */
  readonly children: ReactNode;
}

export function DecisionButtons({ onClose, children }: DecisionButtonsProps) {
  return (
    <Group justify="flex-end" gap={8}>
      <Button
        variant="default"
        onClick={() => {
          forgetKept();
          onClose();
        }}
      >
        {commonWords.cancel}
      </Button>
      {children}
    </Group>
  );
}
