/** Words of the one line that the folded card of a waiting file is. */
import { countOf, formatCount } from '../../../ui/format.ts';

export const lineWords = {
  rows: (count: number) => countOf(count, 'row'),
  /** Behind the rows, where there is room. */
  identifiers: (count: number) => ` · ${countOf(count, 'identifier')}`,
  kindUnknown: 'Kind not known',
  discard: (fileName: string) => `Discard ${fileName}`,
  /** What is asked, wrong or worth knowing. */
  signs: {
    questions: (count: number) =>
      count === 1 ? 'Asks a question' : `Asks ${formatCount(count)} questions`,
    useless: () => 'Nothing usable',
    empty: () => 'Names nobody',
    same: () => 'Already added',
    errors: (count: number) => `${formatCount(count)} with errors`,
    returned: (count: number) => (count === 1 ? '1 returns' : `${formatCount(count)} return`),
    /** What is said of users whom the file doesn’t name. */
    othersUnknown: () => 'Others unknown',
    othersNone: () => 'Others have none',
    notices: (count: number) => `${formatCount(count)} to know`,
  },
  showOf: (sign: string, fileName: string) => `${sign} (${fileName}): show`,
} as const;
