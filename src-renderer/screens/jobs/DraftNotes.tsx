/** Forms of jobs that are filled in and weren't submitted: the ways to go on and to throw them away. */
import { Button, Group } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { type JobKind, jobKind } from '#shared/jobKinds/jobKinds.ts';
import { navigate } from '../../place/navigation.ts';
import { notifyDone } from '../../ui/notify.tsx';
import { Writing } from '../../ui/Writing.tsx';
import styles from './JobList.module.css';
import { KINDS_WITH_PAGES } from './kinds/pagesOf.ts';
import { fillIn, forgetDraft, useFilledIn } from './useDraft.ts';
import { draftWords } from './words.tsx';

export function DraftNotes() {
  return KINDS_WITH_PAGES.map((kind) => <DraftNote key={kind} kind={kind} />);
}

function DraftNote({ kind }: { readonly kind: JobKind }) {
  const draft = useFilledIn(kind);
  // What is kept is asked once; what is done here is known at once.
  const [isDeleted, setDeleted] = useState(false);
  if (!draft || isDeleted) return null;
  const { title } = jobKind(kind);
  function deleteDraft(deleted: object) {
    forgetDraft(kind);
    setDeleted(true);
    const undo = () => {
      fillIn(kind, deleted);
      setDeleted(false);
    };
    notifyDone(draftWords.deleted(title), { undo, topic: kind });
  }
  return (
    <Group className={styles.draft} gap={8} role="group" aria-label={draftWords.filledIn(title)}>
      <IconPencil size={16} aria-hidden className={styles.draftIcon} />
      <span className={styles.draftWords}>{draftWords.filledIn(title)}</span>
      <Writing>
        <Group gap={8}>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => navigate({ screen: 'jobs', dialog: kind })}
          >
            {draftWords.goOn}
          </Button>
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => deleteDraft(draft)}>
            {draftWords.delete}
          </Button>
        </Group>
      </Writing>
    </Group>
  );
}
