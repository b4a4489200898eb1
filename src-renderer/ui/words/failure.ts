/** Failures that aren't refusals of the engine: those have their words in #shared/refusals. */
export const failureWords = {
  bug: {
    text: 'Something in the program failed. Nothing was changed by this step.',
    todo: 'Try again. If it happens again, close and open the workspace.',
  },
  engineStopped: {
    text: 'The engine stopped before it answered.',
    todo: 'Check whether the change was made, then try again.',
  },
  badRequest: {
    text: 'A value in this request is outside what the program accepts.',
    todo: 'Check what was entered, then try again.',
  },
} as const;
