/**
 * Where the keyboard goes when what had it is gone: rows are drawn anew behind an open dialog, and the cell that the
 * dialog would give the keyboard back to is no longer there. A list of users says where that is.
 */
let home: (() => void) | undefined;

/** @returns for when the list is gone */
export function isKeyboardHome(takeBack: () => void): () => void {
  home = takeBack;
  return () => {
    if (home === takeBack) home = undefined;
  };
}

/** Until then a dialog that has closed is no longer drawn. */
const FRAMES = 30;

/**
 * For a dialog that has closed. What got the keyboard back keeps it; while the dialog is still drawn it may have it
 * itself, and takes it along.
 */
export function keepKeyboard(): void {
  lookAgain(FRAMES);
}

function lookAgain(frames: number): void {
  const { activeElement, body } = document;
  if (activeElement === body) home?.();
  else if (frames > 0 && activeElement?.closest('[role=dialog]'))
    requestAnimationFrame(() => lookAgain(frames - 1));
}
