/**
 * What is derived from the list of all kinds of jobs: their names, their outcomes, what a request for any of them says.
 * Who wants to know something of a job asks its definition here, and never compares its kind with a name. Pure.
 */
import { z } from 'zod';
import type { IsoDate } from '../domain/calendar.ts';
import { policyTexts } from '../domain/policyFacts.ts';
import type { AnyJobKind, JobSetting, OutcomeWords, SettingFacts } from './jobKind.ts';
import { JOB_KIND_LIST } from './jobKindList.ts';

type List = typeof JOB_KIND_LIST;

export type JobKind = List[number]['kind'];
/** What jobs of any kind do with users. */
export type JobOutcome = OutcomeOf<List[number]>;
type OutcomeOf<Definition> = Definition extends { outcomes: infer Outcomes }
  ? keyof Outcomes
  : never;

/** A definition of any kind, whose counts are among the outcomes of all. */
export interface SomeJobKind extends AnyJobKind {
  readonly finished: { readonly outcome: JobOutcome; readonly listed: string };
  readonly failed: { readonly outcome: JobOutcome; readonly listed: string };
}

const definitions: readonly SomeJobKind[] = JOB_KIND_LIST;
const byKind = new Map(definitions.map((each) => [each.kind, each]));

export const JOB_KINDS = definitions.map(({ kind }) => kind) as [JobKind, ...JobKind[]];
/** Two kinds may have one in common. */
export const JOB_OUTCOMES = [
  ...new Set(definitions.flatMap(({ outcomes }) => Object.keys(outcomes))),
] as [JobOutcome, ...JobOutcome[]];

export function jobKind(kind: JobKind): SomeJobKind {
  return byKind.get(kind)!;
}

/** The kinds of which something holds, as they are stored. */
export function jobKindsThat(holds: (definition: SomeJobKind) => boolean): JobKind[] {
  return JOB_KINDS.filter((kind) => holds(jobKind(kind)));
}

/** The kind that is this step of the purge cycle. */
export function kindOfStep(step: NonNullable<AnyJobKind['step']>): JobKind {
  return jobKindsThat((each) => each.step === step)[0]!;
}

export function outcomeWords(kind: JobKind, outcome: string): OutcomeWords {
  return jobKind(kind).outcomes[outcome]!;
}

/** Job title, set name, date: the name that Alma offers for a manual job. */
export function defaultJobName(kind: JobKind, setName: string | null, date: IsoDate): string {
  return [jobKind(kind).title, setName, date].filter(Boolean).join(' - ');
}

/** Whether it is asked before the first job of this kind what the institution has set in Alma. */
export function asksPolicy(kind: JobKind): boolean {
  return jobKind(kind).step !== null;
}

/**
 * Everything that was chosen for a job, and behind it what the institution has set in Alma, where the job depends on
 * it: in the same words on its page, in its picture and in its report. What the job itself chooses isn't said twice.
 */
export function settingsOfJob(job: JobRequest, facts: SettingFacts): readonly JobSetting[] {
  const chosen = jobKind(job.kind).settings(job, facts);
  if (!asksPolicy(job.kind)) return chosen;
  const said = new Set(chosen.map(({ label }) => label));
  return [...chosen, ...policyTexts(facts.policy).filter(({ label }) => !said.has(label))];
}

type RequestsOf<Definitions extends readonly { request: unknown }[]> = {
  readonly [N in keyof Definitions]: Definitions[N]['request'];
};

/** A job as it is asked for: of any kind, each with what its own form says. */
export const jobRequest = z.discriminatedUnion(
  'kind',
  JOB_KIND_LIST.map(({ request }) => request) as unknown as RequestsOf<List>,
);
export type JobRequest = z.infer<typeof jobRequest>;

/**
 * What a job of this kind was told, as it is kept: what was settled when it was submitted may stand beside what was
 * asked for.
 */
export function storedParameters(kind: JobKind): z.ZodType<JobRequest['parameters']> {
  const { shape } = jobKind(kind).request as unknown as z.ZodObject<{ parameters: z.ZodObject }>;
  return shape.parameters.loose() as unknown as z.ZodType<JobRequest['parameters']>;
}

/** Whether stored parameters tell what a request of this kind tells. */
export function tellsWhatToDo(kind: JobKind, parameters: unknown): boolean {
  return storedParameters(kind).safeParse(parameters).success;
}

/** The request of each kind. */
export type JobRequests = { readonly [K in JobKind]: Extract<JobRequest, { kind: K }> };

/** What an event of a report says: its kind makes the words of what the job was told. */
export function eventText(
  { kind, parameters }: { readonly kind: JobKind; readonly parameters: Record<string, unknown> },
  code: string,
): string {
  const events = jobKind(kind).events(parameters as never);
  return events.find((event) => event.code === code)?.text ?? code;
}
