/** The views of User cleanup, in the bar: users whom a job has deleted, one person, deleted or not, and purge requests. */
import { SegmentedControl } from '@mantine/core';
import { navigate, usePlace } from '../../place/navigation.ts';
import { cleanupWords } from './words.tsx';

export function CleanupViews() {
  const { person, requests } = usePlace('cleanup');
  return (
    <SegmentedControl
      size="xs"
      aria-label={cleanupWords.views}
      value={requests ? 'requests' : person ? 'person' : 'deleted'}
      onChange={(view) =>
        navigate({
          screen: 'cleanup',
          ...(view === 'person' && { person: [] }),
          ...(view === 'requests' && { requests: true }),
        })
      }
      data={[
        { value: 'deleted', label: cleanupWords.label },
        { value: 'person', label: cleanupWords.onePerson },
        { value: 'requests', label: cleanupWords.requests },
      ]}
    />
  );
}
