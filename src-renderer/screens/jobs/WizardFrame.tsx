/**
 * The frame of a job's pages: steps above, the page, Cancel / Back / Next below. The page scrolls,
 * the rest doesn't.
 */
import { Button, Group, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCheck } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { navigate } from '../../place/navigation.ts';
import { formatCount } from '../../ui/format.ts';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { commonWords } from '../../ui/words/components.tsx';
import { PAGE_ATTRIBUTE } from './captureSettings.ts';
import { forgetDraft } from './useDraft.ts';
import styles from './WizardFrame.module.css';
import { wizardWords } from './words.tsx';

interface WizardFrameProps {
  readonly title: string;
  readonly explanation: string;
  readonly steps: readonly string[];
  /** Index into `steps`. */
  readonly step: number;
  readonly onStep: (step: number) => void;
  /** Why the next page can't be opened yet; undefined when it can. */
  readonly missing: ReactNode;
  /** Instead of Next, on the last page. */
  readonly submit?: ReactNode;
  readonly children: ReactNode;
}

export function WizardFrame(props: WizardFrameProps) {
  const { title, explanation, steps, step, onStep, missing, submit, children } = props;
  return (
    <ScreenFrame title={title} explanation={explanation} fill>
      <Steps steps={steps} step={step} onStep={onStep} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus */}
      <div className={styles.page} tabIndex={0} key={step} {...{ [PAGE_ATTRIBUTE]: '' }}>
        <PageTitle text={steps[step]!} moved={step > 0} />
        {children}
      </div>
      <footer className={styles.footer}>
        <Button variant="default" onClick={cancel}>
          {commonWords.cancel}
        </Button>
        <Text size="sm" c="dimmed" ta="right" flex={1} component="div" role="status">
          {missing}
        </Text>
        <Group gap={8} wrap="nowrap">
          {step > 0 && (
            <Button
              variant="default"
              leftSection={<IconArrowLeft size={16} aria-hidden />}
              onClick={() => onStep(step - 1)}
            >
              {wizardWords.back}
            </Button>
          )}
          {submit ?? (
            <Button
              rightSection={<IconArrowRight size={16} aria-hidden />}
              disabled={missing !== undefined}
              onClick={() => onStep(step + 1)}
            >
              {wizardWords.next}
            </Button>
          )}
        </Group>
      </footer>
    </ScreenFrame>
  );
}

/** Leaves nothing behind: what was filled in is forgotten. */
function cancel() {
  forgetDraft();
  navigate({ screen: 'jobs' }, { replace: true });
}

type StepsProps = Pick<WizardFrameProps, 'steps' | 'step' | 'onStep'>;

/** Pages that were passed can be opened again; later ones only by Next, which checks. */
function Steps({ steps, step, onStep }: StepsProps) {
  return (
    <ol className={styles.steps} aria-label={wizardWords.pages}>
      {steps.map((each, n) => (
        <li key={each} className={styles.step} data-state={n < step ? 'done' : undefined}>
          <button
            type="button"
            className={styles.stepButton}
            disabled={n > step}
            aria-current={n === step ? 'step' : undefined}
            onClick={() => n < step && onStep(n)}
          >
            <span className={styles.number}>
              {n < step ? (
                <IconCheck size={13} stroke={3} aria-label={wizardWords.done} />
              ) : (
                formatCount(n + 1)
              )}
            </span>
            <span className={styles.stepWord}>{each}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Takes the focus when the page changes, so that nobody is left on a button that is gone. */
function PageTitle({ text, moved }: { readonly text: string; readonly moved: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (moved || document.activeElement === document.body) {
      heading.current?.focus({ preventScroll: true });
    }
  }, [moved]);
  return (
    <Title order={2} ref={heading} tabIndex={-1} className={styles.title}>
      {text}
    </Title>
  );
}
