/**
 * The seal: its first letters to compare by eye, the whole to copy, and each part it is made of with whether it is
 * as it was signed.
 */
import { Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import { SEALED_PARTS } from '#shared/contract/shapes/signOff.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { countOf } from '../../../ui/format.ts';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { shortSeal } from '../../../ui/seal.ts';
import { SEALED_PART_TEXTS } from '../../../ui/words/seal.tsx';
import styles from './SignOff.module.css';

export function SealCard({ seal }: { readonly seal: Seal }) {
  return (
    <section aria-labelledby="the-seal" className={styles.card}>
      <div className={styles.sealTitle}>
        <Title order={2} id="the-seal">
          Seal
        </Title>
        <RuleHelp about="the seal" source="SHA-256">
          A number computed from the inputs, the rules and all decisions as they were signed. The
          same review always gives the same seal, and any change gives another. It stands in the
          job’s report, so anybody can compare.
        </RuleHelp>
      </div>
      <div className={styles.short}>{shortSeal(seal.seal)} …</div>
      <div className={styles.whole}>
        <output className={styles.hash} aria-label="The whole seal">
          {seal.seal}
        </output>
        <CopyButton text={seal.seal} what="the seal" />
      </div>
      <ul className={styles.points}>
        {SEALED_PARTS.map((part) => {
          const broken = seal.broken.includes(part);
          const Icon = broken ? IconAlertTriangle : IconCircleCheck;
          const { label, meaning } = SEALED_PART_TEXTS[part];
          return (
            <li
              key={part}
              className={styles.point}
              data-fine={!broken || undefined}
              data-broken={broken || undefined}
            >
              <Icon size={16} aria-hidden className={styles.pointIcon} />
              <span>
                <strong>{label}</strong> {broken ? 'changed since' : 'as signed'}
                {broken && part === 'decisions' && seal.stepsSince > 0 && (
                  <>: {countOf(seal.stepsSince, 'step')}</>
                )}
                <span className={styles.meaning}> – {meaning}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
