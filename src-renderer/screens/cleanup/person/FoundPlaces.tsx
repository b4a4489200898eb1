/** Where files and texts name the person: each quotation, and the way to its place. */
import { Button, Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type {
  FoundFile,
  FoundPerson,
  FoundRow,
  FoundText,
} from '#shared/contract/shapes/person.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import { navigate } from '../../../place/navigation.ts';
import { TitledCard } from '../../../ui/TitledCard.tsx';
import { Identifier } from '../../../ui/Values.tsx';
import styles from './Person.module.css';
import { placeOfText } from './placeOfText.ts';
import { personWords } from './words.tsx';

interface FoundPlacesProps {
  readonly found: FoundPerson;
  readonly texts: readonly string[];
  /** Searches for this, too. */
  readonly onAlso: (text: string) => void;
}

export function FoundPlaces({ found, texts, onAlso }: FoundPlacesProps) {
  const sought = new Set(texts.map(foldText));
  return (
    <>
      {found.files.map((file) => (
        <TitledCard
          key={file.importId}
          title={personWords.files(importKind(file.kind).label, file.total)}
          aside={<FileFacts file={file} />}
        >
          <ul className={styles.list}>
            {file.rows.map((row, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of an answer, which stay in their order
              <li key={n}>
                <FoundRowItem file={file} row={row} sought={sought} onAlso={onAlso} />
              </li>
            ))}
          </ul>
          <More shown={file.rows.length} total={file.total} />
        </TitledCard>
      ))}
      {found.texts.map((group) => (
        <TitledCard key={group.in} title={capital(personWords.texts(group.in, group.total))}>
          <ul className={styles.list}>
            {group.found.map((text, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: texts of an answer, which stay in their order
              <li key={n}>
                <FoundTextItem text={text} />
              </li>
            ))}
          </ul>
          <More shown={group.found.length} total={group.total} />
        </TitledCard>
      ))}
    </>
  );
}

const capital = (said: string) => `${said.charAt(0).toUpperCase()}${said.slice(1)}`;

function FileFacts({ file }: { readonly file: FoundFile }) {
  const facts = [
    file.fileName,
    ...(file.importedAt === null ? [personWords.waiting] : []),
    ...(file.hasOriginal ? [personWords.original] : []),
  ];
  return (
    <Text size="sm" c="dimmed" className={styles.fileName}>
      {facts.join(' · ')}
    </Text>
  );
}

interface FoundRowItemProps {
  readonly file: FoundFile;
  readonly row: FoundRow;
  readonly sought: ReadonlySet<string>;
  readonly onAlso: (text: string) => void;
}

function FoundRowItem({ file, row, sought, onAlso }: FoundRowItemProps) {
  const { identifier, theirs, userNo, heading } = row;
  const isUnknown = identifier !== '' && userNo === null && !sought.has(foldText(identifier));
  return (
    <div className={styles.row}>
      <Openable onOpen={() => navigate({ screen: 'import', importId: file.importId })}>
        <span className={styles.place}>
          {personWords.row(row.row)}
          {', '}
          {theirs
            ? personWords.theirRow
            : identifier !== '' && personWords.ofUser(<Identifier text={identifier} />)}
          {heading !== '' && `, ${heading}`}
        </span>
        <Quotation text={row.text} marks={row.marks} />
      </Openable>
      {isUnknown && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconSearch size={14} aria-hidden />}
          onClick={() => onAlso(identifier)}
        >
          {personWords.alsoSearch(identifier)}
        </Button>
      )}
    </div>
  );
}

function FoundTextItem({ text }: { readonly text: FoundText }) {
  const place = placeOfText(text);
  const said = <Quotation text={text.text} marks={text.marks} />;
  if (!place) return <div className={styles.still}>{said}</div>;
  return <Openable onOpen={() => navigate(place)}>{said}</Openable>;
}

function Openable({
  onOpen,
  children,
}: {
  readonly onOpen: () => void;
  readonly children: ReactNode;
}) {
  return (
    <UnstyledButton className={styles.openable} title={personWords.showPlace} onClick={onOpen}>
      <span className={styles.said}>{children}</span>
      <IconChevronRight size={16} aria-hidden className={styles.chevron} />
    </UnstyledButton>
  );
}

function Quotation({ text, marks }: Pick<FoundText, 'text' | 'marks'>) {
  const parts: ReactNode[] = [];
  let done = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(done, from), <mark key={from}>{text.slice(from, to)}</mark>);
    done = to;
  }
  return (
    <q className={styles.quotation}>
      {parts}
      {text.slice(done)}
    </q>
  );
}

function More({ shown, total }: { readonly shown: number; readonly total: number }) {
  if (shown >= total) return null;
  return (
    <Text size="sm" c="dimmed" className={styles.hint}>
      {personWords.more(shown, total)}
    </Text>
  );
}
