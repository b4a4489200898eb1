/** How a text can be asked for, as a spreadsheet's text filters do. Pure; both texts are folded by who asks. */

export const TEXT_TESTS = ['contains', 'is', 'begins', 'ends'] as const;
export type TextTestName = (typeof TEXT_TESTS)[number];

export function passesTest(text: string, how: TextTestName, wanted: string): boolean {
  switch (how) {
    case 'contains':
      return text.includes(wanted);
    case 'is':
      return text === wanted;
    case 'begins':
      return text.startsWith(wanted);
    case 'ends':
      return text.endsWith(wanted);
  }
}
