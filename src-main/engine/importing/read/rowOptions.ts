/** What the librarian has said about rows of which a file leaves open what they mean. */
import type { ReadOptions } from '#shared/contract/shapes.ts';

export type RowOptions = Pick<ReadOptions, 'answers'>;
