package dev.karamon.bench;

import static java.util.Objects.requireNonNull;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import javax.crypto.Mac;

/** A bare handler in a process of its own: signature, one thing to do, answer. */
final class BareServer extends VerticleBase {
  /** What is printed when it listens, before the port. */
  static final String READY = "listening on port ";

  static final String DATABASE = "BENCH_DATABASE";
  static final String SECRET = "BENCH_SECRET";

  private static final String HOST = "127.0.0.1";
  private static final int POOL_SIZE = 16;

  private final int port;
  private final Mac mac;
  private final BareStore store;

  private BareServer(int port, String secret, BareStore store) {
    this.port = port;
    this.mac = Signatures.mac(secret);
    this.store = store;
  }

  /** Serves until its input ends, which it does with the process that started this one. */
  public static void main(String[] arguments) throws IOException {
    var kind = BareKind.valueOf(arguments[0]);
    var vertx = Vertx.vertx();
    var port = freePort();
    var pool = pool(vertx);
    var secret = requireNonNull(System.getenv(SECRET));
    var loops = new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
    Wait.on(
        vertx.deployVerticle(() -> new BareServer(port, secret, kind.store(pool)), loops),
        Duration.ofSeconds(30));
    System.out.println(READY + port);
    while (System.in.read() >= 0) {
      // Nothing is said here; only the end counts.
    }
    System.exit(0);
  }

  @Override
  public Future<?> start() {
    return vertx.createHttpServer().requestHandler(this::take).listen(port, HOST);
  }

  private void take(HttpServerRequest request) {
    var signature = request.getHeader("Stripe-Signature");
    request
        .body()
        .compose(body -> keep(signature, body))
        .onSuccess(kept -> request.response().end("{\"received\":true}"))
        .onFailure(failure -> request.response().setStatusCode(500).end(failure.toString()));
  }

  private Future<Void> keep(String signature, Buffer body) {
    var bytes = body.getBytes();
    return signature != null && Signatures.isValid(mac, signature, bytes)
        ? store.keep(BareEvent.read(bytes))
        : Future.failedFuture("The signature is wrong");
  }

  private static Pool pool(Vertx vertx) {
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(POOL_SIZE).setShared(true).setName("bare"))
        .connectingTo(
            PgConnectOptions.fromUri(requireNonNull(System.getenv(DATABASE)))
                .setCachePreparedStatements(true))
        .using(vertx)
        .build();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
