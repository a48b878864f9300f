import { type ProblemTexts } from './problem-text.js';
import { READING_TEXTS } from './reading-texts.js';
import { SWEDISH_SYSTEM_FILES } from './system-files-swedish.js';

export const SWEDISH: ProblemTexts = {
  'empty-file': {
    message: 'Filen är tom.',
    hint: 'Spara filen igen med rubrikrad och uppgifter, eller utgå från mallen.',
  },
  'file-too-large': {
    message: 'Filen är större än {maxMiB} MiB.',
    hint: 'Dela upp den, till exempel en fil per period.',
  },
  'file-not-text': {
    message: 'Filen går inte att läsa som text.',
    hint: 'Lämna en CSV-fil eller JSON-rader. UTF-8, UTF-16 (med BOM) och Windows-1252 går bra.',
  },
  'unclosed-quote': {
    message: 'Ett citattecken som öppnas på den här raden stängs aldrig, så resten av filen kan inte läsas.',
    hint: 'Stäng citattecknet, ta bort det, eller skriv det dubbelt ("") om det hör till texten. Kontrollera också att hela filen kom med.',
  },
  'malformed-json': {
    message: 'Filen är inte giltig JSON: {reason}',
    hint: 'Rätta filen; den ska vara en lista med ett objekt per rad.',
  },
  'json-not-rows': {
    message: 'JSON-filen är inte en lista med rader.',
    hint: 'Skriv [{"kolumn": värde, …}, …] eller {"rows": […]}.',
  },
  'workbook-legacy': {
    message: 'Filen är en arbetsbok av den gamla sorten (.xls, Excel 97–2003), som inte läses här.',
    hint: 'Öppna den i Excel, välj Spara som och ”Excel-arbetsbok (.xlsx)”, och lämna in den filen.',
  },
  'workbook-other-format': {
    message: 'Filen är inte en Excel-arbetsbok (.xlsx) utan {format}.',
    hint: 'Öppna den i Excel eller LibreOffice, välj Spara som och ”Excel-arbetsbok (.xlsx)” eller ”CSV UTF-8”, och lämna in den filen.',
  },
  'workbook-encrypted': {
    message: 'Arbetsboken är skyddad med lösenord och kan inte läsas.',
    hint: 'Ta bort lösenordet (Arkiv – Info – Skydda arbetsbok – Kryptera med lösenord) och spara den igen.',
  },
  'workbook-damaged': {
    message: 'Arbetsboken är skadad, eller så kom inte hela filen med.',
    hint: 'Öppna den i Excel, spara den på nytt och lämna in den igen. Går den inte att öppna, utgå från mallen. (För teknikern: {reason}.)',
  },
  'workbook-bomb': {
    message: 'Filen växer till mer än {ratio} gånger sin storlek när den packas upp, och läses därför inte.',
    hint: 'Öppna den i Excel, markera uppgifterna, klistra in dem i mallen och lämna in den. En vanlig arbetsbok är aldrig så tätt packad.',
  },
  'workbook-too-large': {
    message: 'Arbetsboken innehåller mer än {maxMiB} MiB uppackad.',
    hint: 'Spara bladet som CSV, där mycket mer får plats, eller dela upp boken, till exempel en fil per period.',
  },
  'zip-without-workbook': {
    message: 'Filen är ett zip-arkiv utan arbetsbok.',
    hint: 'Packa upp arkivet och lämna in filerna i det en och en.',
  },
  'too-many-rows': {
    message: 'Filen har fler än {max} rader.',
    hint: 'Dela upp den, till exempel en fil per period.',
  },
  'too-many-columns': {
    message: 'Filen har fler kolumner än vad som kan läsas ({max}).',
    hint: 'Ta bort kolumner som inte hör till datamängden.',
  },
  'no-rows': {
    message: 'Filen har en rubrikrad men inga uppgifter.',
    hint: 'Fyll i minst en rad under rubriken.',
  },
  'read-as-csv': {
    message: 'Läst som CSV: teckenkodning {encoding}, avgränsare ”{delimiter}”, radslut {lineEnding}.',
    hint: 'Ser å, ä och ö eller kolumnerna fel ut, spara om filen som CSV UTF-8.',
  },
  'read-as-json': {
    message: 'Läst som JSON-rader: teckenkodning {encoding}.',
    hint: 'Raderna räknas från 1.',
  },
  'read-as-workbook': {
    message: 'Läst som arbetsbok: bladet ”{sheet}”, rubriker på rad {headerRow}.',
    hint: 'Ska ett annat blad läsas, lägg det först eller döp det till ”{title}”.',
  },
  'cells-without-heading': {
    message: 'Celler i kolumner utan rubrik lästes inte: {count}, den första är {first}.',
    hint: 'Inget behöver göras om de bara är anteckningar. Ge annars kolumnen en rubrik.',
  },
  'decimal-mark': {
    message: 'Decimaltecknet i kolumnen ”{column}” lästes som ”{mark}”.',
    hint: 'Kontrollera summan i rapporten om du är osäker.',
  },
  'empty-rows-skipped': {
    message: 'Tomma rader hoppades över: {count}.',
    hint: 'Inget behöver göras.',
  },
  'unknown-header': {
    message: 'Ingen kolumn känns igen i filens första rad.',
    hint: 'Första raden ska vara rubriker. Dessa behövs: {expected}.',
  },
  'missing-column': {
    message: 'Kolumnen ”{title}” saknas.',
    hint: 'Lägg till den; rubriken får vara ”{title}” eller ”{name}”.',
    hintIfSimilar: 'Är det filens kolumn ”{suggestion}”? Döp i så fall om den till ”{title}” eller ”{name}”.',
  },
  'duplicate-column': {
    message: 'Mer än en kolumn betyder ”{title}”.',
    hint: 'Ta bort eller döp om den ena.',
  },
  'extra-column': {
    message: 'Kolumnen ”{header}” hör inte till datamängden och lästes inte.',
    hint: 'Inget behöver göras om den inte skulle ha varit med.',
  },
  required: {
    message: 'Cellen är tom men måste fyllas i.',
    hint: 'Fyll i ett värde i ”{column}”.',
  },
  'must-apply': {
    message: '”{column}” måste anges; ”{value}” går inte här.',
    hint: 'Fyll i ett värde, eller ta bort raden om den inte gäller er.',
  },
  'not-a-number': {
    message: '”{value}” är inte ett tal.',
    hint: 'Skriv till exempel 1234,50. Lämna tomt om uppgiften saknas, skriv ”ej aktuellt” om frågan inte gäller er.',
  },
  'not-an-integer': {
    message: '”{value}” är inte ett heltal.',
    hint: 'Skriv antalet utan decimaler.',
  },
  percent: {
    message: '”{value}” är en procentsats.',
    hint: 'Lämna själva antalen eller beloppen; andelar räknas ut av systemet.',
  },
  'scientific-notation': {
    message: '”{value}” är skrivet med exponent och kan ha tappat siffror.',
    hint: 'Ge kolumnen talformat utan exponent i kalkylprogrammet och spara igen.',
  },
  'scaled-amount': {
    message: '”{value}” är uttryckt i tusental eller miljoner.',
    hint: 'Skriv hela talet, till exempel 1 200 000 i stället för 1,2 mkr.',
  },
  'number-too-large': {
    message: '”{value}” är orimligt stort.',
    hint: 'Kontrollera att talet inte klistrats ihop med något annat.',
  },
  negative: {
    message: '”{value}” är negativt.',
    hint: 'Här kan värdet inte vara mindre än 0.',
  },
  'below-minimum': {
    message: '”{value}” är mindre än {minimum}.',
    hint: 'Minsta tillåtna värde är {minimum}.',
  },
  'above-maximum': {
    message: '”{value}” är större än {maximum}.',
    hint: 'Största tillåtna värde är {maximum}.',
  },
  'not-a-date': {
    message: '”{value}” är inte ett datum.',
    hint: 'Skriv 2026-09-30.',
  },
  'not-a-period': {
    message: '”{value}” är inte en period.',
    hint: 'Skriv till exempel {examples}.',
  },
  'wrong-period-type': {
    message: '”{value}” är fel sorts period för den här datamängden.',
    hint: 'Skriv till exempel {examples}.',
  },
  'period-outside-claimed': {
    message: 'Perioden {period} ligger utanför {claimed}, som inlämningen gäller.',
    hint: 'Rätta perioden, eller lämna in raden för sig.',
  },
  'unknown-unit': {
    message: 'Enheten ”{value}” finns inte.',
    hint: 'Skriv enhetens id eller hela dess namn.',
  },
  'unknown-system': {
    message: 'Systemet ”{value}” finns inte i applikationsportföljen.',
    hint: 'Skriv systemets id eller hela dess namn.',
  },
  'unknown-project': {
    message: 'Projektet ”{value}” finns inte.',
    hint: 'Skriv projektets id eller hela dess namn.',
  },
  'unit-not-yours': {
    message: 'Du får inte lämna uppgifter för {unit}.',
    hint: 'Ta bort raden, eller be den enheten lämna in den.',
  },
  'unit-only-gathers': {
    message: '{unit} samlar andra enheter och lämnar inga egna uppgifter.',
    hint: 'Ange den nämnd, förvaltning eller det bolag som uppgiften gäller.',
  },
  'not-in-list': {
    message: '”{value}” är inte ett av de tillåtna värdena.',
    hint: 'Välj bland {allowed}.',
  },
  'wrong-shape': {
    message: '”{value}” är inte skrivet så som kolumnen kräver.',
    hint: 'Det ska se ut som ”{example}”.',
  },
  'control-character': {
    message: 'Cellen innehåller tecken som inte hör hemma i text.',
    hint: 'Skriv om texten i stället för att klistra in den.',
  },
  'text-too-long': {
    message: 'Texten är längre än {max} tecken.',
    hint: 'Korta den.',
  },
  'spreadsheet-error': {
    message: 'Cellen innehåller kalkylprogrammets felvärde {value}.',
    hint: 'Rätta formeln, eller lämna cellen tom om uppgiften saknas.',
  },
  'formula-without-value': {
    message: 'Cellen har en formel, men inget uträknat värde är sparat.',
    hint: 'Öppna filen i Excel och spara den igen, eller klistra in värdena i stället för formlerna.',
  },
  'not-a-cell': {
    message: 'Värdet är en lista eller ett objekt.',
    hint: 'Skriv en text eller ett tal.',
  },
  'too-many-cells': {
    message: 'Raden har fler celler än rubriken.',
    hint: 'Ofta är det ett decimaltecken eller en text som innehåller avgränsaren; sätt cellen inom citattecken.',
  },
  'decimal-mark-assumed': {
    message: '”{value}” kan läsas på två sätt; tecknet ”{mark}” lästes som decimaltecken i hela kolumnen.',
    hint: 'Stämmer det inte, skriv talen utan tusentalstecken. Stämmer det behöver inget göras.',
  },
  'thousands-mark-assumed': {
    message: '”{value}” kan läsas på två sätt; tecknet ”{mark}” lästes som tusentalstecken i hela kolumnen.',
    hint: 'Stämmer det inte, skriv talen med två decimaler. Stämmer det behöver inget göras.',
  },
  'new-project': {
    message: 'Projektet ”{value}” finns inte i projektlistan än.',
    hint: 'Stämmer id:t så behöver inget göras.',
  },
  'active-above-assigned': {
    message: 'Fler licenser används ({value}) än vad som är tilldelade ({limit}).',
    hint: 'Använda kan vara högst så många som tilldelade.',
  },
  'assigned-above-purchased': {
    message: 'Fler licenser är tilldelade ({value}) än köpta ({limit}).',
    hint: 'Tilldelade kan vara högst så många som köpta.',
  },
  'completed-above-started': {
    message: 'Fler ärenden är slutförda ({value}) än påbörjade ({limit}).',
    hint: 'Slutförda kan vara högst så många som påbörjade; lämna påbörjade tomt om det inte mäts.',
  },
  'within-target-above-closed': {
    message: 'Fler ärenden är klara inom måltid ({value}) än avslutade ({limit}).',
    hint: 'Inom måltid kan vara högst så många som avslutade.',
  },
  'scale-reversed': {
    message: 'Skalans lägsta värde är inte lägre än dess högsta ({limit}).',
    hint: 'Byt plats på dem.',
  },
  'answer-outside-scale': {
    message: '{value} svar på ett värde utanför skalan {minimum}–{maximum}.',
    hint: 'Lämna cellen tom, eller rätta skalan.',
  },
  'end-before-start': {
    message: 'Slutdatum {value} ligger före startdatum {start}.',
    hint: 'Rätta datumen.',
  },
  'duplicate-row': {
    message: 'Raden gäller samma sak som rad {first}.',
    hint: 'Ta bort den ena eller slå ihop dem.',
  },
  'more-answers-than-invited': {
    message: 'Fler har svarat ({answers}) än bjudits in ({value}).',
    hint: 'Kontrollera antalet inbjudna.',
  },
  'change-claimed-twice': {
    message: 'Förändringen ”{value}” räknas hem av två projekt: {project} och {other} (rad {first}).',
    hint: 'Samma förändring räknas en gång; det projekt som registrerades först behåller den.',
  },
  'change-claimed-before': {
    message:
      '{project} räknar hem förändringen ”{value}” för {unit} {period}. Det gör redan {other} för {otherPeriod}, i filen ”{file}” som lämnades in {day}.',
    hint: 'Samma förändring räknas en gång; det projekt som registrerades först behåller den.',
  },
  'total-jump': {
    message: 'Summan för {unit} {period} ändras från {previous} till {total}.',
    hint: 'Kontrollera att inget tecken eller tusental blivit fel, och att alla rader är med.',
  },
  'period-frozen': {
    message: '{period} hör till en fastställd period ({frozen}).',
    hint: 'En fastställd period ändras inte av misstag. Be uppföljningsgruppen att lämna rättelsen med restate=true och fastställa perioden på nytt.',
  },
  'period-restated': {
    message:
      '{period} hör till en fastställd period ({frozen}), som nu kommer att skilja sig från sin utgåva.',
    hint: 'Fastställ perioden på nytt, med skäl, när alla rättelser är inne. Den första utgåvan finns kvar.',
  },
  ...READING_TEXTS.sv,
  ...SWEDISH_SYSTEM_FILES,
};
