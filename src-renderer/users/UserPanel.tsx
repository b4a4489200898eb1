/**
 * "Who is this": everything known about one user, what the planned purge would do to them and why, and the decision
 * about them. Content of the side panel of ReviewScreen and UsersScreen. Never shows one user's data under another's
 * identifier: it waits for the answer instead.
 */
import { Anchor, Button, Group, Skeleton, Stack, Text, Title, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { type Decision, isCandidate } from '#shared/domain/review.ts';
import { queries } from '../client/engineClient.ts';
import { useSettings } from '../client/workspace.ts';
import { useWriteBar } from '../client/writing.ts';
import { navigate } from '../place/navigation.ts';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { formatCount } from '../ui/format.ts';
import { DecisionMark, OutcomeMark, StaffConfirmedMark } from '../ui/Marks.tsx';
import { DECISION_MEANINGS } from '../ui/meaning.ts';
import { Identifier } from '../ui/Values.tsx';
import { EvidenceRows } from './EvidenceRows.tsx';
import { FlagList } from './FlagList.tsx';
import type { EvidenceRow } from './flagEvidence.ts';
import { PlannedPurge } from './PlannedPurge.tsx';
import { ProtectedBy } from './ProtectedBy.tsx';
import { UserNotes } from './UserNotes.tsx';
import styles from './UserPanel.module.css';
import { DecisionsMade, History, SetsOf } from './UserRecord.tsx';
import { UserValues } from './UserValues.tsx';
import { panelWords } from './words.tsx';

interface UserPanelProps {
  readonly userNo: number;
  readonly onDecide: (decision: Decision, user: UserRow) => void;
}

export function UserPanel({ userNo, onDecide }: UserPanelProps) {
  const { data, error } = useQuery(queries.users.get.queryOptions({ input: { userNo } }));
  const settings = useSettings();
  if (error) return <ErrorNote error={error} />;
  if (!data || !settings) return <PanelSkeleton />;
  const { user, evidence, decisions, notes, protectedBy, history, sets } = data;
  return (
    <Stack gap={20}>
      <Who user={user} />
      {isCandidate(user) && <DecisionButtons user={user} onDecide={onDecide} />}
      {protectedBy.length > 0 && (
        <Section title={panelWords.protectedBy}>
          <ProtectedBy rules={protectedBy} />
          <Text size="xs" c="dimmed" mt={6}>
            {panelWords.registerWins(
              <Anchor
                component="button"
                type="button"
                inherit
                onClick={() => navigate({ screen: 'settings', section: 'register' })}
              >
                {panelWords.showRegister}
              </Anchor>,
            )}
          </Text>
        </Section>
      )}
      <Section title={panelWords.plannedPurge}>
        <PlannedPurge user={user} settings={settings} known={isKnown(evidence)} />
      </Section>
      <Section title={panelWords.flags} count={user.flags.length}>
        <FlagList user={user} evidence={evidence} settings={settings} protectedBy={protectedBy} />
      </Section>
      <Section title={panelWords.notes} count={notes.length}>
        <UserNotes userNo={userNo} notes={notes} />
      </Section>
      <Section title={panelWords.values}>
        <UserValues user={user} />
      </Section>
      <Section title={panelWords.rows} count={evidence.length}>
        <EvidenceRows evidence={evidence} />
      </Section>
      <Section title={panelWords.decisions} count={decisions.length}>
        <DecisionsMade decisions={decisions} />
      </Section>
      <Section title={panelWords.history} count={history.length}>
        <History history={history} />
      </Section>
      <Section title={panelWords.sets} count={sets.length}>
        <SetsOf sets={sets} />
      </Section>
    </Stack>
  );
}

/** A user known from an exclusion list alone has no values that a rule could look at. */
function isKnown(evidence: readonly EvidenceRow[]): boolean {
  return evidence.some(({ kind }) => kind === 'candidates' || kind === 'users');
}

function Section(props: { title: string; count?: number; children: ReactNode }) {
  return (
    <section>
      <Title order={3} className={styles.heading}>
        {props.title}
        {props.count !== undefined && props.count > 0 && (
          <span className={styles.count}>{formatCount(props.count)}</span>
        )}
      </Title>
      {props.children}
    </section>
  );
}

function Who({ user }: { readonly user: UserRow }) {
  const name = [user.last_name, user.first_name].filter(Boolean).join(', ');
  return (
    <div>
      <Text component="div" size="lg" fw={600} className={styles.name}>
        {name || <span className={styles.nameless}>{panelWords.noName}</span>}
      </Text>
      <div className={styles.identifier}>
        <Identifier text={user.primary_identifier} />
      </div>
      <Group gap={8} mt={8}>
        <UserState user={user} />
      </Group>
    </div>
  );
}

function UserState({ user }: { readonly user: UserRow }) {
  const confirmed = user.staffConfirmed && <StaffConfirmedMark />;
  if (user.deleted) {
    return (
      <>
        <OutcomeMark outcome="purged" />
        {confirmed}
      </>
    );
  }
  if (!user.candidate) {
    return (
      <Text size="sm" c="dimmed">
        {panelWords.notCandidate}
      </Text>
    );
  }
  return (
    <>
      <DecisionMark decision={user.decision} />
      {confirmed}
      {user.decisionReason && <Text size="sm">{user.decisionReason}</Text>}
    </>
  );
}

const BUTTONS: readonly { decision: Decision; key: string }[] = [
  { decision: 'excluded', key: 'X' },
  { decision: 'approved', key: 'A' },
  { decision: 'undecided', key: 'C' },
];

function DecisionButtons({ user, onDecide }: Omit<UserPanelProps, 'userNo'> & { user: UserRow }) {
  const bar = useWriteBar();
  return (
    <Group gap={6} wrap="nowrap" grow role="group" aria-label={panelWords.decision}>
      {BUTTONS.map(({ decision, key }) => {
        const { icon: Icon, tone } = DECISION_MEANINGS[decision];
        return (
          <Tooltip key={decision} label={panelWords.decideHint(decision, key)}>
            <Button
              variant="default"
              size="xs"
              px={6}
              aria-pressed={user.decision === decision && decision !== 'undecided'}
              className={styles.decide}
              disabled={decision === 'undecided' && user.decision === 'undecided'}
              leftSection={<Icon size={16} aria-hidden className={styles.icon} data-tone={tone} />}
              onClick={() => onDecide(decision, user)}
              {...bar}
            >
              {panelWords.decide(decision)}
            </Button>
          </Tooltip>
        );
      })}
    </Group>
  );
}

function PanelSkeleton() {
  return (
    <Stack gap={20} aria-busy="true">
      <div>
        <Skeleton width="60%" height={20} mb={8} />
        <Skeleton width="40%" height={16} />
      </div>
      <Skeleton height={30} />
      <Skeleton height={120} />
      <Skeleton height={160} />
    </Stack>
  );
}
