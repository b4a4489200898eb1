/**
 * Which tabs the lines of details have, and which of them Alma hides. Pure. A kind that stands in the catalogue has its
 * tab without being named here; only those that share one are.
 */
import type { KindDetails } from '#shared/contract/shapes/details.ts';
import type { UserRow } from '#shared/contract/shapes/users.ts';
import { DETAIL_KINDS, type DetailKind, detailKind } from '#shared/details/details.ts';
import { isContact } from '#shared/domain/deletion.ts';
import { type HIDDEN_WORDS, LINE_TAB_TITLES } from './words.tsx';

/** Kinds that Alma shows together. */
const TOGETHER: Readonly<Partial<Record<DetailKind, keyof typeof LINE_TAB_TITLES>>> = {
  addresses: 'contact',
  emails: 'contact',
  phones: 'contact',
  loans: 'loans-and-requests',
  requests: 'loans-and-requests',
};

export interface LineTab {
  readonly key: string;
  readonly title: string;
  readonly kinds: readonly DetailKind[];
}

/** In the catalogue's order, a shared tab where the first of its kinds stands. */
export const LINE_TABS: readonly LineTab[] = tabsOf(DETAIL_KINDS);

function tabsOf(kinds: readonly DetailKind[]): LineTab[] {
  const keyOf = (kind: DetailKind) => TOGETHER[kind] ?? kind;
  return [...new Set(kinds.map(keyOf))].map((key) => {
    const own = kinds.filter((kind) => keyOf(kind) === key);
    const title =
      key in LINE_TAB_TITLES
        ? LINE_TAB_TITLES[key as keyof typeof LINE_TAB_TITLES]
        : detailKind(own[0]!).label;
    return { key, title, kinds: own };
  });
}

/** Why Alma doesn't show them of this user; undefined: it does. What a file tells is never hidden. */
export type WhyHidden = keyof typeof HIDDEN_WORDS;

export function whyHidden(
  kind: DetailKind,
  user: UserRow,
  details: readonly KindDetails[],
): WhyHidden | undefined {
  if (details.some((each) => each.kind === kind && each.lines.length > 0)) return undefined;
  if (kind === 'blocks' && isContact(user)) return 'contact';
  const owes = (user.balance ?? 0) !== 0 || (user.transferred ?? 0) !== 0;
  if (kind === 'fees' && !owes && hasPatronRole(user, details) === false) return 'no-patron-role';
  return undefined;
}

/** Undefined: no file tells their roles. */
function hasPatronRole(user: UserRow, details: readonly KindDetails[]): boolean | undefined {
  const told = details.find(({ kind }) => kind === 'roles');
  const roles = told?.source ? told.lines.flatMap(({ values }) => values) : undefined;
  if (roles) return roles.some((value) => isPatron(value));
  return user.roles === null ? undefined : /\bpatron\b/i.test(user.roles);
}

function isPatron(value: unknown): boolean {
  return typeof value === 'string' && value.trim().toLowerCase() === 'patron';
}
