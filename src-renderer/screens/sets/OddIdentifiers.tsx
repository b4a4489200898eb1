/**
 * Says before a set file is written which identifiers Alma wouldn’t find as they are, with examples, and offers
 * to write them clean. Shown by ExportSetDialog; nothing for none. Never cleans unasked.
 */
import { Checkbox, List, Stack, Text } from '@mantine/core';
import type { IdentifierOddity } from '#shared/domain/setFileIdentifiers.ts';
import { countOf, formatCount } from '../../ui/format.ts';
import { Identifier } from '../../ui/Values.tsx';

interface OddIdentifiersProps {
  readonly check: {
    readonly odd: number;
    readonly taken: number;
    readonly oddities: readonly {
      readonly oddity: IdentifierOddity;
      readonly users: number;
      readonly examples: readonly { readonly text: string; readonly clean: string }[];
    }[];
  };
  readonly clean: boolean;
  readonly onClean: (clean: boolean) => void;
}

const ODDITY_TEXTS: Readonly<Record<IdentifierOddity, string>> = {
  'decimal-zeros': 'written as a decimal number',
  'outer-spaces': 'with spaces around',
  'inner-spaces': 'with non-breaking or zero-width spaces inside',
};

export function OddIdentifiers({ check, clean, onClean }: OddIdentifiersProps) {
  const { odd, taken, oddities } = check;
  if (odd === 0) return null;
  const mendable = odd - taken;
  return (
    <Stack gap={8}>
      <Text fw={600}>Alma would not find {countOf(odd, 'identifier')} as written in the files</Text>
      <List size="sm">
        {oddities.map(({ oddity, users, examples }) => (
          <List.Item key={oddity}>
            {formatCount(users)} {ODDITY_TEXTS[oddity]}:{' '}
            {examples.map(({ text, clean: mended }, n) => (
              <span key={text}>
                {n > 0 && ', '}
                <Identifier text={text} />
                {mended !== text && (
                  <>
                    {' → '}
                    <Identifier text={mended} />
                  </>
                )}
              </span>
            ))}
            {users > examples.length && ' …'}
          </List.Item>
        ))}
      </List>
      {taken > 0 && (
        <Text size="sm">
          {formatCount(taken)} of them {taken === 1 ? 'stays as it is' : 'stay as they are'}:
          written clean {taken === 1 ? 'it' : 'they'} would name another user. Look{' '}
          {taken === 1 ? 'it' : 'them'} up in Alma.
        </Text>
      )}
      {mendable > 0 && (
        <Checkbox
          size="xs"
          checked={clean}
          onChange={(event) => onClean(event.currentTarget.checked)}
          label={`Write ${mendable === 1 ? 'it' : `these ${formatCount(mendable)}`} clean`}
        />
      )}
    </Stack>
  );
}
