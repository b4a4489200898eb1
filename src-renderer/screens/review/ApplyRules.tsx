/**
 * Review by rule: shows which undecided users the rules would exclude, by flag, and excludes them as
 * one step that can be undone. Used by ReviewScreen.
 */
import { Anchor, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { REVIEW_FLAG_TEXTS, type ReviewFlag } from '#shared/domain/reviewFlags.ts';
import { engine, queries } from '../../client/engineClient.ts';
import { sayDone } from '../../person/decisions.ts';
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
        aria-label={
          data ? `Apply rules: they would exclude ${countOf(data.users, 'user')}` : 'Apply rules'
        }
      >
        Apply rules
        {data !== undefined && data.users > 0 && (
          <span className={styles.badge}>{formatCount(data.users)}</span>
        )}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Review by rule" size={560}>
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
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  async function apply() {
    setBusy(true);
    setFailure(undefined);
    try {
      const { changed } = await engine.review.applyRules();
      onClose();
      await sayDone(`${countOf(changed, 'user')} excluded by rule.`, changed > 0);
    } catch (caught) {
      setFailure(caught);
      setBusy(false);
    }
  }

  const users = data?.users;
  return (
    <Stack gap={16}>
      <Group gap={4} wrap="nowrap" align="flex-start">
        <Text size="sm">
          Excludes every undecided user who has one of these flags. Users you have decided about
          stay as they are.
        </Text>
        <RuleHelp
          about="why these flags exclude"
          source="CARLI’s “Alma User Purge” for staff roles, the I-Share group and activity elsewhere; the rest is this program’s caution"
        >
          These are users whom Alma’s purge would take though somebody should look first: the job
          checks neither roles nor linked institutions nor lists, and unknown is not No. The other
          flags only ask for a look.
        </RuleHelp>
      </Group>
      <ErrorNote error={error} />
      {!data && !error && <Skeleton height={200} />}
      {data && (
        <table className={styles.flags}>
          <thead>
            <tr>
              <th scope="col">Flag</th>
              <th scope="col">Undecided users</th>
            </tr>
          </thead>
          <tbody>
            {data.flags.map(({ flag, users: flagged }) => (
              <tr key={flag}>
                <td>
                  <FlagMark flag={flag} />
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
              <td>{formatCount(data.users)}</td>
            </tr>
          </tfoot>
        </table>
      )}
      <ErrorNote error={failure} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button data-autofocus loading={busy} disabled={!users} onClick={apply}>
          {users ? `Exclude ${countOf(users, 'user')}` : 'Nobody to exclude'}
        </Button>
      </Group>
    </Stack>
  );
}
