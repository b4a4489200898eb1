/**
 * The end of a dialog that does something: what went wrong, what is still missing, the way back, and the button that does
 * it, which is out of use until nothing is missing. Must never do it by itself.
 */
import { Button, Group, Text } from '@mantine/core';
import { type ReactNode, type Ref, useId } from 'react';
import type { WriteBar } from '../client/writing.ts';
import { ErrorNote } from './ErrorNote.tsx';
import type { Step } from './useStep.ts';
import { commonWords } from './words/components.tsx';

interface DialogEndProps {
  /** What the button does: a verb. */
  readonly label: ReactNode;
  readonly onDo: () => void;
  readonly onBack: () => void;
  /** Cancel unless told. */
  readonly back?: string;
  /** A sentence; undefined: nothing. */
  readonly missing: string | undefined;
  readonly step: Pick<Step, 'busy' | 'error'>;
  /** What can't be undone. */
  readonly isFinal?: boolean;
  /** Why the workspace can't be changed now. */
  readonly bar: WriteBar | undefined;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

export function DialogEnd(props: DialogEndProps) {
  const { label, onDo, onBack, back = commonWords.cancel, missing, step } = props;
  const missingId = useId();
  return (
    <>
      <ErrorNote error={step.error} />
      <Group justify="flex-end" gap={8}>
        <Text size="sm" c="dimmed" flex={1} id={missingId} role="status">
          {missing}
        </Text>
        <Button variant="default" onClick={onBack}>
          {back}
        </Button>
        <Button
          ref={props.buttonRef}
          color={props.isFinal ? 'red' : undefined}
          disabled={missing !== undefined}
          aria-describedby={missingId}
          loading={step.busy}
          onClick={onDo}
          {...props.bar}
        >
          {label}
        </Button>
      </Group>
    </>
  );
}
