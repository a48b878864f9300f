/** The type face of reports: it is part of the compiler, so that a report looks the same on every machine. */
export const PAPER_FONT = 'Libertinus Serif';

/**
 * A report on paper, in Typst: what it says comes as JSON in the input `report`, so that nothing in it is taken for markup.
 * Headings, tables with their headers, and figures with their alternative texts are tagged by the compiler.
 */
export const PAPER_TEMPLATE = `
#let report = json(bytes(sys.inputs.report))
#set document(title: report.title, author: report.city, date: if report.frozenAt == none { none } else { auto })
#set text(lang: "sv", region: "se", font: "${PAPER_FONT}", fallback: false, size: 10pt, number-type: "lining")
#set page(
  paper: "a4",
  margin: (x: 20mm, top: 18mm, bottom: 20mm),
  footer: context {
    set text(size: 8pt)
    grid(
      columns: (1fr, auto),
      report.title + " – " + report.city,
      [Sida #counter(page).display() av #counter(page).final().first()],
    )
  },
)
#set par(justify: false, leading: 0.6em)
#set figure(numbering: none, supplement: none)
#show figure: set block(breakable: true)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.caption: set align(left)
#show figure.caption: set text(weight: "bold")
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 2): set text(size: 14pt)
#show heading.where(level: 3): set text(size: 11pt)
#show heading.where(level: 2): set block(above: 1.6em, below: 0.8em)
#show heading.where(level: 3): set block(above: 1.4em, below: 0.6em)
#show terms.item: set block(spacing: 0.5em)
#set table(stroke: (x, y) => (bottom: if y == 0 { 1pt } else { 0.4pt + luma(110) }), inset: (x: 3pt, y: 3.5pt))
#show table: set text(size: 8.5pt, number-width: "tabular")

#let runs(all) = all.map(run => if type(run) == str { run } else { strong(run.strong) }).join()
#let side(column) = if column.isNumber { right } else { left }

#heading(level: 1, report.title)
#for block in report.blocks {
  if block.kind == "heading" {
    if block.onNewPage { pagebreak(weak: true) }
    heading(level: block.level, block.text)
  } else if block.kind == "paragraph" {
    par(if block.isBig { text(size: 13pt, runs(block.runs)) } else { runs(block.runs) })
  } else if block.kind == "facts" {
    terms(..block.pairs.map(pair => terms.item(pair.name, pair.text)))
  } else if block.kind == "table" {
    figure(
      kind: table,
      caption: block.caption,
      table(
        columns: block.columns.enumerate().map(((i, _)) => if i == 0 { 2fr } else { 1fr }),
        align: (x, _) => side(block.columns.at(x)) + top,
        table.header(..block.columns.map(column => strong(column.head))),
        ..block.rows.flatten(),
      ),
    )
  } else {
    figure(
      caption: block.caption,
      alt: block.alternative,
      image(bytes(block.svg), format: "svg", width: 100%, alt: block.alternative),
    )
  }
}
`;
