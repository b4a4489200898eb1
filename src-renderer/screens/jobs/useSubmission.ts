/**
 * The way from Submit to a running job: picture of the settings, confirmation, jobs.submit. A job is
 * never submitted without its picture, and never twice however often one clicks.
 */
import { type RefObject, useRef, useState } from 'react';
import type { JobSummary } from '#shared/contract/shapes/jobs.ts';
import type { JobRequest } from '#shared/jobKinds/jobKinds.ts';
import { engine, queries, queryClient } from '../../client/engineClient.ts';
import { LOCALES } from '../../ui/format.ts';
import { captureSettings } from './captureSettings.ts';
import { forgetDraft } from './useDraft.ts';
import { leavePages } from './useWizardPage.ts';

/** A job whose settings were pictured: what is confirmed is what was shown. */
interface Prepared<About> {
  readonly job: JobRequest;
  readonly capture: string;
  /** What the confirmation says, as it was when the picture was taken. */
  readonly about: About;
}

export interface Submission<About> {
  /** What was pictured last. */
  readonly prepared: Prepared<About> | undefined;
  /** The confirmation is open. */
  readonly asking: boolean;
  /** Why there is no picture. */
  readonly failure: unknown;
  prepare(job: JobRequest, about: About): Promise<void>;
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

  async function prepare(job: JobRequest, about: About) {
    if (preparing.current || !settings.current) return;
    preparing.current = true;
    setFailure(undefined);
    try {
      setPrepared({ job, about, capture: await captureSettings(settings.current) });
      setAsking(true);
    } catch (error) {
      setFailure(error);
    } finally {
      preparing.current = false;
    }
  }

  async function send({ job, capture }: Prepared<About>) {
    const submitted = await engine.jobs.submit({ job, capture, locales: LOCALES });
    forgetDraft(job.kind);
    showAtOnce(submitted);
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
