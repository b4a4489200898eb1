/** The values of one user by the catalogue's fields, each with where it comes from; and the sets they are in. */
import { Table, Title } from '@mantine/core';
import { SetsOf } from '../UserRecord.tsx';
import { listedFields, NAME_FIELDS, written } from '../UserValues.tsx';
import type { UserDetails } from '../userDetails.ts';
import styles from './Details.module.css';
import { ValueSourceText } from './ValueSourceText.tsx';
import { sourceOf } from './valueSources.ts';
import { detailsWords, sourceWords } from './words.tsx';

export function GeneralInformation({ details }: { readonly details: UserDetails }) {
  const { user, evidence, history, sets } = details;
  return (
    <>
      <Table className={styles.table} layout="fixed" aria-label={detailsWords.values}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" className={styles.field}>
              {sourceWords.field}
            </Table.Th>
            <Table.Th scope="col" className={styles.value}>
              {sourceWords.value}
            </Table.Th>
            <Table.Th scope="col">{sourceWords.from}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...NAME_FIELDS, ...listedFields(user)].map((field) => (
            <Table.Tr key={field.name}>
              <Table.Th scope="row" className={styles.field}>
                {field.label}
              </Table.Th>
              <Table.Td className={styles.value}>{written(field, user[field.name])}</Table.Td>
              <Table.Td className={styles.source}>
                {user[field.name] !== null && (
                  <ValueSourceText source={sourceOf(field.name, user, evidence, history)} />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Title order={2} className={styles.heading}>
        {detailsWords.sets}
      </Title>
      <SetsOf sets={sets} />
    </>
  );
}
