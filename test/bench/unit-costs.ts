const HEADER = 'Enhet;Period;Belopp;Slag;Anskaffningsområde;Konto;Beskrivning';
const AREAS = ['infrastructure', 'operations', 'consultants', 'software', 'telephony'];

/**
 * Costs as a Swedish office writes them, of the small city's three units and nine months; a million rows are just below
 * 64 MiB. Files of different `turn` differ in every amount.
 */
export function costFile(rows: number, turn = 0): Uint8Array<ArrayBuffer> {
  const lines = Array.from({ length: rows }, (_, i) =>
    [
      'abc'.charAt(i % 3),
      `2026-0${1 + (i % 9)}`,
      `${1 + ((i + turn) % 900)} ${String(i % 1000).padStart(3, '0')},${String(i % 100).padStart(2, '0')}`,
      'actual',
      AREAS[i % AREAS.length],
      String(5400 + (i % 50)),
      `Faktura ${i}`,
    ].join(';'),
  );
  return new Uint8Array(Buffer.from([HEADER, ...lines].join('\r\n')));
}
