package dev.karamon.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Why an address and port cannot be listened on, and what to do about it. It is tried out: what the
 * operating system says of it differs between systems and languages.
 */
final class UnusablePort {
  private static final int FIRST_FOR_EVERYBODY = 1_024;
  private static final int CONNECT_MILLIS = 1_000;

  private UnusablePort() {}

  /** What is to be said of one of the ports that a server with this configuration listens on. */
  static String reason(ServerConfig config) {
    return address(config.httpHost())
        .filter(address -> canListen(address, 0))
        .map(address ->
            config.sandbox() && canListen(address, config.httpPort())
                ? reason(
                    InetAddress.getLoopbackAddress(), config.sandboxPort(), Setting.SANDBOX_PORT)
                : reason(address, config.httpPort(), Setting.HTTP_PORT))
        .orElseGet(() -> notOurs(config));
  }

  private static String notOurs(ServerConfig config) {
    return "%s is no address of this machine: set %s to one of its own, to 127.0.0.1 for this machine only, or to 0.0.0.0 for all of them"
        .formatted(config.httpHost(), Setting.HTTP_HOST.variable());
  }

  private static String reason(InetAddress address, int port, Setting setting) {
    var reserved = port > 0 && port < FIRST_FOR_EVERYBODY && !answers(address, port);
    return reserved
        ? "Port %d is reserved for root: set %s to one from %d on, with a proxy in front of it, or allow it (systemd: AmbientCapabilities=CAP_NET_BIND_SERVICE)"
            .formatted(port, setting.variable(), FIRST_FOR_EVERYBODY)
        : "Port %d is in use by another program: set %s to a free one"
            .formatted(port, setting.variable());
  }

  private static Optional<InetAddress> address(String host) {
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static boolean canListen(InetAddress address, int port) {
    try (var socket = new ServerSocket(port, 1, address)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean answers(InetAddress address, int port) {
    try (var socket = new Socket()) {
      var reached = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
      socket.connect(new InetSocketAddress(reached, port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
