/** The two views of User cleanup, in the bar: users whom a job has deleted, and one person, deleted or not. */
import { SegmentedControl } from '@mantine/core';
import { navigate, usePlace } from '../../place/navigation.ts';
import { cleanupWords } from './words.tsx';

export function CleanupViews() {
  const { person } = usePlace('cleanup');
  return (
    <SegmentedControl
      size="xs"
      aria-label={cleanupWords.views}
      value={person ? 'person' : 'deleted'}
      onChange={(view) =>
        navigate(view === 'person' ? { screen: 'cleanup', person: [] } : { screen: 'cleanup' })
      }
      data={[
        { value: 'deleted', label: cleanupWords.label },
        { value: 'person', label: cleanupWords.onePerson },
      ]}
    />
  );
}
