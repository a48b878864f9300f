import { type Language } from '#core';

const TEXTS = {
  sv: {
    title: 'Sidan finns inte',
    detail: 'Adressen kan vara felskriven, eller så har sidan flyttats.',
    ways: [
      ['/', 'Till styrkortet'],
      ['/status', 'Till driftinformationen'],
    ],
  },
  en: {
    title: 'There is no such page',
    detail: 'The address may be misspelt, or the page may have moved.',
    ways: [
      ['/', 'To the scorecard'],
      ['/status/en', 'To the status of the services'],
    ],
  },
} as const satisfies Record<Language, object>;

/** What a browser is shown at an address that leads nowhere; nothing of the address is in it. */
export function unknownPage(language: Language): string {
  const { title, detail, ways } = TEXTS[language];
  const links = ways.map(([href, words]) => `<li><a href="${href}">${words}</a></li>`).join('');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Perspektiv</title>
</head>
<body>
<main><h1>${title}</h1><p>${detail}</p><ul>${links}</ul></main>
</body>
</html>
`;
}
