/**
 * The values of one user by the catalogue's fields. What the review is about is always listed, unknown as unknown;
 * the rarer ones only where a report has them.
 */
import type { ReactNode } from 'react';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import type { UserField } from '#shared/fields/userField.ts';
import {
  type CatalogueField,
  USER_FIELDS,
  type UserFieldName,
  userField,
} from '#shared/fields/userFields.ts';
import { formatCount } from '../ui/format.ts';
import { DateText, Identifier, Money, UnknownValue } from '../ui/Values.tsx';
import { valueWords } from '../ui/words/components.tsx';
import styles from './UserPanel.module.css';
import { userValueWords } from './words.tsx';

/** The panel's heading shows these. */
const ELSEWHERE: readonly UserFieldName[] = ['primary_identifier', 'last_name', 'first_name'];

/** What the review is about always; the rarer ones where a report has them. */
export function listedFields(user: UserRow): readonly CatalogueField[] {
  return USER_FIELDS.filter(
    ({ name, shown }) => !ELSEWHERE.includes(name) && (shown || user[name] !== null),
  );
}

/** In front of those, where there is room. */
export const NAME_FIELDS = ELSEWHERE.map(userField);

export function UserValues({ user }: { readonly user: UserRow }) {
  return (
    <dl className={styles.values}>
      {listedFields(user).map((field) => (
        <div key={field.name}>
          <dt>{field.label}</dt>
          <dd>{written(field, user[field.name])}</dd>
        </div>
      ))}
    </dl>
  );
}

type Value = UserRow[UserFieldName];

/** A value as it is read; unknown as unknown. */
export function written({ kind }: UserField, value: Value): ReactNode {
  if (value === null) {
    return (
      <>
        {/* The sign says it already, to who hears it. */}
        <UnknownValue />{' '}
        <span className={styles.aside} aria-hidden>
          {userValueWords.notReported}
        </span>
      </>
    );
  }
  if (kind === 'identifier') return <Identifier text={value as string} />;
  if (kind === 'date') return <DateText date={value as string} />;
  if (kind === 'money') return <Money minor={value as number} />;
  if (kind === 'yesNo') return value ? valueWords.yes : valueWords.no;
  if (kind === 'number') return <span className="pd-figures">{formatCount(value as number)}</span>;
  return value;
}
