/**
 * What an institution has set in Alma that no report tells, and what jobs depend on: asked once per workspace before its
 * first job, printed with every job in these words. Pure.
 */
import { type Reading, readingText } from './dayBound.ts';
import { DELETE_POLICY_TEXTS, type DeletePolicy } from './deletePolicies.ts';
import type { TimeZone } from './timeZones.ts';

/** Null: nobody has said. A reading and a currency there always are. */
export interface PolicyFacts {
  /** What Alma keeps of purged users. */
  readonly deletePolicy: DeletePolicy | null;
  readonly timeZone: TimeZone;
  /** Of the day bound. */
  readonly reading: Reading;
  /** Whether transferred fines/fees count as owed. */
  readonly countTransferred: boolean | null;
  /** ISO 4217. */
  readonly currency: string;
  /** Whether Esploro is on: then the purge keeps something of researchers. */
  readonly esploro: boolean | null;
}

/** In the order in which they are asked. */
export const POLICY_LABELS = {
  deletePolicy: 'Delete user policy',
  timeZone: 'Time zone of the institution',
  reading: 'Which purge dates count',
  countTransferred: 'Transferred fines/fees',
  currency: 'Currency',
  esploro: 'Esploro',
} as const satisfies Readonly<Record<keyof PolicyFacts, string>>;

/** Of these, what a purge neither chooses nor counts by: two purges differ in it where it was changed between them. */
export const POLICY_BEHIND_PURGES: readonly string[] = [
  ...[POLICY_LABELS.deletePolicy, POLICY_LABELS.timeZone],
  ...[POLICY_LABELS.currency, POLICY_LABELS.esploro],
];

/** `3. Keep statistics and remove primary ID` */
export const policyName = (policy: DeletePolicy) =>
  `${policy}. ${DELETE_POLICY_TEXTS[policy].name}`;

/** Nobody having said is no answer: whoever reads it must see that, and what it was taken for. */
export const NOBODY_HAS_SAID = 'Nobody has said';

const TRANSFERRED_TEXTS = {
  true: 'Count as owed',
  false: 'Don’t count',
  null: `${NOBODY_HAS_SAID}; not counted`,
} as const;

const ESPLORO_TEXTS = {
  true: 'On: researchers with assets or grants stay as non-affiliated researchers',
  false: 'Not used',
  null: `${NOBODY_HAS_SAID}; researchers are purged like all others`,
} as const;

/** Label and value of each, in the order in which they are asked. */
export function policyTexts(facts: PolicyFacts): readonly { label: string; value: string }[] {
  const { deletePolicy, timeZone, reading, countTransferred, currency, esploro } = facts;
  const texts: Readonly<Record<keyof PolicyFacts, string>> = {
    deletePolicy: deletePolicy === null ? NOBODY_HAS_SAID : policyName(deletePolicy),
    timeZone: timeZone ?? 'The clocks of this computer; none was chosen',
    reading: readingText(reading),
    countTransferred: TRANSFERRED_TEXTS[`${countTransferred}`],
    currency,
    esploro: ESPLORO_TEXTS[`${esploro}`],
  };
  return POLICY_FACTS.map((fact) => ({ label: POLICY_LABELS[fact], value: texts[fact] }));
}

const POLICY_FACTS = Object.keys(POLICY_LABELS) as (keyof PolicyFacts)[];

/** As they stand in the settings of a workspace. */
export function policyFactsOf(settings: {
  readonly institution: Pick<PolicyFacts, 'deletePolicy' | 'timeZone'>;
  readonly reading: Reading;
  readonly countTransferred: boolean | null;
  readonly currency: string;
  readonly esploro: boolean | null;
}): PolicyFacts {
  const { institution, reading, countTransferred, currency, esploro } = settings;
  const { deletePolicy, timeZone } = institution;
  return { deletePolicy, timeZone, reading, countTransferred, currency, esploro };
}
