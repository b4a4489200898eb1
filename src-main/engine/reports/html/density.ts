/**
 * How closely summaries and lists are set: for the style sheet, and as is counted with it before anything is printed.
 * What is changed here in one must be changed in the other. No type is smaller than can be read. Pure.
 */

/** Points. */
export const FULL_SIZE = 9.25;
export const LEAST_SIZE = 8;
/** The smallest type of a summary, as a part of the full size. */
export const LEAST_SCALE = Math.ceil((LEAST_SIZE / FULL_SIZE) * 1000) / 1000;

/** Of lists: rows are many. */
export const LIST_SCALE = LEAST_SCALE;
/** Between two columns of a list, in ems of its type. */
export const LIST_GAPS = { text: 0.8, number: 1.4 } as const;

/** Millimetres of an em at full size. */
export const EM = (FULL_SIZE * 25.4) / 72;

/** Lengths in ems, but for the logo; parts of the width of a section. */
export interface Density {
  /** A class of the style sheet; empty: as it is without. */
  readonly className: '' | 'dense';
  readonly lineHeight: number;
  /** Above and below the text of a row together. */
  readonly rowPadding: number;
  readonly belowHeading: number;
  /** Between sections. */
  readonly gap: number;
  readonly subtitle: number;
  /** Around the facts at the head, whose labels stand above them or beside them. */
  readonly headPadding: number;
  readonly labelsBeside: boolean;
  /** Millimetres. */
  readonly logoHeight: number;
  readonly alarmPadding: number;
  /** Above the headings of a table. */
  readonly aboveColumns: number;
  /** Above the line on which somebody signs, and below it. */
  readonly roomToSign: number;
  readonly aboveRole: number;
  readonly barLabel: number;
  readonly factLabel: number;
  readonly shortLabel: number;
  /** Beside a note below a short fact. */
  readonly besideNote: number;
}

export const ROOMY: Density = {
  className: '',
  lineHeight: 1.3,
  rowPadding: 0.4,
  belowHeading: 0.32,
  gap: 1.25,
  subtitle: 1.2,
  headPadding: 2.4,
  labelsBeside: false,
  logoHeight: 16,
  alarmPadding: 1.2,
  aboveColumns: 0.5,
  roomToSign: 3.6,
  aboveRole: 0.3,
  barLabel: 0.5,
  factLabel: 0.44,
  shortLabel: 0.78,
  besideNote: 1.2,
};

/** For what is long: nothing is smaller than it may be, but less paper stays white. */
export const DENSE: Density = {
  className: 'dense',
  lineHeight: 1.18,
  rowPadding: 0.16,
  belowHeading: 0.16,
  gap: 0.85,
  subtitle: 1.1,
  headPadding: 1.4,
  labelsBeside: true,
  logoHeight: 12,
  alarmPadding: 0.6,
  aboveColumns: 0.2,
  roomToSign: 3,
  aboveRole: 0.15,
  barLabel: 0.71,
  factLabel: 0.4,
  shortLabel: 0.82,
  besideNote: 0,
};

/** Of notes and other small print: a part of the size, at each scale of the summary. */
export const smallPrint = (scale: number, usual = 0.9): number =>
  Math.max(usual, LEAST_SIZE / (FULL_SIZE * scale));
