package dev.karamon.server.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;

/** Sends bytes that no well-behaved client sends. */
public final class RawHttp {
  private static final int TIMEOUT_MILLIS = 10_000;

  private RawHttp() {}

  /** Sends a text as it is, with CRLF for each line's end; the answer until the server closes. */
  public static String send(URI site, String request) {
    try (var socket = new Socket(site.getHost(), site.getPort())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The head of a request to a server, with these header lines. */
  public static String head(URI site, String method, String path, String... headers) {
    var head = new StringBuilder(method + " " + path + " HTTP/1.1\n");
    head.append("Host: ").append(site.getAuthority()).append('\n');
    for (var header : headers) {
      head.append(header).append('\n');
    }
    return head.append('\n').toString();
  }
}
