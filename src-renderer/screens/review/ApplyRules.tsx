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
  byRule,
  REVIEW_FLAG_TEXTS,
  type ReviewFlag,
  type SuggestingFlag,
} from '#shared/domain/reviewFlags.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { useSettings } from '../../client/workspace.ts';
import { useWriteBar } from '../../client/writing.ts';
import { sayDone } from '../../deciding/decide.tsx';
import { isSuggesting, RulesOffList, SwitchOffForm } from '../../deciding/RulesOff.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { FlagMark } from '../../ui/Marks.tsx';
import { RuleHelp } from '../../ui/RuleHelp.tsx';
import { Writing } from '../../ui/Writing.tsx';
import { commonWords } from '../../ui/words/components.tsx';
import styles from './ApplyRules.module.css';
import { applyRulesWords, ruleTableWords } from './words/applyRules.ts';

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
        className="pd-bar-button"
        leftSection={<IconWand size={16} aria-hidden />}
        onClick={() => setOpened(true)}
        {...useWriteBar()}
      >
        <span className="pd-bar-word">{applyRulesWords.open}</span>
        {data !== undefined && data.users > 0 && (
          <span className={styles.badge}>
            <span aria-hidden>{formatCount(data.users)}</span>
            <span className="pd-visually-hidden">{applyRulesWords.wouldExclude(data.users)}</span>
          </span>
        )}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={applyRulesWords.title}
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
      await sayDone(applyRulesWords.excluded(changed), changed > 0);
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
          {commonWords.cancel}
        </Button>
        <Writing>
          <Button data-autofocus loading={busy} disabled={!users} onClick={apply}>
            {users === 0 ? applyRulesWords.nobody : applyRulesWords.exclude(users ?? 0)}
          </Button>
        </Writing>
      </Group>
    </Stack>
  );
}

function Explanation() {
  const { help } = applyRulesWords;
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      <Text size="sm">{applyRulesWords.text}</Text>
      <RuleHelp about={help.about} source={help.source}>
        {help.text}
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
  return engine.review.decide({
    selection: { criteria: undecidedWith(flags) },
    decision: 'excluded',
    ...byRule(flags),
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
          <th scope="col">{ruleTableWords.flag}</th>
          <th scope="col">{ruleTableWords.undecided}</th>
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
                      aria-label={ruleTableWords.switchOffFlag(REVIEW_FLAG_TEXTS[flag].label)}
                      onClick={() => setOff(flag)}
                    >
                      {ruleTableWords.switchOff}
                    </Anchor>
                  )}
                </div>
              </td>
              <td>
                {flagged === 0 ? (
                  formatCount(0)
                ) : (
                  <Anchor
                    component="button"
                    type="button"
                    inherit
                    title={ruleTableWords.show(REVIEW_FLAG_TEXTS[flag].label)}
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
                {ruleTableWords.showIdle(idle)}
              </Anchor>
            </td>
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{ruleTableWords.all}</th>
          <td>{users === undefined ? '–' : formatCount(users)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
