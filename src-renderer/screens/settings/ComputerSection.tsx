/** How this computer shows the program. Nothing of it is in the workspace. */
import { SegmentedControl, Switch, Text, useMantineColorScheme } from '@mantine/core';
import { TEXT_SIZES, usePreferences } from '../../ui/preferences.ts';
import { Section } from './Section.tsx';
import styles from './SettingsScreen.module.css';
import { computerWords } from './words.tsx';

const SCHEMES = (['auto', 'light', 'dark'] as const).map((value) => ({
  value,
  label: computerWords.schemes[value],
}));

export function ComputerSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const preferences = usePreferences();
  const { compactRows, textSize, setCompactRows, setTextSize } = preferences;
  return (
    <Section name="computer" title={computerWords.title} about={computerWords.about}>
      <div className={styles.row}>
        <Text size="sm" id="scheme-label">
          {computerWords.appearance}
        </Text>
        <SegmentedControl
          aria-labelledby="scheme-label"
          data={SCHEMES}
          value={colorScheme}
          onChange={(scheme) => setColorScheme(scheme as typeof colorScheme)}
        />
      </div>
      <div className={styles.row}>
        <Text size="sm" id="size-label">
          {computerWords.textSize}
        </Text>
        <SegmentedControl
          aria-labelledby="size-label"
          data={TEXT_SIZES.map((size) => ({
            value: String(size),
            label: computerWords.percent(size),
          }))}
          value={String(textSize)}
          onChange={(size) => setTextSize(Number(size))}
        />
      </div>
      <Switch
        size="sm"
        withThumbIndicator={false}
        labelPosition="left"
        label={computerWords.compactRows}
        checked={compactRows}
        onChange={(event) => setCompactRows(event.currentTarget.checked)}
        styles={{ body: { justifyContent: 'space-between' } }}
      />
      <Switch
        size="sm"
        withThumbIndicator={false}
        labelPosition="left"
        label={computerWords.notifications}
        description={computerWords.notificationsHold}
        checked={preferences.notifications}
        onChange={(event) => preferences.setNotifications(event.currentTarget.checked)}
        styles={{ body: { justifyContent: 'space-between' } }}
      />
    </Section>
  );
}
