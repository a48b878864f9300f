import { writeSync } from 'node:fs';
import { type UploadRules } from '#catalogue';
import { SmallCity } from './small-city.js';

/** A monitor in a process of its own, until it is killed: `node … monitor-child.ts <folder> [<rules of uploads>]`. */
const [dataFolder = '', rules = '{}'] = process.argv.slice(2);
const city = await SmallCity.start({ dataFolder, uploads: JSON.parse(rules) as Partial<UploadRules> });
writeSync(1, `listening ${process.pid} ${city.address}\n`);
