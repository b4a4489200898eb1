/**
 * Bars in cells, as long as their numbers are large: a chart that every program shows and prints. The old element is
 * for programs that know no other; the newer one makes bars solid and lets them begin at zero. Pure.
 */
import { rangeText } from './cellPlaces.ts';
import type { DataBars } from './sheetOptions.ts';
import { NAMESPACES } from './xmlText.ts';

const RULE_EXTENSION = '{B025F937-C7B1-47D3-B67F-A62EFF666E3E}';
const SHEET_EXTENSION = '{78C0D931-6437-407d-A8EE-F0AAD7539E65}';

const range = ({ column, fromRow, toRow }: DataBars) =>
  rangeText({ fromColumn: column, fromRow, toColumn: column, toRow });

/** Joins the two descriptions of the same bars. */
const ruleId = (sheet: number, n: number) =>
  `{50555247-0000-4000-8000-${sheet.toString(16).padStart(4, '0')}${n.toString(16).padStart(8, '0')}}`.toUpperCase();

/** @param sheet number of the sheet in its workbook */
export function dataBarsXml(bars: readonly DataBars[], sheet: number): string {
  return bars
    .map((each, n) => {
      const numbers = each.numbers === false ? ' showValue="0"' : '';
      return `<conditionalFormatting sqref="${range(each)}"><cfRule type="dataBar" priority="${n + 1}"><dataBar${numbers}><cfvo type="num" val="0"/>${each.most === undefined ? '<cfvo type="max"/>' : `<cfvo type="num" val="${most(each.most)}"/>`}<color rgb="FF${each.colour}"/></dataBar><extLst><ext xmlns:x14="${NAMESPACES.main2009}" uri="${RULE_EXTENSION}"><x14:id>${ruleId(sheet, n)}</x14:id></ext></extLst></cfRule></conditionalFormatting>`;
    })
    .join('');
}

export function dataBarsExtension(bars: readonly DataBars[], sheet: number): string {
  if (bars.length === 0) return '';
  const each = bars.map((one, n) => {
    const numbers = one.numbers === false ? ' showValue="0"' : '';
    const longest =
      one.most === undefined
        ? '<x14:cfvo type="max"/>'
        : `<x14:cfvo type="num"><xm:f>${most(one.most)}</xm:f></x14:cfvo>`;
    return `<x14:conditionalFormatting xmlns:xm="${NAMESPACES.excel2006}"><x14:cfRule type="dataBar" id="${ruleId(sheet, n)}"><x14:dataBar minLength="0" maxLength="100"${numbers} gradient="0"><x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo>${longest}<x14:negativeFillColor rgb="FF${one.colour}"/><x14:axisColor rgb="FFADB5BD"/></x14:dataBar></x14:cfRule><xm:sqref>${range(one)}</xm:sqref></x14:conditionalFormatting>`;
  });
  return `<extLst><ext xmlns:x14="${NAMESPACES.main2009}" uri="${SHEET_EXTENSION}"><x14:conditionalFormattings>${each.join('')}</x14:conditionalFormattings></ext></extLst>`;
}

/** A scale from 0 to 0 would fill every cell. */
const most = (number: number) => Math.max(number, 1);
