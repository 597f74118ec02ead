package dev.karamon.stripe.event;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;

/**
 * The body of an event as the database keeps it: in the format of zlib, a third as large, and small
 * enough to lie in the row.
 */
final class PackedBody {
  /** How that format begins, and JSON never does. */
  private static final byte ZLIB = 0x78;

  private static final int PIECE = 4_096;

  private PackedBody() {}

  static Buffer[] pack(List<StoredEvent> events) {
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      return events.stream().map(event -> pack(deflater, event.body())).toArray(Buffer[]::new);
    } finally {
      deflater.end();
    }
  }

  private static Buffer pack(Deflater deflater, Buffer body) {
    deflater.reset();
    deflater.setInput(body.getBytes());
    deflater.finish();
    var packed = Buffer.buffer(PIECE);
    var piece = new byte[PIECE];
    while (!deflater.finished()) {
      packed.appendBytes(piece, 0, deflater.deflate(piece));
    }
    return packed;
  }

  /**
   * The body that was packed. What is not packed is given as it is: older versions did not pack,
   * and what is damaged is for the reader to complain about.
   */
  static Buffer unpack(Buffer stored) {
    if (stored.length() == 0 || stored.getByte(0) != ZLIB) {
      return stored;
    }
    try (var in = new InflaterInputStream(new ByteArrayInputStream(stored.getBytes()))) {
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      return stored;
    }
  }
}
