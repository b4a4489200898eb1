/**
 * All kinds of details of users and their fields, in the order in which they are shown. Nothing else stands here. A new
 * field needs no more than its row; one that stands here is never renamed: files in workspaces speak of it. Never among
 * them: passwords, PINs and gender.
 */
import { addresses, emails, phones } from './contact.ts';
import { fees, loans, requests } from './fulfillment.ts';
import {
  attachments,
  blocks,
  courses,
  identifiers,
  notes,
  proxies,
  roles,
  statistics,
} from './record.ts';

export const DETAIL_LIST = [
  identifiers,
  addresses,
  emails,
  phones,
  notes,
  blocks,
  roles,
  fees,
  loans,
  requests,
  proxies,
  statistics,
  attachments,
  courses,
] as const;
