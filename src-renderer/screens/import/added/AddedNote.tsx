/**
 * What adding did, file by file, and the next step. Stays until it is closed or the next files are chosen.
 */
import { Anchor, Button, CloseButton, Group, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { queries } from '../../../client/engineClient.ts';
import { navigate } from '../../../place/navigation.ts';
import { chooseFiles } from '../../../ui/workspaceCommands.ts';
import { type AddedFile, forgetAdded } from '../importMemory.ts';
import { addedNoteWords as words } from '../words/added.tsx';
import styles from './AddedNote.module.css';
import { AddedSentences } from './AddedSentences.tsx';
import { FlagLink } from './FlagLink.tsx';

interface AddedNoteProps {
  readonly added: readonly AddedFile[];
  /** Files that aren't added yet. */
  readonly waiting: number;
}

export function AddedNote({ added, waiting }: AddedNoteProps) {
  const note = useRef<HTMLElement>(null);
  const done = waiting === 0 ? added.length : 0;

  // The button that added the last file may be far below.
  useEffect(() => {
    if (done > 0) note.current?.scrollIntoView({ block: 'nearest' });
  }, [done]);

  return (
    <section ref={note} className={styles.note} aria-label={words.label}>
      <header className={styles.header}>
        <IconCircleCheck size={20} stroke={1.75} aria-hidden className={styles.icon} />
        <Title order={2} className={styles.title}>
          {words.title(added.length)}
        </Title>
        <CloseButton aria-label={words.close} onClick={forgetAdded} />
      </header>
      <ul className={styles.files}>
        {added.map((file) => (
          <li key={file.importId}>
            <Text fw={500} size="sm" truncate title={file.fileName}>
              {file.fileName}
            </Text>
            <Text size="sm" component="div">
              <AddedSentences file={file} />
              <LeftOut file={file} />
            </Text>
          </li>
        ))}
      </ul>
      {waiting === 0 && <NextStep added={added} />}
    </section>
  );
}

function LeftOut({ file }: { readonly file: AddedFile }) {
  if (file.rowsWithErrors === 0) return null;
  return (
    <Anchor
      component="button"
      type="button"
      inherit
      onClick={() => navigate({ screen: 'import', importId: file.importId })}
    >
      {words.hadErrors(file.rowsWithErrors)}
    </Anchor>
  );
}

/** One sentence and one button: what a librarian does next. */
function NextStep({ added }: { readonly added: readonly AddedFile[] }) {
  const { data: counts } = useQuery(queries.review.counts.queryOptions());
  const { data: imports } = useQuery(queries.imports.list.queryOptions());
  if (!counts || !imports) return null;
  const hasLists = imports.some((each) => each.state === 'committed' && each.kind === 'exclusions');
  const pairs = counts.flags['zero-loss-pair'] ?? 0;
  const nearly = counts.flags['possible-pair'] ?? 0;
  const madeSets = added.some((each) => each.kind === 'exclusions');
  if (counts.candidates === 0) {
    return (
      <Next
        text={words.nextCandidates}
        action={<Button onClick={chooseFiles}>{words.chooseFiles}</Button>}
      />
    );
  }
  const review = (
    <Button onClick={() => navigate({ screen: 'review' })}>
      {words.review(counts.candidates - counts.deleted)}
    </Button>
  );
  return (
    <>
      {madeSets && pairs > 0 && (
        <Text size="sm">
          {words.zeroLossPairs(
            <FlagLink flag="zero-loss-pair" count={pairs} title={words.zeroLossPairsTitle}>
              {words.candidates(pairs)}
            </FlagLink>,
            pairs,
          )}
        </Text>
      )}
      {madeSets && nearly > 0 && (
        <Text size="sm">
          {words.possiblePairs(
            <FlagLink flag="possible-pair" count={nearly} title={words.possiblePairsTitle}>
              {words.candidates(nearly)}
            </FlagLink>,
            nearly,
          )}
        </Text>
      )}
      {hasLists ? (
        <Next
          text={words.nextReview}
          action={
            <>
              {madeSets && <SetsButton />}
              {review}
            </>
          }
        />
      ) : (
        <Next
          text={words.nextLists}
          action={
            <>
              <Button variant="default" onClick={chooseFiles}>
                {words.chooseLists}
              </Button>
              {review}
            </>
          }
        />
      )}
    </>
  );
}

function SetsButton() {
  return (
    <Button variant="default" onClick={() => navigate({ screen: 'sets' })}>
      {words.lookAtSets}
    </Button>
  );
}

function Next({ text, action }: { readonly text: string; readonly action: ReactNode }) {
  return (
    <Group justify="space-between" className={styles.next}>
      <Text size="sm">{text}</Text>
      <Group gap={8}>{action}</Group>
    </Group>
  );
}
