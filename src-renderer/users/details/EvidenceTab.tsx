/** Why the user is where they are: what the planned purge would do, review flags, and the rows of files behind both. */
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSettings } from '../../client/workspace.ts';
import { EvidenceRows } from '../EvidenceRows.tsx';
import { FlagList } from '../FlagList.tsx';
import { isKnown } from '../flagEvidence.ts';
import { PlannedPurge } from '../PlannedPurge.tsx';
import type { UserDetails } from '../userDetails.ts';
import { panelWords } from '../words.tsx';
import styles from './Details.module.css';

export function EvidenceTab({ details }: { readonly details: UserDetails }) {
  const { user, evidence, protectedBy } = details;
  const settings = useSettings();
  if (!settings) return null;
  return (
    <div className={styles.columns}>
      <div>
        <Part title={panelWords.plannedPurge}>
          <PlannedPurge user={user} settings={settings} known={isKnown(evidence)} />
        </Part>
        <Part title={panelWords.flags}>
          <FlagList user={user} evidence={evidence} settings={settings} protectedBy={protectedBy} />
        </Part>
      </div>
      <Part title={panelWords.rows}>
        <EvidenceRows evidence={evidence} />
      </Part>
    </div>
  );
}

export function Part({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.part}>
      <Title order={2} className={styles.heading}>
        {title}
      </Title>
      {children}
    </section>
  );
}
