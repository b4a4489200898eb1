/** The parts that place pictures on a sheet. A picture keeps its size and is printed with the cells below it. Pure. */
import type { Picture } from './sheetOptions.ts';
import { escapeXml, NAMESPACES, XML_HEAD } from './xmlText.ts';

/** Units of drawings in a pixel of which 96 are an inch. */
const EMU = 9525;

/** Pictures are the relations rId1, rId2 ... of the part. */
export function drawingPart(pictures: readonly Picture[]): string {
  const { drawing, sheetDrawing, office } = NAMESPACES;
  return `${XML_HEAD}<xdr:wsDr xmlns:xdr="${sheetDrawing}" xmlns:a="${drawing}" xmlns:r="${office}">${pictures.map(anchorXml).join('')}</xdr:wsDr>`;
}

function anchorXml({ alt, column, row, width, height }: Picture, n: number): string {
  const size = `cx="${Math.round(width * EMU)}" cy="${Math.round(height * EMU)}"`;
  return `<xdr:oneCellAnchor><xdr:from><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row - 1}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext ${size}/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${n + 2}" name="Picture ${n + 1}" descr="${escapeXml(alt)}"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId${n + 1}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>`;
}
