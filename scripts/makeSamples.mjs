// Makes the sample cycle in resources/samples: one candidate workbook and two exclusion lists of an
// invented library, with every peculiarity that real Analytics exports have shown. This script owns
// that folder; nothing in it is edited by hand. It prints what it made, counted from the rows written.
//
// Deterministic on purpose: its own seeded generator, days as whole numbers in UTC, fixed document dates
// and fixed zip times. Two runs give the same bytes, so tests may rely on the counts and a change of the
// samples shows in review only when somebody meant it.
//
// All people are made up: random combinations of the name lists below. Addresses use example.edu.

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'resources', 'samples');
const CANDIDATES_FILE = 'Users with Purge Dates of Current Date or Earlier.xlsx';
const ELSEWHERE_FILE = 'PIDs for users with loans or fines at other i-share libraries SPL.xlsx';
const KEEP_FILE = 'Keep - library staff and retirees.xlsx';

// Data tables -------------------------------------------------------------------------------------

const SEED = 20261120;
const USERS = 4985; // distinct identifiers; 12 repeated rows and 3 blank identifiers make 5,000 rows
const DATA_DAY = day(2026, 11, 20);
const LAST_USUAL_DAY = day(2026, 9, 30); // purge dates after this are placed on purpose only
const RUN = { day: day(2026, 11, 21), days: 30, recordType: 'Public', thresholdCents: 999 };

const TITLES = [
  'Users with Purge Dates of Current Date or Earlier',
  'Purge candidates - Sample University Library (SPL)',
  'Data as of: 11/20/2026',
  'Subject area: Users',
];

// [heading, width, field]
const COLUMNS = [
  ['Primary Identifier', 26, 'id'],
  ['User Group', 18, 'group'],
  ['Expiry Date', 12, 'expiry'],
  ['Purge Date', 12, 'purge'],
  ['Days between Today and Purge Date', 16, 'daysSince'],
  ['User ID', 20, 'userId'],
  ['First Name', 16, 'first'],
  ['Last Name', 18, 'last'],
  ['Has Role other than Patron and Instructor', 20, 'role'],
  ['Record Type', 12, 'recordType'],
  ['Loans', 8, 'loans'],
  ['Balance', 10, 'cents'],
  ['Campus', 18, 'campus'],
];

// How many users get each value; all others get the usual one. '' = blank cell
const ID_KINDS = {
  leadingZeros: 1400,
  login: 800,
  email: 700,
  barcode: 400,
  mixedCase: 350,
  numeric: 25,
};
const GROUPS = {
  Graduate: 800,
  Alumni: 520,
  'Courtesy Borrower': 440,
  Faculty: 220,
  Staff: 160,
  'I-Share': 150,
  'i-share ': 15,
  'I-SHARE': 10,
  'i-Share': 5,
  'OK to Purge': 6,
};
const LOANS = { '': 20, 1: 75, 2: 35, 3: 12, 7: 8 };
const CENTS = { unknown: 10, 50: 40, 475: 35, 999: 25, 1000: 25, more: 110, credit: 12 };
const ROLES = { Yes: 60, Y: 4, N: 6, '': 30 };
const RECORD_TYPES = { Staff: 90, Contact: 15 };
const CAMPUSES = ['Main', 'Main', 'Main', 'North', 'Health Sciences', 'Online', ''];

const TERM_ENDS = [
  [5, 31],
  [5, 31],
  [12, 31],
  [8, 14],
  [6, 30],
  [12, 18],
];
const NEAR_BOUND = [
  [day(2026, 10, 21), 6],
  [day(2026, 10, 22), 7],
  [day(2026, 10, 23), 6],
  [day(2026, 11, 20), 8],
  [day(2026, 11, 21), 6],
];
const FORMULA_LIKE = [
  ['=1+1', 'Orchardson'],
  ['+Bea', 'Fennimoor'],
  ['Cyd', '@Larkwell'],
  ['-Dee', 'Tarnbrook'],
];
const ASTRAL = [
  ['一花', '𠮷田'],
  ['蒼', '𠮷野'],
];
const NOTES = [
  'Retired, keeps borrowing',
  'Circulation desk',
  'On leave until spring',
  'Volunteer',
  'Project staff',
];

// weight, first names, last names; the first two scripts can also make logins and e-mail addresses
const NAMES = [
  [
    50,
    'Ada Beth Carl Dora Evan Fern Glen Hope Iris Joel Kira Leon Mona Neil Opal Pia Rhys Seth Tess Uma Vera Wade',
    'Aldermoor Brindlewood Cresswick Dunmarrow Elderfen Fallowmere Greystead Hartsmoor Inglebrook Kestrelby Longacre Marlowick Netherby Oakhurstle Pennywell Quillfeather Rookstone Saltmarshe Thistlewood Umberly Wexcombe Yarrowdale',
  ],
  [
    26,
    'Łukasz Zoë Jörn Åsa José Chloé Bjørn Nguyệt Şirin Ünal Renée Đorđe Čedomir Mária Søren Inês',
    'Müller Nguyễn Ångström O’Brien Żółkiewicz Škoda Peñarriva Göksu Brûlé Šťastný Đặng Lindqvåg Çelikbaş Ólafsdóttir Groß Bărbulescu',
  ],
  [
    4,
    'Алёна Борис Вера Глеб Дарья Кирилл Олеся Юрий',
    'Берёзкин Лесовой Полякин Вербицын Їжакевич Дубравин Морозко',
  ],
  [3, 'Αλέξης Δάφνη Ελένη Θάνος Ίρις Μάρκος', 'Αστεριάδη Βουνάς Θαλασσινός Κυπαρίσση Λιμάνης'],
  [4, 'سلمى كريم ليلى نادر هدى يوسف', 'السوسني النهراني الورّاق الدرّاج الخطّاط'],
  [3, 'אביגיל דניאל יעל נועם רות שירה', 'גלעדי הרמוני ירקוני לבנון שדות'],
  [4, '美玲 志远 晓雯 思齐 文轩 雨岚', '陈 林 黄 欧阳 赵 周'],
  [3, '葵 陽菜 大翔 さくら 健 ユキ', '青木 森下 小林 渡邊 髙橋'],
  [2, '한별 민준 서연 지우 은별', '김 박 이 최 남궁'],
  [2, 'กนก ดารา พิมพ์ สมชาย อรุณี', 'แก้วใส ใจดี ทองสุข น้ำผึ้ง'],
].map(([weight, first, last]) => ({ weight, first: first.split(' '), last: last.split(' ') }));
const UNDECOMPOSABLE = { ł: 'l', ø: 'o', đ: 'd', ð: 'd', ß: 'ss', ı: 'i' };

// Days (whole days since 1970-01-01, no time zone) ------------------------------------------------

function day(year, month, date) {
  return Date.UTC(year, month - 1, date) / 86400000;
}
const asDate = (number) => new Date(number * 86400000);
function asUsText(number) {
  const date = asDate(number);
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
}

// Chance (mulberry32) -----------------------------------------------------------------------------

let state = SEED;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const int = (low, high) => low + Math.floor(random() * (high - low + 1));
const oneOf = (list) => list[int(0, list.length - 1)];
const digits = (length) => Array.from({ length }, () => int(0, 9)).join('');
const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

function shuffled(list) {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last--) {
    const other = int(0, last);
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}

/** Exactly as many of each value as the table says, the rest `usual`, in random order. */
function dealt(total, quotas, usual) {
  const cards = Object.entries(quotas).flatMap(([value, count]) => Array(count).fill(value));
  return shuffled([...cards, ...Array(total - cards.length).fill(usual)]);
}

// Identifiers -------------------------------------------------------------------------------------

/** How the program compares identifiers: trimmed, NFC, without case. */
const keyOf = (id) => String(id).trim().normalize('NFC').toLowerCase();
const withoutZeros = (key) => key.replace(/^0+(?=\d+$)/, '');
const taken = new Set();

/** Unique even without leading zeros, so a possible zero-loss pair only exists where it is planted. */
function unique(make) {
  for (;;) {
    const id = make();
    const key = withoutZeros(keyOf(id));
    if (!taken.has(key)) {
      taken.add(key);
      return id;
    }
  }
}

function asAscii(name) {
  const plain = name.replace(/./gu, (letter) => UNDECOMPOSABLE[letter.toLowerCase()] ?? letter);
  return plain
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
}
const capital = (word) => word[0].toUpperCase() + word.slice(1);

const MAKE_ID = {
  leadingZeros: () => `00${int(1, 9)}${digits(5)}`,
  login: (first, last) => `${asAscii(first)[0]}${asAscii(last)}${int(1, 999)}`,
  email: (first, last) => `${asAscii(first)}.${asAscii(last)}${int(1, 99)}@spl.example.edu`,
  barcode: () => `29999${digits(9)}`,
  mixedCase: (first, last) => `${capital(asAscii(first))[0]}${capital(asAscii(last))}${int(1, 99)}`,
  numeric: () => int(1000000, 99999999),
  digits: () => `${int(1, 9)}${digits(6)}`,
};
const makeUserId = () => `${int(1, 9)}${digits(int(8, 9))}0008899`;
const NAME_BASED = ['login', 'email', 'mixedCase'];

// Users -------------------------------------------------------------------------------------------

const SCRIPTS = NAMES.flatMap((names) => Array(names.weight).fill(names));
const LATIN = SCRIPTS.filter((names) => NAMES.indexOf(names) < 2);

function person(scripts) {
  const names = oneOf(scripts);
  return { first: oneOf(names.first), last: oneOf(names.last) };
}

function usualDates() {
  for (;;) {
    const [month, date] = oneOf(TERM_ENDS);
    const year = 2025 - Math.floor(random() ** 2 * 13);
    const expiry = day(year, month, date);
    const purge = oneOf([
      expiry,
      expiry + 180,
      day(year + 1, month, date),
      day(year + 1, month, date),
      day(year + 2, month, date),
    ]);
    if (purge <= LAST_USUAL_DAY) return { expiry, purge };
  }
}

function centsOf(card) {
  if (card === 'unknown') return null;
  if (card === 'more') return int(1050, 48000);
  return card === 'credit' ? -int(25, 4000) : Number(card);
}

function makeUsers(count) {
  const kinds = dealt(count, ID_KINDS, 'digits');
  const groups = dealt(count, GROUPS, 'Undergraduate');
  const loans = dealt(count, LOANS, '0');
  const cents = dealt(count, CENTS, '0');
  return times(count, (index) => {
    const kind = kinds[index];
    const { first, last } = person(NAME_BASED.includes(kind) ? LATIN : SCRIPTS);
    return {
      kind,
      first,
      last,
      ...usualDates(),
      group: groups[index],
      loans: loans[index],
      cents: centsOf(cents[index]),
      id: unique(() => MAKE_ID[kind](first, last)),
      userId: unique(makeUserId),
      role: 'No',
      recordType: 'Public',
      campus: oneOf(CAMPUSES),
      cells: {},
      planted: false,
    };
  });
}

const isIShare = (user) => user.group.trim().toLowerCase() === 'i-share';
const isStaffish = (user) => ['Staff', 'Faculty'].includes(user.group);
/** Nothing else is odd about the user, so what is planted on it decides alone. */
const isPlain = (user) =>
  user.role === 'No' &&
  user.recordType === 'Public' &&
  user.loans === '0' &&
  user.cents === 0 &&
  user.kind !== 'numeric' &&
  user.group !== 'OK to Purge' &&
  !isIShare(user);
const isOfKind =
  (...kinds) =>
  (user) =>
    isPlain(user) && kinds.includes(user.kind);
const isAccented = (user) =>
  isPlain(user) && (user.first + user.last).normalize('NFD') !== user.first + user.last;

/** `count` random users that pass, each used once for all peculiarities. */
function plant(users, count, test = isPlain) {
  const chosen = shuffled(users.filter((user) => !user.planted && test(user))).slice(0, count);
  if (chosen.length < count) throw new Error(`Only ${chosen.length} of ${count} users left`);
  for (const user of chosen) user.planted = true;
  return chosen;
}

/** Three of four staff roles and Staff records go to staff and faculty groups, the others to anybody. */
function setByQuota(users, field, quotas, usual) {
  for (const [value, count] of Object.entries(quotas)) {
    const free = shuffled(users.filter((user) => user[field] === usual && user.kind !== 'numeric'));
    const staffish = /^(Y|Staff)/.test(value)
      ? free.filter(isStaffish).slice(0, Math.round(count * 0.75))
      : [];
    const others = free.filter((user) => !isStaffish(user)).slice(0, count - staffish.length);
    for (const user of [...staffish, ...others]) user[field] = value;
  }
}

function plantDates(users) {
  for (const [purge, count] of NEAR_BOUND) {
    for (const user of plant(users, count)) Object.assign(user, { purge, expiry: purge - 365 });
  }
  const placed = NEAR_BOUND.map(([purge]) => purge);
  const lastDays = times(40, (index) => DATA_DAY - index).filter(
    (purge) => !placed.includes(purge),
  );
  for (const user of plant(users, 200, () => true)) {
    user.purge = oneOf(lastDays);
    user.expiry = user.purge - 365;
  }
  for (const user of plant(users, 15)) user.purge = null;
  for (const user of plant(users, 10)) user.expiry = null;
  for (const user of plant(users, 20)) user.expiry = day(2027, oneOf([5, 8]), 31);
  for (const user of plant(users, 12)) user.purge = user.expiry - int(20, 200);
  for (const user of plant(users, 8)) {
    Object.assign(user, { expiry: day(1998, 5, 31), purge: day(1999, ...oneOf(TERM_ENDS)) });
  }
}

function plantIdentifiers(users) {
  plant(users, 1, isOfKind('digits'))[0].id = '1.23457E+12';
  for (const user of plant(users, 6, isOfKind('login', 'digits', 'leadingZeros'))) {
    user.id += oneOf([' ', '  ']);
  }
  const [after, before] = plant(users, 2, isOfKind('login', 'digits'));
  after.id = `${after.id}\u00a0`;
  before.id = `\u00a0${before.id}`;
  // 13 digits in number format 0.00E+00: looks like an exponent in Excel, but the cell is a number
  const wide = users.find((user) => user.kind === 'numeric');
  Object.assign(wide, { id: 1234567890123, exponentShown: true });
}

function plantNames(users) {
  for (const user of plant(users, 8, isAccented)) {
    Object.assign(user, { first: user.first.normalize('NFD'), last: user.last.normalize('NFD') });
  }
  const odd = [...FORMULA_LIKE, ...ASTRAL];
  plant(users, odd.length, isOfKind('digits', 'leadingZeros')).forEach((user, index) => {
    [user.first, user.last] = odd[index];
  });
}

function plantCells(users) {
  const [joined, trimmed, counted] = plant(users, 3);
  joined.cells.campus = { formula: 'CONCATENATE("Health"," Sciences")', result: 'Health Sciences' };
  trimmed.cells.campus = { formula: 'TRIM(" Online ")', result: 'Online' };
  counted.cells.daysSince = {
    formula: `DATE(2026,11,20)-${counted.purge + 25569}`,
    result: DATA_DAY - counted.purge,
  };
  for (const user of plant(users, 3, isOfKind('email'))) {
    user.cells.id = { text: user.id, hyperlink: `mailto:${user.id}` };
  }
}

/** Twelve second rows: 5 the same, 5 in conflict (dates or groups), 2 in another letter case. */
function repeatedRows(users) {
  const again = (list, change = () => ({})) => list.map((user) => ({ ...user, ...change(user) }));
  const other = (user) => (user.group === 'Alumni' ? 'Graduate' : 'Alumni');
  return [
    ...again(plant(users, 5)),
    ...again(plant(users, 2), (user) => ({ purge: user.purge - 365 })),
    ...again(plant(users, 1), (user) => ({ expiry: user.expiry - 31 })),
    ...again(plant(users, 2), (user) => ({ group: other(user) })),
    ...again(plant(users, 2, isOfKind('mixedCase')), (user) => ({ id: user.id.toLowerCase() })),
  ];
}

function makeCandidates() {
  const users = makeUsers(USERS);
  setByQuota(users, 'role', ROLES, 'No');
  setByQuota(users, 'recordType', RECORD_TYPES, 'Public');
  plantDates(users);
  plantIdentifiers(users);
  plantNames(users);
  plantCells(users);
  const blanks = plant(users, 3).map((user) => ({
    ...user,
    ...person(LATIN),
    id: '',
    userId: unique(makeUserId),
  }));
  return { users, rows: shuffled([...users, ...repeatedRows(users), ...blanks]) };
}

// Exclusion lists ---------------------------------------------------------------------------------

function makeElsewhere(users) {
  const isListed = (user) => !user.planted && user.kind !== 'numeric';
  const matched = shuffled(users.filter(isListed)).slice(0, 375);
  const zeroLoss = plant(
    users,
    2,
    (user) => isOfKind('leadingZeros')(user) && !matched.includes(user),
  );
  const ids = matched.map((user) => user.id);
  const lettered = ids.flatMap((id, index) => (/[a-z]/.test(id) ? [index] : []));
  for (const index of lettered.slice(0, 25)) ids[index] = ids[index].toUpperCase();
  for (const index of lettered.slice(25, 32)) ids[index] += ' ';
  const digitOnly = ids.flatMap((id, index) => (/^\d+$/.test(id) ? [index] : []));
  for (const index of digitOnly.slice(0, 8)) ids[index] += ' ';
  const nobody = times(40, (index) => unique(MAKE_ID[index % 2 ? 'leadingZeros' : 'barcode']));
  const repeated = ids.slice(-3);
  const numeric = zeroLoss.map((user) => Number(user.id));
  return { matched, zeroLoss, nobody, ids: shuffled([...ids, ...nobody, ...repeated, ...numeric]) };
}

function makeKeep(users, elsewhere) {
  const isKept = (user) =>
    !user.planted && user.kind !== 'numeric' && (isStaffish(user) || user.group === 'Alumni');
  const inBoth = elsewhere.matched.filter(isKept).slice(0, 4);
  const own = shuffled(
    users.filter((user) => isKept(user) && !elsewhere.matched.includes(user)),
  ).slice(0, 28);
  const nobody = times(3, () => ({ ...person(LATIN), id: unique(MAKE_ID.leadingZeros) }));
  const kept = shuffled([...inBoth, ...own, ...nobody]);
  return {
    inBoth,
    nobody,
    rows: kept.map((user) => [user.id, `${user.last}, ${user.first}`, oneOf(NOTES)]),
  };
}

// Workbooks ---------------------------------------------------------------------------------------

/** exceljs stamps zip entries with the present time: write the data day over it, in both headers. */
function withFixedZipTimes(zip) {
  const date = asDate(DATA_DAY);
  const dosDate =
    ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const stamp = (at) => {
    zip.writeUInt16LE(0, at);
    zip.writeUInt16LE(dosDate, at + 2);
  };
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    stamp(entry + 12);
    stamp(zip.readUInt32LE(entry + 42) + 10);
    entry +=
      46 +
      zip.readUInt16LE(entry + 28) +
      zip.readUInt16LE(entry + 30) +
      zip.readUInt16LE(entry + 32);
  }
  return zip;
}

function newSheet(name, widths) {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = workbook.lastModifiedBy = 'Sample University Library';
  workbook.created = workbook.modified = asDate(DATA_DAY);
  const sheet = workbook.addWorksheet(name);
  sheet.columns = widths.map((width) => ({ width }));
  return sheet;
}

function addHeading(sheet, headings) {
  const row = sheet.addRow(headings);
  row.font = { bold: true };
  row.eachCell((cell) => {
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7E6E6' } };
  });
}

async function save(sheet, file) {
  const zip = { compression: 'DEFLATE', compressionOptions: { level: 9 } };
  const bytes = withFixedZipTimes(Buffer.from(await sheet.workbook.xlsx.writeBuffer({ zip })));
  await writeFile(join(FOLDER, file), bytes);
  return bytes.length;
}

/** Text, but expiry dates are date cells, money is a number and planted cells are taken as they are. */
function cellValue(row, field) {
  if (row.cells[field]) return row.cells[field];
  if (field === 'expiry') return row.expiry === null ? null : asDate(row.expiry);
  if (field === 'purge') return row.purge === null ? null : asUsText(row.purge);
  if (field === 'daysSince') return row.purge === null ? null : String(DATA_DAY - row.purge);
  if (field === 'cents') return row.cents === null ? null : row.cents / 100;
  return row[field] === '' ? null : row[field];
}

function saveCandidates(rows) {
  const sheet = newSheet(
    'Purge candidates',
    COLUMNS.map(([, width]) => width),
  );
  for (const title of TITLES) sheet.addRow([title]);
  sheet.mergeCells(1, 1, 1, COLUMNS.length);
  sheet.getCell('A1').font = { bold: true, size: 14 };
  sheet.addRow([]);
  addHeading(
    sheet,
    COLUMNS.map(([heading]) => heading),
  );
  sheet.views = [{ state: 'frozen', ySplit: TITLES.length + 2 }];
  for (const row of rows) {
    const written = sheet.addRow(COLUMNS.map(([, , field]) => cellValue(row, field)));
    written.getCell(3).numFmt = 'm/d/yyyy';
    written.getCell(12).numFmt = '0.00';
    if (row.exponentShown) written.getCell(1).numFmt = '0.00E+00';
  }
  return save(sheet, CANDIDATES_FILE);
}

function saveElsewhere(ids) {
  const sheet = newSheet('PIDs', [34]);
  sheet.addRow(['PIDs for users with loans or fines at other i-share libraries - SPL']);
  addHeading(sheet, ['Primary Identifier']);
  for (const id of ids) sheet.addRow([id]);
  return save(sheet, ELSEWHERE_FILE);
}

function saveKeep(rows) {
  const sheet = newSheet('Keep', [30, 30, 28]);
  addHeading(sheet, ['Primary ID', 'Name', 'Note']);
  for (const row of rows) sheet.addRow(row);
  return save(sheet, KEEP_FILE);
}

// Summary -----------------------------------------------------------------------------------------

function print(title, counts) {
  console.log(`\n${title}`);
  for (const label in counts) console.log(`  ${String(counts[label]).padStart(6)}  ${label}`);
}

const isString = (value) => typeof value === 'string';
const isText = (row) => isString(row.id);
const named = (row) => row.first + row.last;
const ROW_COUNTS = {
  'identifier blank': (row) => row.id === '',
  'identifier in a numeric cell': (row) => !isText(row),
  'identifier in exponent form (text)': (row) => /^\d[\d.]*E\+\d+$/.test(row.id),
  'identifier with leading zeros': (row) => isText(row) && /^0\d+\s*$/.test(row.id),
  'identifier of 14 digits': (row) => isText(row) && /^\d{14}$/.test(row.id),
  'identifier like an e-mail address': (row) => isText(row) && row.id.includes('@'),
  'identifier with capitals (mixed case)': (row) => isText(row) && /[A-Z].*[a-z]/.test(row.id),
  'identifier with trailing spaces': (row) => / $/.test(row.id),
  'identifier with a non-breaking space': (row) => /\u00a0/.test(row.id),
  'purge date blank': (row) => row.purge === null,
  'purge date in 1999': (row) => row.purge !== null && asDate(row.purge).getUTCFullYear() === 1999,
  'purge date 2026-10-12 to 2026-11-21': (row) => row.purge >= day(2026, 10, 12),
  'expiry date blank': (row) => row.expiry === null,
  'expiry date after 2026-11-21': (row) => row.expiry > RUN.day,
  'purge date before expiry date': (row) => row.purge !== null && row.purge < row.expiry,
  'name decomposed (NFD)': (row) => named(row).normalize('NFC') !== named(row),
  'name with an astral character': (row) => /[\u{10000}-\u{10ffff}]/u.test(named(row)),
  'name like a formula': (row) => /^[=+@-]/.test(row.first) || /^[=+@-]/.test(row.last),
  'loans blank': (row) => row.loans === '',
  'loans above 0': (row) => Number(row.loans) > 0,
  'balance blank': (row) => row.cents === null,
  'balance negative': (row) => row.cents < 0,
  'balance 0.01 to 9.99': (row) => row.cents > 0 && row.cents <= 999,
  'balance exactly 9.99': (row) => row.cents === 999,
  'balance exactly 10.00': (row) => row.cents === 1000,
  'balance above 9.99': (row) => row.cents > 999,
  'formula cell': (row) => Object.values(row.cells).some((cell) => cell.formula),
  'hyperlink cell': (row) => row.cells.id?.hyperlink !== undefined,
};

/**
 * What a run on RUN.day should come to (reading `carli`), in users and not rows. A second, independent
 * statement of the rules, to see at a glance that a changed table still gives a cycle worth looking at.
 */
function forecast(rows, elsewhere, keep) {
  const isExponent = ROW_COUNTS['identifier in exponent form (text)'];
  const byKey = new Map(rows.map((row) => [keyOf(row.id), row]));
  const usable = [...byKey.values()].filter((user) => user.id !== '' && !isExponent(user));
  const listed = new Set(
    [...elsewhere.ids.filter(isString), ...keep.rows.map(([id]) => id)].map(keyOf),
  );
  const heldBack = new Set(elsewhere.zeroLoss.map((user) => keyOf(user.id)));
  const byList = (user) => listed.has(keyOf(user.id));
  const byRole = (user) => /^y/i.test(user.role);
  const comes = (user) => user.purge !== null && user.purge <= RUN.day - RUN.days;
  const isPublic = (user) => user.recordType === RUN.recordType;
  const loans = (user) => Number(user.loans) > 0;
  const money = (user) => user.cents > RUN.thresholdCents;
  const unknown = (user) => user.loans === '' || user.cents === null;

  const reviewed = usable.filter((user) => !byList(user) && !byRole(user) && !isIShare(user));
  const left = reviewed.filter((user) => !heldBack.has(keyOf(user.id)));
  const inScope = left.filter((user) => comes(user) && isPublic(user));
  const purged = inScope.filter((user) => !loans(user) && !money(user));
  const noDate = left.filter((user) => user.purge === null);
  return {
    'distinct identifiers (usable)': usable.length,
    'excluded by a list': usable.filter(byList).length,
    'excluded by role': usable.filter(byRole).length,
    'excluded by I-Share': usable.filter(isIShare).length,
    'excluded by any of them': usable.length - reviewed.length,
    'held back (possible zero-loss pair)': reviewed.length - left.length,
    'left to purge': left.length,
    'out of scope: no purge date': noDate.length,
    'out of scope: purge date after 2026-10-22':
      left.length - noDate.length - left.filter(comes).length,
    'out of scope: only by record type': left.filter(comes).length - inScope.length,
    'in scope': inScope.length,
    'in scope, exactly on the bound (2026-10-22)': inScope.filter(
      (user) => user.purge === RUN.day - RUN.days,
    ).length,
    'retained: loans': inScope.filter(loans).length,
    'retained: balance': inScope.filter(money).length,
    'retained: any': inScope.length - purged.length,
    purged: purged.length,
    'purged with unknown loans or balance': purged.filter(unknown).length,
  };
}

/** The five repeated rows that disagree: same identifier, other dates or group. */
function isConflict(sameUser) {
  return new Set(sameUser.map((row) => [row.group, row.expiry, row.purge].join())).size > 1;
}

function repeatCounts(rows) {
  const byKey = new Map();
  for (const row of rows.filter(({ id }) => id !== '')) {
    byKey.set(keyOf(row.id), [...(byKey.get(keyOf(row.id)) ?? []), row]);
  }
  const repeated = [...byKey.values()].filter((sameUser) => sameUser.length > 1);
  return {
    'distinct identifiers': byKey.size,
    'repeated identifiers (two rows each)': repeated.length,
    'repeated with other dates or groups': repeated.filter(isConflict).length,
    'repeated in another letter case': repeated.filter(([one, two]) => one.id !== two.id).length,
  };
}

function elsewhereCounts(rows, { ids }) {
  const texts = ids.filter(isString);
  const candidates = new Map(rows.map((row) => [keyOf(row.id), row.id]));
  const matching = texts.filter((id) => candidates.has(keyOf(id)));
  const otherCase = matching.filter((id) => id.trim() !== candidates.get(keyOf(id)));
  return {
    'distinct identifiers': new Set(ids.map(keyOf)).size,
    'rows that match a candidate': matching.length,
    'distinct candidates matched': new Set(matching.map(keyOf)).size,
    'matching in another letter case': otherCase.length,
    'with trailing spaces': texts.filter((id) => / $/.test(id)).length,
    repeated: texts.length - new Set(texts.map(keyOf)).size,
    'matching nobody (text)': texts.length - matching.length,
    'numeric cells (possible zero-loss pairs)': ids.length - texts.length,
  };
}

function rowCounts(rows) {
  const counts = repeatCounts(rows);
  for (const label in ROW_COUNTS) counts[label] = rows.filter(ROW_COUNTS[label]).length;
  for (const [purge] of NEAR_BOUND) {
    counts[`purge date ${asUsText(purge)}`] = rows.filter((row) => row.purge === purge).length;
  }
  for (const field of ['group', 'role', 'recordType']) {
    for (const row of rows) {
      const label = `${field} "${row[field]}"`;
      counts[label] = (counts[label] ?? 0) + 1;
    }
  }
  return counts;
}

function printSummary(rows, elsewhere, keep) {
  print(`${CANDIDATES_FILE}: ${rows.length} rows, heading in row 6`, rowCounts(rows));
  const elsewhereTitle = `${ELSEWHERE_FILE}: ${elsewhere.ids.length} rows, heading in row 2`;
  print(elsewhereTitle, elsewhereCounts(rows, elsewhere));
  print(`${KEEP_FILE}: ${keep.rows.length} rows, heading in row 1`, {
    'also in the list above': keep.inBoth.length,
    'matching nobody': keep.nobody.length,
  });
  const run = 'run on 11/21/2026, 30 days, Public, threshold 9.99, reading carli';
  print(`Forecast in users: ${run}`, forecast(rows, elsewhere, keep));
}

const { users, rows } = makeCandidates();
const elsewhere = makeElsewhere(users);
const keep = makeKeep(users, elsewhere);
await mkdir(FOLDER, { recursive: true });
const sizes = [
  await saveCandidates(rows),
  await saveElsewhere(elsewhere.ids),
  await saveKeep(keep.rows),
];
printSummary(rows, elsewhere, keep);
console.log(`\n${sizes.join(' + ')} bytes in ${FOLDER}`);
