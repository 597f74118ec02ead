package dev.karamon.http;

import java.net.URI;

/**
 * Where the server listens and what it is called from outside.
 *
 * @param port 0 for any free port
 * @param publicUrl scheme and authority; empty path
 * @param proxies the proxies trusted to name the caller
 */
public record HttpConfig(String host, int port, URI publicUrl, TrustedProxies proxies) {
  /** Without proxies, or without trusted ones. */
  public HttpConfig(String host, int port, URI publicUrl) {
    this(host, port, publicUrl, TrustedProxies.NONE);
  }

  /** True when callers reach us over TLS. */
  public boolean secure() {
    return "https".equals(publicUrl.getScheme());
  }

  /** An absolute URL of a path. */
  public String url(String path) {
    return publicUrl.toString().replaceAll("/$", "") + path;
  }

  /**
   * True when the value of an {@code Origin} header is our own: the public URL, or the address that
   * the request was sent to. Another name that leads here may be anybody's.
   */
  public boolean isOwnOrigin(String origin, String hostHeader) {
    return origin.equals(url(""))
        || (origin.equals(publicUrl.getScheme() + "://" + hostHeader)
            && HostName.isFixed(hostHeader));
  }
}
