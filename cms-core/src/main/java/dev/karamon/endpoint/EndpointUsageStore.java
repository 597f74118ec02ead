package dev.karamon.endpoint;

import dev.karamon.database.Columns;
import dev.karamon.id.EndpointId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls of endpoints by day. */
final class EndpointUsageStore {
  // In one order everywhere, so that nodes that write at the same time cannot deadlock; counts
  // of an endpoint that was deleted meanwhile are dropped.
  private static final String ADD =
      """
      INSERT INTO endpoint_usage AS u (endpoint_id, day, calls, failures)
      SELECT e.id, c.day, c.calls, c.failures
        FROM unnest($1::bigint[], $2::date[], $3::bigint[], $4::bigint[])
             AS c (endpoint_id, day, calls, failures)
        JOIN endpoint e ON e.id = c.endpoint_id
       ORDER BY e.id, c.day
      ON CONFLICT (endpoint_id, day) DO UPDATE
         SET calls = u.calls + excluded.calls, failures = u.failures + excluded.failures
      """;

  Future<Void> add(SqlClient client, Map<EndpointUsages.Key, EndpointUsage> counted) {
    var entries = List.copyOf(counted.entrySet());
    var row =
        Tuple.tuple()
            .addArrayOfLong(Columns.numbers(entries, e -> e.getKey().endpoint().value()))
            .addArrayOfLocalDate(
                entries.stream().map(e -> e.getKey().day()).toArray(LocalDate[]::new))
            .addArrayOfLong(Columns.numbers(entries, e -> e.getValue().calls()))
            .addArrayOfLong(Columns.numbers(entries, e -> e.getValue().failures()));
    return client.preparedQuery(ADD).execute(row).mapEmpty();
  }

  private static final String SINCE =
      """
      SELECT endpoint_id, sum(calls)::bigint AS calls, sum(failures)::bigint AS failures
        FROM endpoint_usage
       WHERE endpoint_id = ANY($1) AND day >= $2
       GROUP BY endpoint_id
      """;

  Future<Map<EndpointId, EndpointUsage>> since(
      SqlClient client, List<EndpointId> endpoints, LocalDate day) {
    var ids = Columns.numbers(endpoints, EndpointId::value);
    return client
        .preparedQuery(SINCE)
        .execute(Tuple.tuple().addArrayOfLong(ids).addLocalDate(day))
        .map(rows -> {
          var usages = new HashMap<EndpointId, EndpointUsage>();
          for (var row : rows) {
            usages.put(
                new EndpointId(row.getLong("endpoint_id")),
                new EndpointUsage(row.getLong("calls"), row.getLong("failures")));
          }
          return usages;
        });
  }
}
