/**
 * fast-check as the suites get it. `npm test` draws the same examples every time, so that it fails for what was changed and for
 * nothing else; `npm run soak` draws new ones, and a failure tells its seed. PERSPEKTIV_SEED draws those of another seed.
 */
import fc from '../node_modules/fast-check/lib/fast-check.js';

const { PERSPEKTIV_SEED: seed, PERSPEKTIV_SOAK: isSoak } = process.env;

if (seed || !isSoak) fc.configureGlobal({ seed: Number(seed ?? 20_261_201) });

export default fc;
