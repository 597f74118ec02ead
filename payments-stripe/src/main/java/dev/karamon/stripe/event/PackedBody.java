package dev.karamon.stripe.event;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.InflaterInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of an event, or the bodies of a {@link Bundle}, as the database keeps them: in the
 * format of Zstandard. A body alone becomes a third as large, small enough to lie in the row.
 *
 * @param stored the bytes of the column; bodies of older versions are not packed, or in another
 *     format
 */
record PackedBody(Buffer stored) {
  private static final Logger LOG = LoggerFactory.getLogger(PackedBody.class);

  /** How that format begins, and JSON never does. */
  private static final byte ZSTD = 0x28;

  /** How the format begins that was used before. */
  private static final byte ZLIB = 0x78;

  private static final Zstandard ZSTANDARD = Zstandard.best();

  /**
   * Loads what packs, for the log to say at the start, and not at the first event, if it cannot.
   */
  static void prepare() {
    LOG.debug("Event bodies are compressed by the {} Zstandard", ZSTANDARD);
  }

  static PackedBody of(byte[] body) {
    return new PackedBody(Buffer.buffer(ZSTANDARD.pack(body)));
  }

  /**
   * The body that was packed. What is not packed is given as it is: older versions did not pack,
   * and what is damaged is for the reader to complain about.
   */
  byte[] unpacked() {
    return unpacked(ZSTANDARD);
  }

  byte[] unpacked(Zstandard zstandard) {
    var bytes = stored.getBytes();
    try {
      return switch (bytes.length == 0 ? 0 : bytes[0]) {
        case ZSTD -> zstandard.unpack(bytes);
        case ZLIB -> inflated(bytes);
        default -> bytes;
      };
    } catch (IOException | RuntimeException e) {
      return bytes;
    }
  }

  private static byte[] inflated(byte[] packed) throws IOException {
    try (var bytes = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return bytes.readAllBytes();
    }
  }
}
