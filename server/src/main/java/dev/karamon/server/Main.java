package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** The program: one command, run to its end or until the process is asked to stop. */
public final class Main {
  /** A migration of large tables takes its time, and so does waiting for another node's. */
  private static final Duration START_TIMEOUT = Duration.ofHours(12);

  private static final Duration RECONCILE_TIMEOUT = Duration.ofHours(12);
  private static final Duration DEMO_TIMEOUT = Duration.ofMinutes(10);
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration LOOPS_TIMEOUT = Duration.ofSeconds(5);

  /** Something still deviates from Stripe. */
  private static final int DEVIATES = 3;

  private static final String RECONCILE_REQUEST = "POST /admin/api/v1/stripe/reconcile";

  private final Product product;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;
  private final Shutdown shutdown = new Shutdown();

  Main(Product product, Map<String, String> environment, PrintStream out, PrintStream err) {
    this.product = product;
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    launch(new KaramonProduct(), arguments);
  }

  static void launch(Product product, String... arguments) {
    var main = new Main(product, System.getenv(), System.out, System.err);
    main.shutdown.runAtExit();
    System.exit(main.run(arguments));
  }

  int run(String... arguments) {
    return CommandLines.of(this::execute)
        .setOut(new PrintWriter(out, true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .execute(arguments);
  }

  private int execute(Command command, ParseResult arguments) {
    ServerConfig config;
    try {
      config = ConfigReader.read(CommandLines.source(arguments, environment, defaultsOf(command)));
    } catch (InvalidConfigException e) {
      err.println("The configuration is not usable:");
      e.problems().forEach(problem -> err.println("  - " + problem));
      return ExitCode.USAGE;
    }
    startLogging(config);
    try {
      return execute(command, config, arguments);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.SOFTWARE;
    } catch (ExecutionException e) {
      return failed(
          command, StartupException.from(e.getCause() == null ? e : e.getCause(), config));
    } catch (RuntimeException e) {
      return failed(command, StartupException.from(e, config));
    }
  }

  private int failed(Command command, StartupException failure) {
    var log = LoggerFactory.getLogger(Main.class);
    if (failure.isUnexpected()) {
      log.error("The command failed", failure);
    } else {
      log.debug("The command failed", failure);
    }
    err.println("karamon " + command.text() + ": " + failure.getMessage());
    return ExitCode.SOFTWARE;
  }

  private Map<Setting, String> defaultsOf(Command command) {
    var defaults = new EnumMap<Setting, String>(Setting.class);
    defaults.putAll(command.defaults());
    if (command == Command.DEMO) {
      defaults.put(Setting.DATA_DIR, passingFolder().toString());
    }
    return defaults;
  }

  private Path passingFolder() {
    try {
      var folder = Files.createTempDirectory("karamon-demo");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      shutdown.add("the folder of the demo", () -> FileTree.delete(folder));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Read by logback.xml, so before the first logger is made.
  private static void startLogging(ServerConfig config) {
    System.setProperty(Setting.LOG_FORMAT.variable(), config.logFormat().text());
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  private int execute(Command command, ServerConfig config, ParseResult arguments)
      throws InterruptedException, ExecutionException {
    if (command != Command.ROTATE_KEY) {
      KeyExchange.refuseUnfinished(config);
    }
    var backing = backing(command, config);
    return switch (command) {
      case MIGRATE -> migrate(backing);
      case ROTATE_KEY -> rotateKey(config, backing);
      case RESET_ADMIN -> resetAdmin(config, backing, arguments.matchedPositionalValue(0, ""));
      case RECONCILE ->
          reconcile(start(command, config, backing), arguments.hasMatchedOption(Command.DRY_RUN));
      case SERVE, DEV -> serve(start(command, config, backing), backing.lost());
      case DEMO -> demo(start(command, config, backing));
    };
  }

  private Backing backing(Command command, ServerConfig config) {
    try {
      return Backing.open(config, shutdown);
    } catch (FolderInUseException e) {
      return switch (command) {
        case RESET_ADMIN -> Backing.beside(config);
        case RECONCILE -> throw e.whichDoes(RECONCILE_REQUEST);
        default -> throw e;
      };
    }
  }

  private static Product.Start start(Command command, ServerConfig config, Backing backing) {
    return new Product.Start(command, config, backing.database(), backing.masterKey());
  }

  private int migrate(Backing backing) {
    var applied = product.migrate(backing.database());
    applied.forEach(migration -> out.println("applied " + migration));
    out.println(applied.isEmpty() ? "The database was up to date." : "The database is up to date.");
    return ExitCode.OK;
  }

  private int rotateKey(ServerConfig config, Backing backing)
      throws InterruptedException, ExecutionException {
    var exchange = KeyExchange.of(config, environment);
    var rotation =
        product.rotateKey(loops(), backing.database(), backing.masterKey(), exchange.next());
    await(rotation, START_TIMEOUT).forEach(out::println);
    out.println(exchange.finish());
    return ExitCode.OK;
  }

  private int resetAdmin(ServerConfig config, Backing backing, String email)
      throws InterruptedException, ExecutionException {
    var token =
        await(product.resetAdmin(loops(), backing.database(), email), START_TIMEOUT).reveal();
    out.println("Within an hour, have " + email + " open");
    out.println("  " + config.publicUrl(config.httpPort()) + "/admin/reset?token=" + token);
    out.println(
        "It sets a new password, removes the second factor and ends all sessions. It works once.");
    return ExitCode.OK;
  }

  private int reconcile(Product.Start start, boolean dryRun)
      throws InterruptedException, ExecutionException {
    var reconciled = await(product.reconcile(loops(), start, dryRun), RECONCILE_TIMEOUT);
    reconciled.lines().forEach(out::println);
    return reconciled.clean() ? ExitCode.OK : DEVIATES;
  }

  private int serve(Product.Start start, CompletionStage<String> lost)
      throws InterruptedException, ExecutionException {
    var node = await(product.start(loops(), start), START_TIMEOUT);
    shutdown.add("the server", () -> await(node.close(), DRAIN_TIMEOUT));
    node.greeting().forEach(out::println);
    out.flush();
    // Until the process is asked to stop: then the shutdown steps run, and this thread ends with
    // it.
    var reason = lost.toCompletableFuture().get();
    throw new StartupException(reason + "; this server ends with it. Start it again");
  }

  private int demo(Product.Start start) throws InterruptedException, ExecutionException {
    return await(product.demo(loops(), start), DEMO_TIMEOUT) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private Vertx loops() {
    var vertx = Vertx.vertx();
    shutdown.add("the event loops", () -> await(vertx.close(), LOOPS_TIMEOUT));
    return vertx;
  }

  private static <T> T await(Future<T> future, Duration timeout)
      throws InterruptedException, ExecutionException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new StartupException("No end after " + timeout.toSeconds() + " s", e);
    }
  }
}
