/**
 * Asks what becomes of kept originals that are older than the settings say. Nothing goes before it is answered, since
 * only a clock says how old they are. Nothing where none is.
 */
import { Button } from '@mantine/core';
import { IconCalendarTime } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { engine, queries } from '../client/engineClient.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { notifyDone } from './notify.tsx';
import styles from './OldOriginals.module.css';
import { InstantText } from './Values.tsx';
import { Writing } from './Writing.tsx';
import { oldOriginalsWords as words } from './words/originals.tsx';

/** More would be a list nobody reads. */
const NAMED = 3;

export function OldOriginals() {
  const { data } = useQuery(queries.imports.oldOriginals.queryOptions());
  const settling = useMutation({
    mutationFn: (choice: 'delete' | 'keep') =>
      engine.imports.settleOldOriginals({
        importIds: files.map(({ importId }) => importId),
        choice,
      }),
    onSuccess: (_, choice) =>
      notifyDone(choice === 'delete' ? words.deleted(files.length) : words.kept(files.length)),
  });
  const { days = null, files = [] } = data ?? {};
  if (days === null || files.length === 0) return null;
  const others = files.length - NAMED;
  const named = files.slice(0, NAMED).map(({ importId, fileName, at }, n) => (
    <Fragment key={importId}>
      {n > 0 && ', '}
      {words.of(fileName, <InstantText instant={at} dayOnly />)}
    </Fragment>
  ));
  return (
    <section className={styles.box} aria-label={words.label}>
      <IconCalendarTime size={18} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        {words.older(
          files.length,
          days,
          <>
            {named}
            {others > 0 && <> {words.more(others)}</>}
          </>,
        )}
        <ErrorNote error={settling.error} />
      </div>
      <div className={styles.buttons}>
        <Writing>
          <Button
            size="compact-sm"
            variant="default"
            disabled={settling.isPending}
            onClick={() => settling.mutate('keep')}
          >
            {words.keep}
          </Button>
          <Button
            size="compact-sm"
            variant="outline"
            color="red"
            disabled={settling.isPending}
            onClick={() => settling.mutate('delete')}
          >
            {words.delete(files.length)}
          </Button>
        </Writing>
      </div>
    </section>
  );
}
