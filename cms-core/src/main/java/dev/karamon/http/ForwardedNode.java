package dev.karamon.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the addresses that proxies write; names are never looked up. */
final class ForwardedNode {
  private static final Pattern NODE =
      Pattern.compile("\\[(?<v6>[^]]+)](:\\d{1,5})?|(?<v4>[0-9.]+)(:\\d{1,5})?");
  private static final String PAIR = "[\\w-]+=(?:[^\\s\",;=]+|\"[^\"\\\\]*\")";
  private static final Pattern ELEMENT = Pattern.compile(PAIR + "(?:;" + PAIR + ")*+");
  private static final Pattern FOR =
      Pattern.compile("(?:^|;)for=\"?([^\";]+)", Pattern.CASE_INSENSITIVE);

  private ForwardedNode() {}

  /** An address with or without a port: {@code 192.0.2.7:4711}, {@code [2001:db8::1]:4711}. */
  static Optional<InetAddress> read(String text) {
    var stripped = text.strip();
    var node = NODE.matcher(stripped);
    if (!node.matches()) {
      return address(stripped);
    }
    return address(node.group("v6") != null ? node.group("v6") : node.group("v4"));
  }

  /** One element of {@code Forwarded} (RFC 7239): {@code for="[2001:db8::1]:4711";proto=https}. */
  static Optional<InetAddress> readElement(String text) {
    var element = text.strip();
    var node = FOR.matcher(element);
    return ELEMENT.matcher(element).matches() && node.find()
        ? read(node.group(1))
        : Optional.empty();
  }

  /** An address alone; an IPv4-mapped IPv6 address is read as IPv4. */
  static Optional<InetAddress> address(String text) {
    var bytes = NetUtil.createByteArrayFromIpAddressString(text);
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
    }
  }
}
