package dev.karamon.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Determines where each request comes from, for rate limits and the audit log. */
public final class CallerAddress implements Handler<RoutingContext> {
  private static final String KEY = "caller-address";

  private final TrustedProxies proxies;

  CallerAddress(TrustedProxies proxies) {
    this.proxies = proxies;
  }

  /** The address of the caller; empty when the connection has none. */
  public static String of(RoutingContext context) {
    var address = context.<String>get(KEY);
    return address == null ? "" : address;
  }

  /** The network a caller is counted by: an IPv6 caller usually has the whole /64. */
  public static String network(String address) {
    var groups = address.split(":", -1);
    return groups.length == 8 ? String.join(":", List.of(groups).subList(0, 4)) + "::" : address;
  }

  @Override
  public void handle(RoutingContext context) {
    var connected = context.request().remoteAddress();
    if (connected != null && connected.hostAddress() != null) {
      context.put(KEY, proxies.caller(connected.hostAddress(), context.request().headers()));
    }
    context.next();
  }
}
