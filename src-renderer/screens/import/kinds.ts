/**
 * The kinds of files as the Import screen shows them: colour, icon, and the word for what one tells. What a kind is
 * and is for comes from its definition in importKinds/.
 */
import {
  IconAddressBook,
  IconBan,
  IconBook2,
  IconBookmark,
  IconBuildingCommunity,
  IconChartBar,
  IconClipboardText,
  IconCoins,
  IconFileInvoice,
  IconId,
  IconIdBadge2,
  IconKey,
  IconListCheck,
  IconMail,
  IconNote,
  IconPaperclip,
  IconReceipt,
  IconSchool,
  IconUserShare,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ImportKindDefinition } from '#shared/importKinds/importKind.ts';
import {
  IMPORT_KINDS,
  type ImportKind,
  importKind,
  mayCoverAll,
} from '#shared/importKinds/importKinds.ts';
import type { Meaning } from '../../ui/meaning.ts';
import { toldWords } from './words/kinds.ts';

interface KindLook {
  readonly tone: Meaning['tone'];
  readonly icon: Meaning['icon'];
}

const LOOKS: Readonly<Record<ImportKind, KindLook>> = {
  candidates: { tone: 'accent', icon: IconUsers },
  exclusions: { tone: 'keep', icon: IconListCheck },
  identifiers: { tone: 'undecided', icon: IconUsersGroup },
  staff: { tone: 'staff', icon: IconIdBadge2 },
  users: { tone: 'undecided', icon: IconAddressBook },
  'loans-elsewhere': {
    tone: 'undecided',
    icon: IconBuildingCommunity,
  },
  'fines-elsewhere': { tone: 'undecided', icon: IconCoins },
  'fines-fees': { tone: 'undecided', icon: IconReceipt },
  loans: { tone: 'undecided', icon: IconBook2 },
  requests: { tone: 'undecided', icon: IconBookmark },
  acquisitions: { tone: 'undecided', icon: IconFileInvoice },
  'user-identifiers': { tone: 'undecided', icon: IconId },
  'user-contacts': { tone: 'undecided', icon: IconMail },
  'user-notes': { tone: 'undecided', icon: IconNote },
  'user-blocks': { tone: 'undecided', icon: IconBan },
  'user-roles': { tone: 'undecided', icon: IconKey },
  'user-proxies': { tone: 'undecided', icon: IconUserShare },
  'user-statistics': { tone: 'undecided', icon: IconChartBar },
  'user-attachments': { tone: 'undecided', icon: IconPaperclip },
  'user-courses': { tone: 'undecided', icon: IconSchool },
  'job-report': { tone: 'undecided', icon: IconClipboardText },
};

export interface KindWords extends Meaning {
  readonly kind: ImportKind;
  /** What such a file tells of a user. */
  readonly told: string;
  readonly purpose: string;
  readonly report: string;
  readonly effect: ImportKindDefinition['effect'];
  /** Its rows are items that are counted. */
  readonly counted: boolean;
  /** It may cover everybody: then who isn't in the file has none of what it tells. */
  readonly mayCoverAll: boolean;
}

const WORDS = new Map<ImportKind, KindWords>(
  IMPORT_KINDS.map((kind) => {
    const { label, purpose, report, effect, counts } = importKind(kind);
    const shared = {
      kind,
      purpose,
      report,
      effect,
      counted: counts !== undefined,
      mayCoverAll: mayCoverAll(kind),
    };
    return [kind, { ...LOOKS[kind], ...shared, told: toldWords[kind], word: label, short: label }];
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
