/**
 * Files dropped anywhere on the window: a workspace is opened, all others go to Import. Shows what a
 * drop would do while files are over the window; keeps the page from navigating to a dropped file.
 */
import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useWriteBar } from '../client/writing.ts';
import styles from './DropTarget.module.css';
import { takeDropped } from './menuCommands.ts';
import { dropWords } from './words.tsx';

export function DropTarget({ open }: { readonly open: boolean }) {
  const [over, setOver] = useState(false);
  const bar = useWriteBar();

  useEffect(() => {
    const withFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    function onEnter(event: DragEvent) {
      // What is drawn anew under the pointer is entered, not moved over: files that are let go just then would be lost.
      event.preventDefault();
      if (withFiles(event)) setOver(true);
    }
    function onLeave(event: DragEvent) {
      // What leads to nothing else leaves the window. Counting what is left would miss what was taken off the screen.
      if (event.relatedTarget === null) setOver(false);
    }
    function onOver(event: DragEvent) {
      event.preventDefault();
    }
    function onDrop(event: DragEvent) {
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) void takeDropped(files);
    }
    const listeners = { dragenter: onEnter, dragleave: onLeave, dragover: onOver, drop: onDrop };
    for (const [name, listener] of Object.entries(listeners)) {
      window.addEventListener(name, listener as EventListener);
    }
    return () => {
      for (const [name, listener] of Object.entries(listeners)) {
        window.removeEventListener(name, listener as EventListener);
      }
    };
  }, []);

  if (!over) return null;
  return (
    <div className={styles.overlay}>
      <div className={styles.card}>
        <IconFileImport size={40} stroke={1.5} aria-hidden />
        {open ? (bar?.title ?? dropWords.toImport) : dropWords.toOpen}
      </div>
    </div>
  );
}
