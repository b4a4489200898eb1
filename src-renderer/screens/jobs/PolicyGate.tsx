/**
 * Asked before the first job of a workspace: what the institution has set in Alma and no report tells, each question with
 * what hangs on it. What is known already stands there; what was taken over from another workspace is shown once.
 */
import { Button, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { READING_TEXTS } from '#shared/domain/dayBound.ts';
import type { PolicyFacts } from '#shared/domain/policyFacts.ts';
import { type JobKind, jobKind } from '#shared/jobKinds/jobKinds.ts';
import { queries, queryClient } from '../../client/engineClient.ts';
import { forgetKept, useKept } from '../../deciding/keptForm.ts';
import { CurrencyField } from '../../deciding/policy/CurrencyField.tsx';
import { DeletePolicyField } from '../../deciding/policy/DeletePolicyField.tsx';
import { EsploroChoice } from '../../deciding/policy/EsploroChoice.tsx';
import { ReadingField } from '../../deciding/policy/ReadingField.tsx';
import { TimeZoneField } from '../../deciding/policy/TimeZoneField.tsx';
import { TransferredChoice } from '../../deciding/Transferred.tsx';
import { policyGateWords as words } from '../../deciding/words/policy.tsx';
import { navigate } from '../../place/navigation.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { Writing } from '../../ui/Writing.tsx';
import { commonWords } from '../../ui/words/components.tsx';
import styles from './PolicyGate.module.css';

interface PolicyGateProps {
  /** Which job waits behind it. */
  readonly kind: JobKind;
  /** The workspace from which the answers were taken over; null: nobody was asked before. */
  readonly takenFrom: string | null;
  /** As Settings have it. */
  readonly facts: PolicyFacts;
}

export function PolicyGate({ kind, takenFrom, facts }: PolicyGateProps) {
  const { draft, edit } = useAnswers(facts);
  const answering = useMutation(
    queries.settings.answerPolicy.mutationOptions({
      onSuccess(asked) {
        forgetKept();
        queryClient.setQueryData(queries.settings.policyAsked.queryKey(), asked);
        void queryClient.invalidateQueries({ queryKey: queries.settings.get.queryKey() });
      },
    }),
  );
  return (
    <ScreenFrame title={jobKind(kind).title} fill>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus */}
      <div className={styles.page} tabIndex={0}>
        <div className={styles.column}>
          <GateTitle />
          <Text size="sm" maw={720}>
            {takenFrom === null ? words.why : words.takenFrom(takenFrom)}
          </Text>
          <ErrorNote error={answering.error} />
          <Writing>
            <Questions draft={draft} edit={edit} />
          </Writing>
        </div>
      </div>
      <footer className={styles.footer}>
        <Button variant="default" onClick={() => navigate({ screen: 'jobs' })}>
          {commonWords.cancel}
        </Button>
        <Writing>
          <Button loading={answering.isPending} onClick={() => answering.mutate(draft)}>
            {takenFrom === null ? words.answer : words.confirm}
          </Button>
        </Writing>
      </footer>
    </ScreenFrame>
  );
}

interface AnswersProps {
  readonly draft: PolicyFacts;
  readonly edit: (part: Partial<PolicyFacts>) => void;
}

/** What was chosen stays while one looks elsewhere; what wasn't is as Settings have it. */
function useAnswers(facts: PolicyFacts): AnswersProps {
  const [chosen, choose] = useKept<Partial<PolicyFacts>>('policy', 'chosen', {});
  return { draft: { ...facts, ...chosen }, edit: (part) => choose({ ...chosen, ...part }) };
}

function Questions({ draft, edit }: AnswersProps) {
  return (
    <>
      <Question about="deletePolicy">
        <DeletePolicyField
          policy={draft.deletePolicy}
          onChange={(deletePolicy) => edit({ deletePolicy })}
        />
      </Question>
      <Question about="timeZone">
        <TimeZoneField zone={draft.timeZone} onChange={(timeZone) => edit({ timeZone })} />
      </Question>
      <Question about="reading">
        <ReadingField
          reading={draft.reading}
          onChange={(reading) => edit({ reading })}
          takes={(reading) => READING_TEXTS[reading].rule}
        />
      </Question>
      <Question about="countTransferred">
        <TransferredChoice
          value={draft.countTransferred}
          onChange={(countTransferred) => edit({ countTransferred })}
        />
      </Question>
      <Question about="currency">
        <CurrencyField currency={draft.currency} onChange={(currency) => edit({ currency })} />
      </Question>
      <Question about="esploro">
        <EsploroChoice value={draft.esploro} onChange={(esploro) => edit({ esploro })} />
      </Question>
    </>
  );
}

interface QuestionProps {
  readonly about: keyof PolicyFacts;
  readonly children: ReactNode;
}

function Question({ about, children }: QuestionProps) {
  const id = useId();
  return (
    <section className={styles.question} aria-labelledby={id}>
      <div>
        <Title order={3} fz="sm" id={id}>
          {words.asked[about]}
        </Title>
        <Text size="sm" c="dimmed" mt={4}>
          {words.explained[about]}
        </Text>
      </div>
      <div>{children}</div>
    </section>
  );
}

/** Takes the focus, which stood on what led here. */
function GateTitle() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <Title order={2} ref={heading} tabIndex={-1} className={styles.title}>
      {words.title}
    </Title>
  );
}
