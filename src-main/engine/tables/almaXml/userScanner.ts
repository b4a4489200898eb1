/**
 * Owns finding the users in the text of Alma's XML, however it is cut into pieces: several documents one behind the
 * other, each with a root that is a user or holds users.
 * Must never: resolve an entity that a file declares, follow a reference, or keep a user in parts: what isn't whole
 * is begun again when more has come.
 */
import { TableError, type TableErrorCode } from '../tableError.ts';
import { detectEncoding } from '../workbook/xmlEncoding.ts';
import { ReadUser, type UserReceiver } from './almaUser.ts';
import { UserBody } from './userBody.ts';
import { UserNodes } from './userNodes.ts';
import { Char, incomplete, isBlankText, XmlTags } from './xmlTags.ts';

/** Elements around the users of a file. */
const MAX_OUTER_DEPTH = 20;
const MAX_PASSED_OVER = 1000;
/** So many users are scanned between two looks at the clock. */
const USERS_AT_ONCE = 16;

export interface ScanLimits {
  /** Characters of one user. */
  readonly maxUserChars: number;
}

export class UserScanner {
  /** Hands over no user more once it is set. */
  stopped = false;
  /** It gave up its turn; `scan` goes on where it stopped. */
  paused = false;
  users = 0;
  readonly nodes = new UserNodes();
  #part = '';
  #usersOfPart = 0;
  readonly #onUser: UserReceiver;
  readonly #limits: ScanLimits;
  readonly #tags = new XmlTags();
  readonly #body: UserBody;
  /** Names of the elements around users that are open. */
  readonly #outer: string[] = [];
  /** The file has a user, or an element for them. */
  #hasUsers = false;
  /** Elements around the users that held something nobody asked for, by name. */
  readonly passedOver = new Map<string, number>();

  constructor(onUser: UserReceiver, limits: ScanLimits) {
    this.#onUser = onUser;
    this.#limits = limits;
    this.#body = new UserBody(this.#tags, this.nodes);
  }

  /**
   * Scans a text that begins where the last call ended; gives the position up to which it is done. Throws TableError.
   * @param isLast nothing comes behind this text
   */
  scan(text: string, from: number, isLast: boolean, deadline: number): number {
    this.paused = false;
    let at = from;
    try {
      for (let n = 0; !this.stopped; ) {
        const users = this.users;
        at = this.#next(text, at);
        if (at === text.length) break;
        if (users === this.users || ++n % USERS_AT_ONCE !== 0) continue;
        if (performance.now() > deadline) {
          this.paused = true;
          break;
        }
      }
    } catch (error) {
      if (error !== incomplete) throw ofUser(error, this.users + 1);
      if (isLast) throw new TableError('incomplete', `behind user ${this.users}`);
      if (text.length - at > this.#limits.maxUserChars) throw tooLarge(this.users + 1);
    }
    return at;
  }

  /** Names of elements and attributes of users that are never taken in and held something. */
  get neverTaken(): readonly string[] {
    return [...this.#body.neverTaken];
  }

  /** To be called at the start of each file of a ZIP, with its name. */
  beginPart(name: string): void {
    this.#part = name;
    this.#usersOfPart = 0;
  }

  /** To be called at the end of each file: the next one begins anew. Throws TableError. */
  endFile(): void {
    if (this.#outer.length > 0)
      throw new TableError('incomplete', `${this.#outer.length} elements are open`);
    if (!this.#hasUsers) throw new TableError('xmlFile', 'no users');
    this.#hasUsers = false;
  }

  /** What stands at a position outside of users; gives the position behind it. */
  #next(text: string, at: number): number {
    const tags = this.#tags;
    const tag = text.indexOf('<', at);
    if (tag !== at) {
      const end = tag < 0 ? text.length : tag;
      // Between elements only blanks mean nothing; a mark of byte order may stand before each document.
      if (!isBlankText(text, at, end)) this.#strayText();
      return end;
    }
    const second = text.charCodeAt(at + 1);
    if (second === Char.exclamation) return tags.skipComment(text, at);
    if (second === Char.question) return this.#instruction(text, at);
    if (second === Char.slash) return this.#close(text, at);
    if (Number.isNaN(second)) throw incomplete;
    const behind = tags.open(text, at);
    if (tags.local === 'user') return this.#user(text, at, behind);
    if (!tags.selfClosing) {
      if (this.#outer.length === MAX_OUTER_DEPTH)
        throw new TableError('damaged', 'elements nested too deep');
      this.#outer.push(tags.name);
    }
    if (tags.local === 'users') this.#hasUsers = true;
    return behind;
  }

  #user(text: string, at: number, behind: number): number {
    const user = new ReadUser();
    const end = this.#body.read(text, behind, user);
    if (end - at > this.#limits.maxUserChars) throw tooLarge(this.users + 1);
    this.#hasUsers = true;
    for (const node of this.#body.unknown) node.seen++;
    this.users++;
    user.number = this.users;
    if (this.#part !== '') user.place = `${this.#part}, ${++this.#usersOfPart}`;
    if (this.#onUser(user) === 'stop') this.stopped = true;
    return end;
  }

  /** Text of elements around the users: nobody's, such as the name of a report. */
  #strayText(): void {
    const name = this.#outer.at(-1);
    if (name === undefined) throw new TableError('damaged', 'text outside of all elements');
    const count = this.passedOver.get(name) ?? 0;
    if (count > 0 || this.passedOver.size < MAX_PASSED_OVER) this.passedOver.set(name, count + 1);
  }

  #close(text: string, at: number): number {
    const name = this.#outer.at(-1);
    if (name === undefined) throw new TableError('damaged', 'an end tag without a start tag');
    const end = this.#tags.close(text, at, name);
    this.#outer.pop();
    return end;
  }

  /** A second document may declare another encoding, in which nothing can be read. */
  #instruction(text: string, at: number): number {
    const end = this.#tags.skipInstruction(text, at);
    if (/^<\?xml\s/.test(text.slice(at, at + 6)))
      detectEncoding(Buffer.from(text.slice(at, Math.min(end, at + 256)), 'latin1'), 'the XML');
    return end;
  }
}

function tooLarge(user: number): TableError {
  return new TableError('tooLargeXml', 'characters', user);
}

const OF_XML: ReadonlyMap<TableErrorCode, TableErrorCode> = new Map([
  ['damaged', 'damagedXml'],
  ['tooLarge', 'tooLargeXml'],
  ['unsupported', 'xmlEncoding'],
]);

/** What the readers of all XML complain of, with the user where it is. */
function ofUser(error: unknown, user: number): unknown {
  const code = error instanceof TableError ? OF_XML.get(error.code) : undefined;
  return code === undefined ? error : new TableError(code, (error as TableError).detail, user);
}
