/**
 * Writes users as Alma's XML from the public schema, in every way that programs write XML, beside what a reader has to
 * give for them. Seeded. Among many users are twins, identifiers that two share, and proxies in a ring.
 * Must never: use the reader's own schema, or else both could leave out the same.
 */
import { type Draw, oneOf } from './seed.ts';

/** What stands in a user, in the words of the schema. */
export interface WrittenUser {
  /** Single values by element: text and words of the code. */
  readonly values: Readonly<Record<string, readonly [text: string, words?: string]>>;
  readonly lists: Readonly<Record<string, readonly WrittenLine[]>>;
  /** By path; what no schema tells of. */
  readonly unknown: readonly (readonly [path: string, value: string])[];
  readonly secrets: boolean;
}

/** The cells of a line by path; those of a code as code and words. */
export type WrittenLine = Readonly<Record<string, string | readonly [string, string]>>;

/** Single elements in the order of the schema; `+`: a code with words. */
const ELEMENTS =
  'record_type+ primary_id first_name middle_name last_name full_name user_title+ job_category+ job_description user_group+ campus_code+ web_site_url cataloger_level+ preferred_language+ birth_date expiry_date purge_date account_type+ external_id status+ status_date pref_first_name pref_middle_name pref_last_name pref_name_suffix linking_id is_researcher created_by created_date last_modified_by last_modified_date'.split(
    ' ',
  );

/** The lists: the element around a line, and its cells (`@`: an attribute, `+`: a code with words, `*`: several). */
const LISTS: Readonly<Record<string, readonly [path: string, cells: string]>> = {
  addresses: [
    'contact_info/addresses/address',
    '@preferred @segment_type line1 line2 line3 line4 line5 city state_province postal_code country+ address_note start_date end_date address_types/address_type+*',
  ],
  emails: [
    'contact_info/emails/email',
    '@preferred @segment_type email_address email_types/email_type+*',
  ],
  phones: [
    'contact_info/phones/phone',
    '@preferred @preferred_sms @segment_type phone_number phone_types/phone_type+*',
  ],
  identifiers: ['user_identifiers/user_identifier', '@segment_type value id_type+ note status'],
  roles: ['user_roles/user_role', 'status+ scope+ role_type+ expiry_date'],
  blocks: [
    'user_blocks/user_block',
    '@segment_type block_type+ block_description+ block_status block_note created_by created_date expiry_date',
  ],
  notes: [
    'user_notes/user_note',
    '@segment_type note_type+ note_text user_viewable popup_note created_by created_date',
  ],
  statistics: [
    'user_statistics/user_statistic',
    '@segment_type statistic_category+ category_type+ statistic_note',
  ],
  proxies: ['proxy_for_users/proxy_for_user', 'primary_id full_name'],
  rs_libraries: ['rs_libraries/rs_library', 'code+'],
  library_notices: ['library_notices/library_notice', 'code+ value'],
};
const PARAMETERS = 'type+ scope+ value+';

const AWKWARD = [
  'plain',
  'Müller & Söhne',
  'a < b > c',
  '“quoted” "twice" \'thrice\'',
  'Nguyễn 東京 😀',
  ']]>',
  '<!-- no comment -->',
  '&amp; as it stands',
  'two\nlines',
  '\ttab and  spaces ',
  '=1+1',
  '0012',
  '[00] Default',
];

function drawText(draw: Draw): string {
  const text = oneOf(AWKWARD, draw);
  return draw(3) === 0 ? `${text}${draw(1000)}` : text;
}

/** Codes of which there are few. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  record_type: ['PUBLIC', 'STAFF', 'CONTACT'],
  account_type: ['INTERNAL', 'EXTERNAL', 'INTEXTAUTH'],
  status: ['ACTIVE', 'INACTIVE'],
  is_researcher: ['true', 'false'],
};

const drawDate = (draw: Draw): string => `20${10 + draw(20)}-0${1 + draw(9)}-${10 + draw(18)}Z`;

export interface DrawnUsers {
  readonly users: readonly WrittenUser[];
}

/** So many users, drawn; their primary identifiers are `u1` and so on. */
export function drawUsers(draw: Draw, count: number): WrittenUser[] {
  return Array.from({ length: count }, (_, n) => drawUser(draw, n, count));
}

function drawUser(draw: Draw, n: number, count: number): WrittenUser {
  const has = () => draw(3) > 0;
  const values: Record<string, [string, string?]> = { primary_id: [`u${n + 1}`] };
  for (const each of ELEMENTS) {
    const [name = ''] = each.split('+');
    if (name === 'primary_id' || !has()) continue;
    const codes = CODES[name];
    values[name] = codes
      ? [oneOf(codes, draw)]
      : each.endsWith('+')
        ? [`C${draw(90)}`, has() ? drawText(draw) : '']
        : [name.endsWith('_date') ? drawDate(draw) : drawText(draw)];
  }
  // Every fifth is the twin of the one before.
  if (n % 5 === 4) {
    values.first_name = ['Twin'];
    values.last_name = [`Of ${n}`];
    values.birth_date = ['1999-01-02Z'];
  } else if (n % 5 === 3) {
    values.first_name = ['Twin'];
    values.last_name = [`Of ${n + 1}`];
    values.birth_date = ['1999-01-02Z'];
  }
  const lists: Record<string, WrittenLine[]> = {};
  for (const [name, [, cells]] of Object.entries(LISTS)) {
    const lines = Array.from({ length: draw(4) }, () => drawLine(draw, cells));
    if (lines.length > 0) lists[name] = lines;
  }
  // Two users share a barcode, and each is the proxy of the next.
  const shared = { value: `B${n >> 1}`, id_type: ['BARCODE', 'Barcode'] } as const;
  lists.identifiers = [...(lists.identifiers ?? []), shared];
  lists.proxies = [{ primary_id: `u${((n + 1) % count) + 1}`, full_name: 'Next' }];
  const role_parameters = (lists.roles ?? []).flatMap((_, role) =>
    Array.from({ length: draw(3) }, () => ({
      '#': String(role + 1),
      ...drawLine(draw, PARAMETERS),
    })),
  );
  if (role_parameters.length > 0) lists.role_parameters = role_parameters;
  const unknown = [
    ['fines_total', '12.50'],
    ['contact_info/emails/email_note', 'of a later version'],
    ['a_later_list/a_line/@kind', 'attribute'],
    ['a_later_list/a_line/value', drawText(draw)],
    ['user_note_count', '0'],
  ].filter(() => draw(3) === 0) as [string, string][];
  return { values, lists, unknown, secrets: draw(2) === 0 };
}

function drawLine(draw: Draw, cells: string): WrittenLine {
  const line: Record<string, string | [string, string]> = {};
  for (const cell of cells.split(' ')) {
    const name = cell.replace(/[+*]/g, '');
    if (draw(4) === 0) continue;
    if (name.startsWith('@')) line[name] = oneOf(['true', 'false', 'Internal'], draw);
    else if (!cell.includes('+')) line[name] = /date$/.test(name) ? drawDate(draw) : drawText(draw);
    else line[name] = [`C${draw(20)}`, draw(3) === 0 ? '' : drawText(draw)];
  }
  // A line without anything could be told from none by nobody.
  return Object.keys(line).length > 0 ? line : drawLine(draw, cells);
}

/** How a program writes XML. */
export interface XmlStyle {
  readonly indent: boolean;
  readonly prefix: string;
  /** Comments, sections of plain characters and references where others write plain text. */
  readonly odd: boolean;
}

export function drawStyle(draw: Draw): XmlStyle {
  return { indent: draw(2) === 0, prefix: draw(4) === 0 ? 'a:' : '', odd: draw(2) === 0 };
}

/** One user as XML. */
export function userXml(user: WrittenUser, style: XmlStyle, draw: Draw): string {
  return new Writer(style, draw).user(user);
}

/** A whole document. */
export function documentXml(users: readonly WrittenUser[], style: XmlStyle, draw: Draw): string {
  const { prefix } = style;
  const declared = draw(2) === 0 ? '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' : '';
  const all = users.map((user) => userXml(user, style, draw));
  if (all.length === 1 && draw(2) === 0) return `${declared}${all[0]}`;
  const space = prefix === '' ? '' : ' xmlns:a="http://example.org/users"';
  return `${declared}<${prefix}users${space} total_record_count="${users.length}">\n${all.join('\n')}\n</${prefix}users >\n`;
}

/** A tree of elements, in which what stands in one place stands together. */
interface Element {
  readonly name: string;
  attributes: string;
  text: string;
  readonly children: Element[];
}

class Writer {
  readonly #style: XmlStyle;
  readonly #draw: Draw;

  constructor(style: XmlStyle, draw: Draw) {
    this.#style = style;
    this.#draw = draw;
  }

  user({ values, lists, unknown, secrets }: WrittenUser): string {
    const root = newElement('user');
    for (const [name, [text, words]] of Object.entries(values))
      this.#value(add(root, name), text, words);
    for (const [name, [path]] of Object.entries(LISTS)) {
      const lines = lists[name];
      if (!lines) {
        if (this.#draw(2) === 0) place(root, path.split('/').slice(0, -1));
        continue;
      }
      const around = place(root, path.split('/').slice(0, -1));
      for (const [n, line] of lines.entries()) {
        const element = add(around, path.split('/').at(-1)!);
        this.#line(element, line);
        const parameters = name === 'roles' ? (lists.role_parameters ?? []) : [];
        for (const { '#': of, ...parameter } of parameters)
          if (Number(of) === n + 1)
            this.#line(add(place(element, ['parameters']), 'parameter'), parameter);
      }
    }
    for (const [path, value] of unknown) this.#unknown(root, path, value);
    if (secrets) {
      const name = oneOf(['password', 'pin_number', 'gender', 'force_password_change'], this.#draw);
      this.#value(add(root, name), SECRET, SECRET);
      const deep = add(add(root, 'extended_password'), 'hint');
      this.#value(deep, SECRET);
    }
    return this.#xml(root, 0);
  }

  #line(element: Element, line: WrittenLine): void {
    for (const [path, cell] of Object.entries(line)) {
      if (path.startsWith('@')) {
        element.attributes += ` ${path.slice(1)}=${this.#quoted(cell as string)}`;
        continue;
      }
      const names = path.split('/');
      const target = add(place(element, names.slice(0, -1)), names.at(-1)!);
      if (typeof cell === 'string') this.#value(target, cell);
      else this.#value(target, cell[0], cell[1]);
    }
  }

  #unknown(root: Element, path: string, value: string): void {
    const names = path.split('/');
    const last = names.at(-1)!;
    const around = place(root, names.slice(0, -1));
    if (last.startsWith('@')) around.attributes += ` ${last.slice(1)}=${this.#quoted(value)}`;
    else this.#value(add(around, last), value);
  }

  #value(element: Element, text: string, words = ''): void {
    element.text = this.#text(text);
    if (words !== '') element.attributes += ` desc=${this.#quoted(words)}`;
  }

  #text(text: string): string {
    const plain = escaped(text).replaceAll('>', this.#draw(2) === 0 ? '&gt;' : '&#62;');
    if (!this.#style.odd) return plain;
    const form = this.#draw(4);
    if (form === 0 && !text.includes(']]>')) return `<![CDATA[${text}]]>`;
    if (form === 1 && text.length > 2)
      return `${escaped(text.slice(0, 1))}<!-- < & > -->${`&#x${text.codePointAt(1)!.toString(16)};`}${escaped(text.slice(text.codePointAt(1)! > 0xffff ? 3 : 2)).replaceAll('>', '&gt;')}<?note x?>`;
    return plain;
  }

  #quoted(text: string): string {
    const plain = escaped(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
    return this.#draw(3) === 0
      ? `'${plain.replaceAll("'", '&apos;')}'`
      : `"${plain.replaceAll('"', '&quot;')}"`;
  }

  #xml(element: Element, depth: number): string {
    const { indent, prefix } = this.#style;
    const name = `${prefix}${element.name}`;
    const start = `<${name}${element.attributes}`;
    if (element.text === '' && element.children.length === 0)
      return this.#draw(2) === 0 ? `${start}/>` : `${start}></${name}>`;
    const line = indent ? `\n${'  '.repeat(depth + 1)}` : '';
    const children = element.children.map((child) => line + this.#xml(child, depth + 1)).join('');
    const end = children === '' ? '' : line.slice(0, -2);
    return `${start}>${element.text}${children}${end}</${name}>`;
  }
}

/** What must be found nowhere behind the reader. */
export const SECRET = 'not-to-be-kept';

function newElement(name: string): Element {
  return { name, attributes: '', text: '', children: [] };
}

function add(parent: Element, name: string): Element {
  const element = newElement(name);
  parent.children.push(element);
  return element;
}

/** The last element of each name on the way; made where there is none. */
function place(from: Element, names: readonly string[]): Element {
  return names.reduce(
    (element, name) =>
      element.children.findLast((child) => child.name === name) ?? add(element, name),
    from,
  );
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
