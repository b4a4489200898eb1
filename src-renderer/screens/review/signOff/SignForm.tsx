/**
 * The next signature: a name and the button that signs. The first starts with whoever works here; the second must be
 * another person, at this computer, so the field starts empty.
 */
import { Button, Text, TextInput } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { SignOffStatus } from '#shared/contract/shapes/signOff.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { engine } from '../../../client/engineClient.ts';
import { useSettings } from '../../../client/workspace.ts';
import { useWriteBar } from '../../../client/writing.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { notifyDone } from '../../../ui/notify.tsx';
import { sealStage } from '../../../ui/seal.ts';
import { signatureWords } from '../words/signOff.tsx';
import styles from './SignOff.module.css';

export function SignForm({ status }: { readonly status: SignOffStatus }) {
  const stage = sealStage(status.seal);
  const first = stage === 'half' ? status.seal?.signatures[0]?.name : undefined;
  const settings = useSettings();
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const name = typed ?? (first === undefined ? (settings?.userName ?? '') : '');
  const isFirstAgain = first !== undefined && personKey(name) === personKey(first);
  const ready = name.trim() !== '' && !isFirstAgain;

  async function sign(event: FormEvent) {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    setError(undefined);
    try {
      await engine.signOff.sign({ name: name.trim() });
      notifyDone(signatureWords.signed(name.trim()));
      setTyped(undefined);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={sign} className={styles.form}>
      <Text size="sm">
        {first === undefined ? signatureWords.meaning : signatureWords.secondMeaning(first)}
      </Text>
      <div className={styles.fields}>
        <TextInput
          label={first === undefined ? signatureWords.name : signatureWords.secondName}
          className={styles.name}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={isFirstAgain && signatureWords.signedAlready}
        />
        <Button
          type="submit"
          disabled={!ready}
          loading={busy}
          leftSection={<IconSignature size={16} aria-hidden />}
          {...useWriteBar()}
        >
          {stage === 'broken'
            ? signatureWords.signAgain(name.trim())
            : signatureWords.sign(name.trim())}
        </Button>
      </div>
      <ErrorNote error={error} />
    </form>
  );
}

/** Spelled with other spaces or capitals it is the same person; the engine compares in the same way. */
function personKey(name: string): string {
  return foldText(name).replace(/ +/g, ' ');
}
