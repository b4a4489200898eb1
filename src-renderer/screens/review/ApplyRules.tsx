/**
 * Suggestions by rule: shows which undecided users the flags would exclude, with counts, and excludes them as one
 * confirmed step that can be undone. Nobody is excluded by opening it.
 */
import { Anchor, Button, Checkbox, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { allOf, CANDIDATES, type Criteria } from '#shared/domain/criteria.ts';
import {
  REVIEW_FLAG_TEXTS,
  type ReviewFlag,
  type SuggestingFlag,
} from '#shared/domain/reviewFlags.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { useSettings } from '../../client/workspace.ts';
import { sayDone } from '../../deciding/decide.tsx';
import { isSuggesting, RulesOffList, SwitchOffForm } from '../../deciding/RulesOff.tsx';
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
  const rulesOff = useSettings()?.rulesOff ?? [];
  const [left, setLeft] = useState<readonly ReviewFlag[]>([]);
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  // Rules that are switched off aren't among them.
  const active = data?.flags.map(({ flag }) => flag) ?? [];
  const chosen = active.filter((flag) => !left.includes(flag));
  const every = chosen.length === active.length;
  const users = useUsersOf(chosen, every ? data?.users : undefined);

  async function apply() {
    setBusy(true);
    setFailure(undefined);
    try {
      const { changed } = await (every ? engine.review.applyRules() : excludeByRule(chosen));
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
      <RulesOffList rulesOff={rulesOff} />
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
        way; excluding them says for the record that they stay. Signs of life (activity elsewhere,
        an expiry date in the future, returned, conflict) are suggestions: a librarian may switch
        one off with a reason.
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

/** @param ofAll how many have one of all flags, when all are meant */
function useUsersOf(flags: readonly ReviewFlag[], ofAll: number | undefined): number | undefined {
  const { data } = useQuery(
    queries.users.count.queryOptions({
      input: { criteria: flags.length === 0 ? CANDIDATES : undecidedWith(flags) },
      enabled: ofAll === undefined && flags.length > 0,
      placeholderData: keepPreviousData,
    }),
  );
  if (flags.length === 0) return 0;
  return ofAll ?? data?.users;
}

async function excludeByRule(flags: readonly ReviewFlag[]): Promise<{ changed: number }> {
  const names = flags.map((flag) => REVIEW_FLAG_TEXTS[flag].label.toLowerCase());
  return engine.review.decide({
    selection: { criteria: undecidedWith(flags) },
    decision: 'excluded',
    reason: 'By rule',
    note: `Excluded by rule: ${names.join(', ')}`,
  });
}

interface FlagTableProps extends ApplyRulesProps {
  readonly rules: readonly { readonly flag: ReviewFlag; readonly users: number }[];
  readonly chosen: readonly ReviewFlag[];
  /** Users with one of the chosen flags. */
  readonly users: number | undefined;
  readonly onChoose: (flag: ReviewFlag, ticked: boolean) => void;
}

/** Rules that find nobody are folded away from here on. */
const FEW = 4;

/** What must stay, what the files leave open, and signs of life, which a librarian may switch off. */
function FlagTable({ rules, chosen, users, onChoose, onShow }: FlagTableProps) {
  const [off, setOff] = useState<SuggestingFlag>();
  const [all, setAll] = useState(false);
  const idle = rules.filter((rule) => rule.users === 0).length;
  const shown = all || idle < FEW ? rules : rules.filter((rule) => rule.users > 0);
  return (
    <table className={styles.flags}>
      <thead>
        <tr>
          <th scope="col">Flag</th>
          <th scope="col">Undecided users</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ flag, users: flagged }) => (
          <Fragment key={flag}>
            <tr>
              <td>
                <div className={styles.rule}>
                  <Checkbox
                    checked={chosen.includes(flag)}
                    onChange={(event) => onChoose(flag, event.currentTarget.checked)}
                    classNames={{ body: styles.choice! }}
                    label={<FlagMark flag={flag} />}
                  />
                  {isSuggesting(flag) && (
                    <Anchor
                      component="button"
                      type="button"
                      size="xs"
                      aria-label={`Switch off: ${REVIEW_FLAG_TEXTS[flag].label}`}
                      onClick={() => setOff(flag)}
                    >
                      Switch off
                    </Anchor>
                  )}
                </div>
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
            {off === flag && (
              <tr>
                <td colSpan={2} className={styles.whole}>
                  <SwitchOffForm rule={off} onClose={() => setOff(undefined)} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
        {shown.length < rules.length && (
          <tr>
            <td colSpan={2} className={styles.whole}>
              <Anchor component="button" type="button" size="sm" onClick={() => setAll(true)}>
                Show {idle} rules that find nobody
              </Anchor>
            </td>
          </tr>
        )}
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
