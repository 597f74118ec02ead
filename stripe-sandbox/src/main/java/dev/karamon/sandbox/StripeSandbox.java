package dev.karamon.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;

/** One running sandbox: Stripe's API, its hosted pages and its webhook deliveries, on loopback. */
public final class StripeSandbox {
  private final Vertx vertx;
  private final String deployment;
  private final URI url;

  private StripeSandbox(Vertx vertx, String deployment, URI url) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.url = url;
  }

  /** Starts one; fails if the port is taken or the state file cannot be read. */
  public static Future<StripeSandbox> start(Vertx vertx, SandboxConfig config) {
    var verticle = new SandboxVerticle(config);
    return vertx
        .deployVerticle(verticle)
        .map(deployment -> new StripeSandbox(vertx, deployment, verticle.url()));
  }

  /** Where it listens, such as {@code http://127.0.0.1:12111}: the API is under {@code /v1/}. */
  public URI url() {
    return url;
  }

  /** Stops listening and delivering; what is to be kept is in the state file when this is done. */
  public Future<Void> close() {
    return vertx.undeploy(deployment);
  }
}
