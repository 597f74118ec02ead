package dev.karamon.stripe.event;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of an event as the database keeps it: in the format of Zstandard, a third as large, and
 * small enough to lie in the row.
 */
final class PackedBody {
  private static final Logger LOG = LoggerFactory.getLogger(PackedBody.class);

  /** How that format begins, and JSON never does. */
  private static final byte ZSTD = 0x28;

  /** How the format begins that was used before. */
  private static final byte ZLIB = 0x78;

  private static final Zstandard ZSTANDARD = Zstandard.best();

  private PackedBody() {}

  /**
   * Loads what packs, for the log to say at the start, and not at the first event, if it cannot.
   */
  static void prepare() {
    LOG.debug("Event bodies are compressed by the {} Zstandard", ZSTANDARD);
  }

  static Buffer[] pack(List<StoredEvent> events) {
    return events.stream()
        .map(event -> Buffer.buffer(ZSTANDARD.pack(event.body().getBytes())))
        .toArray(Buffer[]::new);
  }

  /**
   * The body that was packed. What is not packed is given as it is: older versions did not pack,
   * and what is damaged is for the reader to complain about.
   */
  static Buffer unpack(Buffer stored) {
    return unpack(stored, ZSTANDARD);
  }

  static Buffer unpack(Buffer stored, Zstandard zstandard) {
    if (stored.length() == 0) {
      return stored;
    }
    try {
      return switch (stored.getByte(0)) {
        case ZSTD -> Buffer.buffer(zstandard.unpack(stored.getBytes()));
        case ZLIB -> Buffer.buffer(inflated(stored.getBytes()));
        default -> stored;
      };
    } catch (IOException | RuntimeException e) {
      return stored;
    }
  }

  private static byte[] inflated(byte[] packed) throws IOException {
    try (var bytes = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return bytes.readAllBytes();
    }
  }
}
