package dev.karamon.stripe.event;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.util.Native;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The format of Zstandard, by its own library; by one in Java, which takes longer, where that
 * cannot be loaded.
 */
enum Zstandard {
  NATIVE {
    // One for each thread: to set one up costs as much as packing three bodies.
    private static final ThreadLocal<ZstdCompressCtx> CONTEXT =
        ThreadLocal.withInitial(() -> new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true));

    @Override
    byte[] pack(byte[] bytes) {
      return CONTEXT.get().compress(bytes);
    }

    @Override
    InputStream unpacking(InputStream packed) throws IOException {
      return new com.github.luben.zstd.ZstdInputStream(packed);
    }
  },

  JAVA {
    @Override
    byte[] pack(byte[] bytes) {
      var compressor = new ZstdCompressor();
      var packed = new byte[compressor.maxCompressedLength(bytes.length)];
      var length = compressor.compress(bytes, 0, bytes.length, packed, 0, packed.length);
      return Arrays.copyOf(packed, length);
    }

    @Override
    InputStream unpacking(InputStream packed) {
      return new io.airlift.compress.zstd.ZstdInputStream(packed);
    }
  };

  private static final Logger LOG = LoggerFactory.getLogger(Zstandard.class);

  /** The quickest that still packs tightly enough for the row. */
  private static final int LEVEL = 1;

  abstract byte[] pack(byte[] bytes);

  abstract InputStream unpacking(InputStream packed) throws IOException;

  /** What was packed; fails when it is damaged. */
  final byte[] unpack(byte[] packed) throws IOException {
    try (var bytes = unpacking(new ByteArrayInputStream(packed))) {
      return bytes.readAllBytes();
    }
  }

  /** The native one, except on a platform it is not made for, or where no file may be executed. */
  static Zstandard best() {
    try {
      Native.load();
      return NATIVE;
    } catch (LinkageError e) {
      LOG.warn(
          "Event bodies are compressed in Java, which is slower, as the native Zstandard library"
              + " cannot be loaded: {}",
          e.getMessage());
      return JAVA;
    }
  }
}
