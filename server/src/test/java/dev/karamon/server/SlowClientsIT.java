package dev.karamon.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.http.HttpConfig;
import dev.karamon.http.Mount;
import dev.karamon.http.WebServer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.RawHttp;
import dev.karamon.server.testing.Site;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send a byte now and then do not keep the others waiting, and are cut. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
@Timeout(180)
class SlowClientsIT {
  private static final int HOW_MANY = 100;
  private static final Duration CUT_BY = Duration.ofSeconds(90);

  /** Longer than anybody may be idle. */
  private static final Duration WORK = Duration.ofSeconds(62);

  private final Site site;
  private final List<Socket> sockets = new ArrayList<>();

  SlowClientsIT(Site site) {
    this.site = site;
  }

  @AfterEach
  void hang_up() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
  }

  @Test
  void a_hundred_slow_clients_stop_nobody_and_are_cut() throws IOException {
    for (int i = 0; i < HOW_MANY; i++) {
      // Half of them are slow with the head, half with the body.
      sockets.add(begin(i % 2 == 0 ? "GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: " : post()));
    }
    for (int i = 0; i < 20; i++) {
      trickle();
      site.anybody().get("/health/live").expect(200);
      site.admin().get("/groups").expect(200);
    }
    Patience.until(
        CUT_BY,
        () -> {
          trickle();
          assertThat(sockets).filteredOn(SlowClientsIT::isOpen).isEmpty();
        });
    site.admin().get("/groups").expect(200);
  }

  @Test
  void a_client_that_is_just_quiet_between_requests_is_left_alone() throws Exception {
    var socket = begin(RawHttp.head(site.url(), "GET", "/health/live").replace("\n", "\r\n"));
    sockets.add(socket);
    assertThat(line(socket)).startsWith("HTTP/1.1 200");
    Thread.sleep(17_000);
    assertThat(isOpen(socket)).isTrue();
    socket
        .getOutputStream()
        .write(
            RawHttp.head(site.url(), "GET", "/health/live")
                .replace("\n", "\r\n")
                .getBytes(ISO_8859_1));
    assertThat(line(socket)).startsWith("HTTP/1.1 200");
  }

  @Test
  void who_waits_for_work_that_takes_its_time_is_answered() throws IOException {
    var vertx = Vertx.vertx();
    try {
      Mount work =
          router ->
              router
                  .get("/work")
                  .handler(context -> vertx.setTimer(WORK.toMillis(), done -> context.end("done")));
      var root = URI.create("http://127.0.0.1");
      var server =
          Patience.await(
              WebServer.start(vertx, new HttpConfig("127.0.0.1", 0, root), List.of(work)));
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        var head = RawHttp.head(URI.create(root + ":" + server.port()), "GET", "/work");
        socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(ISO_8859_1));
        assertThat(line(socket)).startsWith("HTTP/1.1 200");
      }
    } finally {
      Patience.await(vertx.close());
    }
  }

  private String post() {
    var cookie = site.admin().client().headers().get("Cookie");
    return "POST /admin/api/v1/groups HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nCookie: %s\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"
        .formatted(site.url().getAuthority(), site.url(), cookie);
  }

  private Socket begin(String text) throws IOException {
    var socket = new Socket(site.url().getHost(), site.url().getPort());
    socket.setTcpNoDelay(true);
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return socket;
  }

  private void trickle() {
    for (var socket : sockets) {
      try {
        socket.getOutputStream().write(' ');
      } catch (IOException e) {
        // It was cut; whether all were is asked elsewhere.
      }
    }
  }

  private static boolean isOpen(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The first line; what follows it is what came with it. */
  private static String line(Socket socket) throws IOException {
    socket.setSoTimeout((int) WORK.plusSeconds(20).toMillis());
    var bytes = new byte[8_192];
    var length = socket.getInputStream().read(bytes);
    return new String(bytes, 0, Math.max(0, length), ISO_8859_1).lines().findFirst().orElse("");
  }
}
