/**
 * The picture of a job's settings as they are shown at Submit. Fails when any of them is out of
 * view: a picture that lacks a setting is no proof.
 */
import { takePicture } from '../../ui/takePicture.ts';
import { captureWords } from './words.tsx';

/** Marks the region that scrolls, on the element of WizardFrame. */
export const PAGE_ATTRIBUTE = 'data-wizard-page';

/** What failed and what to do, in words for the librarian. */
export class CaptureFailure extends Error {
  override readonly name = 'CaptureFailure';
  readonly todo: string;
  constructor(message: string, todo: string) {
    super(message);
    this.todo = todo;
  }
}

/** @returns the token of the picture, for jobs.submit */
export async function captureSettings(settings: HTMLElement): Promise<string> {
  // The note about a former failure has to be gone before anything is measured.
  await new Promise(requestAnimationFrame);
  settings.scrollIntoView({ block: 'nearest' });
  if (!isWhollyVisible(settings)) {
    throw new CaptureFailure(captureWords.tooLarge, captureWords.makeRoom);
  }
  try {
    return await takePicture();
  } catch (error) {
    throw new CaptureFailure(
      captureWords.failed,
      error instanceof Error ? error.message : captureWords.tryAgain,
    );
  }
}

function isWhollyVisible(element: HTMLElement): boolean {
  const page = element.closest(`[${PAGE_ATTRIBUTE}]`)?.getBoundingClientRect();
  const { top, bottom, left, right } = element.getBoundingClientRect();
  if (!page) return false;
  // Half a pixel: layouts at other text sizes don't end on whole ones.
  return (
    top >= page.top - 0.5 &&
    bottom <= page.bottom + 0.5 &&
    left >= page.left - 0.5 &&
    right <= page.right + 0.5
  );
}
