/**
 * Tells when the very same file was added before: by its content, whatever it is called now.
 */
import { Anchor, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import type { ImportCheck } from '#shared/contract/shapes.ts';
import { queries } from '../../client/engineClient.ts';
import { navigate } from '../../shell/navigation.ts';
import { InstantText } from '../../ui/Values.tsx';
import styles from './EarlierImport.module.css';

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
    <div className={styles.note}>
      <IconHistory size={16} stroke={1.75} aria-hidden className={styles.icon} />
      <Text size="sm">
        The same file was added <InstantText instant={same.importedAt} />:{' '}
        <Anchor
          component="button"
          type="button"
          inherit
          onClick={() => navigate({ screen: 'import', importId: same.importId })}
        >
          {same.fileName}
        </Anchor>
      </Text>
    </div>
  );
}
