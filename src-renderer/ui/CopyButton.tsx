/**
 * Copies a short text, such as an identifier or a seal, and says that it did. Pages have no permission
 * to the clipboard, so it goes the way of the Copy command.
 */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { noteCopied } from '../client/copied.ts';
import { announce } from './announce.tsx';
import { copyButtonWords } from './words/components.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** What is copied: `the seal`, `the identifier 00123`. */
  readonly what: string;
}

const SHOWN_MS = 1500;

export function CopyButton({ text, what }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const later = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(later);
  }, [copied]);

  function copy() {
    if (!putOnClipboard(text)) return;
    void noteCopied(text);
    setCopied(true);
    announce(copyButtonWords.saidCopied);
  }

  const Icon = copied ? IconCheck : IconCopy;
  return (
    <Tooltip label={copied ? copyButtonWords.copied : copyButtonWords.copy(what)}>
      <ActionIcon size="sm" aria-label={copyButtonWords.copy(what)} onClick={copy}>
        <Icon size={14} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** The text exactly as it is, odd spaces included, whatever is selected on the page. */
function putOnClipboard(text: string): boolean {
  let done = false;
  function put(event: ClipboardEvent) {
    event.preventDefault();
    event.stopPropagation();
    event.clipboardData?.setData('text/plain', text);
    done = true;
  }
  document.addEventListener('copy', put, { capture: true, once: true });
  document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
  return done;
}
