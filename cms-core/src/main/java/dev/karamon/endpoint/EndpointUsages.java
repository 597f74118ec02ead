package dev.karamon.endpoint;

import dev.karamon.admin.Extended;
import dev.karamon.database.Database;
import dev.karamon.id.EndpointId;
import dev.karamon.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts calls in memory and writes what has added up now and then: no call waits for it. What a
 * node has not written when it dies is lost.
 */
public final class EndpointUsages {
  private static final Logger LOG = LoggerFactory.getLogger(EndpointUsages.class);
  private static final long PAUSE_MILLIS = 5_000;
  private static final int DAYS = 7;

  /** What is counted together. */
  record Key(EndpointId endpoint, LocalDate day) {}

  private final EndpointUsageStore store = new EndpointUsageStore();
  private final Vertx vertx;
  private final Database database;
  private final Clock clock;
  private Map<Key, EndpointUsage> counted = new HashMap<>();
  private long timer = -1;

  public EndpointUsages(Vertx vertx, Database database, Clock clock) {
    this.vertx = vertx;
    this.database = database;
    this.clock = clock;
  }

  /** Begins to write now and then. */
  public void start() {
    timer = vertx.setPeriodic(PAUSE_MILLIS, any -> flush());
  }

  /** Writes what is left. */
  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    return flush();
  }

  void count(EndpointId endpoint, int status) {
    var failures = status >= 400 ? 1 : 0;
    add(Map.of(new Key(endpoint, today()), new EndpointUsage(1, failures)));
  }

  /** Writes what has been counted; what could not be written is counted on. */
  Future<Void> flush() {
    var taken = take();
    if (taken.isEmpty()) {
      return Future.succeededFuture();
    }
    return database
        .with(client -> store.add(client, taken))
        .onFailure(failure -> {
          LOG.debug("Call counts were not written; trying again", failure);
          add(taken);
        });
  }

  /** These endpoints, each with its usage. */
  Future<List<Extended<Endpoint>>> show(SqlClient client, List<Endpoint> endpoints) {
    var ids = endpoints.stream().map(Endpoint::id).toList();
    return store
        .since(client, ids, today().minusDays(DAYS - 1))
        .map(usages ->
            endpoints.stream()
                .map(endpoint ->
                    shown(endpoint, usages.getOrDefault(endpoint.id(), EndpointUsage.NONE)))
                .toList());
  }

  private static Extended<Endpoint> shown(Endpoint endpoint, EndpointUsage usage) {
    return new Extended<>(endpoint, Map.of("usage", Json.tree(usage)));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private synchronized void add(Map<Key, EndpointUsage> more) {
    more.forEach((key, usage) ->
        counted.merge(
            key,
            usage,
            (one, other) ->
                new EndpointUsage(one.calls() + other.calls(), one.failures() + other.failures())));
  }

  private synchronized Map<Key, EndpointUsage> take() {
    var taken = counted;
    counted = new HashMap<>();
    return taken;
  }
}
