/**
 * Yes and No as reports and spreadsheets write them in the languages of Alma's interface. A column is one of Yes and No by
 * its heading, so that a word can stand for nothing else there; none means Yes in one language and No in another. Pure.
 */
const YES = wordsOf(`yes y true 1
  ja j wahr jah jā oui o vrai sí si s verdadero sì vero sim verdadeiro waar sann sand tosi kyllä tak prawda ano pravda
  áno da adevărat igen igaz evet doğru taip так да ναι כן نعم 是 はい 예 네`);
const NO = wordsOf(`no n false 0
  nein falsch non faux falso não nao nee onwaar nei nej usann falsk epätosi ei nie fałsz ne nepravda nu nem hamis
  hayır hayir yanlış нет не όχι לא لا 否 いいえ 아니요 아니오`);

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.normalize('NFC').split(/\s+/));
}

/** @returns undefined for anything else */
export function yesOrNo(text: string): boolean | undefined {
  const folded = text.normalize('NFC').toLowerCase();
  if (YES.has(folded)) return true;
  return NO.has(folded) ? false : undefined;
}
