/**
 * "Who is this": everything known about one user, what the planned purge would do to them and why, and the decision
 * about them. Content of the side panel of ReviewScreen and UsersScreen. Never shows one user's data under another's
 * identifier: it waits for the answer instead.
 */
import { Button, Group, Skeleton, Stack, Text, Title, Tooltip } from '@mantine/core';
import { IconId } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { type Decision, isCandidate } from '#shared/domain/review.ts';
import { queries } from '../client/engineClient.ts';
import { useSettings } from '../client/workspace.ts';
import { ErrorNote } from '../ui/ErrorNote.tsx';
import { formatCount } from '../ui/format.ts';
import { USER_ATTRIBUTE } from '../ui/picturedTexts.ts';
import { Identifier } from '../ui/Values.tsx';
import { DecisionButtons } from './DecisionButtons.tsx';
import { detailsWords } from './details/words.tsx';
import { EvidenceRows } from './EvidenceRows.tsx';
import { FlagList } from './FlagList.tsx';
import { isKnown } from './flagEvidence.ts';
import { PlannedPurge } from './PlannedPurge.tsx';
import { ProtectedSection } from './ProtectedBy.tsx';
import { UserNotes } from './UserNotes.tsx';
import styles from './UserPanel.module.css';
import { DecisionsMade, History, SetsOf } from './UserRecord.tsx';
import { UserState } from './UserState.tsx';
import { UserValues } from './UserValues.tsx';
import { panelWords } from './words.tsx';

interface UserPanelProps {
  readonly userNo: number;
  /** Absent where nobody can be decided about. */
  readonly onDecide?: (decision: Decision, user: UserRow) => void;
  /** Opens the whole record. */
  readonly onDetails: (userNo: number) => void;
}

export function UserPanel({ userNo, onDecide, onDetails }: UserPanelProps) {
  const { data, error } = useQuery(queries.users.get.queryOptions({ input: { userNo } }));
  const settings = useSettings();
  if (error) return <ErrorNote error={error} />;
  if (!data || !settings) return <PanelSkeleton />;
  const { user, evidence, decisions, notes, protectedBy, history, sets } = data;
  return (
    <Stack gap={20} {...{ [USER_ATTRIBUTE]: userNo }}>
      <Who user={user} onDetails={onDetails} />
      {onDecide && isCandidate(user) && <DecisionButtons user={user} onDecide={onDecide} />}
      {protectedBy.length > 0 && (
        <Section title={panelWords.protectedBy}>
          <ProtectedSection rules={protectedBy} />
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

function Who({ user, onDetails }: Pick<UserPanelProps, 'onDetails'> & { user: UserRow }) {
  const name = [user.last_name, user.first_name].filter(Boolean).join(', ');
  return (
    <div>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap={8}>
        <Text component="div" size="lg" fw={600} className={styles.name}>
          {name || <span className={styles.nameless}>{panelWords.noName}</span>}
        </Text>
        <Tooltip label={detailsWords.openHint}>
          <Button
            variant="default"
            size="xs"
            flex="none"
            leftSection={<IconId size={16} aria-hidden />}
            onClick={() => onDetails(user.userNo)}
          >
            {detailsWords.open}
          </Button>
        </Tooltip>
      </Group>
      <div className={styles.identifier}>
        <Identifier text={user.primary_identifier} />
      </div>
      <Group gap={8} mt={8}>
        <UserState user={user} />
      </Group>
    </div>
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
