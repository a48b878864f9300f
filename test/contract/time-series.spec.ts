import { duckDbPlace } from './duck-db-place.js';
import { describeTimeSeries } from './time-series.contract.js';

describeTimeSeries('DuckDB', duckDbPlace);
