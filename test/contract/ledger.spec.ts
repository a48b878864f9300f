import { duckDbPlace } from './duck-db-place.js';
import { describeJournal } from './journal.contract.js';
import { describeLedger } from './ledger.contract.js';

describeLedger('DuckDB', duckDbPlace);
describeJournal('DuckDB', duckDbPlace);
