/** How this computer shows the program. Nothing of it is in the workspace. */
import { SegmentedControl, Switch, Text, useMantineColorScheme } from '@mantine/core';
import { formatDecimal } from '../../ui/format.ts';
import { TEXT_SIZES, usePreferences } from '../../ui/preferences.ts';
import { Section } from './Section.tsx';
import styles from './SettingsScreen.module.css';

const SCHEMES = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export function ComputerSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { compactRows, textSize, setCompactRows, setTextSize } = usePreferences();
  return (
    <Section title="This computer" about="How the program looks here. Other computers keep theirs.">
      <div className={styles.row}>
        <Text size="sm" id="scheme-label">
          Appearance
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
          Text size
        </Text>
        <SegmentedControl
          aria-labelledby="size-label"
          data={TEXT_SIZES.map((size) => ({
            value: String(size),
            label: `${formatDecimal(size * 100)} %`,
          }))}
          value={String(textSize)}
          onChange={(size) => setTextSize(Number(size))}
        />
      </div>
      <Switch
        size="sm"
        withThumbIndicator={false}
        labelPosition="left"
        label="Compact rows in lists of users"
        checked={compactRows}
        onChange={(event) => setCompactRows(event.currentTarget.checked)}
        styles={{ body: { justifyContent: 'space-between' } }}
      />
    </Section>
  );
}
