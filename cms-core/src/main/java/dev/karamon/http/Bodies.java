package dev.karamon.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.json.Json;
import dev.karamon.json.Text;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads request bodies within a bound; what is larger is refused before it is buffered. */
public final class Bodies {
  /** The bound of JSON bodies, in bytes. */
  public static final int JSON_LIMIT = 1024 * 1024;

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,10}");

  private Bodies() {}

  /** The body as received; {@code BODY_TOO_LARGE} as soon as it is known to exceed the bound. */
  public static Future<Buffer> read(HttpServerRequest request, int limit) {
    var declared = request.getHeader("Content-Length");
    if (declared != null && exceeds(declared, limit)) {
      return Future.failedFuture(tooLarge(limit));
    }
    var promise = Promise.<Buffer>promise();
    var body = Buffer.buffer();
    request.handler(chunk -> {
      if (body.length() + chunk.length() > limit) {
        request.handler(null);
        promise.tryFail(tooLarge(limit));
      } else {
        body.appendBuffer(chunk);
      }
    });
    request.exceptionHandler(promise::tryFail);
    request.endHandler(end -> promise.tryComplete(body));
    Expectations.meet(request);
    request.resume();
    return promise.future();
  }

  /** A JSON body; an empty one reads as an empty object. */
  public static Future<JsonNode> readJson(HttpServerRequest request) {
    var type = request.getHeader("Content-Type");
    var encoding = request.getHeader("Content-Encoding");
    return read(request, JSON_LIMIT)
        .map(body -> {
          if (body.length() == 0) {
            return Json.object();
          }
          refuseEncoded(encoding);
          refuseOtherThanJson(type);
          return Json.parse(body);
        });
  }

  private static void refuseOtherThanJson(String type) {
    var media = type == null ? "" : type.split(";", 2)[0].strip();
    if (!media.equalsIgnoreCase("application/json")) {
      throw new KaramonException(
          CommonError.UNSUPPORTED_MEDIA_TYPE, "Send the body with Content-Type: application/json.");
    }
  }

  private static void refuseEncoded(@Nullable String encoding) {
    if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
      throw new KaramonException(
          CommonError.UNSUPPORTED_MEDIA_TYPE,
          "Send the body without Content-Encoding; "
              + Text.excerpt(encoding)
              + " is not read here.");
    }
  }

  private static boolean exceeds(String declared, int limit) {
    return !LENGTH.matcher(declared).matches() || Long.parseLong(declared) > limit;
  }

  private static KaramonException tooLarge(int limit) {
    return new KaramonException(
        CommonError.BODY_TOO_LARGE, "The body is larger than " + limit + " bytes.");
  }
}
