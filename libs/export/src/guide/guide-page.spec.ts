import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { GUIDES, type GuideAddress, guidePage } from './guide-page.js';
import { anchorOf, markdown } from './markdown.js';

const html = (text: string): string => markdown(text, (target) => target).toString();

describe('a guide', () => {
  it.each([
    ['# Att **lämna**', '<h1 id="att-lämna">Att <strong>lämna</strong></h1>'],
    ['en rad\nen till', '<p>en rad en till</p>'],
    ['1. ett\n2. två', '<ol><li>ett</li><li>två</li></ol>'],
    ['så här:\n- `a<b`', '<p>så här:</p><ul><li><code>a&lt;b</code></li></ul>'],
    ['[ord](/lamna)', '<p><a href="/lamna">ord</a></p>'],
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
  ])('%j', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it('has tables', () => {
    expect(html('| a | b |\n| --- | --- |\n| 1 | x \\| y |')).toContain('<tr><td>1</td><td>x | y</td></tr>');
  });

  it.each(Object.entries(GUIDES) as [GuideAddress, string][])(
    '%s is whole, and its links lead somewhere',
    (address, file) => {
      const text = readFileSync(`docs/${file}`, 'utf8');
      const page = guidePage(text, { address, city: 'Staden' });
      const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, words = '']) => anchorOf(words));
      for (const id of headings) expect(page).toContain(` id="${id}"`);
      const datasets = readFileSync('docs/datasets.md', 'utf8');
      const ids = new Set([...datasets.matchAll(/^#+ (.+)$/gm)].map(([, words = '']) => anchorOf(words)));
      const targets = [...page.matchAll(/href="\/lamna\/hjalp\/datamangder#([^"]+)"/g)];
      for (const [, target = ''] of targets) expect(ids).toContain(decodeURIComponent(target));
      expect(page).not.toMatch(/\]\(|\.md"/);
    },
  );
});
