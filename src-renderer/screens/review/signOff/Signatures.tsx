/** The two signatures with names and times, and the form for the next one. */
import { Button, Title } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useState } from 'react';
import type { SignOffStatus } from '#shared/contract/shapes/signOff.ts';
import { sealStage } from '../../../ui/seal.ts';
import { InstantText } from '../../../ui/Values.tsx';
import { Writing } from '../../../ui/Writing.tsx';
import { signatureWords, withdrawWords } from '../words/signOff.tsx';
import { SignForm } from './SignForm.tsx';
import styles from './SignOff.module.css';
import { WithdrawDialog } from './WithdrawDialog.tsx';

export function Signatures({ status }: { readonly status: SignOffStatus }) {
  const [withdraws, setWithdraws] = useState(false);
  const { seal } = status;
  const stage = sealStage(seal);
  return (
    <section aria-labelledby="signatures" className={styles.card}>
      <Title order={2} id="signatures" mb={8}>
        {signatureWords.title}
      </Title>
      <ol className={styles.signatures} data-broken={stage === 'broken' || undefined}>
        {signatureWords.positions.map((position, n) => {
          const signature = seal?.signatures[n];
          return (
            <li key={position} className={styles.signature} data-signed={Boolean(signature)}>
              <IconSignature size={20} aria-hidden className={styles.signatureIcon} />
              <div>
                <div className={styles.position}>{position}</div>
                {signature ? (
                  <>
                    <div className={styles.signer}>{signature.name}</div>
                    <InstantText instant={signature.at} />
                  </>
                ) : (
                  <span className={styles.open}>{signatureWords.open}</span>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      {stage !== 'sealed' && <SignForm key={stage} status={status} />}
      {seal && (
        <Writing>
          <Button
            variant="subtle"
            color="gray"
            mt={12}
            className={styles.withdraw}
            onClick={() => setWithdraws(true)}
          >
            {withdrawWords.open}
          </Button>
        </Writing>
      )}
      {seal && (
        <WithdrawDialog seal={seal} opened={withdraws} onClose={() => setWithdraws(false)} />
      )}
    </section>
  );
}
