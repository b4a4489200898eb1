/**
 * What the planned purge would do to one user and why, in sentences: the verdict, then each rule that led to it. The
 * rules are asked in plannedPurge.ts.
 */
import { Text } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconHelpCircle,
  IconMinus,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Settings } from '#shared/contract/shapes/settings.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { RETAIN_REASON_TEXTS, type RetainReason } from '#shared/domain/purgeRules.ts';
import { Mark } from '../ui/Marks.tsx';
import {
  DECISION_MEANINGS,
  FLAG_MEANINGS,
  type Meaning,
  OUTCOME_MEANINGS,
  STAFF_CONFIRMED,
} from '../ui/meaning.ts';
import { DateText, Money } from '../ui/Values.tsx';
import { PlannedRunText } from './PlannedRunText.tsx';
import {
  type KeptBy,
  owedBy,
  type PlannedOutcome,
  type PlannedRun,
  plannedOutcome,
  plannedRun,
} from './plannedPurge.ts';
import styles from './UserPanel.module.css';
import { KEPT_WORDS, plannedWords, retainWords, VERDICT_WORDS } from './words.tsx';

interface PlannedPurgeProps {
  readonly user: UserRow;
  readonly settings: Settings;
  /** Some candidates file describes the user. */
  readonly known: boolean;
}

const VERDICTS: Readonly<Record<Exclude<PlannedOutcome['verdict'], 'kept'>, Meaning>> = {
  purged: OUTCOME_MEANINGS.purged,
  retained: OUTCOME_MEANINGS.retained,
  'not-taken': OUTCOME_MEANINGS.unchanged,
};

const KEPT: Readonly<Record<KeptBy, Meaning>> = {
  protected: FLAG_MEANINGS.protected,
  excluded: DECISION_MEANINGS.excluded,
  returned: FLAG_MEANINGS.returned,
  contact: FLAG_MEANINGS.contact,
  staff: STAFF_CONFIRMED,
  undecided: DECISION_MEANINGS.undecided,
  'not-in-review': OUTCOME_MEANINGS.unchanged,
};

function verdictOf({ verdict, keptBy }: PlannedOutcome): Meaning {
  return verdict === 'kept'
    ? { ...KEPT[keptBy!], word: KEPT_WORDS[keptBy!].verdict }
    : { ...VERDICTS[verdict], word: VERDICT_WORDS[verdict] };
}

export function PlannedPurge({ user, settings, known }: PlannedPurgeProps) {
  if (user.deleted) {
    return <Text size="sm">{plannedWords.purged}</Text>;
  }
  if (!known) {
    return <Text size="sm">{plannedWords.onListOnly}</Text>;
  }
  const run = plannedRun(settings);
  const outcome = plannedOutcome(user, run);
  return (
    <div className={styles.planned}>
      <Mark meaning={verdictOf(outcome)} />
      <ul className={styles.rules}>
        <GroupRule user={user} outcome={outcome} run={run} />
        <RecordTypeRule user={user} outcome={outcome} run={run} />
        <DayBoundRule user={user} outcome={outcome} run={run} />
        <RetainRules user={user} outcome={outcome} run={run} />
        <UnseenRules user={user} outcome={outcome} />
      </ul>
      <PlannedRunText run={run} />
    </div>
  );
}

interface RuleProps {
  readonly user: UserRow;
  readonly outcome: PlannedOutcome;
  readonly run: PlannedRun;
}

type Weight = 'goes' | 'stays' | 'watch' | 'unknown';

const WEIGHT_ICONS: Readonly<Record<Weight, TablerIcon>> = {
  goes: IconCheck,
  stays: IconMinus,
  watch: IconAlertTriangle,
  unknown: IconHelpCircle,
};

function Rule({ weight, children }: { readonly weight: Weight; readonly children: ReactNode }) {
  const Icon = WEIGHT_ICONS[weight];
  return (
    <li data-weight={weight}>
      <Icon size={16} aria-hidden />
      <span>{children}</span>
    </li>
  );
}

function GroupRule({ user, outcome, run }: RuleProps) {
  const group = run.okToPurgeGroup;
  const ofSet = run.route === 'set';
  const because = outcome.keptBy && KEPT_WORDS[outcome.keptBy].because;
  if (because && outcome.keptButInGroup) {
    return <Rule weight="watch">{plannedWords.keptButInGroup(because, group)}</Rule>;
  }
  if (outcome.inGroup) return <Rule weight="goes">{plannedWords.inGroup(group)}</Rule>;
  if (because) {
    const { otherwiseRetained, otherwisePurged } = plannedWords;
    return (
      <Rule weight="stays">
        {ofSet ? plannedWords.notInPurgedSet(because) : plannedWords.notInSet(because, group)}
        {user.candidate && outcome.passesDayBound && outcome.matchesRecordType && (
          <> {outcome.reasons.length > 0 ? otherwiseRetained : otherwisePurged}</>
        )}
      </Rule>
    );
  }
  return (
    <Rule weight="goes">{ofSet ? plannedWords.approvedInSet : plannedWords.approved(group)}</Rule>
  );
}

function RecordTypeRule({ user, outcome, run }: RuleProps) {
  if (outcome.matchesRecordType) {
    if (user.record_type !== null) return null;
    return <Rule weight="unknown">{plannedWords.recordTypeUnknown}</Rule>;
  }
  return (
    <Rule weight="stays">
      {user.record_type === null
        ? plannedWords.publicDiffers(run.recordType)
        : plannedWords.recordTypeDiffers(user.record_type, run.recordType)}
    </Rule>
  );
}

function DayBoundRule({ user, outcome, run }: RuleProps) {
  if (user.purge_date === null) {
    return <Rule weight="stays">{plannedWords.noPurgeDate}</Rule>;
  }
  const { purgeDateTaken, purgeDateAfter } = plannedWords;
  const said = outcome.passesDayBound ? purgeDateTaken : purgeDateAfter;
  return (
    <>
      <Rule weight={outcome.passesDayBound ? 'goes' : 'stays'}>
        {said(<DateText date={user.purge_date} />, <DateText date={run.bounds.last} />)}
      </Rule>
      {outcome.boundary && <Rule weight="watch">{plannedWords.boundary}</Rule>}
    </>
  );
}

function RetainRules({ user, outcome, run }: RuleProps) {
  if (outcome.reasons.length === 0) {
    return <Rule weight="goes">{plannedWords.nothingRetains}</Rule>;
  }
  return outcome.reasons.map((reason) => (
    <Rule key={reason} weight="stays">
      {plannedWords.retains(RETAIN_REASON_TEXTS[reason].label, retainValue(reason, user, run))}
    </Rule>
  ));
}

/** What the report says that retains the user. */
function retainValue(reason: RetainReason, user: UserRow, run: PlannedRun): ReactNode {
  switch (reason) {
    case 'outstanding-loans':
      return retainWords.loans(user.loans ?? 0);
    case 'fines-fees':
      return retainWords.owes(
        <Money minor={owedBy(user, run)} />,
        <Money minor={run.waiveThreshold} />,
      );
    case 'acquisitions':
      return retainWords.assignments(user.acquisitions ?? 0);
    case 'purchase-requests':
      return retainWords.purchaseRequests(user.purchase_requests ?? 0);
    case 'resource-sharing':
      return retainWords.holdShelf(user.hold_shelf_requests ?? 0);
    case 'import-profiles':
      return retainWords.profiles(user.import_profiles ?? 0);
    case 'locked-records':
      return retainWords.records(user.locked_records ?? 0);
    case 'md-editor':
    case 'running-job':
      return retainWords.now;
  }
}

/** What the run forgives, what no report covers, and what it doesn't look at though review should. */
function UnseenRules({ user, outcome }: Omit<RuleProps, 'run'>) {
  const reached = outcome.matchesRecordType && outcome.passesDayBound;
  return (
    <>
      {outcome.waived > 0 && outcome.reasons.length === 0 && reached && (
        <Rule weight="watch">{plannedWords.waived(<Money minor={outcome.waived} />)}</Rule>
      )}
      {user.flags.includes('staff-role') && <Rule weight="watch">{plannedWords.ignoresRoles}</Rule>}
      {user.flags.includes('protected') && (
        <Rule weight="watch">{plannedWords.ignoresRegister}</Rule>
      )}
      {user.flags.includes('expiry-in-future') && (
        <Rule weight="watch">{plannedWords.ignoresExpiry}</Rule>
      )}
      {outcome.unknown.length > 0 && reached && (
        <Rule weight="unknown">{plannedWords.unknown(outcome.unknown)}</Rule>
      )}
    </>
  );
}
