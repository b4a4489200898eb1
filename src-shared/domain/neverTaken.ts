/**
 * Columns that are never taken into a workspace, whatever file has them: passwords, PINs and gender, which no purge needs
 * and no library may pass on. Neither as a field nor as a further column. Known by what heads them, in the languages in
 * which Alma and Analytics speak and however a report spells them. Pure. docs/decisions/0053.
 */

/** Wherever they stand in a heading, within another word too: no other word has them. */
const ANYWHERE = [
  // Passwords.
  ...['password', 'passwd', 'passcode', 'passphrase', 'passwort', 'passwört', 'passwoert'],
  ...['kennwort', 'kennwört', 'kennwoert', 'wachtwoord', 'motdepasse', 'motsdepasse'],
  ...['contraseña', 'contrasena', 'contrasenya', 'contrasinal', 'palavrapasse', 'palavrachave'],
  ...['lösenord', 'adgangskode', 'adgangsord', 'salasana', 'jelszó', 'jelszav', 'slaptažod'],
  ...['pasahitz', 'cyfrinair', 'pasfhocal', 'lykilorð', 'aðgangsorð', 'katasandi', 'mậtkhẩu'],
  ...['парол', 'συνθηματικ', 'κωδικόςπρόσβασης', 'סיסמה', 'סיסמא', 'كلمةالمرور', 'كلمةالسر'],
  ...['personalidentificationnumber', 'securityanswer', 'securityquestion', 'sicherheitsfrage'],
  ...['密码', '密碼', '口令', 'パスワード', '暗証番号', '비밀번호', 'รหัสผ่าน'],
  // Gender.
  ...['gender', 'geschlecht', 'sukupuol', 'cinsiyet', 'pohlaví', 'pohlavie', 'giớitính'],
  ...['jeniskelamin', '性别', '性別', '성별', 'เพศ'],
];

/** As a word of a heading, whatever stands beside it. */
const WORDS = new Set([
  // PINs.
  ...['pin', 'pins', 'pincode', 'pincodes', 'pinkode', 'pinkod', 'pinnumber', 'pinno', 'pinnummer'],
  ...['pinnumer', 'pinhash'],
  // Passwords.
  ...[
    'pw',
    'pwd',
    'mdp',
    'senha',
    'senhas',
    'kodeord',
    'passord',
    'parool',
    'salasõna',
    'hasło',
    'hasła',
  ],
  ...['heslo', 'hesla', 'geslo', 'gesla', 'lozinka', 'lozinke', 'parolă', 'şifre', 'sifre', '암호'],
  // Gender.
  ...['sex', 'sexe', 'sexo', 'sexua', 'sesso', 'geslacht', 'køn', 'kjønn', 'kön', 'dzimums'],
  ...['lytis', 'płeć', 'φύλο', 'מגדר', 'الجنس', 'rhyw', 'rhywedd', 'inscne', 'kyn'],
]);

/** All that a heading says, but for words that say whose it is, or that it is a code: by themselves they are other words, too. */
const ALONE = new Set([
  ...['mf', 'fm', 'mw', 'mwd', 'malefemale', 'femalemale', 'pronoun', 'pronouns', 'secret'],
  ...['pass', 'clave', 'parola', 'parole', 'codesecret', 'codigosecreto', 'códigosecreto'],
  ...['genre', 'género', 'genero', 'gênero', 'genere', 'gènere', 'generoa', 'sugu', 'spol'],
  ...['nem', 'gen', 'пол', 'стать', 'מין'],
]);

const BESIDE = new Set([
  ...['user', 'users', 'patron', 'patrons', 'borrower', 'borrowers', 'requester', 'requesters'],
  ...['account', 'accounts', 'library', 'alma', 'primo', 'of', 'the', 'code', 'codes', 'desc'],
  ...['description', 'number', 'no', 'value', 'name', 'hash', 'id', 'type'],
  ...['benutzer', 'nutzer', 'des', 'der', 'du', 'de', 'del', 'da', 'di', 'la', 'le', 'usager'],
  ...['usuario', 'usuário', 'utente', 'lecteur', 'lector', 'utilisateur', 'libellé', 'valeur'],
]);

/** What reports put before such a heading, also without a space. */
const OF_USERS = /^(?:users?|patrons?|borrowers?|requesters?|accounts?)/;

/** Much longer than any heading: a cell of a million characters is none. */
const LONGEST_HEADING = 1000;

/** Whether a column with this heading, or an element or attribute of this name, must be left in its file. */
export function isNeverTaken(heading: string): boolean {
  if (heading.length > LONGEST_HEADING) return false;
  const words = wordsOf(heading);
  if (words.length === 0) return false;
  const joined = words.join('');
  if (ANYWHERE.some((part) => joined.includes(part))) return true;
  if (words.some((word) => WORDS.has(word))) return true;
  const said = words.filter((word) => !BESIDE.has(word)).join('');
  return ALONE.has(said) || WORDS.has(joined.replace(OF_USERS, ''));
}

/** Small letters and without numbers behind them: `userPIN_2` is `user`, `pin`. */
function wordsOf(heading: string): string[] {
  return heading
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map((word) => word.replace(/\p{N}+$/u, ''))
    .filter((word) => word !== '');
}
