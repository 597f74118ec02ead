package dev.karamon.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Bytes to send, with the tag that shows whether a browser already has them. */
final class Resource {
  private static final String ASK_EACH_TIME = "no-cache";
  private static final String KEEP = "public, max-age=31536000, immutable";
  private static final Pattern GZIP =
      Pattern.compile("(^|[,\\s])gzip\\s*(;\\s*q=(0?\\.\\d*[1-9]|1)\\d*(\\.0*)?)?\\s*(,|$)");

  private final String type;
  private final String cacheControl;
  private final String tag;
  private final Buffer plain;
  private final Buffer gzipped;

  private Resource(String type, String cacheControl, byte[] bytes) {
    this(
        type,
        cacheControl,
        "W/\"" + hash(bytes) + "\"",
        Buffer.buffer(bytes),
        Buffer.buffer(gzip(bytes)));
  }

  private Resource(String type, String cacheControl, String tag, Buffer plain, Buffer gzipped) {
    this.type = type;
    this.cacheControl = cacheControl;
    this.tag = tag;
    this.plain = plain;
    this.gzipped = gzipped;
  }

  /** An OpenAPI document; revalidated every time, sent when it changed. */
  static Resource document(String json) {
    return new Resource("application/json", ASK_EACH_TIME, json.getBytes(UTF_8));
  }

  /** A page; revalidated every time, sent when it changed. */
  static Resource page(String html) {
    return new Resource("text/html; charset=utf-8", ASK_EACH_TIME, html.getBytes(UTF_8));
  }

  /** A file whose URL changes with its content, so that browsers may cache it. */
  static Resource asset(String type, byte[] bytes) {
    return new Resource(type, KEEP, bytes);
  }

  /** The same bytes, not to be cached without revalidation. */
  Resource askedEachTime() {
    return new Resource(type, ASK_EACH_TIME, tag, plain, gzipped);
  }

  /** A short hash of bytes, fit for a URL. */
  static String hash(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(Arrays.copyOf(digest, 12));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }

  /** Answers with the bytes, or with 304 when the caller has them. */
  void answer(HttpServerRequest request) {
    var response =
        request
            .response()
            .putHeader("ETag", tag)
            .putHeader("Cache-Control", cacheControl)
            .putHeader("Vary", "Accept-Encoding");
    if (isKnown(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", type);
    if (takesGzip(request.getHeader("Accept-Encoding"))) {
      response.putHeader("Content-Encoding", "gzip").end(gzipped);
    } else {
      response.end(plain);
    }
  }

  private boolean isKnown(@Nullable String tags) {
    return tags != null
        && List.of(tags.split(",", -1)).stream()
            .map(String::strip)
            .anyMatch(known -> known.equals("*") || weak(known).equals(tag));
  }

  private static String weak(String tag) {
    return tag.startsWith("W/") ? tag : "W/" + tag;
  }

  private static boolean takesGzip(@Nullable String accepted) {
    return accepted != null && GZIP.matcher(accepted).find();
  }

  private static byte[] gzip(byte[] bytes) {
    var buffer = new ByteArrayOutputStream(bytes.length / 3 + 64);
    try (var gzip = new GZIPOutputStream(buffer)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.toByteArray();
  }
}
