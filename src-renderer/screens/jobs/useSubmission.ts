/**
 * The way from Submit, or Add, to a running job: picture of the settings, confirmation, jobs.submit. A job is never
 * submitted without its picture, and never twice however often one clicks.
 */
import { type RefObject, useRef, useState } from 'react';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import { engine, queries, queryClient } from '../../client/engineClient.ts';
import { LOCALES } from '../../ui/format.ts';
import { captureSettings } from './captureSettings.ts';
import { forgetDraft } from './useDraft.ts';
import { leavePages } from './useWizardPage.ts';

/** @param isNew false: the same job was there already, and hasn't ended */
export type StaysOpen = (submitted: JobSummary, isNew: boolean) => void;

/** A job whose settings were pictured: what is confirmed is what was shown. */
interface Prepared<About> {
  readonly job: JobRequest;
  readonly capture: string;
  /** What the confirmation says, as it was when the picture was taken. */
  readonly about: About;
  /** What comes after it; undefined: the list, with this job open. */
  readonly stay: StaysOpen | undefined;
}

export interface Submission<About> {
  /** What was pictured last. */
  readonly prepared: Prepared<About> | undefined;
  /** The confirmation is open. */
  readonly asking: boolean;
  /** Why there is no picture. */
  readonly failure: unknown;
  /**
   * @param stay the form stays open for the next job: what happens instead of going to the list. The draft is then the
   * caller's
   */
  prepare(job: JobRequest, about: About, stay?: StaysOpen): Promise<void>;
  /** Rejects with what the engine refused. */
  confirm(): Promise<void>;
  cancel(): void;
}

export function useSubmission<About>(settings: RefObject<HTMLElement | null>): Submission<About> {
  const [prepared, setPrepared] = useState<Prepared<About>>();
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const preparing = useRef(false);
  const sending = useRef<Promise<void>>(undefined);

  async function prepare(job: JobRequest, about: About, stay?: StaysOpen) {
    if (preparing.current || !settings.current) return;
    preparing.current = true;
    setFailure(undefined);
    try {
      setPrepared({ job, about, stay, capture: await captureSettings(settings.current) });
      setAsking(true);
    } catch (error) {
      setFailure(error);
    } finally {
      preparing.current = false;
    }
  }

  async function send({ job, capture, stay }: Prepared<About>) {
    const before = queryClient.getQueryData(queries.jobs.list.queryKey()) ?? [];
    const submitted = await engine.jobs.submit({ job, capture, locales: LOCALES });
    showAtOnce(submitted);
    if (stay) {
      stay(submitted, !before.some(({ jobId }) => jobId === submitted.jobId));
      return;
    }
    forgetDraft(job.kind);
    // Back must not lead to the pages of a job that is on its way.
    leavePages({ screen: 'jobs', jobId: submitted.jobId });
  }

  function confirm(): Promise<void> {
    if (!prepared) return Promise.resolve();
    sending.current ??= send(prepared).catch((error: unknown) => {
      sending.current = undefined;
      throw error;
    });
    return sending.current;
  }

  return { prepared, asking, failure, prepare, confirm, cancel: () => setAsking(false) };
}

/** The list is asked again anyway; a large job that starts may keep that answer waiting. */
function showAtOnce(job: JobSummary): void {
  queryClient.setQueryData(queries.jobs.list.queryKey(), (jobs = []) => [
    job,
    ...jobs.filter(({ jobId }) => jobId !== job.jobId),
  ]);
}
