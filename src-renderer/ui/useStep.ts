/** What a dialog does once it is confirmed: one step at a time, told where it fails, and a job that goes with its picture. */
import { useRef, useState } from 'react';
import { engine } from '../client/engineClient.ts';
import { LOCALES } from './format.ts';
import { takePicture } from './takePicture.ts';

type JobToSubmit = Parameters<typeof engine.jobs.submit>[0]['job'];

export interface Step {
  readonly busy: boolean;
  /** Why the last one failed; undefined: it didn't. */
  readonly error: unknown;
  /** A second press while it is under way does nothing. Once it has succeeded the dialog is to be closed. */
  run(step: () => Promise<void>): void;
}

export function useStep(): Step {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const isUnderWay = useRef(false);
  async function work(step: () => Promise<void>) {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setBusy(true);
    setError(undefined);
    try {
      await step();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
    isUnderWay.current = false;
  }
  return { busy, error, run: (step) => void work(step) };
}

/** With the picture of the page as it is. @returns its number */
export async function submitPictured(job: JobToSubmit): Promise<number> {
  const capture = await takePicture();
  const { jobId } = await engine.jobs.submit({ job, capture, locales: LOCALES });
  return jobId;
}
