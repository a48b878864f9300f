import { duckDbPlace } from './duck-db-place.js';
import { describeFacts } from './facts.contract.js';

describeFacts('DuckDB', duckDbPlace);
