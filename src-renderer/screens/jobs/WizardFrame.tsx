/**
 * The frame of a job's pages: steps above, the page, Cancel / Back / Next below. The page scrolls, the rest doesn't.
 * Back in the header and here go one page back.
 */
import { Anchor, Button, Group, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCheck } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { type JobKind, jobKind } from '#shared/jobKinds/jobKinds.ts';
import { formatCount } from '../../ui/format.ts';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { commonWords } from '../../ui/words/components.tsx';
import { PAGE_ATTRIBUTE } from './captureSettings.ts';
import { forgetDraft } from './useDraft.ts';
import { chooseAnotherJob, goToPage, leavePages } from './useWizardPage.ts';
import styles from './WizardFrame.module.css';
import { runJobWords, wizardWords } from './words.tsx';

export interface WizardFrameProps {
  /** Null: it is being chosen. */
  readonly kind: JobKind | null;
  /** What Alma's pages are called, in their order. */
  readonly steps: readonly string[];
  /** How many of them chose the job: they are shown as done, and lead back to that page. */
  readonly settled?: number;
  /** Which page is shown, without those that are settled. */
  readonly page: number;
  /** What was filled in before these pages were opened: the way to begin anew. */
  readonly onStartOver?: (() => void) | undefined;
  /** Why the next page can't be opened yet; undefined when it can. */
  readonly missing: ReactNode;
  /** Instead of Next, on the last page. */
  readonly submit?: ReactNode;
  readonly children: ReactNode;
}

export function WizardFrame(props: WizardFrameProps) {
  const { kind, steps, settled = 0, page, onStartOver, missing, submit, children } = props;
  return (
    <ScreenFrame title={kind === null ? runJobWords.title : jobKind(kind).title} fill>
      <Steps steps={steps} settled={settled} page={page} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus */}
      <div className={styles.page} tabIndex={0} key={page} {...{ [PAGE_ATTRIBUTE]: '' }}>
        <Group justify="space-between" align="baseline" wrap="nowrap" gap={16}>
          <PageTitle text={steps[page + settled]!} moved={page > 0} />
          {onStartOver && <FromBefore onStartOver={onStartOver} />}
        </Group>
        {children}
      </div>
      <footer className={styles.footer}>
        <Button variant="default" title={wizardWords.cancelHint} onClick={() => cancel(kind)}>
          {commonWords.cancel}
        </Button>
        <Text size="sm" c="dimmed" ta="right" flex={1} component="div" role="status">
          {missing}
        </Text>
        <Group gap={8} wrap="nowrap">
          {page + settled > 0 && (
            <Button
              variant="default"
              leftSection={<IconArrowLeft size={16} aria-hidden />}
              onClick={() => goTo(page - 1)}
            >
              {wizardWords.back}
            </Button>
          )}
          {submit ?? (
            <Button
              rightSection={<IconArrowRight size={16} aria-hidden />}
              disabled={missing !== undefined}
              onClick={() => goToPage(page + 1)}
            >
              {wizardWords.next}
            </Button>
          )}
        </Group>
      </footer>
    </ScreenFrame>
  );
}

/** @param page below 0: the one that chose the job */
function goTo(page: number) {
  if (page < 0) chooseAnotherJob();
  else goToPage(page);
}

/** Leaves nothing behind: what was filled in is forgotten. */
function cancel(kind: JobKind | null) {
  if (kind !== null) forgetDraft(kind);
  leavePages({ screen: 'jobs' });
}

/** Said, so that nobody takes settings of last week for those that the program offers. */
function FromBefore({ onStartOver }: { readonly onStartOver: () => void }) {
  return (
    <Text size="sm" c="dimmed" component="div">
      {wizardWords.fromBefore}{' '}
      <Anchor component="button" type="button" inherit onClick={onStartOver}>
        {wizardWords.startOver}
      </Anchor>
    </Text>
  );
}

type StepsProps = Required<Pick<WizardFrameProps, 'steps' | 'settled' | 'page'>>;

/** Pages that were passed can be opened again; later ones only by Next, which checks. */
function Steps({ steps, settled, page }: StepsProps) {
  return (
    <ol className={styles.steps} aria-label={wizardWords.pages}>
      {steps.map((each, n) => {
        const of = n - settled;
        const done = of < page;
        return (
          <li key={each} className={styles.step} data-state={done ? 'done' : undefined}>
            <button
              type="button"
              className={styles.stepButton}
              disabled={of > page}
              aria-current={of === page ? 'step' : undefined}
              onClick={() => done && goTo(of)}
            >
              <span className={styles.number}>
                {done ? (
                  <IconCheck size={13} stroke={3} aria-label={wizardWords.done} />
                ) : (
                  formatCount(n + 1)
                )}
              </span>
              <span className={styles.stepWord}>{each}</span>
            </button>
          </li>
        );
      })}
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
