/**
 * What a kind of job is, as far as every program knows it: what a request for it says, and all its words. Each kind is
 * one file beside this one and one line in jobKindList.ts; what it does to users stands in the engine's folder of the
 * kind, its pages in the page's. Nothing outside those folders tells kinds apart by their names. Pure.
 */

import { z } from 'zod';
import type { IsoDate } from '../domain/calendar.ts';
import type { PolicyFacts } from '../domain/policyFacts.ts';
import type { Said, Say } from '../domain/said.ts';

/** The marks that outcomes are shown with: colour and icon of each are the page's. */
export type OutcomeMark = 'purged' | 'retained' | 'changed' | 'unchanged';

/** What a job did with a user, in words. */
export interface OutcomeWords {
  /** On tabs, bars and marks: `Purged`. */
  readonly word: string;
  readonly mark: OutcomeMark;
  /** Its users have reasons (domain/purgeRules.ts) by which they can be told apart. */
  readonly hasReasons?: true;
}

/** Which of a job's users are meant: those with an outcome, a reason or both. */
export interface JobUserFilter {
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
}

/** A line of the report's job events; how many users it concerns is counted by its filter. */
export interface JobEventWords {
  /** Unlike that of any other event of the kind. */
  readonly code: string;
  readonly severity: 'info' | 'warning';
  readonly text: string;
  readonly filter: JobUserFilter;
}

/** A setting as it is called and what was chosen, on the page, in the picture and in the report. */
export interface JobSetting {
  readonly label: string;
  readonly value: string;
}

/** What settings in words are made of, besides the request itself. */
export interface SettingFacts {
  /** The set that a request names. */
  setOf(setId: number): { readonly setId: number; readonly name: string; readonly members: number };
  /** What Settings say of the parameters of Purge Users that no public text tells. */
  readonly setPurgeParameters: readonly JobSetting[];
  /** What the institution has set in Alma: jobs of the purge cycle tell it behind what was chosen. */
  readonly policy: PolicyFacts;
  readonly format: SettingFormat;
}

/** How values are written: as the system does on the page, the same for everybody in files. */
export interface SettingFormat {
  date(date: IsoDate): string;
  count(count: number): string;
  /** `1 user`, `12 users`. */
  users(count: number): string;
  /** Minor units with the currency. */
  amount(minor: number): string;
}

export interface JobKindDefinition<
  Kind extends string,
  Request extends z.ZodType<{ kind: Kind; name: string; parameters: object }>,
  Outcome extends string,
> {
  readonly kind: Kind;
  /** As Alma's jobs page calls it. */
  readonly title: string;
  /** What a request says: kind, name, parameters, and what else belongs to it. */
  readonly request: Request;
  readonly outcomes: Readonly<Record<Outcome, OutcomeWords>>;
  /** The outcomes that Alma's columns Number finished and Number failed count, and what these lists call them. */
  readonly finished: { readonly outcome: NoInfer<Outcome>; readonly listed: string };
  readonly failed: { readonly outcome: NoInfer<Outcome>; readonly listed: string };
  /** What both add up to: `in scope`. */
  readonly whole: string;
  /** The step of the purge cycle that it is; null: none. */
  readonly step: 'update' | 'purge' | null;
  /** Alma writes an e-mail when it has ended: so it is told in the inbox. Others are done while one looks. */
  readonly mailed: boolean;
  /** What it changed can be put back, from set files by original value. */
  readonly hasKit?: true;
  /** What stands in the way of submitting it, where it has words of its own. */
  readonly refusals?: JobRefusalWords;
  /** Its parameters have amounts of money: they would be others with another currency. */
  readonly hasAmounts: boolean;
  /** Whether it gives users another purge date or balance: then a purge takes others than before. */
  givesPurgeFacts(parameters: z.output<Request>['parameters']): boolean;
  /** What of its parameters stands in lists of jobs, and by which jobs are found. */
  about(parameters: z.output<Request>['parameters']): JobAbout;
  /** Everything that was chosen, in the order of the form. */
  settings(request: z.output<Request>, facts: SettingFacts): readonly JobSetting[];
  /** All events that it can have, in the order of the report. */
  events(parameters: z.output<Request>['parameters']): readonly JobEventWords[];
}

export interface JobRefusalWords {
  /** Begins a sentence that ends in a number of users: `This set has`. */
  readonly subject: string;
  /** Users whom the register protects are concerned. */
  readonly protected: (concerned: ConcernedUsers, say: Say) => Said;
  /** Others who aren't approved are concerned: `undecided 3, excluded 1`; of a job about one user `a Contact`. */
  readonly notApproved: (
    concerned: ConcernedUsers & { readonly kinds: string; readonly ofOne: string },
    say: Say,
  ) => Said;
}

export interface ConcernedUsers {
  readonly users: number;
  /** The job takes the users of one group. */
  readonly ofGroup: boolean;
}

export interface JobAbout {
  /** The set that it works on; null: on none. */
  readonly setId: number | null;
  /** The group that users get, or that is purged; null: all groups, or none. */
  readonly userGroup: string | null;
}

/** A kind among others. */
export type AnyJobKind = JobKindDefinition<string, z.ZodType<AnyRequest>, string>;

interface AnyRequest {
  kind: string;
  name: string;
  // biome-ignore lint/suspicious/noExplicitAny: whose parameters they are, only the kind knows
  parameters: any;
}

/** Checks a definition against what a kind is, and keeps its own types. */
export function defineJobKind<
  const Kind extends string,
  Request extends z.ZodType<{ kind: Kind; name: string; parameters: object }>,
  const Outcome extends string,
>(
  definition: JobKindDefinition<Kind, Request, Outcome>,
): JobKindDefinition<Kind, Request, Outcome> {
  return definition;
}

/** The name of a job, as it is typed. */
export const jobName = z.string().trim().min(1).max(255);
