/** The style sheet of a summary that is set closely; its figures are density.ts's, with which the fitting counts. */
import { DENSE } from './density.ts';

export const DENSE_STYLE = `
.dense, .dense .note, .dense .subtitle { line-height: ${DENSE.lineHeight}; }
.summary.dense > * + * { margin-top: ${DENSE.gap}em; }
.summary.dense > h2 + * { margin-top: 0.3em; }
.dense .columns > div { gap: ${DENSE.gap}em; }
.dense th, .dense td { padding-top: 0.08em; padding-bottom: 0.08em; }
.dense h3 { padding-bottom: 0.15em; }
.dense .subtitle { font-size: ${DENSE.subtitle}em; margin-top: 0; }
.dense header .logo { max-height: ${DENSE.logoHeight}mm; }
.dense .head { display: block; margin-top: 0.5em; padding: 0.45em 0; }
.dense .head div, .dense .head dt, .dense .head dd { display: inline; }
.dense .head dt { padding-right: 0.3em; }
.dense .head dd::after { content: "  "; white-space: pre-wrap; }
.dense .bars th { width: 71%; }
.dense .bars td.count { width: 13%; }
.dense .track { width: 16%; }
.dense .table thead th { padding-top: ${DENSE.aboveColumns}em; }
.dense .facts th { width: 40%; }
.dense .facts.short th { width: 82%; }
.dense .facts.short .note { padding-right: 0; }
.dense .alarm { padding: 0.3em 0.9em; }
.dense .lines .signed { min-height: ${DENSE.roomToSign}em; }
.dense .lines .role { padding-top: ${DENSE.aboveRole}em; }
`;
