/**
 * Settings: of the workspace (kept in its file, saved as soon as a field is left) and of this
 * computer; where the data is kept, and how to erase it.
 */
import { Skeleton, Text } from '@mantine/core';
import { useWriteBar } from '../../client/writing.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ScreenFrame } from '../../ui/ScreenFrame.tsx';
import { ComputerSection } from './ComputerSection.tsx';
import { ConditionsSection } from './ConditionsSection.tsx';
import { InstitutionSection } from './InstitutionSection.tsx';
import { KeepWordsSection } from './KeepWordsSection.tsx';
import { PlannedRunSection } from './PlannedRunSection.tsx';
import { PrivacySection } from './PrivacySection.tsx';
import { ProfilesSection } from './ProfilesSection.tsx';
import { ReasonsSection } from './ReasonsSection.tsx';
import { RegisterSection } from './RegisterSection.tsx';
import { RetentionSection } from './RetentionSection.tsx';
import { ReviewSection } from './ReviewSection.tsx';
import { SectionList } from './SectionList.tsx';
import { SetsSection } from './SetsSection.tsx';
import styles from './SettingsScreen.module.css';
import { SnapshotsSection } from './SnapshotsSection.tsx';
import { useSettingsForm } from './useSettingsForm.ts';
import { settingsWords } from './words.tsx';
import { YouSection } from './YouSection.tsx';

export function SettingsScreen() {
  const form = useSettingsForm();
  const bar = useWriteBar();
  return (
    <ScreenFrame
      title={settingsWords.title}
      middle={
        <Text size="sm" c="dimmed" truncate role="status">
          {form.saved ? settingsWords.saved : settingsWords.savedAsYouGo}
        </Text>
      }
    >
      <div className={styles.room}>
        <div className={styles.page}>
          <SectionList />
          <div className={styles.parts}>
            <ErrorNote error={form.error} />
            {form.ready ? (
              <fieldset className={styles.fieldset} {...bar}>
                <InstitutionSection form={form} />
                <YouSection form={form} />
                <ReviewSection form={form} />
                <SetsSection form={form} />
                <RegisterSection />
                <KeepWordsSection form={form} />
                <ReasonsSection form={form} />
                <PlannedRunSection form={form} />
                <ConditionsSection form={form} />
              </fieldset>
            ) : (
              <Skeleton height={640} radius={8} />
            )}
            <ProfilesSection />
            <SnapshotsSection form={form} />
            <RetentionSection form={form} />
            <ComputerSection />
            <PrivacySection form={form} />
          </div>
        </div>
      </div>
    </ScreenFrame>
  );
}
