package dev.karamon.stripe.event;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;

/** Bodies of events as the database keeps them: by themselves, or in a {@link Bundle}. */
final class EventBodyStore {
  /** What {@link #of} reads; belongs to {@link #JOIN}. */
  static final String COLUMNS =
      ", coalesce(e.body, b.packed, '') AS body, e.body_offset, e.body_length";

  static final String JOIN = " LEFT JOIN stripe_event_bundle b ON b.bundle_id = e.bundle_id ";

  private EventBodyStore() {}

  /** The body of a row, as it arrived. */
  static Buffer of(Row row) {
    var bytes = Buffer.buffer(new PackedBody(row.getBuffer("body")).unpacked());
    var offset = row.getInteger("body_offset");
    if (offset == null) {
      return bytes;
    }
    var end = offset + row.getInteger("body_length");
    // What is damaged is for the reader to complain about.
    return end <= bytes.length() ? bytes.getBuffer(offset, end) : bytes;
  }
}
