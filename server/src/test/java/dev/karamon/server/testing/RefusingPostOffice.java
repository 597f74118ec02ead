package dev.karamon.server.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.karamon.mail.SmtpConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Optional;

/** A mail server that knows nobody it could deliver to. */
public final class RefusingPostOffice implements AutoCloseable {
  private final ServerSocket server;

  public RefusingPostOffice() {
    try {
      server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::serve);
  }

  /** How it is reached. */
  public SmtpConfig config() {
    return at(server.getLocalPort());
  }

  /** A mail server that is down. */
  public static SmtpConfig down() {
    return at(Node.freePort());
  }

  private static SmtpConfig at(int port) {
    return new SmtpConfig(
        "127.0.0.1",
        port,
        SmtpConfig.Encryption.OFFERED,
        Optional.empty(),
        "Shop <no-reply@shop.example>");
  }

  private void serve() {
    while (!server.isClosed()) {
      try (var caller = server.accept()) {
        talk(caller);
      } catch (IOException hungUp) {
        // The next one.
      }
    }
  }

  private static void talk(Socket caller) throws IOException {
    var out = caller.getOutputStream();
    out.write("220 post.example\r\n".getBytes(US_ASCII));
    var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), US_ASCII));
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      out.write((answer(line.toUpperCase(Locale.ROOT)) + "\r\n").getBytes(US_ASCII));
    }
  }

  private static String answer(String line) {
    if (line.startsWith("RCPT")) {
      return "550 5.1.1 No such mailbox";
    }
    return line.startsWith("QUIT") ? "221 Bye" : "250 OK";
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
