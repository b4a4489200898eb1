/**
 * The kinds of files as the Import screen shows them: colour, icon, and the few words that depend on
 * the place where they stand. What a kind is and is for comes from its definition in importKinds/.
 */
import {
  IconAddressBook,
  IconBook2,
  IconBookmark,
  IconBuildingCommunity,
  IconClipboardText,
  IconCoins,
  IconFileInvoice,
  IconIdBadge2,
  IconListCheck,
  IconReceipt,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ImportKindDefinition } from '#shared/importKinds/importKind.ts';
import { IMPORT_KINDS, type ImportKind, importKind } from '#shared/importKinds/importKinds.ts';
import type { Meaning } from '../../ui/meaning.ts';

interface KindLook {
  readonly tone: Meaning['tone'];
  readonly icon: Meaning['icon'];
  /** What such a file tells of a user: `Add ... of 412 users`, `has no ...`. */
  readonly told: string;
}

const LOOKS: Readonly<Record<ImportKind, KindLook>> = {
  candidates: { tone: 'accent', icon: IconUsers, told: 'facts' },
  exclusions: { tone: 'keep', icon: IconListCheck, told: 'identifiers' },
  identifiers: { tone: 'undecided', icon: IconUsersGroup, told: 'identifiers' },
  staff: { tone: 'staff', icon: IconIdBadge2, told: 'staff roles' },
  users: { tone: 'undecided', icon: IconAddressBook, told: 'facts' },
  'loans-elsewhere': {
    tone: 'undecided',
    icon: IconBuildingCommunity,
    told: 'loans at other libraries',
  },
  'fines-elsewhere': { tone: 'undecided', icon: IconCoins, told: 'fines at other libraries' },
  'fines-fees': { tone: 'undecided', icon: IconReceipt, told: 'fines and fees' },
  loans: { tone: 'undecided', icon: IconBook2, told: 'loans' },
  requests: { tone: 'undecided', icon: IconBookmark, told: 'requests' },
  acquisitions: { tone: 'undecided', icon: IconFileInvoice, told: 'PO lines and invoices' },
  'job-report': { tone: 'undecided', icon: IconClipboardText, told: 'job events' },
};

export interface KindWords extends Meaning {
  readonly kind: ImportKind;
  readonly told: string;
  readonly purpose: string;
  readonly report: string;
  readonly effect: ImportKindDefinition['effect'];
  /** Its rows are items that are counted: who isn't in the file may have none. */
  readonly counted: boolean;
}

const WORDS = new Map<ImportKind, KindWords>(
  IMPORT_KINDS.map((kind) => {
    const { label, purpose, report, effect, counts } = importKind(kind);
    const shared = { kind, purpose, report, effect, counted: counts !== undefined };
    return [kind, { ...LOOKS[kind], ...shared, word: label, short: label }];
  }),
);

export function kindWords(kind: ImportKind): KindWords {
  return WORDS.get(kind)!;
}

export const KINDS: readonly KindWords[] = IMPORT_KINDS.map(kindWords);

/** Kinds that a cycle can't do without come first and are explained at length. */
const isMain = ({ kind }: KindWords) => kind === 'candidates' || kind === 'exclusions';
export const MAIN_KINDS = KINDS.filter(isMain);
export const OTHER_KINDS = KINDS.filter((each) => !isMain(each));

/** A file's name without its ending: what a set or a profile made from it is called at first. */
export function baseName(fileName: string): string {
  return fileName.replace(/\.[^.]+$/, '');
}
