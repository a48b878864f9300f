import { type Markup, markup } from '../markup.js';

/** Where a link of the text leads; `null` leaves its words without a link. */
export type LeadsTo = (target: string) => string | null;

/** Inside a line: code, bold, and links. */
const INLINE = /`([^`]+)`|\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g;
const HEADING = /^(#{1,4}) (.+)$/;
const ITEM = /^(?:[-*]|(\d+)\.) (.+)$/;

function inline(text: string, leadsTo: LeadsTo): Markup[] {
  const pieces: Markup[] = [];
  let done = 0;
  for (const found of text.matchAll(INLINE)) {
    const [whole, code, bold, words, target] = found;
    pieces.push(markup`${text.slice(done, found.index)}`);
    done = found.index + whole.length;
    if (code !== undefined) pieces.push(markup`<code>${code}</code>`);
    else if (bold !== undefined) pieces.push(markup`<strong>${inline(bold, leadsTo)}</strong>`);
    else {
      const address = leadsTo(target ?? '');
      const inner = inline(words ?? '', leadsTo);
      pieces.push(address === null ? markup`${inner}` : markup`<a href="${address}">${inner}</a>`);
    }
  }
  return [...pieces, markup`${text.slice(done)}`];
}

/** The id of a heading, as code forges make it: what other texts link to. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

function heading(marks: string, text: string, leadsTo: LeadsTo): Markup {
  const [id, inner] = [anchorOf(text), inline(text, leadsTo)];
  switch (marks.length) {
    case 1:
      return markup`<h1 id="${id}">${inner}</h1>`;
    case 2:
      return markup`<h2 id="${id}">${inner}</h2>`;
    case 3:
      return markup`<h3 id="${id}">${inner}</h3>`;
    default:
      return markup`<h4 id="${id}">${inner}</h4>`;
  }
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function table([head = '', , ...rows]: readonly string[], leadsTo: LeadsTo): Markup {
  const headings = cellsOf(head);
  return markup`<div class="table-frame" role="region" tabindex="0" aria-label="${headings.join(', ')}"><table><thead><tr>${headings.map(
    (cell) => markup`<th scope="col">${inline(cell, leadsTo)}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) => markup`<tr>${cellsOf(row).map((cell) => markup`<td>${inline(cell, leadsTo)}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

function list(lines: readonly string[], leadsTo: LeadsTo): Markup {
  const isNumbered = /^\d/.test(lines[0] ?? '');
  const items = lines.map((line) => markup`<li>${inline(ITEM.exec(line)?.[2] ?? line, leadsTo)}</li>`);
  return isNumbered ? markup`<ol>${items}</ol>` : markup`<ul>${items}</ul>`;
}

function block(lines: readonly string[], leadsTo: LeadsTo): Markup {
  const [first = ''] = lines;
  const found = HEADING.exec(first);
  if (found) return heading(found[1] ?? '', found[2] ?? '', leadsTo);
  if (first.startsWith('|')) return table(lines, leadsTo);
  if (ITEM.test(first)) return list(lines, leadsTo);
  return markup`<p>${inline(lines.join(' '), leadsTo)}</p>`;
}

/** Lines that belong together: what stands between empty lines; a list goes on from the line before it. */
function blocksOf(text: string): string[][] {
  const blocks: string[][] = [];
  let current: string[] = [];
  const end = (): void => {
    if (current.length > 0) blocks.push(current);
    current = [];
  };
  for (const line of text.split(/\r?\n/)) {
    const startsList = ITEM.test(line) && current.length > 0 && !ITEM.test(current[0] ?? '');
    if (line.trim() === '' || HEADING.test(line) || startsList) end();
    if (line.trim() !== '') current.push(line.trim());
    if (HEADING.test(line)) end();
  }
  end();
  return blocks;
}

/**
 * The part of Markdown that our guides are written in, as HTML: headings, paragraphs, lists of one level, tables, bold, code
 * and links. Anything else stands as it is written; nothing of a text becomes markup by itself.
 */
export function markdown(text: string, leadsTo: LeadsTo): Markup {
  return markup`${blocksOf(text).map((lines) => block(lines, leadsTo))}`;
}
