/** For screens of any width and for paper, in light and dark; no font, image or script comes from anywhere. */
export const style = `:root{color-scheme:light dark;--ink:#14181f;--soft:#55606f;--line:#dfe3e9;--paper:#fff;--wash:#f5f7fa;--mark:#1f5fd0}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ee;--soft:#a3adba;--line:#333b46;--paper:#15191f;--wash:#1d232b;--mark:#8ab4ff}}
*{box-sizing:border-box}body{margin:0;font:16px/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
main,header,nav{max-width:60rem;margin:0 auto;padding:0 1.25rem}header{padding-top:2.5rem}h1{font-size:1.75rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.25rem;margin:2.75rem 0 .5rem;padding-top:.5rem;border-top:1px solid var(--line)}h3{font-size:1rem;margin:1.5rem 0 .25rem}
p{margin:.5rem 0}a{color:var(--mark)}.soft{color:var(--soft);font-size:.9rem}nav ul{list-style:none;margin:1rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.35rem 1.25rem}
table{border-collapse:collapse;width:100%;font-size:.92rem;margin:.5rem 0}th{font-weight:600;color:var(--soft);font-size:.85rem}
th,td{text-align:left;vertical-align:top;border-bottom:1px solid var(--line);padding:.45rem .75rem .45rem 0;overflow-wrap:anywhere}
.value{font-weight:600}blockquote{margin:.15rem 0 0;color:var(--soft);font-style:italic}
details{border:1px solid var(--line);border-radius:.5rem;margin:.5rem 0;background:var(--wash)}summary{cursor:pointer;padding:.6rem .9rem;font-weight:600}
summary span{font-weight:400;color:var(--soft);font-size:.9rem}details>div{padding:.25rem .9rem .9rem}
ol.talk{list-style:none;margin:0;padding:0}ol.talk li{display:grid;grid-template-columns:10.5rem 8rem 1fr;gap:.15rem .75rem;padding:.35rem 0;border-bottom:1px solid var(--line)}
ol.talk time,ol.talk b{color:var(--soft);font-size:.88rem}ol.talk .you b{color:var(--mark)}.withheld{color:var(--soft)}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.45 ui-monospace,monospace;margin:.25rem 0;padding:.6rem .75rem;background:var(--paper);border:1px solid var(--line);border-radius:.35rem}
footer{max-width:60rem;margin:3rem auto;padding:1rem 1.25rem;color:var(--soft);font-size:.85rem;border-top:1px solid var(--line)}
@media(max-width:40rem){table,tbody,tr,td{display:block}thead{position:absolute;left:-999rem}td{border:0;padding:.1rem 0}td::before{content:attr(data-name) ": ";color:var(--soft);font-weight:400}
tr{border-bottom:1px solid var(--line);padding:.6rem 0;display:block}ol.talk li{grid-template-columns:1fr}}
@media print{details{break-inside:avoid}details>*{display:block}nav{display:none}}`;
