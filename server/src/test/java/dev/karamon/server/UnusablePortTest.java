package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnusablePortTest {
  @Test
  void a_port_that_is_reserved_for_root_is_told_from_one_in_use() throws Exception {
    // Nobody listens on it: it is for a service that no longer exists.
    assertThat(said(new SocketException("Permission denied"), Map.of("KARAMON_HTTP_PORT", "57")))
        .startsWith("Port 57 is reserved for root: set KARAMON_HTTP_PORT to one from 1024 on");

    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(other.getLocalPort());
      assertThat(said(new BindException("in use"), Map.of("KARAMON_HTTP_PORT", port)))
          .isEqualTo(
              "Port "
                  + port
                  + " is in use by another program: set KARAMON_HTTP_PORT to a free one");
    }
  }

  @Test
  void the_port_of_the_sandbox_is_told_from_the_servers_own() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = Integer.toString(other.getLocalPort());
      var settings =
          Map.of("KARAMON_SANDBOX", "true", "KARAMON_SANDBOX_PORT", port, "KARAMON_HTTP_PORT", "0");

      assertThat(said(new BindException("in use"), settings))
          .isEqualTo(
              "Port "
                  + port
                  + " is in use by another program: set KARAMON_SANDBOX_PORT to a free one");
    }
  }

  private static String said(SocketException failure, Map<String, String> settings)
      throws InvalidConfigException {
    var config = ConfigReader.read(new ConfigSource(settings, Map.of(), List.of(), Map.of()));
    return String.valueOf(StartupException.from(failure, config).getMessage());
  }
}
