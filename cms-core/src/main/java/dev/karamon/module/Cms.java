package dev.karamon.module;

import dev.karamon.audit.Audit;
import dev.karamon.auth.SignInThrottle;
import dev.karamon.auth.admin.AdminResets;
import dev.karamon.auth.admin.SecondFactors;
import dev.karamon.database.Database;
import dev.karamon.database.DatabaseConfig;
import dev.karamon.database.Migrations;
import dev.karamon.database.Notifications;
import dev.karamon.database.SealedColumn;
import dev.karamon.http.Mount;
import dev.karamon.http.WebServer;
import dev.karamon.secret.MasterKey;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretBox;
import dev.karamon.secret.SecretText;
import dev.karamon.task.RecurringTasks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A running CMS: the core and its modules. */
public final class Cms {
  private static final String CORE_MIGRATIONS = "db/core";

  private final Services services;
  private final int port;
  private final Shutdown shutdown;

  private Cms(Services services, int port, Shutdown shutdown) {
    this.services = services;
    this.port = port;
    this.shutdown = shutdown;
  }

  /** Brings the schema of the core and of the modules up to date; blocks. */
  public static List<String> migrate(DatabaseConfig database, List<CmsModule> modules) {
    var sources = new ArrayList<Migrations.Source>();
    sources.add(new Migrations.Source("core", CORE_MIGRATIONS));
    modules.forEach(module -> sources.addAll(module.migrations()));
    return Migrations.migrate(database, sources);
  }

  /**
   * Seals every secret with another master key, in one transaction; no server may be running.
   * Returns what it did.
   */
  public static Future<List<String>> rotateKey(
      Vertx vertx,
      DatabaseConfig config,
      List<CmsModule> modules,
      MasterKey old,
      MasterKey next,
      Clock clock) {
    var columns = new ArrayList<SealedColumn>();
    columns.add(SecondFactors.SEALED);
    modules.forEach(module -> columns.addAll(module.sealedColumns()));
    return migrated(vertx, config, modules)
        .compose(migrated -> {
          var database = Database.open(vertx, config);
          var audit = new Audit(database, clock);
          return new KeyRotation(database, columns, new SecretBox(old), new SecretBox(next), audit)
              .run()
              .eventually(database::close);
        });
  }

  /** A token by which an admin who cannot sign in any more sets a password; servers may run. */
  public static Future<SecretText> resetAdmin(
      Vertx vertx, DatabaseConfig config, List<CmsModule> modules, Clock clock, String email) {
    return migrated(vertx, config, modules)
        .compose(migrated -> {
          var database = Database.open(vertx, config);
          var audit = new Audit(database, clock);
          var throttle = new SignInThrottle(vertx, database, clock);
          return new AdminResets(database, new Passwords(vertx), throttle, audit, clock)
              .link(email)
              .eventually(database::close);
        });
  }

  /**
   * Migrates, assembles, listens; what was opened is closed again when any step fails.
   *
   * @param more paths that the server adds to those of the core and the modules
   */
  public static Future<Cms> start(
      Vertx vertx, CmsConfig config, List<CmsModule> modules, List<Mount> more) {
    var shutdown = new Shutdown();
    return migrated(vertx, config.database(), modules)
        .compose(migrated -> assemble(vertx, config, modules, shutdown))
        .compose(assembly -> listen(vertx, config, assembly, more, shutdown))
        .recover(failure -> shutdown.run().transform(closed -> Future.failedFuture(failure)));
  }

  /**
   * Migrates, assembles, does one piece of work and closes everything: nothing is listened on, and
   * nothing happens in the background.
   */
  public static <T> Future<T> run(
      Vertx vertx, CmsConfig config, List<CmsModule> modules, Function<Services, Future<T>> work) {
    var shutdown = new Shutdown();
    return migrated(vertx, config.database(), modules)
        .compose(migrated -> assemble(vertx, config, modules, shutdown))
        .compose(assembly -> work.apply(assembly.services()))
        .eventually(shutdown::run);
  }

  /** What the core offers. */
  public Services services() {
    return services;
  }

  /** The port that is listened on. */
  public int port() {
    return port;
  }

  /** Stops listening, lets modules finish what is under way, closes the database. */
  public Future<Void> close() {
    return shutdown.run();
  }

  /** On a thread of its own: those of the pool are watched for what takes a minute. */
  private static Future<List<String>> migrated(
      Vertx vertx, DatabaseConfig database, List<CmsModule> modules) {
    var thread = vertx.createSharedWorkerExecutor("migrations", 1, 1, TimeUnit.DAYS);
    return thread.executeBlocking(() -> migrate(database, modules)).eventually(thread::close);
  }

  private static Future<Assembly> assemble(
      Vertx vertx, CmsConfig config, List<CmsModule> modules, Shutdown shutdown) {
    var database = Database.open(vertx, config.database());
    shutdown.then(database::close);
    return Notifications.connect(vertx, config.database())
        .onSuccess(notifications -> shutdown.then(notifications::close))
        .compose(notifications -> Assembly.of(vertx, config, modules, database, notifications))
        .onSuccess(assembly -> shutdown.then(() -> assembly.eachModule(CmsModule::stop)))
        .compose(assembly -> assembly.services().tables().reload().map(assembly));
  }

  private static Future<Cms> listen(
      Vertx vertx, CmsConfig config, Assembly assembly, List<Mount> more, Shutdown shutdown) {
    var tasks = new RecurringTasks(vertx, config.database(), config.clock(), assembly.tasks());
    shutdown.then(tasks::stop);
    var mounts = new ArrayList<>(assembly.mounts());
    mounts.addAll(more);
    assembly.usages().start();
    shutdown.then(assembly.usages()::stop);
    return WebServer.start(vertx, config.http(), mounts)
        .onSuccess(web -> shutdown.then(web::close))
        .compose(web ->
            assembly
                .eachModule(CmsModule::start)
                .compose(started -> tasks.start())
                .map(new Cms(assembly.services(), web.port(), shutdown)));
  }
}
