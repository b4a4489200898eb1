/**
 * Says before a set file is written which identifiers Alma wouldn’t find as they are, with examples, and offers
 * to write them clean. Shown by ExportSetDialog; nothing for none. Never cleans unasked.
 */
import { Checkbox, List, Stack, Text } from '@mantine/core';
import type { IdentifierOddity } from '#shared/domain/setFileIdentifiers.ts';
import { Identifier } from '../../ui/Values.tsx';
import { oddWords } from './words.tsx';

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

export function OddIdentifiers({ check, clean, onClean }: OddIdentifiersProps) {
  const { odd, taken, oddities } = check;
  if (odd === 0) return null;
  const mendable = odd - taken;
  return (
    <Stack gap={8}>
      <Text fw={600}>{oddWords.title(odd)}</Text>
      <List size="sm">
        {oddities.map(({ oddity, users, examples }) => (
          <List.Item key={oddity}>
            {oddWords.examples(
              oddity,
              users,
              <Examples examples={examples} hasMore={users > examples.length} />,
            )}
          </List.Item>
        ))}
      </List>
      {taken > 0 && <Text size="sm">{oddWords.taken(taken)}</Text>}
      {mendable > 0 && (
        <Checkbox
          size="xs"
          checked={clean}
          onChange={(event) => onClean(event.currentTarget.checked)}
          label={oddWords.writeClean(mendable)}
        />
      )}
    </Stack>
  );
}

type Oddity = OddIdentifiersProps['check']['oddities'][number];

function Examples({ examples, hasMore }: Pick<Oddity, 'examples'> & { readonly hasMore: boolean }) {
  return (
    <>
      {examples.map(({ text, clean }, n) => (
        <span key={text}>
          {n > 0 && ', '}
          <Identifier text={text} />
          {clean !== text && (
            <>
              {' → '}
              <Identifier text={clean} />
            </>
          )}
        </span>
      ))}
      {hasMore && ' …'}
    </>
  );
}
