/**
 * The rules that hold for all measures, as the handbook tells them (domain.md, sections 3 to 8; ADR 33). Each example is a test
 * in libs/score.
 */
export const MEASURE_RULES = `## Så räknas det

Reglerna gäller alla mätetal. Varje exempel är också ett test.

### Saknas, noll och ej aktuellt

- **Ett filter som inte träffar någon rad.** Datamängden säger om kolumnen delar en helhet (kanal, process, produkt, målgrupp) eller skiljer serier åt (utfall, budget, prognos). Delar den en helhet är delen 0; skiljer den serier åt saknas uppgiften. Exempel: enhet A har 900 ärenden per telefon, enhet B 100 på webben. Digital andel är 0 % för A, 100 % för B och 10 % för staden. En enhet som bara har lämnat budget har inte kostnaden 0: den saknas.
- **"Ej aktuellt" ursäktar sin egen månad och ingen annan.** Exempel: ärenden är ej aktuella i juli, och inget annat har lämnats. Juli är ej aktuell (0/0), kvartalet saknas (0/2), året saknas (0/11). Är en sida av ett mätetal ej aktuell i en månad räknas månaden inte på någon sida: it-kostnad 500, 30 och 30 kr, verksamhetskostnad ej aktuell, 1 000 och 1 000 kr ger 60 / 2 000 = 3 %.
- **Kostnad per ärende** är ej aktuell bara där inget system har ärenden. Har ett system ärenden och saknas dess kostnad per system, saknas värdet (1/2), också när enheten har lämnat kostnader som inte anger något system.
- **Ett system, projekt, tjänsteområde, en portfölj eller kategori** är ett urval ur det som enheter lämnar. Har enheten lämnat underlaget, och inget av det handlar om urvalet, är mätetalet ej aktuellt där (0/0). Har den inget lämnat saknas värdet. Täckningsgraden är hela enhetens, för en leverans krävs inte system för system. Exempel: portalens ärenden är lämnade för juli, blankettjänstens inte: juli är ej aktuell för blankettjänsten. Är inget lämnat saknas kvartalet för båda (0/3).

### Nytta räknas en gång

- **Inom ett projekt gäller den längre perioden.** Exempel: januari planerat 100 och realiserat 50, kvartalet 300 och 200. Kvartalet gäller, 300 och 200; januari listas som ersatt, och rapporten varnar.
- **Ett anspråk i ord hindrar ingen.** Det listas, summeras inte, och ett senare anspråk i kronor gäller.
- **En enhet och en under den** som räknar hem samma förändring listas som en möjlig dubbelräkning. Båda räknas tills någon tar bort den ena.

### Avbrott och täckning

- **Ett avbrott räknas i den period då det började**; dess tid delas av klockan. Exempel: nere 30 september 23.50 till 1 oktober 00.10 är ett avbrott, i september, med tio minuter i var månad. Tid utanför avtalad servicetid räknas inte: en stängd helgdag har inga avbrott. Tiden till återställning räknas från början till slut, i den period då avbrottet började.
- **Täckning** är uppmätt tid av all avtalad servicetid i perioden, så länge systemet följs upp och till och med nu. Exempel: 15 av septembers 30 dygn är mätta, resten har aldrig mätts: 50 %, hur mätpunkterna än kom in.

### Avrundning, status och riktning

- **Summor** i hela tal och i ören är exakta. Andra tal visas med högst 15 siffror.
- **Status, poäng och plats** ges av värdet som det visas. Exempel: 79,96 % visas som 80,0 % och når målet 80.
- **En pil kräver mer än minsta förändring**; precis lika mycket är stabilt. Exempel: är minsta förändring 1 är 10 till 11 stabilt och 10 till 11,1 en pil. Ingen riktning visas när en period är öppen, ofullständig eller mätt med en annan definition, eller när felmarginalen för en andel rymmer skillnaden; skälet står där.

### Enkätens skala

- **Svar på en annan skala än frågans tas inte emot.** Exempel: nöjd användare frågas på 1–10. En fil vars skala är 1–5 avvisas hel, med besked om frågans skala, och det som var lämnat förut gäller.

### Val som ingen definition säger

- **n i en enkät med flera frågor** är antalet svar på den fråga som har flest, för varje enhet och omgång.
- **En omgång** hör till den månad då dess period slutar: en enkät för tertial 2 räknas i augusti och tredje kvartalet.
- **Ett projekts system** räknas med från och med den första hela månaden efter projektets slut.
- **It-mognad** är medelvärdet av dimensionernas medelvärden; en dimension med fler bedömningar väger inte mer.
- **Försämrad** är ett system när nere och försämrad tillsammans har majoritet av mätplatserna, men nere inte har det ensamt.
- **Apdex** räknar mätpunkterna från de prober som krävs; kräver inget system någon, från alla.
- **Två avbrott är ett** när mellanrummet är kortare än den kortaste av probernas intervall, eller när ingen mätte däremellan i högst en timme.
- **Ett fastställt värde står kvar** som det var när en regel ändras; det som räknas nu kan då skilja sig från utgåvan, och jämförelsen säger ”regel ändrad” med definitionens version.

`;
