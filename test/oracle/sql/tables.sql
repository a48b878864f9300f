-- Who is there, as plain tables. Every unit's root is its city, so that many cities fit side by side.
CREATE TABLE unit (id VARCHAR, kind VARCHAR, parent VARCHAR, root VARCHAR);
CREATE TABLE system (id VARCHAR, owner VARCHAR, weight DOUBLE, e_service BOOLEAN, probed BOOLEAN);
CREATE TABLE project (id VARCHAR, registered VARCHAR);
CREATE TABLE delivery (
  root VARCHAR, id VARCHAR, cadence VARCHAR, dataset VARCHAR, audiences VARCHAR[], kinds VARCHAR[], owners_of_e_services BOOLEAN,
  also VARCHAR[], except_for VARCHAR[]
);

-- What other subjects than units are: systems from a month on, and projects whose tag counts (domain.md, section 7).
CREATE TABLE subject (subject VARCHAR);
CREATE TABLE subject_system (subject VARCHAR, system VARCHAR, from_month VARCHAR);
CREATE TABLE subject_project (subject VARCHAR, project VARCHAR, unit VARCHAR, without_system BOOLEAN);

-- The periods that are asked for. Months are texts such as 2026-09, both ends included.
CREATE TABLE period (
  period VARCHAR, first_month VARCHAR, last_month VARCHAR,
  january VARCHAR,           -- of the same year
  month_a_year_back VARCHAR  -- the first of the twelve that end with last_month
);

-- What was handed in, as the files have it: every cell a text, a cell that is not there NULL.
CREATE TABLE cost_file (hand_in INTEGER, source VARCHAR, unit VARCHAR, period VARCHAR, amount VARCHAR, kind VARCHAR, system VARCHAR, project VARCHAR);
CREATE TABLE transactions_file (hand_in INTEGER, source VARCHAR, system VARCHAR, period VARCHAR, channel VARCHAR, started VARCHAR, completed VARCHAR);
CREATE TABLE cases_file (hand_in INTEGER, source VARCHAR, unit VARCHAR, period VARCHAR, closed VARCHAR, within_target VARCHAR);
CREATE TABLE licences_file (hand_in INTEGER, source VARCHAR, unit VARCHAR, period VARCHAR, assigned VARCHAR, active VARCHAR);
CREATE TABLE survey_file (
  hand_in INTEGER, source VARCHAR, unit VARCHAR, wave VARCHAR, audience VARCHAR, question VARCHAR, system VARCHAR,
  n_1 VARCHAR, n_2 VARCHAR, n_3 VARCHAR, n_4 VARCHAR, n_5 VARCHAR, n_6 VARCHAR, n_7 VARCHAR, n_8 VARCHAR, n_9 VARCHAR, n_10 VARCHAR
);
CREATE TABLE benefits_file (
  hand_in INTEGER, source VARCHAR, project VARCHAR, unit VARCHAR, period VARCHAR, change_id VARCHAR, planned VARCHAR, realised VARCHAR,
  qualitative VARCHAR
);
CREATE TABLE maturity_file (hand_in INTEGER, source VARCHAR, unit VARCHAR, period VARCHAR, dimension VARCHAR, level VARCHAR);
CREATE TABLE base_figures_file (hand_in INTEGER, source VARCHAR, unit VARCHAR, period VARCHAR, fte VARCHAR, operating_cost VARCHAR);

-- What the probes' roll-ups hold of a day inside service time, and the outages.
CREATE TABLE probed_day (
  system VARCHAR, start_ms BIGINT, up_ms DOUBLE, degraded_ms DOUBLE, down_ms DOUBLE,
  samples DOUBLE, satisfied DOUBLE, tolerating DOUBLE, frustrated DOUBLE
);
CREATE TABLE outage (system VARCHAR, start_ms BIGINT, counted BOOLEAN);
