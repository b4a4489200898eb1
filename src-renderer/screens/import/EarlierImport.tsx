/**
 * Tells when the very same file was added before: by its content, whatever it is called now.
 */
import { Anchor } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { ImportCheck } from '#shared/contract/shapes.ts';
import { queries } from '../../client/engineClient.ts';
import { navigate } from '../../shell/navigation.ts';
import { InstantText } from '../../ui/Values.tsx';
import { Note } from './Notes.tsx';

export function EarlierImport({ check }: { readonly check: ImportCheck }) {
  const { data: imports = [] } = useQuery(queries.imports.list.queryOptions());
  // Only those that could be the same are asked for their checksum.
  const similar = imports.filter(
    (each) =>
      each.state === 'committed' &&
      each.rows === check.rows &&
      each.identifiers === check.identifiers,
  );
  const answers = useQueries({
    queries: similar.map(({ importId }) =>
      queries.imports.check.queryOptions({ input: { importId } }),
    ),
  });
  const same = answers.findLast(({ data }) => data?.sha256 === check.sha256)?.data;
  if (!same) return null;
  return (
    <Note icon={IconHistory}>
      The same file was added <InstantText instant={same.importedAt} />:{' '}
      <Anchor
        component="button"
        type="button"
        inherit
        onClick={() => navigate({ screen: 'import', importId: same.importId })}
      >
        {same.fileName}
      </Anchor>
    </Note>
  );
}
