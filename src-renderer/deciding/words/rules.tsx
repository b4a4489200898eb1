/** Words of rules that are switched off, and of what counts as owed. */

export const rulesOffWords = {
  label: 'Rules switched off',
  title: 'Switched off:',
  why: (rule: string) => `Why “${rule}” is switched off`,
  meaning:
    'The rule stays off for every review in this workspace until you switch it on again. Every report prints the reason.',
  keep: 'Keep the rule',
  switchOff: 'Switch off',
  switchedOff: (rule: string) => `The rule “${rule}” is switched off; reports say so.`,
  switchOn: 'Switch on',
  switchOnRule: (rule: string) => `Switch on: ${rule}`,
  switchedOn: (rule: string) => `The rule “${rule}” is switched on again.`,
} as const;

export const balanceWords = {
  open: 'Disputed and accrued amounts don’t count as owed. Nobody has said yet whether transferred ones do; until then they don’t.',
  counted:
    'Disputed and accrued amounts don’t count as owed. Transferred ones do, as Settings say.',
  notCounted:
    'Disputed and accrued amounts don’t count as owed. Transferred ones don’t, as Settings say.',
} as const;

export const transferredWords = {
  label: 'Transferred fines and fees',
  open: 'Nobody has said: they don’t count, and reports say so',
  count: 'They count as owed',
  dontCount: 'They don’t count',
  /** Behind “Explain …”. */
  about: 'transferred fines and fees',
  source:
    'Alma’s “Managing Users”, on the active balance; the parameter is among Alma’s fulfillment settings',
  explanation: (
    <>
      Whether an amount that was transferred to a bursar still counts as owed is the parameter{' '}
      <code>allow_activity_on_transferred_finesfees</code> of your institution. Ask whoever
      administers Alma. Disputed and accrued amounts never count.
    </>
  ),
} as const;
