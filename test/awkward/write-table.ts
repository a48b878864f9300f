import { writeFile } from 'node:fs/promises';
import { awkwardServersInMarkdown } from './table.js';

await writeFile('docs/awkward-servers.md', awkwardServersInMarkdown());
