/** The sections of Settings, each the way to it. */
import { UnstyledButton } from '@mantine/core';
import { navigate, type SettingsSection } from '../../place/navigation.ts';
import styles from './SettingsScreen.module.css';
import { SECTION_TITLES, settingsWords } from './words.tsx';

/** In the order in which they stand on the screen. */
const SECTIONS = Object.keys(SECTION_TITLES) as SettingsSection[];

export function SectionList() {
  return (
    <nav className={styles.sections} aria-label={settingsWords.sections}>
      <ul>
        {SECTIONS.map((section) => (
          <li key={section}>
            <UnstyledButton
              className={styles.sectionLink}
              // Back leaves Settings, wherever in it somebody has looked.
              onClick={() => navigate({ screen: 'settings', section }, { replace: true })}
            >
              {SECTION_TITLES[section]}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </nav>
  );
}
