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
import { OffNote } from '../../ui/OffNote.tsx';
import { Writing } from '../../ui/Writing.tsx';
import { Section } from './Section.tsx';
import { profileWords } from './words.tsx';

type ImportProfile = ReturnType<(typeof importProfile)['parse']>;

const COLUMNS: readonly DataColumn<ImportProfile>[] = [
  { key: 'name', label: profileWords.name, cell: (profile) => <NameCell profile={profile} /> },
  { key: 'kind', label: profileWords.kind, cell: ({ kind }) => importKind(kind).label },
  {
    key: 'headings',
    label: profileWords.headings,
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

function NameCell({ profile: { name, off } }: { readonly profile: ImportProfile }) {
  return (
    <>
      {name}
      {off && <OffNote off={off} of="profile" />}
    </>
  );
}

export function ProfilesSection() {
  const { data: profiles, error } = useQuery(queries.imports.profiles.queryOptions());
  return (
    <Section name="profiles" title={profileWords.title} about={profileWords.about}>
      <ErrorNote error={error} />
      <DataTable
        label={profileWords.title}
        columns={COLUMNS}
        rows={profiles}
        rowKey={({ profileId }) => profileId}
        skeletonRows={1}
        empty={
          <Text size="sm" c="dimmed">
            {profileWords.none}
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
    announce(profileWords.deleted(name));
  }

  return (
    <>
      <Writing>
        <Button
          size="compact-sm"
          variant="subtle"
          loading={remove.isPending}
          aria-label={profileWords.deleteProfile(name)}
          onClick={() => void deleteProfile().catch(() => undefined)}
        >
          {profileWords.delete}
        </Button>
      </Writing>
      <ErrorNote error={remove.error} />
    </>
  );
}
