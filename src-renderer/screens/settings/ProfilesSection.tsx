/**
 * The saved import profiles: how files with certain headings are read. They are saved on the Import screen and only
 * deleted here.
 */
import { Button, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { importProfile } from '#shared/contract/shapes/imports.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import { queries } from '../../client/engineClient.ts';
import { makeStale } from '../../client/revision.ts';
import { announce } from '../../ui/announce.tsx';
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { Section } from './Section.tsx';

type ImportProfile = ReturnType<(typeof importProfile)['parse']>;

const COLUMNS: readonly DataColumn<ImportProfile>[] = [
  { key: 'name', label: 'Name', cell: ({ name }) => name },
  { key: 'kind', label: 'Kind', cell: ({ kind }) => importKind(kind).label },
  {
    key: 'headings',
    label: 'Headings',
    align: 'right',
    cell: ({ headings }) => <span title={headings.join(', ')}>{formatCount(headings.length)}</span>,
  },
  {
    key: 'delete',
    label: '',
    align: 'right',
    cell: (profile) => <DeleteButton profile={profile} />,
  },
];

export function ProfilesSection() {
  const { data: profiles, error } = useQuery(queries.imports.profiles.queryOptions());
  return (
    <Section
      title="Import profiles"
      about="How files with certain headings are read. Save them on the Import screen."
    >
      <ErrorNote error={error} />
      <DataTable
        label="Import profiles"
        columns={COLUMNS}
        rows={profiles}
        rowKey={({ profileId }) => profileId}
        skeletonRows={1}
        empty={
          <Text size="sm" c="dimmed">
            None yet. When you correct how a file is read, “How it is read” on its card saves that
            as a profile, which is offered for the next file with the same headings.
          </Text>
        }
      />
    </Section>
  );
}

function DeleteButton({ profile: { profileId, name } }: { readonly profile: ImportProfile }) {
  const remove = useMutation(queries.imports.deleteProfile.mutationOptions());

  async function deleteProfile() {
    await remove.mutateAsync({ profileId });
    makeStale();
    announce(`The profile ${name} was deleted.`);
  }

  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        loading={remove.isPending}
        aria-label={`Delete the profile ${name}`}
        onClick={() => void deleteProfile().catch(() => undefined)}
      >
        Delete
      </Button>
      <ErrorNote error={remove.error} />
    </>
  );
}
