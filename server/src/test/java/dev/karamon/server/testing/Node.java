package dev.karamon.server.testing;

import dev.karamon.admin.AdminRoute;
import dev.karamon.database.DatabaseConfig;
import dev.karamon.http.HttpConfig;
import dev.karamon.http.TrustedProxies;
import dev.karamon.mail.SmtpConfig;
import dev.karamon.module.Cms;
import dev.karamon.module.CmsConfig;
import dev.karamon.module.CmsModule;
import dev.karamon.module.Services;
import dev.karamon.secret.MasterKey;
import dev.karamon.secret.SecretText;
import dev.karamon.server.AdminPanel;
import dev.karamon.server.DatabaseUrl;
import dev.karamon.stripe.event.WebhookConfig;
import dev.karamon.stripe.module.StripeConfig;
import dev.karamon.stripe.module.StripeModule;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;

/** One running server with every module there is, and the admin panel where it is built. */
public final class Node implements AutoCloseable {
  /** Longer events are refused. */
  public static final int WEBHOOK_MAX_BYTES = 64 * 1024;

  /** Connections to the database for requests. */
  public static final int POOL_SIZE = 8;

  /** Below those that systems take for outgoing connections, and none that browsers refuse. */
  private static final int FIRST_PORT = 11_000;

  private static final int PORTS = 5_000;
  private static final int JVM = Integer.getInteger("karamon.test.jvm", 0);
  private static final AtomicInteger NEXT_PORT = new AtomicInteger(new Random().nextInt(PORTS));

  static final String MASTER_KEY = "a-master-key-that-only-tests-know-of";
  private static final String PUBLISHABLE_KEY = "pk_test_karamonsandbox";
  private static final SecretText SECRET_KEY = new SecretText("sk_test_karamonsandbox");

  private final Vertx vertx;
  private final Cms cms;
  private final URI url;
  private final StripeModule payments;
  private final DeclaredRoutes declared;
  private boolean closed;

  private Node(Vertx vertx, Cms cms, URI url, StripeModule payments, DeclaredRoutes declared) {
    this.vertx = vertx;
    this.cms = cms;
    this.url = url;
    this.payments = payments;
    this.declared = declared;
  }

  /** Starts a server on a free port. */
  static Node start(DatabaseUrl database, URI stripe, Clock clock) {
    return start(database, stripe, clock, WEBHOOK_MAX_BYTES);
  }

  /** Starts a server on a free port that takes events of this size. */
  static Node start(DatabaseUrl database, URI stripe, Clock clock, int webhookMaxBytes) {
    return start(
        config(database), stripe, clock, webhookMaxBytes, Optional.empty(), TrustedProxies.NONE);
  }

  /** Starts a server on a free port whose statements may take so long. */
  static Node start(DatabaseUrl database, URI stripe, Clock clock, Duration longestStatement) {
    return start(
        new DatabaseConfig(database.uri().reveal(), POOL_SIZE, longestStatement),
        stripe,
        clock,
        WEBHOOK_MAX_BYTES,
        Optional.empty(),
        TrustedProxies.NONE);
  }

  /** Starts a server on a free port that sends mail. */
  static Node start(DatabaseUrl database, URI stripe, Clock clock, SmtpConfig smtp) {
    return start(
        config(database), stripe, clock, WEBHOOK_MAX_BYTES, Optional.of(smtp), TrustedProxies.NONE);
  }

  /** Starts a server on a free port behind proxies. */
  static Node start(DatabaseUrl database, URI stripe, Clock clock, TrustedProxies proxies) {
    return start(config(database), stripe, clock, WEBHOOK_MAX_BYTES, Optional.empty(), proxies);
  }

  private static DatabaseConfig config(DatabaseUrl database) {
    return new DatabaseConfig(database.uri().reveal(), POOL_SIZE);
  }

  private static Node start(
      DatabaseConfig database,
      URI stripe,
      Clock clock,
      int webhookMaxBytes,
      Optional<SmtpConfig> smtp,
      TrustedProxies proxies) {
    var vertx = Vertx.vertx();
    var port = freePort();
    var url = URI.create("http://127.0.0.1:" + port);
    var declared = new DeclaredRoutes();
    var modules = new ArrayList<>(modules());
    modules.add(declared);
    var config =
        new CmsConfig(
            database,
            new HttpConfig("127.0.0.1", port, url, proxies),
            new MasterKey(MASTER_KEY),
            smtp,
            clock,
            Map.of(
                StripeConfig.class,
                new StripeConfig(
                    Optional.of(stripe),
                    new WebhookConfig(webhookMaxBytes, Duration.ofMinutes(5)),
                    Duration.ofDays(180))));
    try {
      var cms = Patience.await(Cms.start(vertx, config, modules, AdminPanel.mounts()));
      return new Node(vertx, cms, url, payments(modules), declared);
    } catch (RuntimeException e) {
      Patience.await(vertx.close());
      throw e;
    }
  }

  /** Every module on the class path, newly made. */
  static List<CmsModule> modules() {
    return ServiceLoader.load(CmsModule.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /** Where it listens. */
  public URI url() {
    return url;
  }

  /** What is assembled in it; for what cannot be seen from outside. */
  public Services services() {
    return cms.services();
  }

  /** Every admin route there is. */
  public List<AdminRoute<?>> adminRoutes() {
    return declared.routes();
  }

  /** Enters the sandbox's keys and has it send events here. */
  public void connectSandbox() {
    Patience.await(payments.connectSandbox(PUBLISHABLE_KEY, SECRET_KEY));
  }

  /**
   * A port that nobody listens on, and that is given to nobody else: outgoing connections have
   * others, and each JVM of the tests has its own.
   */
  public static int freePort() {
    while (true) {
      var port = FIRST_PORT + JVM * PORTS + NEXT_PORT.getAndIncrement() % PORTS;
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // The next one, then.
      }
    }
  }

  private static StripeModule payments(List<CmsModule> modules) {
    return modules.stream()
        .filter(StripeModule.class::isInstance)
        .map(StripeModule.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** May be called again. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    Patience.await(cms.close());
    Patience.await(vertx.close());
  }
}
