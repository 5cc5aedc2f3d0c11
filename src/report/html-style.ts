/** The look of the HTML file: light or dark as the reader's system is, and fit to be printed. */
export const HTML_STYLE = `
:root{color-scheme:light dark;--text:#1f2328;--quiet:#59636e;--ground:#f6f8fa;--line:#d1d9e0;--page:#fff;--link:#0550ae;--hard:#cf222e;--soft:#9a6700;--blocked:#0969da;--delivered:#1a7f37}
@media (prefers-color-scheme:dark){:root{--text:#d7dbe0;--quiet:#9aa4af;--ground:#1b1f24;--line:#363c44;--page:#121417;--link:#79b8ff;--hard:#f85149;--soft:#d29922;--blocked:#58a6ff;--delivered:#3fb950}}
@media print{:root{--page:#fff;--text:#000}.cause,tr{break-inside:avoid}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 system-ui,sans-serif}
main{max-width:1080px;margin:0 auto;padding:28px 20px}
h1,h2,h3,p,ul,ol,dl,dd{margin:0;padding:0}
h1{font-size:1.6em;line-height:1.25}h1 .of{font-weight:400;color:var(--quiet)}h2{font-size:1.05em;margin:26px 0 8px}h3{font-size:1em}
a{color:var(--link)}
.lead,.quiet,.share,.label,.foot,.actor,dt,.tile-words{color:var(--quiet)}.lead strong,.tile-words strong{color:var(--text)}.tile-words strong{margin-inline-start:5px}
ul,.cause-list{list-style:none}.steps,.more ul{padding-inline-start:20px}.more ul{list-style:disc}.more .examples{list-style:none;padding:0}
.icon{fill:currentColor;vertical-align:-3px;flex:none}.icon-hard{color:var(--hard)}.icon-soft,.icon-warning{color:var(--soft)}.icon-blocked,.icon-note{color:var(--blocked)}.icon-delivered{color:var(--delivered)}
.patterns{position:absolute}.for-readers{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.fill-hard{fill:var(--hard)}.fill-soft{fill:url(#pattern-soft)}.fill-blocked{fill:url(#pattern-blocked)}
.ground-soft{fill:var(--soft);opacity:.55}.stroke-soft{stroke:var(--soft);stroke-width:2;fill:none}.ground-blocked{fill:var(--blocked);opacity:.65}.stripe-blocked{fill:var(--blocked)}
.bar{display:block}.bar-ground{fill:var(--quiet);opacity:.16}
.tiles{display:flex;flex-wrap:wrap;gap:10px;margin-top:16px}
.tile{flex:1 1 130px;display:flex;flex-direction:column;padding:8px 12px;background:var(--ground);border-inline-start:3px solid var(--quiet)}
.tile.hard{border-color:var(--hard)}.tile.soft{border-color:var(--soft)}.tile.blocked{border-color:var(--blocked)}.tile.delivered{border-color:var(--delivered)}
.tile-figure{font-size:1.7em;font-weight:600}
.warnings{margin-top:14px;display:grid;gap:6px}.box{display:flex;gap:8px}.box-warning{padding:6px 12px;border:1px solid var(--soft)}
.cause-entry{padding:9px 0;border-top:1px solid var(--line)}
.cause-head{display:grid;grid-template-columns:16px 1fr minmax(60px,22%) 8ch;gap:10px;align-items:center}
.cause-step,.more{margin-inline-start:26px}.more>*+*{margin-top:6px}
.actor,.badge{border:1px solid var(--line);border-radius:9px;padding:0 7px;font-size:.88em;font-weight:400}
.count,.number{text-align:end;font-weight:600;font-variant-numeric:tabular-nums}.share{font-weight:400}
.cause-links>:not(:last-child)::after{content:"·";padding:0 .5em}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:1px 14px}
.charts{display:grid;grid-template-columns:1.45fr 1fr;gap:0 36px}@media (max-width:760px){.charts{grid-template-columns:1fr}}
.timeline{display:block;overflow:visible}.bucket-area{fill:transparent}.axis{stroke:var(--quiet)}.axis-label{fill:var(--quiet);font-size:11px}
.place{display:grid;grid-template-columns:1.2fr 1fr 6ch;gap:10px;align-items:center}.place-name{overflow:hidden;text-overflow:ellipsis}
table{width:100%;border-collapse:collapse;font-size:.93em}th,td{padding:3px 10px 3px 0;border-top:1px solid var(--line);text-align:start;vertical-align:top;overflow-wrap:anywhere}
thead th{color:var(--quiet);font-weight:400;border:0}code,q,.mono{font-family:ui-monospace,monospace;font-size:.95em}
.foot{margin-top:26px;border-top:1px solid var(--line);padding-top:10px}
`;
