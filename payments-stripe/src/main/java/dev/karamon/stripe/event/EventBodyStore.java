package dev.karamon.stripe.event;

import dev.karamon.database.Rows;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Bodies of events as the database keeps them: by themselves, or in a {@link Bundle}. One for each
 * result, so that a bundle is unpacked once for all events that lie in it.
 */
final class EventBodyStore {
  /** What is needed of a row; belongs to {@link #JOIN}. */
  static final String COLUMNS =
      ", coalesce(e.body, b.packed, '') AS body, e.bundle_id, e.body_offset, e.body_length";

  static final String JOIN = " LEFT JOIN stripe_event_bundle b ON b.bundle_id = e.bundle_id ";

  private final Map<UUID, Buffer> bundles = new HashMap<>();

  private EventBodyStore() {}

  /** All rows, mapped together with their bodies as they arrived. */
  static <T> List<T> all(RowSet<Row> rows, BiFunction<Row, Buffer, T> mapper) {
    var bodies = new EventBodyStore();
    return Rows.all(rows, row -> mapper.apply(row, bodies.of(row)));
  }

  private Buffer of(Row row) {
    var bundle = row.getUUID("bundle_id");
    return bundle == null
        ? unpacked(row)
        : part(bundles.computeIfAbsent(bundle, any -> unpacked(row)), row);
  }

  private static Buffer unpacked(Row row) {
    return Buffer.buffer(new PackedBody(row.getBuffer("body")).unpacked());
  }

  /** What is damaged is for the reader to complain about. */
  private static Buffer part(Buffer bodies, Row row) {
    var begin = row.getInteger("body_offset");
    var end = begin + row.getInteger("body_length");
    return end <= bodies.length() ? bodies.getBuffer(begin, end) : bodies;
  }
}
