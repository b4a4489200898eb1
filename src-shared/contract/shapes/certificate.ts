/**
 * The certificate of erasure: what was erased by which request, how it was searched for afterwards, and what was found.
 * It names nobody: numbers, words of the program, hashes. Whoever confirmed it is a number of the audit trail, so that a
 * name that is erased there leaves it true. docs/decisions/0048.
 */
import { z } from 'zod';
import { REQUEST_ID } from '../../domain/erasure.ts';
import { count, id, instant } from '../../domain/valueShapes.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const version = z.string().regex(/^\d+(?:\.\d+)*(?:-[\w.]+)?$/);

export const CERTIFICATE_FORMAT = 'purge-desk/certificate-of-erasure/1';

/**
 * Where was searched. Of the workspace: its rows as they are read, what is packed in them, its bytes between rows, and
 * what SQLite keeps beside it. Beside it: snapshots, backups, unfinished copies. Of the program: as main calls its places.
 */
const SEARCHED_PLACES = [
  'rows',
  'originals',
  'file',
  'log',
  'snapshots',
  'copies',
  'settings',
  'logs',
  'browser',
  'crashes',
  'pieces',
  'temporary',
] as const;
export type SearchedPlace = (typeof SEARCHED_PLACES)[number];

const searchedPlace = z.enum(SEARCHED_PLACES);

/** What an erasing took out beside users: of somebody who is no user it is all there was. */
const takenOut = z.strictObject({
  /** Rows of files that were theirs. */
  rows: count,
  /** Rows of others, texts, rules, sets and the like that named them. */
  quotations: count,
  /** Files whose original went, because it held them. */
  files: count,
});
export type TakenOut = z.infer<typeof takenOut>;

export const certificate = z.strictObject({
  format: z.literal(CERTIFICATE_FORMAT),
  /** Purge request IDs. */
  requests: z.array(z.string().regex(REQUEST_ID)),
  jobId: id,
  erased: count,
  leftAlone: count,
  takenOut,
  requestedAt: instant,
  due: day,
  /** When it was searched to its end. */
  searchedAt: instant,
  confirmedBy: z.strictObject({ staffNo: count }),
  rule: z.strictObject({ program: version, version }),
  search: z.strictObject({
    /** Identifiers, names together, addresses, telephones: texts of those who were erased. */
    needles: count,
    /** Not looked for: they have too few letters or digits, or belong to others, too. */
    tooShort: count,
    shared: count,
    places: z.array(
      z.strictObject({
        place: searchedPlace,
        files: count,
        bytes: count,
        /** Files that couldn't be read. */
        notRead: count,
        findings: count,
      }),
    ),
    bytes: count,
    notRead: count,
    findings: count,
  }),
  /** The entry of this search in the audit trail. */
  trail: z.strictObject({ entryNo: id, hash: sha256 }),
});
export type Certificate = z.infer<typeof certificate>;

/** It proves the erasing: everything was read, and nothing was found. */
export const isProof = ({ findings, notRead }: Unproved): boolean =>
  findings === 0 && notRead === 0;

type Unproved = Pick<Certificate['search'], 'findings' | 'notRead'>;

/** Where something was found, for whoever has to see to it; never what. */
export const foundErased = z.object({
  place: searchedPlace,
  /** Of the workspace's own rows. */
  table: z.string().optional(),
  column: z.string().optional(),
  /** Of a file, and at which of its bytes; without one it couldn't be read. */
  fileName: z.string().optional(),
  offset: count.optional(),
});
export type FoundErased = z.infer<typeof foundErased>;

/** As it is kept with its job. */
export const sealedCertificate = z.object({
  certificate,
  /** Over the certificate as canonical JSON (domain/canonicalJson.ts). */
  sha256,
  found: z.array(foundErased),
  /** Null: their name was erased, too. */
  confirmedBy: z.string().nullable(),
});
export type SealedCertificate = z.infer<typeof sealedCertificate>;

/** What a list of jobs says of an erasing. */
export const erasureOfJob = z.object({
  requestId: z.string(),
  /** Null: of an earlier version. */
  due: day.nullable(),
  /** Null: not searched yet, or it never will be. */
  certificate: z.object({ sha256, findings: count, notRead: count, takenOut }).nullable(),
});
