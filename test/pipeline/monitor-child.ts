import { writeSync } from 'node:fs';
import { type UploadRules } from '#catalogue';
import { type Settings } from '#pipeline';
import { SmallCity } from './small-city.js';

/** A monitor in a process of its own, until it is killed: `node … monitor-child.ts <folder> [<rules of uploads> [<settings>]]`. */
const [dataFolder = '', rules = '{}', settings = '{}'] = process.argv.slice(2);
const uploads = JSON.parse(rules) as Partial<UploadRules>;
const city = await SmallCity.start({ dataFolder, uploads, more: JSON.parse(settings) as Partial<Settings> });
writeSync(1, `listening ${process.pid} ${city.address}\n`);
