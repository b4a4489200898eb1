/**
 * Around what changes the workspace: all fields and buttons inside are out of use while it can't be changed, and say why.
 * Items of a menu have to know it themselves: useWriteBar.
 */
import type { ReactNode } from 'react';
import { useWriteBar } from '../client/writing.ts';
import styles from './Writing.module.css';

export function Writing({ children }: { readonly children: ReactNode }) {
  return (
    <fieldset role="presentation" className={styles.writing} {...useWriteBar()}>
      {children}
    </fieldset>
  );
}
