package dev.karamon.http;

import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.json.Text;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP server: one listener per event loop, all on one port. */
public final class WebServer {
  private static final long LAST_REQUESTS_SECONDS = 10;

  private final Vertx vertx;
  private final String deployment;
  private final int port;

  private WebServer(Vertx vertx, String deployment, int port) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.port = port;
  }

  /** Starts to listen; fails when the port is taken. */
  public static Future<WebServer> start(Vertx vertx, HttpConfig config, List<Mount> mounts) {
    var bound = new AtomicInteger(config.port());
    var loops = config.port() == 0 ? 1 : Runtime.getRuntime().availableProcessors();
    return vertx
        .deployVerticle(
            () -> new Listener(config, mounts, bound), new DeploymentOptions().setInstances(loops))
        .map(id -> new WebServer(vertx, id, bound.get()));
  }

  /** The port that is listened on. */
  public int port() {
    return port;
  }

  /** Stops listening; requests under way get a short time to end. */
  public Future<Void> close() {
    return vertx.undeploy(deployment);
  }

  private static final class Listener extends VerticleBase {
    private final HttpConfig config;
    private final List<Mount> mounts;
    private final AtomicInteger bound;
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    Listener(HttpConfig config, List<Mount> mounts, AtomicInteger bound) {
      this.config = config;
      this.mounts = mounts;
      this.bound = bound;
    }

    @Override
    public Future<?> start() {
      var slow = new SlowClients(vertx);
      var security = new SecurityHeaders(config);
      server =
          vertx
              .createHttpServer(options())
              .connectionHandler(slow::opened)
              .invalidRequestHandler(new InvalidRequests(security, mounts))
              .requestHandler(router(vertx, config, slow, security, mounts));
      return server
          .listen(config.port(), config.host())
          .onSuccess(listening -> bound.set(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
      return server.shutdown(LAST_REQUESTS_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxHeaderSize(16 * 1024)
        .setMaxInitialLineLength(WellFormedUrls.LONGEST_READ)
        .setMaxFormAttributeSize(0)
        .setCompressionSupported(true)
        // There are no web sockets, so nothing has to look for them on every connection.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        // TLS, and HTTP/2 with it, ends at the proxy.
        .setHttp2ClearTextEnabled(false)
        .setTcpNoDelay(true);
  }

  private static Router router(
      Vertx vertx,
      HttpConfig config,
      SlowClients slow,
      SecurityHeaders security,
      List<Mount> mounts) {
    var router = Router.router(vertx);
    router.route().handler(slow).failureHandler(context -> nameUnrouted(security, context));
    router.route().handler(new UnreadBodies());
    router.route().handler(new RequestIds());
    router.route().handler(new CallerAddress(config.proxies()));
    router.route().handler(security);
    router.route().handler(new WellFormedUrls(mounts));
    router.route().handler(new Expectations());
    router.route().handler(new ReboundNames(config));
    mounts.forEach(mount -> mount.on(router));
    router
        .route()
        .handler(context ->
            context.fail(KaramonException.notFound(Text.excerpt(context.request().path()))));
    // The first match answers, so a mount with its own failure format comes first.
    router.route().failureHandler(WebServer::answerFailure);
    return router;
  }

  /** Requests that fail before any handler has seen them: answered like every other. */
  private static void nameUnrouted(SecurityHeaders security, RoutingContext context) {
    if (!RequestIds.of(context).isEmpty()) {
      context.next();
      return;
    }
    RequestIds.assign(context);
    security.set(context.response().headers());
    var message =
        context.statusCode() == 404
            ? "The URL of a request begins with a slash."
            : "Send exactly one Host header with this server's name, with or without a port.";
    context.fail(400, new KaramonException(CommonError.INVALID_REQUEST, message));
  }

  private static void answerFailure(RoutingContext context) {
    var failure = context.failure();
    if (failure != null) {
      Problem.answer(context, failure);
      return;
    }
    var named =
        switch (context.statusCode()) {
          case 404 -> KaramonException.notFound(Text.excerpt(context.request().path()));
          case 400 ->
              new KaramonException(CommonError.INVALID_REQUEST, "The request cannot be read.");
          default -> null;
        };
    Problem.answer(
        context,
        named != null ? named : new IllegalStateException("Status " + context.statusCode()));
  }
}
