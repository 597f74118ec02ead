package dev.karamon.server.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
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

  /**
   * What came of a flood.
   *
   * @param bytes that could be sent before the server closed
   */
  public record Flood(long bytes, String answer) {}

  /** Sends the chunk again and again until the server closes, or until so many bytes are sent. */
  public static Flood flood(URI site, String head, String chunk, long most) {
    try (var socket = new Socket()) {
      // Small, so that what is sent is what the server has taken, not what the system holds.
      socket.setSendBufferSize(64 * 1024);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(site.getHost(), site.getPort()));
      var answer = new ByteArrayOutputStream();
      var reader = Thread.startVirtualThread(() -> readInto(answer, socket));
      var sent = send(socket, head, chunk.replace("\n", "\r\n").getBytes(ISO_8859_1), most);
      reader.join();
      return new Flood(sent, answer.toString(ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static long send(Socket socket, String head, byte[] chunk, long most) {
    var sent = 0L;
    try {
      var out = socket.getOutputStream();
      out.write(head.replace("\n", "\r\n").getBytes(ISO_8859_1));
      while (sent < most) {
        out.write(chunk);
        sent += chunk.length;
      }
    } catch (IOException closedByTheServer) {
      return sent;
    }
    return sent;
  }

  private static void readInto(ByteArrayOutputStream answer, Socket socket) {
    try {
      socket.getInputStream().transferTo(answer);
    } catch (IOException closedOrNothingMore) {
      // What was read until then is the answer.
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
