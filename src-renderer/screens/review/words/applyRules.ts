/** Words of the suggestions by rule. Pure. */
import { countOf, formatCount } from '../../../ui/format.ts';

export const applyRulesWords = {
  open: 'Apply rules',
  /** Heard with the button, on which the number stands. */
  wouldExclude: (users: number) => `${countOf(users, 'user')} they would exclude`,
  title: 'Suggestions by rule',
  text: 'These flags say that a user should stay. “Exclude” excludes every undecided user who has a ticked flag, as one step. Users you have decided about stay as they are.',
  help: {
    about: 'why these flags exclude',
    source:
      'CARLI’s “Alma User Purge” for staff roles, the I-Share group and activity elsewhere; the rest is this program’s caution',
    text: 'These are users whom Alma’s purge would take though somebody should look first: the job checks neither roles nor linked institutions nor lists, and unknown is not No. The other flags only ask for a look. Protected users and staff can’t be approved with others either way; excluding them says for the record that they stay. Signs of life (activity elsewhere, an expiry date in the future, returned, conflict) are suggestions: a librarian may switch one off with a reason.',
  },
  exclude: (users: number) => `Exclude ${countOf(users, 'user')}`,
  nobody: 'Nobody to exclude',
  excluded: (users: number) => `${countOf(users, 'user')} excluded by rule.`,
} as const;

/** Of the table of flags. */
export const ruleTableWords = {
  flag: 'Flag',
  undecided: 'Undecided users',
  switchOff: 'Switch off',
  switchOffFlag: (flag: string) => `Switch off: ${flag}`,
  show: (flag: string) => `Show: ${flag}, undecided`,
  showIdle: (rules: number) => `Show ${formatCount(rules)} rules that find nobody`,
  all: 'Users in all; some have several flags',
} as const;
