/**
 * Owns the schema as the scanner walks through it: a node for each element at its place, known or not, with a guess
 * at which element comes next.
 * Must never: grow without bound: a file with more names than any schema has is refused.
 */
import { TableError } from '../tableError.ts';
import { isForbidden, LINE_OF, USER_ELEMENTS, USER_LISTS, type UserList } from './userSchema.ts';

export const NodeKind = {
  /** Holds elements alone. */
  group: 0,
  /** A single value of the user. */
  value: 1,
  /** A line of a list. */
  line: 2,
  /** A value of a line. */
  cell: 3,
  /** Nothing in it is kept. */
  forbidden: 4,
  unknown: 5,
} as const;

/** Far more than a schema has. */
const MAX_UNKNOWN = 2000;
const MAX_NAME = 200;

export class UserNode {
  readonly name: string;
  /** Below the user. */
  readonly path: string;
  kind: number = NodeKind.group;
  /** Of the value among USER_ELEMENTS, or of the list among USER_LISTS. */
  index = -1;
  /** Of the cell in its line, and of the one with its words; -1: none. */
  cell = -1;
  wordsCell = -1;
  many = false;
  /** Of the list in a line of which the lines of this one stand; -1: none. */
  within = -1;
  /** Of a line: cells that are attributes of its element. */
  attributes: ReadonlyMap<string, number> | undefined;
  readonly children = new Map<string, UserNode>();
  /** The element that came first in this one last time, and the one that came behind it. */
  first: UserNode | undefined;
  next: UserNode | undefined;
  /** It stands in the file, empty or not. */
  stands = false;
  /** Unknown: how often it held something that was kept. */
  seen = 0;

  constructor(name: string, path: string) {
    this.name = name;
    this.path = path;
  }
}

/** The nodes of one reading. */
export class UserNodes {
  readonly root = new UserNode('user', '');
  readonly #unknown: UserNode[] = [];

  constructor() {
    for (const [index, name] of USER_ELEMENTS.entries()) {
      const node = this.#at(name);
      node.kind = NodeKind.value;
      node.index = index;
    }
    for (const [index, list] of USER_LISTS.entries()) this.#addList(list, index);
  }

  /** The node of an element in another one; makes one for an element that isn't known. Throws TableError. */
  child(parent: UserNode, name: string): UserNode {
    return parent.children.get(name) ?? this.#addUnknown(parent, name);
  }

  /** Elements that no schema told of and that held something, with how often. */
  get unknown(): readonly UserNode[] {
    return this.#unknown.filter(({ seen }) => seen > 0);
  }

  /** Paths of the elements of the schema that stand in the file. */
  get seen(): ReadonlySet<string> {
    const paths = new Set<string>();
    const add = ({ children }: UserNode): void => {
      for (const child of children.values()) {
        if (child.stands) paths.add(child.path);
        if (child.kind !== NodeKind.unknown) add(child);
      }
    };
    add(this.root);
    return paths;
  }

  /** For attributes: counts one like an element. Throws TableError. */
  attribute(parent: UserNode, name: string): UserNode {
    return this.child(parent, `@${name}`);
  }

  #addUnknown(parent: UserNode, name: string): UserNode {
    if (name.length > MAX_NAME) throw new TableError('damaged', 'the name of an element');
    if (this.#unknown.length === MAX_UNKNOWN)
      throw new TableError('tooLarge', 'elements with unknown names');
    const node = new UserNode(name, parent.path === '' ? name : `${parent.path}/${name}`);
    node.kind = isForbidden(name) ? NodeKind.forbidden : NodeKind.unknown;
    parent.children.set(name, node);
    this.#unknown.push(node);
    return node;
  }

  #addList(list: UserList, index: number): void {
    const line = this.#at(list.path);
    line.kind = NodeKind.line;
    line.index = index;
    line.within = USER_LISTS.findIndex(({ name }) => name === list.within);
    const attributes = new Map<string, number>();
    for (const [at, { path, words, many }] of list.cells.entries()) {
      if (path === LINE_OF) continue;
      if (path.startsWith('@')) {
        attributes.set(path.slice(1), at);
        continue;
      }
      const node = this.#at(`${list.path}/${path}`);
      node.kind = NodeKind.cell;
      node.index = index;
      node.many = many;
      if (words) node.wordsCell = at;
      else node.cell = at;
    }
    line.attributes = attributes;
  }

  #at(path: string): UserNode {
    let node = this.root;
    for (const name of path.split('/')) {
      let child = node.children.get(name);
      if (!child) {
        child = new UserNode(name, node.path === '' ? name : `${node.path}/${name}`);
        node.children.set(name, child);
      }
      node = child;
    }
    return node;
  }
}
