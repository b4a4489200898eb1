/** What happens in the engine, as a stream. */
import { eventIterator } from '@orpc/contract';
import { engineEvent } from '../shapes/events.ts';
import { base } from './base.ts';

export const eventRequests = {
  /** Never ends; the stream of what happens in the engine. */
  watch: base.output(eventIterator(engineEvent)),
};
