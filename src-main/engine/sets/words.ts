/** Fixed words of the workbooks that sets are written to. */
export const SET_FILE_WORDS = {
  sheet: 'Users',
  seal: (seal: string) => `Seal of the signed review: ${seal}`,
  part: (name: string, part: number, parts: number) => `${name} (${part} of ${parts})`,
} as const;
