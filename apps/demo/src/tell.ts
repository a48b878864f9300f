/** Says on one line of the terminal how far the work has come; elsewhere, a line per tenth. */
export function progressLine(): (what: string, done: number, of: number) => void {
  let told = '';
  return (what, done, of) => {
    const percent = Math.floor((100 * done) / of);
    const key = process.stdout.isTTY ? `${what} ${percent}` : `${what} ${Math.floor(percent / 10)}`;
    if (key === told) return;
    told = key;
    const line = `  ${what}: ${percent} % (${done} av ${of})`;
    const end = done === of ? '\n' : '';
    process.stdout.write(process.stdout.isTTY ? `\r\u001b[K${line}${end}` : `${line}\n`);
  };
}

/** Where to look, and who one can be. */
export function welcome(address: string, city: string): string {
  return `
${city} är igång.

  Styrkort        ${address}/
  API             ${address}/api/docs
  Mätvärden       ${address}/metrics
  Larm            http://127.0.0.1:4600/larm (det som skickats)

  Behörigheter (Authorization: Bearer …), bara på den här datorn:
    demo-followup      stadens uppföljningsgrupp
    demo-operations    drift
    demo-admin         allt
    demo-source        en källa som levererar själv
    demo-unit-<id>     en enhet, till exempel demo-unit-aldre

  Prova       curl '${address}/api/v1/scorecards/unit/city?period=2026-Q3'
              npx perspektiv score 2026-Q3
  Avsluta     Ctrl-C; nästa start är omedelbar och allt finns kvar.
`;
}
