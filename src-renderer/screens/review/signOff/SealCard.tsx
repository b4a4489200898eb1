/**
 * The seal: its first letters to compare by eye, the whole to copy, and each part it is made of with whether it is
 * as it was signed.
 */
import { Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { Seal } from '#shared/contract/shapes/signOff.ts';
import { SEALED_PARTS } from '#shared/domain/signOff.ts';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { RuleHelp } from '../../../ui/RuleHelp.tsx';
import { shortSeal } from '../../../ui/seal.ts';
import { SEALED_PART_TEXTS } from '../../../ui/words/seal.tsx';
import { sealCardWords } from '../words/signOff.tsx';
import styles from './SignOff.module.css';

export function SealCard({ seal }: { readonly seal: Seal }) {
  const { help } = sealCardWords;
  return (
    <section aria-labelledby="the-seal" className={styles.card}>
      <div className={styles.sealTitle}>
        <Title order={2} id="the-seal">
          {sealCardWords.title}
        </Title>
        <RuleHelp about={help.about} source={help.source}>
          {help.text}
        </RuleHelp>
      </div>
      <div className={styles.short}>{sealCardWords.short(shortSeal(seal.seal))}</div>
      <div className={styles.whole}>
        <output className={styles.hash} aria-label={sealCardWords.whole}>
          {seal.seal}
        </output>
        <CopyButton text={seal.seal} what={sealCardWords.copied} />
      </div>
      <ul className={styles.points}>
        {SEALED_PARTS.map((part) => {
          const broken = seal.broken.includes(part);
          const Icon = broken ? IconAlertTriangle : IconCircleCheck;
          const steps = part === 'decisions' ? seal.stepsSince : 0;
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
                {broken ? sealCardWords.changed(label, steps) : sealCardWords.asSigned(label)}
                <span className={styles.meaning}>{sealCardWords.meaning(meaning)}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
