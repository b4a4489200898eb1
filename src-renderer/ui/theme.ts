/**
 * The look: one Mantine theme with a bundled typeface, six sizes, a 4-pixel grid, neutral greys and one accent.
 * Colours that carry meaning are CSS variables in theme.css (--pd-purge, --pd-keep ...). Screens take sizes and
 * colours from here, never literal ones.
 */
import {
  ActionIcon,
  Autocomplete,
  Badge,
  Button,
  Checkbox,
  createTheme,
  type MantineColorsTuple,
  Menu,
  Modal,
  MultiSelect,
  NumberInput,
  Paper,
  Popover,
  SegmentedControl,
  Select,
  Skeleton,
  Table,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';
import type { FormEvent } from 'react';
import { FIELD_SEPARATORS, fieldDigits } from './format.ts';
import { commonWords } from './words/components.tsx';

/** The accent: a calm petrol; shade 7 on white and white on shade 6 keep AA. */
const petrol: MantineColorsTuple = [
  '#eef6fa',
  '#dbebf3',
  '#b5d6e6',
  '#88bed7',
  '#5ca6c7',
  '#3a8cb1',
  '#1f7597',
  '#166181',
  '#104e69',
  '#0b3b51',
];

const gray: MantineColorsTuple = [
  '#f7f8f9',
  '#f0f2f4',
  '#e4e7ea',
  '#d3d8dd',
  '#b6bec6',
  '#8f99a3',
  '#68737d',
  '#4d5761',
  '#343c45',
  '#1c2228',
];

const dark: MantineColorsTuple = [
  '#dce0e4',
  '#bcc3ca',
  '#98a1aa',
  '#6d7780',
  '#434b53',
  '#343b42',
  '#282e34',
  '#1d2227',
  '#16191d',
  '#101316',
];

const red: MantineColorsTuple = [
  '#fdf1ef',
  '#fadfdb',
  '#f4bcb5',
  '#ee978d',
  '#e6756a',
  '#d5554a',
  '#c0392b',
  '#a62b1f',
  '#872218',
  '#671911',
];

/** A field of numbers has the digits 0 to 9, whichever the keyboard has. */
function typeFieldDigits(event: FormEvent<HTMLInputElement> & { readonly data?: string }): void {
  const { data = '' } = event;
  if (fieldDigits(data) === data) return;
  event.preventDefault();
  document.execCommand('insertText', false, fieldDigits(data));
}

const compactInput = { size: 'sm' } as const;

/** The list itself scrolls and not a box in it, which would be one more thing without a name or the keyboard. */
const listThatScrolls = { options: { maxHeight: 220, overflowY: 'auto' } } as const;

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'IBM Plex Mono', ui-monospace, monospace",
  colors: { petrol, gray, dark, red },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  white: '#ffffff',
  black: '#1c2228',
  defaultRadius: 'sm',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.75rem' },
      h2: { fontSize: '1rem', lineHeight: '1.5rem' },
      h3: { fontSize: '0.875rem', lineHeight: '1.25rem' },
    },
  },
  shadows: {
    xs: '0 1px 2px rgb(15 23 32 / 6%)',
    sm: '0 1px 3px rgb(15 23 32 / 10%)',
    md: '0 4px 16px rgb(15 23 32 / 12%)',
    lg: '0 8px 28px rgb(15 23 32 / 16%)',
    xl: '0 16px 48px rgb(15 23 32 / 20%)',
  },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray' } }),
    Autocomplete: Autocomplete.extend({
      defaultProps: { ...compactInput, withScrollArea: false },
      styles: listThatScrolls,
    }),
    Badge: Badge.extend({
      defaultProps: { radius: 'sm', variant: 'light' },
      styles: { root: { textTransform: 'none', fontWeight: 500 } },
    }),
    Button: Button.extend({
      defaultProps: { size: 'sm' },
      styles: { root: { fontWeight: 500, fontSize: '0.8125rem' } },
    }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    Menu: Menu.extend({
      // The placeholder is a nameless stop inside the menu: the first item takes the keyboard instead.
      defaultProps: { shadow: 'md', withinPortal: true, withInitialFocusPlaceholder: false },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        radius: 'lg',
        closeButtonProps: { 'aria-label': commonWords.close },
        overlayProps: { backgroundOpacity: 0.45 },
        transitionProps: { transition: 'fade', duration: 100 },
      },
      styles: { title: { fontWeight: 600, fontSize: '1rem' } },
    }),
    MultiSelect: MultiSelect.extend({
      defaultProps: { withScrollArea: false },
      styles: listThatScrolls,
    }),
    NumberInput: NumberInput.extend({
      defaultProps: { ...compactInput, ...FIELD_SEPARATORS, onBeforeInput: typeFieldDigits },
    }),
    Paper: Paper.extend({ defaultProps: { radius: 'md', withBorder: true, p: 'md' } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', withinPortal: true } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({
      defaultProps: { ...compactInput, allowDeselect: false, withScrollArea: false },
      styles: listThatScrolls,
    }),
    Skeleton: Skeleton.extend({ defaultProps: { radius: 'sm' } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: compactInput }),
    TextInput: TextInput.extend({ defaultProps: compactInput }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, multiline: true, maw: 320 } }),
  },
});
