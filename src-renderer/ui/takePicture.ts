/**
 * The picture of the page that goes with a job, with where its words stand. These are of the picture only if nothing moved
 * while it was taken: else it is taken again, and at last without them.
 */
import { desktop } from '../client/desktop.ts';
import { picturedTexts } from './picturedTexts.ts';

const TRIES = 4;

/** @returns the token of the picture, for jobs.submit */
export async function takePicture(): Promise<string> {
  const root = document.documentElement;
  // Passing messages would cover what is to be seen.
  root.dataset.capturing = '';
  try {
    for (let tried = 0; tried < TRIES; tried++) {
      await new Promise(requestAnimationFrame);
      const before = picturedTexts();
      if (!before) break;
      const { token } = await desktop.capture(before);
      if (JSON.stringify(picturedTexts()) === JSON.stringify(before)) return token;
    }
    return (await desktop.capture()).token;
  } finally {
    delete root.dataset.capturing;
  }
}
