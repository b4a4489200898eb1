/**
 * What every column of every table can hold of people, and so how it is erased: each owner of tables says it of its own
 * (`people.ts` in its folder), and a test fails for a column of which nobody has said it.
 */

/**
 * - `nobody`: numbers, kinds, instants, hashes, sets of user numbers.
 * - `user`: it belongs to one user, and is emptied or goes with them, by the owner's verb.
 * - `quotations`: text that may name somebody, who is taken out of it.
 * - `json`: the same in the texts of JSON.
 * - `staff`: the name of who did something: it becomes that of whoever erases when it is of somebody who is erased.
 * - `owner`: whatever the owner's verb does with it.
 */
export type HeldOfPeople = 'nobody' | 'user' | 'quotations' | 'json' | 'staff' | 'owner';

export type DeclaredTable = Readonly<Record<string, HeldOfPeople>>;
export type DeclaredTables = Readonly<Record<string, DeclaredTable>>;

/** A table in which nothing of people can stand. */
export function nobodyIn(...columns: readonly string[]): DeclaredTable {
  return Object.fromEntries(columns.map((column) => [column, 'nobody']));
}
