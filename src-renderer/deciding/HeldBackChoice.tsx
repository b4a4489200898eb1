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
import styles from './FlaggedNote.module.css';
import { contactWords, heldBackWords } from './words/flags.tsx';

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
    <section aria-label={heldBackWords.label} className={styles.note}>
      <Text size="sm" fw={500}>
        {heldBackWords.title}
      </Text>
      <div className={styles.held}>
        {classes.map(({ flag, users }) => (
          <div key={flag}>
            <Checkbox
              size="xs"
              checked={named.includes(flag)}
              onChange={(event) => toggle(flag, event.currentTarget.checked)}
              label={heldBackWords.alsoApprove(flag, users)}
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
              {heldBackWords.look(users)}
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
    <section aria-label={contactWords.label} className={styles.note}>
      <Text size="sm" fw={500}>
        {contactWords.meaning}
      </Text>
      <Checkbox
        size="xs"
        checked={named.includes('contact')}
        onChange={(event) => onName(event.currentTarget.checked ? ['contact'] : [])}
        label={contactWords.approve}
      />
    </section>
  );
}
