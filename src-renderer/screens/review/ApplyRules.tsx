/**
 * Suggestions by rule: shows which undecided users the flags would exclude, with counts, and excludes them
 * as one confirmed step that can be undone. Nobody is excluded by opening it. Used by ReviewScreen.
 */
import { Anchor, Button, Checkbox, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import { EXCLUDING_FLAGS, REVIEW_FLAG_TEXTS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { sayDone } from '../../person/decide.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { countOf, formatCount } from '../../ui/format.ts';
import { FlagMark } from '../../ui/Marks.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import styles from './ApplyRules.module.css';

interface ApplyRulesProps {
  /** Shows the undecided users with this flag in the rows. */
  readonly onShow: (flag: ReviewFlag) => void;
}

export function ApplyRules({ onShow }: ApplyRulesProps) {
  const [opened, setOpened] = useState(false);
  const { data } = useQuery(queries.review.rules.queryOptions());
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconWand size={16} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        Apply rules
        {data !== undefined && data.users > 0 && (
          <span className={styles.badge}>
            {formatCount(data.users)}
            <span className="pd-visually-hidden">
              {data.users === 1 ? ' user' : ' users'} they would exclude
            </span>
          </span>
        )}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title="Suggestions by rule"
        size={560}
      >
        <Rules
          onClose={() => setOpened(false)}
          onShow={(flag) => {
            setOpened(false);
            onShow(flag);
          }}
        />
      </Modal>
    </>
  );
}

function Rules({ onClose, onShow }: ApplyRulesProps & { readonly onClose: () => void }) {
  const { data, error } = useQuery(queries.review.rules.queryOptions());
  const [left, setLeft] = useState<readonly ReviewFlag[]>([]);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const chosen = EXCLUDING_FLAGS.filter((flag) => !left.includes(flag));
  const users = useUsersOf(chosen, data?.users);

  async function apply() {
    setBusy(true);
    setFailure(undefined);
    try {
      const changed = await excludeByRule(chosen);
      onClose();
      await sayDone(`${countOf(changed, 'user')} excluded by rule.`, changed > 0);
    } catch (caught) {
      setFailure(caught);
      setBusy(false);
    }
  }

  function choose(flag: ReviewFlag, ticked: boolean) {
    setLeft(ticked ? left.filter((each) => each !== flag) : [...left, flag]);
  }

  return (
    <Stack gap={16}>
      <Explanation />
      <ErrorNote error={error} />
      {!data && !error && <Skeleton height={200} />}
      {data && (
        <FlagTable
          rules={data.flags}
          chosen={chosen}
          users={users}
          onChoose={choose}
          onShow={onShow}
        />
      )}
      <ErrorNote error={failure} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button data-autofocus loading={busy} disabled={!users} onClick={apply}>
          {users === 0 ? 'Nobody to exclude' : `Exclude ${countOf(users ?? 0, 'user')}`}
        </Button>
      </Group>
    </Stack>
  );
}

function Explanation() {
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      <Text size="sm">
        These flags say that a user should stay. “Exclude” excludes every undecided user who has one
        that is ticked, as one step. Users you have decided about stay as they are.
      </Text>
      <RuleHelp
        about="why these flags exclude"
        source="CARLI’s “Alma User Purge” for staff roles, the I-Share group and activity elsewhere; the rest is this program’s caution"
      >
        These are users whom Alma’s purge would take though somebody should look first: the job
        checks neither roles nor linked institutions nor lists, and unknown is not No. The other
        flags only ask for a look. Protected users and staff can’t be approved with others either
        way; excluding them says for the record that they stay.
      </RuleHelp>
    </Group>
  );
}

const undecidedWith = (flags: readonly ReviewFlag[]): Criteria =>
  allOf(
    CANDIDATES,
    { op: 'decision', values: ['undecided'] },
    { op: 'hasFlag', flags: [...flags] },
  );

/** @param ofAll how many it are with every flag */
function useUsersOf(flags: readonly ReviewFlag[], ofAll: number | undefined): number | undefined {
  const every = flags.length === EXCLUDING_FLAGS.length;
  const { data } = useQuery(
    queries.users.count.queryOptions({
      input: { criteria: every ? CANDIDATES : undecidedWith(flags) },
      enabled: !every && flags.length > 0,
      placeholderData: keepPreviousData,
    }),
  );
  if (flags.length === 0) return 0;
  return every ? ofAll : data?.users;
}

async function excludeByRule(flags: readonly ReviewFlag[]): Promise<number> {
  if (flags.length === EXCLUDING_FLAGS.length) return (await engine.review.applyRules()).changed;
  const names = flags.map((flag) => REVIEW_FLAG_TEXTS[flag].label.toLowerCase());
  const { changed } = await engine.review.decide({
    selection: { criteria: undecidedWith(flags) },
    decision: 'excluded',
    reason: 'By rule',
    note: `Excluded by rule: ${names.join(', ')}`,
  });
  return changed;
}

interface FlagTableProps extends ApplyRulesProps {
  readonly rules: readonly { readonly flag: ReviewFlag; readonly users: number }[];
  readonly chosen: readonly ReviewFlag[];
  /** Users with one of the chosen flags. */
  readonly users: number | undefined;
  readonly onChoose: (flag: ReviewFlag, ticked: boolean) => void;
}

function FlagTable({ rules, chosen, users, onChoose, onShow }: FlagTableProps) {
  return (
    <table className={styles.flags}>
      <thead>
        <tr>
          <th scope="col">Flag</th>
          <th scope="col">Undecided users</th>
        </tr>
      </thead>
      <tbody>
        {rules.map(({ flag, users: flagged }) => (
          <tr key={flag}>
            <td>
              <Checkbox
                checked={chosen.includes(flag)}
                onChange={(event) => onChoose(flag, event.currentTarget.checked)}
                classNames={{ body: styles.choice! }}
                label={<FlagMark flag={flag} />}
              />
            </td>
            <td>
              {flagged === 0 ? (
                '0'
              ) : (
                <Anchor
                  component="button"
                  type="button"
                  inherit
                  title={`Show: ${REVIEW_FLAG_TEXTS[flag].label}, undecided`}
                  onClick={() => onShow(flag)}
                >
                  {formatCount(flagged)}
                </Anchor>
              )}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Users in all; some have several flags</th>
          <td>{users === undefined ? '–' : formatCount(users)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
