/**
 * The tags of a PDF without what says nothing. Chromium wraps each piece of text in an element that means nothing
 * (NonStruct), names every element though only headings of tables are asked for by name, and says of each cell that it
 * is one row high and one column wide, as cells are of which nothing is said. Screen readers find the same in half as
 * many objects. Must never drop an element that means something. Changes the objects that it is given.
 */

/** Of elements: other elements, and marks on pages. */
const KIDS = String.raw`/K \[((?:\d+ 0 R|<<[^<>()]*>>|\s)*)\]`;
/** Keys beyond these would say something: of a language, say. */
const WRAPPER = new RegExp(
  String.raw`^<<\s*/Type /StructElem\s+/S /NonStruct\s+/P (\d+) 0 R\s+${KIDS}(?:\s+/ID \(\w+\))?\s*>>$`,
);
const ELEMENT = /^<<\s*\/Type \/StructElem\b/;
const PARENT = /\/P (\d+) 0 R/;
const KIDS_OF = new RegExp(KIDS);
const KID = /<<[^<>()]*>>|(\d+) 0 R/g;
/** What looks like one in a text is none. */
const REFERENCE = /\((?:\\.|[^\\()])*\)|\b(\d+) 0 R\b/gs;
const ONE_CELL = /\s*<<\s*\/O \/Table\s+\/(?:RowSpan|ColSpan) 1\s*>>/g;
const NO_ATTRIBUTES = /\s*\/A \[\s*\]/;
const NAME = /\s*\/ID \((\w+)\)/;
const NAMED = /\((\w+)\)\s*(\d+) 0 R/g;

type Objects = Map<number, string>;

export function tidyTags(objects: Objects): void {
  const elements = [...objects.keys()].filter((number) => ELEMENT.test(objects.get(number)!));
  for (const number of elements)
    objects.set(number, objects.get(number)!.replace(ONE_CELL, '').replace(NO_ATTRIBUTES, ''));
  forgetNames(objects, elements);
  unwrap(objects, new Set(elements));
  closeUp(objects, elements);
}

/** Numbers without gaps: a table of places that is alike from row to row takes no room. */
function closeUp(objects: Objects, elements: readonly number[]): void {
  // No other object has a number that an element had.
  const free = elements.toSorted((a, b) => a - b);
  const kept = free.filter((number) => objects.has(number));
  const renumbered = new Map(kept.map((number, n) => [number, free[n]!]));
  const values = [...objects].map(
    ([number, value]) =>
      [
        renumbered.get(number) ?? number,
        value.replace(REFERENCE, (whole, to) =>
          to === undefined ? whole : `${renumbered.get(Number(to)) ?? to} 0 R`,
        ),
      ] as const,
  );
  objects.clear();
  for (const [number, value] of values) objects.set(number, value);
}

/** Those that nobody asks for. */
function forgetNames(objects: Objects, elements: readonly number[]): void {
  const root = [...objects.values()].find((value) => /^<<\s*\/Type \/StructTreeRoot\b/.test(value));
  const tree = Number(/\/IDTree (\d+) 0 R/.exec(root ?? '')?.[1]);
  if (!objects.has(tree)) return;
  const asked = new Set<string>();
  for (const number of elements)
    for (const [, headers] of objects.get(number)!.matchAll(/\/Headers \[([^\]]*)\]/g))
      for (const [, name] of headers!.matchAll(/\((\w+)\)/g)) asked.add(name!);
  for (const number of elements)
    objects.set(
      number,
      objects.get(number)!.replace(NAME, (whole, name) => (asked.has(name) ? whole : '')),
    );
  const kept = namesIn(objects, tree).filter(([, name]) => asked.has(name));
  objects.set(tree, `<</Names [${kept.map(([whole]) => whole).join(' ')}]>>`);
}

/** As they stand in the branches of a tree, which it loses. */
function namesIn(objects: Objects, tree: number): [whole: string, name: string][] {
  const value = objects.get(tree) ?? '';
  objects.delete(tree);
  const kids = /\/Kids \[([^\]]*)\]/.exec(value)?.[1] ?? '';
  const names = /\/Names \[([^\]]*)\]/.exec(value)?.[1] ?? '';
  return [
    ...[...names.matchAll(NAMED)].map(([whole, name]): [string, string] => [whole, name!]),
    ...[...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => namesIn(objects, Number(kid))),
  ];
}

/** What is in a wrapper goes to who holds it; who speaks of the wrapper speaks of that one. */
function unwrap(objects: Objects, elements: ReadonlySet<number>): void {
  const wrappers = new Map<number, { readonly holder: number; readonly kids: string }>();
  for (const number of elements) {
    const [, holder, kids] = WRAPPER.exec(objects.get(number)!) ?? [];
    if (
      kids !== undefined &&
      KIDS_OF.test(elements.has(Number(holder)) ? objects.get(Number(holder))! : '')
    )
      wrappers.set(number, { holder: Number(holder), kids });
  }
  const kept = (number: number): number => {
    const wrapper = wrappers.get(number);
    return wrapper ? kept(wrapper.holder) : number;
  };
  const unwrapped = (kids: string): string =>
    kids.replace(KID, (whole, number) => {
      const wrapper = wrappers.get(Number(number));
      return wrapper ? unwrapped(wrapper.kids) : whole;
    });
  const holdersNamed = (whole: string, number: string | undefined) =>
    wrappers.has(Number(number)) ? `${kept(Number(number))} 0 R` : whole;
  for (const number of wrappers.keys()) objects.delete(number);
  for (const [number, value] of objects)
    objects.set(
      number,
      elements.has(number)
        ? value
            .replace(PARENT, (_, holder) => `/P ${kept(Number(holder))} 0 R`)
            .replace(KIDS_OF, (_, kids) => `/K [${unwrapped(kids)}]`)
        : value.replace(REFERENCE, holdersNamed),
    );
}
