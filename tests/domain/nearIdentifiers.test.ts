/**
 * Near misses of identifiers. One that isn't seen lets a purge take somebody whom an exclusion list names with an
 * apostrophe in front, beside somebody else, or as a spreadsheet has shortened them; one that is seen everywhere
 * holds back half a library.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOddKey, looseKeys, NearIdentifiers } from '#shared/domain/nearIdentifiers.ts';
import { foldText } from '#shared/domain/primaryIdentifier.ts';

const identifier = fc.oneof(
  fc.stringMatching(/^[0-9]{1,14}$/),
  fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,18}[A-Za-z0-9]$/),
  fc.stringMatching(/^[a-zà-öøß-ÿ0-9]{2,12}$/),
);

const around = fc.constantFrom(
  "'",
  '"',
  '’',
  '‘',
  '“',
  '”',
  '`',
  '´',
  '„',
  '«',
  '(',
  '<',
  '[',
  ';',
  ',',
  ' ',
  '\u00a0',
  '#',
);
const between = fc.constantFrom(
  '\n',
  '\r\n',
  ',',
  ', ',
  ';',
  ' / ',
  '/',
  ' ',
  '\t',
  '|',
  ' & ',
  '\u00a0',
  ' ',
  ' – ',
);
const dash = fc.constantFrom('\u2010', '\u2011', '\u2012', '–', '—', '−');
const lookAlikes: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  x: 'х',
  A: 'Α',
  B: 'В',
  H: 'Н',
  T: 'Т',
  M: 'М',
};

function near(...texts: string[]): NearIdentifiers {
  const all = new NearIdentifiers();
  for (const text of texts) all.add(text);
  return all;
}

describe('an identifier is never missed', () => {
  test('with marks around it', () => {
    fc.assert(
      fc.property(identifier, around, around, (id, front, back) => {
        for (const text of [front + id, id + back, front + id + back]) {
          expect(near(text).mayMean(foldText(id))).toBe(true);
          // And where it is the candidate's that has the marks.
          expect(near(id).mayMean(foldText(text))).toBe(true);
        }
      }),
    );
  });

  test('among others in one cell', () => {
    fc.assert(
      fc.property(fc.array(identifier, { minLength: 2, maxLength: 5 }), between, (ids, by) => {
        const all = near(ids.join(by));
        for (const id of ids) expect(all.mayMean(foldText(id))).toBe(true);
      }),
    );
  });

  test('with another dash, or letters of another alphabet', () => {
    fc.assert(
      fc.property(identifier, dash, (id, other) => {
        const spelt = id
          .replaceAll('-', other)
          .replace(/[aeopcxABHTM]/g, (letter) => lookAlikes[letter]!);
        expect(near(spelt).mayMean(foldText(id))).toBe(true);
      }),
    );
  });

  test('that a spreadsheet has shortened to exponent form, however many digits it shows', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 10_000n, max: 99_999_999_999_999n }),
        fc.nat(8),
        (number, more) => {
          const [mantissa, exponent] = Number(number).toExponential(more).split('e+');
          for (const text of [
            `${mantissa}E+0${exponent}`,
            `${mantissa!.replace('.', ',')}e+${exponent}`,
          ])
            expect(near(text).mayMean(String(number))).toBe(true);
        },
      ),
    );
  });

  test('that lost its digits past the fifteenth', () => {
    const all = new NearIdentifiers();
    all.addShortened({ length: 17, known: '123456789012345' });
    expect(all.mayMean('12345678901234567')).toBe(true);
    expect(all.mayMean('1234567890123456')).toBe(false);
    expect(all.mayMean('12345678901234367')).toBe(false);
  });

  test('that has lost its leading zeros besides', () => {
    expect(near("'123").mayMean('00123')).toBe(true);
    expect(near('A1, 00123').mayMean('123')).toBe(true);
  });

  test('that was written as a decimal', () => {
    expect(isOddKey('21234567.0')).toBe(true);
    expect(near('21234567.0').mayMean('21234567')).toBe(true);
  });
});

describe('nobody else is meant', () => {
  test('plain identifiers have no marks to look at', () => {
    for (const key of [
      '21234567',
      'jdoe',
      'j.doe@library.edu',
      'a-17',
      'müller',
      'ñandú@b.es',
      'a_b',
      '1.50',
      'x10',
    ])
      expect(isOddKey(key)).toBe(false);
  });

  test('a plain identifier means itself alone', () => {
    fc.assert(
      fc.property(identifier, (id) => {
        const key = foldText(id);
        fc.pre(!isOddKey(key));
        expect(looseKeys(key).size).toBe(1);
      }),
    );
  });

  test('an exponent means numbers of its length that begin with its digits', () => {
    const all = near('2.12346E+07');
    expect(['21234567', '21234649', '21234550'].every((key) => all.mayMean(key))).toBe(true);
    expect(
      ['2123456', '212345670', '21234749', '21233999', '31234567'].some((key) => all.mayMean(key)),
    ).toBe(false);
  });

  test('a million separators take no time', () => {
    expect(looseKeys(`1${' . '.repeat(300_000)}2`)).toContain('2');
  });
});
