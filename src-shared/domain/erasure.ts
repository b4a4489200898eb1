/** What is promised about users who are erased, whatever erases them (docs/domain.md, section 7). Pure. */
import { type IsoDate, minusDays } from './calendar.ts';

/** As it stands on certificates: another number for each change of how is erased or searched. */
export const ERASURE_RULES_VERSION = '1';

/** A request is answered within so many days. */
const ERASURE_DUE_DAYS = 30;

/** @param requested the day of the request, by the institution's clocks */
export const erasureDue = (requested: IsoDate): IsoDate => minusDays(requested, -ERASURE_DUE_DAYS);

/** `PR-7K3M-92QD`, without letters and digits that are taken for others. */
export const REQUEST_ID_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
export const REQUEST_ID = new RegExp(`^PR-[${REQUEST_ID_LETTERS}]{4}-[${REQUEST_ID_LETTERS}]{4}$`);
