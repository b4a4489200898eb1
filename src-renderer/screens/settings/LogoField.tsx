/** The institution's logo: choosing a picture, seeing it, removing it. The engine looks at the file; the page never does. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { desktop } from '../../client/desktop.ts';
import { engine, queries, queryClient } from '../../client/engineClient.ts';
import { announce } from '../../ui/announce.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import styles from './SettingsScreen.module.css';
import { institutionWords } from './words.tsx';

export function LogoField() {
  const { data: logo, error } = useQuery(queries.settings.logo.queryOptions());
  const choose = useRef<HTMLButtonElement>(null);
  const saving = useMutation({ mutationFn: saveLogo });
  return (
    <Stack gap={8} align="flex-start" role="group" aria-label={institutionWords.logo}>
      <Text size="sm" fw={500}>
        {institutionWords.logo}
      </Text>
      {logo && (
        <img
          className={styles.logoPicture}
          src={logo.dataUrl}
          alt={institutionWords.logoAlt}
          width={logo.width}
          height={logo.height}
        />
      )}
      <ErrorNote error={error ?? saving.error} />
      <Group gap={8}>
        <Button
          ref={choose}
          variant="default"
          size="xs"
          // Not disabled meanwhile, which would take the keyboard's place away.
          onClick={() => saving.isPending || saving.mutate('choose')}
        >
          {logo ? institutionWords.replaceLogo : institutionWords.chooseLogo}
        </Button>
        {logo && (
          <Button
            variant="subtle"
            size="xs"
            onClick={() => {
              saving.mutate('remove');
              choose.current?.focus();
            }}
          >
            {institutionWords.removeLogo}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {institutionWords.logoMeaning}
      </Text>
    </Stack>
  );
}

async function saveLogo(what: 'choose' | 'remove'): Promise<void> {
  const chosen = what === 'choose' ? (await desktop.chooseFiles('picture'))[0] : undefined;
  if (what === 'choose' && !chosen) return;
  const saved = await engine.settings.saveLogo({ file: chosen?.token ?? null });
  queryClient.setQueryData(queries.settings.logo.queryKey(), saved);
  announce(
    saved ? institutionWords.logoTaken(saved.width, saved.height) : institutionWords.logoRemoved,
  );
}
