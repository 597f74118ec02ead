-- How often endpoints are called, by day (UTC). Nodes add up in memory and write every few seconds.
CREATE TABLE endpoint_usage (
  endpoint_id bigint NOT NULL REFERENCES endpoint ON DELETE CASCADE,
  day         date   NOT NULL,
  calls       bigint NOT NULL,
  -- Those of the calls that were answered with a status of 400 or more.
  failures    bigint NOT NULL,
  PRIMARY KEY (endpoint_id, day)
);
CREATE INDEX endpoint_usage_day_idx ON endpoint_usage (day);
