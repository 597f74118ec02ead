package dev.karamon.http;

import io.netty.util.NetUtil;
import java.util.Locale;

/** The name in a {@code Host} header: who decides to which machine it leads. */
final class HostName {
  private HostName() {}

  /**
   * True for addresses and {@code localhost}. Any other name leads where its owner says, which may
   * be this machine: then the owner's pages are of one origin with this server in every browser.
   */
  static boolean isFixed(String hostHeader) {
    var name = withoutPort(hostHeader).toLowerCase(Locale.ROOT);
    return name.startsWith("[")
        ? name.endsWith("]") && NetUtil.isValidIpV6Address(name.substring(1, name.length() - 1))
        : NetUtil.isValidIpV4Address(name)
            || name.equals("localhost")
            || name.endsWith(".localhost");
  }

  /** True for names and addresses that lead to the caller's own machine. */
  static boolean isLoopback(String name) {
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("[::1]")
        || (name.startsWith("127.") && NetUtil.isValidIpV4Address(name));
  }

  private static String withoutPort(String hostHeader) {
    var colon = hostHeader.indexOf(':', hostHeader.indexOf(']') + 1);
    return colon < 0 ? hostHeader : hostHeader.substring(0, colon);
  }
}
