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

/** For a dialog that has closed. What got the keyboard back keeps it. */
export function keepKeyboard(): void {
  if (document.activeElement === document.body) home?.();
}
