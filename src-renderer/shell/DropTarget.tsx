/**
 * Files dropped anywhere on the window: a workspace is opened, all others go to Import. Shows what a
 * drop would do while files are over the window; keeps the page from navigating to a dropped file.
 */
import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useWriteBar } from '../client/writing.ts';
import styles from './DropTarget.module.css';
import { takeDropped } from './menuCommands.ts';
import { dropWords } from './words.tsx';

export function DropTarget({ open }: { readonly open: boolean }) {
  const [over, setOver] = useState(false);
  const bar = useWriteBar();
  // Entering a child comes before leaving its parent, so only the depth tells when the window is left.
  const depth = useRef(0);

  useEffect(() => {
    const withFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    function onEnter(event: DragEvent) {
      if (!withFiles(event)) return;
      depth.current += 1;
      setOver(true);
    }
    function onLeave(event: DragEvent) {
      if (!withFiles(event)) return;
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    }
    function onOver(event: DragEvent) {
      event.preventDefault();
    }
    function onDrop(event: DragEvent) {
      event.preventDefault();
      depth.current = 0;
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
