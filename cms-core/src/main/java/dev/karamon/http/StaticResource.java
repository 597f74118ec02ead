package dev.karamon.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Bytes to send, with the tag that shows whether a browser already has them. */
public final class StaticResource {
  private static final String REVALIDATE = "no-cache";
  private static final String CACHE = "public, max-age=31536000, immutable";
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private final String type;
  private final String cacheControl;
  private final String tag;
  private final Buffer plain;
  private final Optional<Buffer> gzipped;
  private final Optional<String> policy;

  private StaticResource(
      String type,
      String cacheControl,
      String tag,
      Buffer plain,
      Optional<Buffer> gzipped,
      Optional<String> policy) {
    this.type = type;
    this.cacheControl = cacheControl;
    this.tag = tag;
    this.plain = plain;
    this.gzipped = gzipped;
    this.policy = policy;
  }

  /** A file; browsers ask every time whether it changed. */
  public static StaticResource of(String type, byte[] bytes) {
    return new StaticResource(
        type,
        REVALIDATE,
        "W/\"" + hash(bytes) + "\"",
        Buffer.buffer(bytes),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, with a URL that changes with its content, so that browsers may cache it. */
  public StaticResource cached() {
    return new StaticResource(type, CACHE, tag, plain, gzipped, policy);
  }

  /** The same, not to be cached without revalidation. */
  public StaticResource revalidated() {
    return new StaticResource(type, REVALIDATE, tag, plain, gzipped, policy);
  }

  /** The same, as a page that may load only our own files. */
  public StaticResource asPage() {
    return new StaticResource(type, cacheControl, tag, plain, gzipped, Optional.of(PAGE_POLICY));
  }

  /** The same, compressed for callers that accept it. */
  public StaticResource compressed() {
    return compressed(gzip(plain.getBytes()));
  }

  /** The same, with bytes that were compressed earlier. */
  public StaticResource compressed(byte[] gzip) {
    return new StaticResource(
        type, cacheControl, tag, plain, Optional.of(Buffer.buffer(gzip)), policy);
  }

  /** A short hash of bytes, fit for a URL. */
  public static String hash(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }

  /** Answers with the bytes, or with 304 if the caller has them. */
  public void answer(RoutingContext context) {
    var response =
        context
            .response()
            .putHeader("ETag", tag)
            .putHeader("Cache-Control", cacheControl)
            .putHeader("Vary", "Accept-Encoding");
    policy.ifPresent(value -> response.putHeader("Content-Security-Policy", value));
    if (isKnown(context.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", type);
    if (gzipped.isPresent() && takesGzip(context)) {
      send(context, response.putHeader("Content-Encoding", "gzip"), gzipped.get());
      return;
    }
    if (gzipped.isEmpty()) {
      // Set explicitly: the server would compress it for nothing.
      response.putHeader("Content-Encoding", "identity");
    }
    send(context, response, plain);
  }

  // Over HTTP/2, Vert.x would send the bytes to HEAD as well.
  private static void send(RoutingContext context, HttpServerResponse response, Buffer bytes) {
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.putHeader("Content-Length", Integer.toString(bytes.length())).end();
    } else {
      response.end(bytes);
    }
  }

  private boolean isKnown(@Nullable String tags) {
    return tags != null
        && Arrays.stream(tags.split(",", -1))
            .map(String::strip)
            .anyMatch(known -> known.equals("*") || weak(known).equals(tag));
  }

  private static String weak(String tag) {
    return tag.startsWith("W/") ? tag : "W/" + tag;
  }

  private static boolean takesGzip(RoutingContext context) {
    return context.parsedHeaders().acceptEncoding().stream()
        .anyMatch(one -> one.value().equalsIgnoreCase("gzip") && one.weight() > 0);
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
