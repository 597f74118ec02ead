package dev.karamon.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Requests that nobody in good faith would send; the same ones for the same seed. */
public final class Fuzz {
  private static final List<String> JUNK =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1.5",
          "1e308",
          "99999999999999999999",
          "\"\"",
          "\" \"",
          "\"x\"",
          "\"7\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"'; DROP TABLE member; --\"",
          "\"%s%n%x\"",
          "\"../../etc/passwd\"",
          "\"<script>alert(1)</script>\"",
          "\"a\\r\\nSet-Cookie: evil=1\"",
          "\"2026-99-99T99:99:99Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"2026-01-01T00:00:00Z\"",
          "\"member@example.com\"",
          "\"https://example.com/a?b={CHECKOUT_SESSION_ID}\"",
          "\"javascript:alert(1)\"",
          "\"price_x\"",
          "\"viewer\"",
          "[]",
          "[[]]",
          "[null]",
          "[1,\"x\",{}]",
          "{}",
          "{\"a\":{\"b\":[]}}",
          "{\"type\":\"group_auth\",\"group_ids\":[0,-1,99999999999999999999]}",
          "{\"requests\":0,\"seconds\":-1}");
  private static final List<String> WHOLE =
      List.of(
          "",
          "{",
          "}",
          "[]",
          "null",
          "1",
          "\"x\"",
          "{\"a\":1,\"a\":2}",
          "{\"a\":1}{",
          "{'a':1}",
          "\u00ff\u00fe",
          "[".repeat(5_000),
          "{\"a\":".repeat(200) + "1" + "}".repeat(200),
          "{\"" + "k".repeat(60_000) + "\":1}",
          "NaN",
          "{\"\":\"\"}",
          "{\"\\u0000\":1}");
  private static final List<String> PATHS =
      List.of(
          "0",
          "-1",
          "1",
          "2",
          "999999999999999999",
          "99999999999999999999999",
          "1e3",
          "%00",
          "%2e%2e",
          "..%2f",
          "%ff",
          "a%0d%0ab",
          "'",
          "%22",
          "%7b%7d",
          "null",
          "evt_x",
          "test",
          "live",
          "*",
          "%E2%82%AC",
          "x".repeat(300),
          "00000000-0000-0000-0000-000000000000");
  private static final List<String> HEADERS =
      List.of(
          "Content-Type: text/plain",
          "Content-Type: application/json; charset=utf-7",
          "Content-Type: ",
          "Content-Encoding: gzip",
          "Accept: \u00ff",
          "X-Request-Id: \u00e9'\"<>",
          "Cookie: a=b; karamon_admin; =; ;;",
          "Origin: null",
          "If-None-Match: \"",
          "Range: bytes=-1-",
          "X-Rcms-Api-Access-Token: a.b.c",
          "Accept-Encoding: *;q=x",
          "Forwarded: for=\"\"",
          "Expect: something");

  private final SplittableRandom random;

  public Fuzz(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** One of them. */
  public <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** True with this probability. */
  public boolean maybe(double probability) {
    return random.nextDouble() < probability;
  }

  /** A segment of a path, encoded. */
  public String segment() {
    return one(PATHS);
  }

  /** A query with these parameters, or others. */
  public String query(List<String> names) {
    var query = new StringBuilder();
    for (var name : names) {
      if (maybe(0.5)) {
        query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(queryValue());
      }
    }
    return maybe(0.1) ? query + "&&=%&=x" : query.toString();
  }

  /** A header line that is of no use. */
  public String header() {
    return one(HEADERS);
  }

  /** A body that a schema leads to, more or less. */
  public String body(JsonNode schema) {
    if (maybe(0.15)) {
      return one(WHOLE);
    }
    var body = new StringBuilder("{");
    for (var property : schema.path("properties").properties()) {
      if (maybe(0.75)) {
        field(body, property.getKey(), maybe(0.6) ? fitting(property.getValue()) : one(JUNK));
      }
    }
    if (maybe(0.1)) {
      field(body, "no_such_field", one(JUNK));
    }
    return body.append('}').toString();
  }

  private String queryValue() {
    var junk = one(JUNK);
    return maybe(0.3)
        ? segment()
        : URLEncoder.encode(junk.replace("\"", ""), StandardCharsets.UTF_8);
  }

  private String fitting(JsonNode schema) {
    if (schema.path("enum").size() > 0) {
      return schema.path("enum").get(random.nextInt(schema.path("enum").size())).toString();
    }
    return switch (schema.path("type").asText()) {
      case "string" -> text(schema);
      case "integer", "number" -> Long.toString(random.nextLong(-3, 2_000));
      case "boolean" -> Boolean.toString(random.nextBoolean());
      case "array" -> "[" + fitting(schema.path("items")) + "]";
      case "object" -> body(schema);
      default -> one(JUNK);
    };
  }

  private String text(JsonNode schema) {
    return switch (schema.path("format").asText()) {
      case "date-time" -> "\"20%02d-01-01T00:00:00Z\"".formatted(random.nextInt(100));
      case "uri" -> "\"https://example.com/" + random.nextInt(100) + "\"";
      default -> "\"" + "x".repeat(random.nextInt(1, 20)) + random.nextInt(1_000) + "\"";
    };
  }

  private static void field(StringBuilder body, String name, String value) {
    body.append(body.length() == 1 ? "\"" : ",\"").append(name).append("\":").append(value);
  }
}
