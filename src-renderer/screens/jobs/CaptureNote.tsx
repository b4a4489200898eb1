/**
 * Why the picture of the settings could not be taken, with the way to try again. Nothing was
 * submitted then. Part of both review pages.
 */
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { CaptureFailure } from './captureSettings.ts';
import { captureWords } from './words.tsx';

interface CaptureNoteProps {
  readonly failure: unknown;
  readonly onRetry: () => void;
}

export function CaptureNote({ failure, onRetry }: CaptureNoteProps) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The settings may have been scrolled to for the picture.
    if (failure !== undefined) note.current?.scrollIntoView({ block: 'nearest' });
  }, [failure]);
  if (failure === undefined) return null;
  const words =
    failure instanceof CaptureFailure
      ? { text: failure.message, todo: failure.todo }
      : { error: failure };
  return (
    <div ref={note}>
      <ErrorNote
        {...words}
        action={
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {captureWords.retry}
          </Button>
        }
      />
    </div>
  );
}
