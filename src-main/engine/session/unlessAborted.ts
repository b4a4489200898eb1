/**
 * Waits for a work that can't be ended, as long as somebody wants it; what comes of it later is the caller's matter.
 * @throws the reason of the signal once that is aborted
 */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    work
      .then((done) => signal.aborted || resolve(done), reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
