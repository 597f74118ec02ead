package dev.karamon.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** What percent signs in URLs stand for: bytes of text in UTF-8 (RFC 3986). */
public final class PercentEncoding {
  private PercentEncoding() {}

  /** What a part of a URL stands for that was checked when its request came in. */
  public static String decode(String part) {
    return read(part)
        .orElseThrow(() -> new IllegalArgumentException("A broken URL has not been refused"));
  }

  /** What a part stands for in which each percent sign is followed by two digits, if it is text. */
  static Optional<String> read(String part) {
    if (part.indexOf('%') < 0) {
      return Optional.of(part);
    }
    var bytes = new ByteArrayOutputStream(part.length());
    for (int i = 0; i < part.length(); i++) {
      if (part.charAt(i) == '%') {
        bytes.write(HexFormat.fromHexDigits(part, i + 1, i + 3));
        i += 2;
      } else {
        bytes.writeBytes(part.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
      return Optional.of(text.toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
