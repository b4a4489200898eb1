/** Headings of passwords, PINs and gender are known in many languages and spellings, and no other heading is one. */
import { expect, test } from 'vitest';
import { isNeverTaken } from '#shared/domain/neverTaken.ts';
import { columnsOf, IMPORT_KINDS } from '#shared/importKinds/importKinds.ts';

const NEVER = [
  ...['Password', 'PASSWORDS', 'User Password', 'userPassword', 'Password (hash)', 'password_hash'],
  ...['PIN', 'PIN Number', 'pin_number', 'User PIN', 'userPIN', 'USERPIN', 'PIN-Code', 'PIN 2'],
  ...['Patron PIN', 'Gender', 'User Gender', 'Gender Code', 'Gender (Desc)', 'GENDER_1', 'Sex'],
  ...[
    'Borrower Sex',
    'Geschlecht',
    'Geschlecht des Benutzers',
    'Passwort',
    'Kennwort',
    'PIN-Nummer',
  ],
  ...['PW', 'User PW', 'Login-PW', 'Secret', 'Security Answer', 'Personal identification number'],
  ...['M/F', 'm/w/d', 'Male/Female', 'Pronouns'],
  ...['Sexe', 'Genre', 'Mot de passe', 'Code PIN', 'Sexo', 'Género', 'Contraseña', 'Clave'],
  ...['Sesso', 'Genere', 'Palavra-passe', 'Senha', 'Geslacht', 'Wachtwoord', 'Pincode', 'Køn'],
  ...['Kjønn', 'Passord', 'Kön', 'Lösenord', 'Sukupuoli', 'Salasana', 'Płeć', 'Hasło', 'Pohlaví'],
  ...['Heslo', 'Nem', 'Jelszó', 'Cinsiyet', 'Şifre', 'Пол', 'Пароль', 'Φύλο', 'מין', 'סיסמה'],
  ...['الجنس', 'كلمة المرور', '性别', '密码', '性別', 'パスワード', '성별', '비밀번호', 'Rhywedd'],
];

const OTHERS = [
  ...['Primary Identifier', 'User Group', 'Note', 'Essex Library', 'Sussex', 'Agenda', 'Shipping'],
  ...['Opinion', 'Passport number', 'Compass', 'Policy', 'Pole', 'Genus', 'Generation', 'Library'],
  ...[
    'Code',
    'Type',
    'User',
    '',
    '  ',
    '—',
    'Parolee',
    'Spool',
    'Secretary',
    'MFA',
    'Power',
    'Identification number',
    'Kon',
    'PID',
    'Status',
    'Spine',
  ],
];

test.each(NEVER)('%s is left in the file', (heading) => {
  expect(isNeverTaken(heading)).toBe(true);
  expect(isNeverTaken(` ${heading.toUpperCase()} `)).toBe(true);
});

test.each(OTHERS)('%s is another column', (heading) => {
  expect(isNeverTaken(heading)).toBe(false);
});

test('no column that the program reads is one', () => {
  for (const kind of IMPORT_KINDS)
    for (const { label, name, aliases } of columnsOf(kind).values())
      for (const heading of [label, name, ...aliases])
        expect({ heading, left: isNeverTaken(heading) }).toEqual({ heading, left: false });
});
