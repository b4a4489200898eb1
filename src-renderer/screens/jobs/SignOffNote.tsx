/**
 * Says before Submit that a job needs signatures it hasn't got, or that it isn't the one that was signed, with the way
 * to the sign-off. Nothing where nobody must sign. The seal's hash stands among the settings. Part of both review pages.
 */

import { Button, Text } from '@mantine/core';
import { IconLockCheck } from '@tabler/icons-react';
import type { JobCheck } from '#shared/contract/shapes/jobs.ts';
import { navigate } from '../../place/navigation.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { refusalText } from '../../ui/failure.ts';
import { SealBanner } from '../../ui/SealBanner.tsx';
import { shortSeal } from '../../ui/seal.ts';
import { sealBannerWords } from '../../ui/words/seal.tsx';
import styles from './JobCheck.module.css';
import type { SettingRow } from './SettingsTable.tsx';
import { wizardWords } from './words.tsx';

export function SignOffNote({ check }: { readonly check: JobCheck | undefined }) {
  const refusal = check?.refusal;
  if (refusal?.code === 'job.signOff' || refusal?.code === 'job.notAsSigned') {
    return (
      <ErrorNote
        {...refusalText(refusal)}
        action={
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => navigate({ screen: 'review', view: 'signOff' })}
          >
            {sealBannerWords.goToSignOff}
          </Button>
        }
      />
    );
  }
  // Nobody must sign, or two have: said quietly, so that a seal that broke is seen all the same.
  return <SealBanner boxed />;
}

/** Among the settings that the picture shows; none while nobody has signed. */
export function sealRow(seal: string | null): readonly SettingRow[] {
  if (seal === null) return [];
  const hash = (
    <span className={styles.hash} title={seal}>
      {shortSeal(seal)}
    </span>
  );
  return [{ label: wizardWords.seal, value: hash }];
}

/** The beginning of the hash under which two people have signed; the report shows the whole. */
export function SealText({ seal }: { readonly seal: string | null }) {
  if (seal === null) return null;
  return (
    <Text size="sm" c="dimmed" component="div" className={styles.seal} title={seal}>
      <IconLockCheck size={16} aria-hidden />
      <span>{wizardWords.sealed(<span className={styles.hash}>{shortSeal(seal)}</span>)}</span>
    </Text>
  );
}
