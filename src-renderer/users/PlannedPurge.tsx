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
import { countOf } from '../ui/format.ts';
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

interface PlannedPurgeProps {
  readonly user: UserRow;
  readonly settings: Settings;
  /** Some candidates file describes the user. */
  readonly known: boolean;
}

const VERDICTS: Readonly<Record<Exclude<PlannedOutcome['verdict'], 'kept'>, Meaning>> = {
  purged: { ...OUTCOME_MEANINGS.purged, word: 'Would be purged' },
  retained: { ...OUTCOME_MEANINGS.retained, word: 'Would be retained' },
  'not-taken': { ...OUTCOME_MEANINGS.unchanged, word: 'Would not be taken' },
};

/** Whatever keeps a user out of the set: the verdict, and the beginning of its sentence. */
const KEPT: Readonly<Record<KeptBy, { readonly verdict: Meaning; readonly because: string }>> = {
  protected: {
    verdict: { ...FLAG_MEANINGS.protected, word: 'Stays: protected' },
    because: 'The protected register names them: never approved',
  },
  excluded: {
    verdict: { ...DECISION_MEANINGS.excluded, word: 'Stays: excluded in the review' },
    because: 'Excluded in the review',
  },
  returned: {
    verdict: { ...FLAG_MEANINGS.returned, word: 'Stays: returned, not approved since' },
    because: 'They returned, and nobody has approved them since',
  },
  contact: {
    verdict: { ...FLAG_MEANINGS.contact, word: 'Stays: a Contact, not approved as such' },
    because: 'A Contact, and nobody has approved them as such',
  },
  staff: {
    verdict: { ...STAFF_CONFIRMED, word: 'Stays: staff or unknown role, not approved' },
    because: 'The role is Yes or unknown, and nobody has approved them',
  },
  undecided: {
    verdict: { ...DECISION_MEANINGS.undecided, word: 'Stays: undecided' },
    because: 'Nobody has decided about them yet',
  },
  'not-in-review': {
    verdict: { ...OUTCOME_MEANINGS.unchanged, word: 'Stays: not in the review' },
    because: 'The newest candidates file doesn’t name them',
  },
};

function verdictOf({ verdict, keptBy }: PlannedOutcome): Meaning {
  return verdict === 'kept' ? KEPT[keptBy!].verdict : VERDICTS[verdict];
}

export function PlannedPurge({ user, settings, known }: PlannedPurgeProps) {
  if (user.purged) {
    return <Text size="sm">A purge in this workspace has taken this user. See the history.</Text>;
  }
  if (!known) {
    return (
      <Text size="sm">
        Only an exclusion list names this user: no candidates file tells a purge date, so no rule
        can be asked.
      </Text>
    );
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
  const because = outcome.keptBy && KEPT[outcome.keptBy].because;
  if (outcome.keptButInGroup) {
    return (
      <Rule weight="watch">
        {because}. Yet the user group is {group}, so a run in Alma takes them all the same. Change
        the group back in Alma.
      </Rule>
    );
  }
  if (outcome.inGroup) return <Rule weight="goes">The user group is {group} already.</Rule>;
  if (because) {
    return (
      <Rule weight="stays">
        {because}, so they aren’t in the set that is moved to {group}.
        {user.candidate && outcome.passesDayBound && outcome.matchesRecordType && (
          <>
            {' '}
            If they were, the run would{' '}
            {outcome.reasons.length > 0 ? 'retain them.' : 'purge them.'}
          </>
        )}
      </Rule>
    );
  }
  return <Rule weight="goes">Approved: the set of the review moves them to {group} first.</Rule>;
}

function RecordTypeRule({ user, outcome, run }: RuleProps) {
  if (outcome.matchesRecordType) {
    if (user.record_type !== null) return null;
    return <Rule weight="unknown">No report says the record type; it counts as Public.</Rule>;
  }
  return (
    <Rule weight="stays">
      The record type is {user.record_type ?? 'not reported and counts as Public'}; a run for{' '}
      {run.recordType} doesn’t take them.
    </Rule>
  );
}

function DayBoundRule({ user, outcome, run }: RuleProps) {
  if (user.purge_date === null) {
    return <Rule weight="stays">No purge date: Alma never takes such a user.</Rule>;
  }
  const last = <DateText date={run.bounds.last} />;
  return (
    <>
      <Rule weight={outcome.passesDayBound ? 'goes' : 'stays'}>
        Purge date <DateText date={user.purge_date} />:{' '}
        {outcome.passesDayBound ? <>on or before {last}</> : <>after {last}</>}, the last one taken.
      </Rule>
      {outcome.boundary && (
        <Rule weight="watch">
          The published readings of the day bound disagree about this date.
        </Rule>
      )}
    </>
  );
}

function RetainRules({ user, outcome, run }: RuleProps) {
  if (outcome.reasons.length === 0) {
    return <Rule weight="goes">Nothing in the reports retains them.</Rule>;
  }
  return outcome.reasons.map((reason) => (
    <Rule key={reason} weight="stays">
      {RETAIN_REASON_TEXTS[reason].label}: {retainValue(reason, user, run)}
    </Rule>
  ));
}

/** What the report says that retains the user. */
function retainValue(reason: RetainReason, user: UserRow, run: PlannedRun): ReactNode {
  switch (reason) {
    case 'outstanding-loans':
      return countOf(user.loans ?? 0, 'loan');
    case 'fines-fees':
      return (
        <>
          owes <Money minor={owedBy(user, run)} />, more than <Money minor={run.waiveThreshold} />
        </>
      );
    case 'acquisitions':
      return countOf(user.acquisitions ?? 0, 'assignment');
    case 'purchase-requests':
      return `${user.purchase_requests} open`;
    case 'resource-sharing':
      return `${user.hold_shelf_requests} on the hold shelf`;
    case 'import-profiles':
      return countOf(user.import_profiles ?? 0, 'profile');
    case 'locked-records':
      return countOf(user.locked_records ?? 0, 'record');
    case 'md-editor':
    case 'running-job':
      return 'now';
  }
}

/** What would have to be known to rule a reason out. */
const UNKNOWN_NAMES: Readonly<Record<RetainReason, string>> = {
  'outstanding-loans': 'loans',
  'fines-fees': 'the balance',
  acquisitions: 'PO lines, POs and invoices',
  'purchase-requests': 'purchase requests',
  'resource-sharing': 'requests on the hold shelf',
  'import-profiles': 'import profiles',
  'locked-records': 'locked records',
  'md-editor': 'work in the MD Editor',
  'running-job': 'running jobs',
};

/** What the run forgives, what no report covers, and what it doesn't look at though review should. */
function UnseenRules({ user, outcome }: Omit<RuleProps, 'run'>) {
  const reached = outcome.matchesRecordType && outcome.passesDayBound;
  return (
    <>
      {outcome.waived > 0 && outcome.reasons.length === 0 && reached && (
        <Rule weight="watch">
          Their balance of <Money minor={outcome.waived} /> would be recorded as waived.
        </Rule>
      )}
      {user.flags.includes('staff-role') && (
        <Rule weight="watch">The run doesn’t look at staff roles.</Rule>
      )}
      {user.flags.includes('protected') && (
        <Rule weight="watch">The run itself doesn’t know the protected register.</Rule>
      )}
      {user.flags.includes('expiry-in-future') && (
        <Rule weight="watch">The run doesn’t look at the expiry date.</Rule>
      )}
      {outcome.unknown.length > 0 && reached && (
        <Rule weight="unknown">
          No report says: {outcome.unknown.map((reason) => UNKNOWN_NAMES[reason]).join(', ')}. Alma
          may retain them for one of these.
        </Rule>
      )}
    </>
  );
}
