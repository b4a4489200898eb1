/**
 * AG Grid in the program's look: everything by the CSS variables of ui/theme.css, so that light, dark and text size
 * need no second theme.
 */
import { themeQuartz } from 'ag-grid-community';

export const gridTheme = themeQuartz.withParams({
  accentColor: 'var(--pd-accent)',
  backgroundColor: 'var(--pd-surface)',
  foregroundColor: 'var(--pd-text)',
  borderColor: 'var(--pd-line)',
  browserColorScheme: 'inherit',
  cellHorizontalPadding: 10,
  cellTextColor: 'var(--pd-text)',
  columnBorder: false,
  fontFamily: 'inherit',
  fontSize: 'var(--mantine-font-size-sm)',
  dataFontSize: 'var(--mantine-font-size-sm)',
  headerBackgroundColor: 'var(--pd-sunken)',
  headerFontSize: 'var(--mantine-font-size-xs)',
  headerFontWeight: 500,
  headerTextColor: 'var(--pd-muted)',
  headerColumnResizeHandleColor: 'var(--pd-line-strong)',
  iconSize: 14,
  oddRowBackgroundColor: 'var(--pd-surface)',
  rowHoverColor: 'var(--pd-hover)',
  rowBorder: { color: 'var(--pd-line)' },
  selectedRowBackgroundColor: 'var(--pd-accent-soft)',
  spacing: 6,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
});
