/** One choice of a filter in a native list, which opens over everything and folds with the chips. */
import { accountFilterWords } from '../words/filter.ts';
import styles from './ChoiceSelect.module.css';

interface ChoiceSelectProps<Value> {
  readonly label: string;
  /** Undefined while they are counted. */
  readonly choices:
    | readonly { readonly value: Value; readonly users: number | undefined }[]
    | undefined;
  readonly nameOf: (value: Value) => string;
  /** What it says while nothing is picked, instead of the label and All. */
  readonly none?: string;
  /** Several may have been picked elsewhere. */
  readonly picked: readonly Value[];
  readonly onPick: (picked: readonly Value[]) => void;
}

const ALL = 'all';
const SEVERAL = 'several';

export function ChoiceSelect<Value extends string | null>(props: ChoiceSelectProps<Value>) {
  const { label, choices = [], nameOf, picked, onPick } = props;
  const { none = accountFilterWords.chosen(label, accountFilterWords.all) } = props;
  // What is picked and nobody has any more can still be seen.
  const gone = picked.filter((each) => !choices.some(({ value }) => value === each));
  const all = [...choices, ...gone.map((value) => ({ value, users: undefined }))];
  const at = all.findIndex(({ value }) => value === picked[0]);
  const chosen = picked.length === 0 ? ALL : picked.length > 1 ? SEVERAL : String(at);
  return (
    <select
      className={styles.select}
      aria-label={label}
      data-active={picked.length > 0 || undefined}
      value={chosen}
      onChange={({ currentTarget: { value } }) =>
        onPick(value === ALL ? [] : value === SEVERAL ? picked : [all[Number(value)]!.value])
      }
    >
      <option value={ALL}>{none}</option>
      {picked.length > 1 && (
        <option value={SEVERAL}>
          {accountFilterWords.chosen(label, accountFilterWords.several(picked.length))}
        </option>
      )}
      {all.map(({ value, users }, n) => (
        <option key={value} value={String(n)}>
          {users === undefined ? nameOf(value) : accountFilterWords.counted(nameOf(value), users)}
        </option>
      ))}
    </select>
  );
}
