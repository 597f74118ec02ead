package dev.karamon.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The proxies trusted to name the caller, and the header they use for it. */
public final class TrustedProxies {
  /** Trusts no proxy. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of(), Header.X_FORWARDED_FOR);

  private static final Pattern NETWORK = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

  private final List<IpSubnetFilterRule> networks;
  private final Header header;

  private TrustedProxies(List<IpSubnetFilterRule> networks, Header header) {
    this.networks = List.copyOf(networks);
    this.header = header;
  }

  /**
   * The header that the proxies write. Only one, because proxies pass the other one through as the
   * client sent it.
   */
  public enum Header {
    X_FORWARDED_FOR("X-Forwarded-For"),
    FORWARDED("Forwarded");

    private final String text;

    Header(String text) {
      this.text = text;
    }

    private Optional<InetAddress> read(String element) {
      return switch (this) {
        case X_FORWARDED_FOR -> ForwardedNode.read(element);
        case FORWARDED -> ForwardedNode.readElement(element);
      };
    }
  }

  /**
   * Trusts these addresses and networks, such as {@code 192.0.2.7} or {@code 2001:db8::/32}; throws
   * {@link IllegalArgumentException} for anything else, and for networks that hold every address.
   */
  public static TrustedProxies of(List<String> networks, Header header) {
    return new TrustedProxies(networks.stream().map(TrustedProxies::network).toList(), header);
  }

  private static IpSubnetFilterRule network(String text) {
    var parts = NETWORK.matcher(text);
    var address =
        parts.matches() ? ForwardedNode.address(parts.group(1)) : Optional.<InetAddress>empty();
    if (address.isEmpty()) {
      throw new IllegalArgumentException(text + " is no address and no network");
    }
    var longest = address.get().getAddress().length * Byte.SIZE;
    var prefix = parts.group(2) == null ? longest : Integer.parseInt(parts.group(2));
    if (prefix < 1 || prefix > longest) {
      throw new IllegalArgumentException(text + " has a prefix that is not from 1 to " + longest);
    }
    return new IpSubnetFilterRule(address.get(), prefix, IpFilterRuleType.ACCEPT);
  }

  /**
   * The address of the caller: going back from the proxy that connected to the first address that
   * is not a trusted one. Anything before that, or unreadable, may be forged.
   */
  String caller(String connected, MultiMap headers) {
    var nearest = ForwardedNode.address(connected);
    if (nearest.isEmpty() || !trusts(nearest.get())) {
      return connected;
    }
    var caller = nearest.get();
    for (var element : elements(headers).reversed()) {
      var before = header.read(element);
      if (before.isEmpty()) {
        break;
      }
      caller = before.get();
      if (!trusts(caller)) {
        break;
      }
    }
    return caller.getHostAddress();
  }

  private List<String> elements(MultiMap headers) {
    var lines = headers.getAll(header.text);
    return lines.isEmpty() ? List.of() : List.of(String.join(",", lines).split(",", -1));
  }

  private boolean trusts(InetAddress address) {
    var end = new InetSocketAddress(address, 0);
    return networks.stream().anyMatch(network -> network.matches(end));
  }
}
