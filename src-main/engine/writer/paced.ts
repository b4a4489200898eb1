/** Telling of progress: at least four times a second, without flooding the screen. */
const TELL_EVERY_MS = 150;

/** Calls back no more often than that. */
export function paced(tell: () => void): () => void {
  let told = 0;
  return () => {
    const now = performance.now();
    if (now - told < TELL_EVERY_MS) return;
    told = now;
    tell();
  };
}
