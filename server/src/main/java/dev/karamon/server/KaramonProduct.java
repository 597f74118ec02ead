package dev.karamon.server;

import dev.karamon.database.DatabaseConfig;
import dev.karamon.http.HttpConfig;
import dev.karamon.module.Cms;
import dev.karamon.module.CmsConfig;
import dev.karamon.module.CmsModule;
import dev.karamon.sandbox.SandboxConfig;
import dev.karamon.sandbox.StripeSandbox;
import dev.karamon.secret.MasterKey;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Karamon: the CMS with the modules on the class path, and the sandbox when it is asked for. */
final class KaramonProduct implements Product {
  private static final int POOL_SIZE = 16;

  @Override
  public Future<Node> start(Vertx vertx, Start start) {
    return startNode(vertx, start).map(node -> node);
  }

  @Override
  public List<String> migrate(DatabaseUrl database) {
    return Cms.migrate(databaseConfig(database), modules());
  }

  @Override
  public Future<List<String>> rotateKey(
      Vertx vertx, DatabaseUrl database, SecretText old, SecretText next) {
    // One connection: those of others are counted.
    return Cms.rotateKey(
        vertx,
        new DatabaseConfig(database.uri().reveal(), 1),
        modules(),
        new MasterKey(old.reveal()),
        new MasterKey(next.reveal()),
        Clock.systemUTC());
  }

  @Override
  public Future<SecretText> resetAdmin(Vertx vertx, DatabaseUrl database, String email) {
    return Cms.resetAdmin(
        vertx, new DatabaseConfig(database.uri().reveal(), 1), modules(), Clock.systemUTC(), email);
  }

  @Override
  public Future<Boolean> demo(Vertx vertx, Start start) {
    return startNode(vertx, start)
        .compose(node ->
            vertx
                .executeBlocking(() -> new Demo(System.out, node.demoTarget()).play())
                .eventually(node::close));
  }

  @Override
  public Future<Reconciled> reconcile(Vertx vertx, Start start, boolean dryRun) {
    var modules = modules();
    if (!paymentsAmong(modules)) {
      throw new StartupException("This server has no payments to compare with Stripe");
    }
    var config = cmsConfig(start, http(start.config()), modules, runningSandbox(start.config()));
    return Cms.run(vertx, config, modules, services -> Payments.reconcile(modules, dryRun));
  }

  /** The one beside the server that serves: a new one would know of no subscription. */
  private static Optional<URI> runningSandbox(ServerConfig config) {
    if (config.sandbox() && config.sandboxPort() == 0) {
      throw new StartupException(
          "Set " + Setting.SANDBOX_PORT.variable() + " to the port of the running sandbox");
    }
    return config.sandbox()
        ? Optional.of(URI.create("http://127.0.0.1:" + config.sandboxPort()))
        : Optional.empty();
  }

  /** Starts the sandbox first, so that everything else finds it. */
  private static Future<KaramonNode> startNode(Vertx vertx, Start start) {
    return sandbox(vertx, start)
        .compose(sandbox ->
            startNode(vertx, start, sandbox)
                .recover(
                    failure -> close(sandbox).transform(done -> Future.failedFuture(failure))));
  }

  private static Future<KaramonNode> startNode(
      Vertx vertx, Start start, Optional<StripeSandbox> sandbox) {
    var http = http(start.config());
    var modules = modules();
    var config = cmsConfig(start, http, modules, sandbox.map(StripeSandbox::url));
    return vertx
        .executeBlocking(() -> AdminUiRoutes.load().map(List::of).orElse(List.of()))
        .compose(panel -> Cms.start(vertx, config, modules, panel))
        .map(cms -> new KaramonNode(cms, http, sandbox, start))
        .compose(node ->
            node.prepare()
                .compose(prepared -> connect(start, modules))
                .compose(connected -> node.seed())
                .map(node)
                .recover(failure -> node.close().transform(done -> Future.failedFuture(failure))));
  }

  private static Future<Optional<StripeSandbox>> sandbox(Vertx vertx, Start start) {
    if (!start.config().sandbox()) {
      return Future.succeededFuture(Optional.empty());
    }
    var state =
        start.withDemoData()
            ? Optional.of(start.config().dataDir().resolve("sandbox.json"))
            : Optional.<Path>empty();
    var config = new SandboxConfig(start.config().sandboxPort(), Clock.systemUTC(), state, true);
    return StripeSandbox.start(vertx, config).map(Optional::of);
  }

  private static Future<Void> connect(Start start, List<CmsModule> modules) {
    var connects = start.config().sandbox() && start.connectsSandbox() && paymentsAmong(modules);
    return connects ? Payments.connectSandbox(modules) : Future.succeededFuture();
  }

  static Future<Void> close(Optional<StripeSandbox> sandbox) {
    return sandbox.map(StripeSandbox::close).orElseGet(Future::succeededFuture);
  }

  private static CmsConfig cmsConfig(
      Start start, HttpConfig http, List<CmsModule> modules, Optional<URI> sandbox) {
    Map<Class<?>, Object> configs =
        paymentsAmong(modules) ? Payments.configs(start.config(), sandbox) : Map.of();
    return new CmsConfig(
        databaseConfig(start.database()),
        http,
        new MasterKey(start.masterKey().reveal()),
        start.config().smtp(),
        Clock.systemUTC(),
        configs);
  }

  private static boolean paymentsAmong(List<CmsModule> modules) {
    return modules.stream().anyMatch(module -> module.name().equals("payments-stripe"));
  }

  /** The public URL is part of what is assembled, so a free port is found before. */
  private static HttpConfig http(ServerConfig config) {
    var port = config.httpPort() == 0 ? freePort(config) : config.httpPort();
    return new HttpConfig(config.httpHost(), port, config.publicUrl(port), config.proxies());
  }

  private static int freePort(ServerConfig config) {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName(config.httpHost()))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw StartupException.from(e, config);
    }
  }

  private static DatabaseConfig databaseConfig(DatabaseUrl database) {
    return new DatabaseConfig(database.uri().reveal(), POOL_SIZE);
  }

  private static List<CmsModule> modules() {
    return ServiceLoader.load(CmsModule.class).stream().map(ServiceLoader.Provider::get).toList();
  }
}
