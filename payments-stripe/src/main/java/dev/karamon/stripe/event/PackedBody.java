package dev.karamon.stripe.event;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.util.Native;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.Deflater;
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

  /** How the format begins that is used where the library of Zstandard cannot be loaded. */
  private static final byte ZLIB = 0x78;

  /** The quickest that still packs tightly enough for the row. */
  private static final int LEVEL = 1;

  private static final int PIECE = 4_096;

  private static final boolean CAN_ZSTD = canZstd();

  /** One for each thread: to set one up costs as much as packing three bodies. */
  private static final ThreadLocal<ZstdCompressCtx> ZSTD_CONTEXT =
      ThreadLocal.withInitial(() -> new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true));

  private PackedBody() {}

  /**
   * Loads what packs, for the log to say at the start, and not at the first event, if it cannot.
   */
  static void prepare() {
    LOG.debug("Bodies of events are packed by {}", CAN_ZSTD ? "Zstandard" : "zlib");
  }

  static Buffer[] pack(List<StoredEvent> events) {
    return CAN_ZSTD ? byZstd(events) : byZlib(events);
  }

  static Buffer[] byZstd(List<StoredEvent> events) {
    var zstd = ZSTD_CONTEXT.get();
    return events.stream()
        .map(event -> Buffer.buffer(zstd.compress(event.body().getBytes())))
        .toArray(Buffer[]::new);
  }

  static Buffer[] byZlib(List<StoredEvent> events) {
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      return events.stream().map(event -> deflated(deflater, event.body())).toArray(Buffer[]::new);
    } finally {
      deflater.end();
    }
  }

  private static Buffer deflated(Deflater deflater, Buffer body) {
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
    if (stored.length() == 0) {
      return stored;
    }
    return switch (stored.getByte(0)) {
      case ZSTD -> unpacked(stored, ZstdInputStream::new);
      case ZLIB -> unpacked(stored, InflaterInputStream::new);
      default -> stored;
    };
  }

  private interface Unpacking {
    InputStream of(InputStream packed) throws IOException;
  }

  private static Buffer unpacked(Buffer stored, Unpacking unpacking) {
    try (var in = unpacking.of(new ByteArrayInputStream(stored.getBytes()))) {
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      return stored;
    }
  }

  /** False on a platform that it is not made for, or where nothing in the temporary folder runs. */
  private static boolean canZstd() {
    try {
      Native.load();
      return true;
    } catch (LinkageError e) {
      LOG.warn(
          "Bodies of events are packed by zlib, which is slower, as Zstandard cannot be loaded: {}",
          e.getMessage());
      return false;
    }
  }
}
