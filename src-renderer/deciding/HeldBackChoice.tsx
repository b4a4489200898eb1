/**
 * Classes of users who are held back until somebody decides: an approval of many leaves them out unless the class is
 * ticked here by its name. The engine holds them back whatever a page sends.
 */
import { Anchor, Checkbox, Text } from '@mantine/core';
import type { Criteria } from '#shared/domain/criteria.ts';
import {
  type HeldBackFlag,
  REVIEW_FLAG_TEXTS,
  type ReviewFlag,
} from '#shared/domain/reviewFlags.ts';
import { showUsers } from '../place/navigation.ts';
import { countOf } from '../ui/format.ts';
import styles from './FlaggedNote.module.css';

/** Behind “Also approve 12 users …”. */
const WHO: Readonly<Record<HeldBackFlag, string>> = {
  'exclusion-list': 'on an exclusion list',
  'zero-loss-pair': 'whom an exclusion list may mean: possible zero-loss pairs',
  'possible-pair': 'whom an exclusion list may mean: possible pairs',
  'unreadable-value': 'with an unreadable value',
  'hidden-row': 'from hidden rows',
  'struck-out': 'from rows that are struck out',
  'blank-group': 'whose group the file doesn’t state',
  'two-cells': 'from rows with two cells in one place',
  'lost-digits': 'whose identifier may have lost digits',
  contact: 'whose record type is Contact',
};

interface HeldBackChoiceProps {
  readonly classes: readonly { readonly flag: HeldBackFlag; readonly users: number }[];
  readonly named: readonly HeldBackFlag[];
  readonly onName: (named: readonly HeldBackFlag[]) => void;
  readonly criteriaOf: (flag: ReviewFlag) => Criteria;
  readonly onShow: () => void;
}

export function HeldBackChoice(props: HeldBackChoiceProps) {
  const { classes, named, onName, criteriaOf, onShow } = props;
  if (classes.length === 0) return null;
  const toggle = (flag: HeldBackFlag, ticked: boolean) =>
    onName(ticked ? [...named, flag] : named.filter((each) => each !== flag));
  return (
    <section aria-label="Held back" className={styles.note}>
      <Text size="sm" fw={500}>
        Held back, and left out unless you tick them:
      </Text>
      <div className={styles.held}>
        {classes.map(({ flag, users }) => (
          <div key={flag}>
            <Checkbox
              size="xs"
              checked={named.includes(flag)}
              onChange={(event) => toggle(flag, event.currentTarget.checked)}
              label={`Also approve ${countOf(users, 'user')} ${WHO[flag]}`}
            />
            <Anchor
              component="button"
              type="button"
              size="xs"
              ml={28}
              onClick={() => {
                onShow();
                showUsers(criteriaOf(flag), REVIEW_FLAG_TEXTS[flag].label);
              }}
            >
              Look at {users === 1 ? 'this user' : 'them'} first
            </Anchor>
          </div>
        ))}
      </div>
    </section>
  );
}

type ContactChoiceProps = Pick<HeldBackChoiceProps, 'named' | 'onName'>;

/** One user alone is looked at, which is as good as a name for everything but being a Contact. */
export function ContactChoice({ named, onName }: ContactChoiceProps) {
  return (
    <section aria-label="Contact" className={styles.note}>
      <Text size="sm" fw={500}>
        The record type is Contact. Contacts belong to vendors and shouldn’t be deleted.
      </Text>
      <Checkbox
        size="xs"
        checked={named.includes('contact')}
        onChange={(event) => onName(event.currentTarget.checked ? ['contact'] : [])}
        label="Approve this Contact all the same"
      />
    </section>
  );
}
