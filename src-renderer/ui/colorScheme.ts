/** Light, dark or as the system has it: remembered where the other preferences are. */
import { isMantineColorScheme, type MantineColorSchemeManager } from '@mantine/core';
import { remembered } from '../client/remembered.ts';

const NAME = 'scheme';

export const colorScheme: MantineColorSchemeManager = {
  get(usual) {
    const known = remembered.get(NAME);
    return isMantineColorScheme(known) ? known : usual;
  },
  set: (scheme) => remembered.set(NAME, scheme),
  // Nobody else changes it.
  subscribe() {},
  unsubscribe() {},
  clear: () => remembered.set(NAME, null),
};
