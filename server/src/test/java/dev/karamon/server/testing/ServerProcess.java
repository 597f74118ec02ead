package dev.karamon.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A server that is a process of its own, started as an operator would. */
public final class ServerProcess implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
  private static final Pattern HEAP = Pattern.compile("used (\\d+)K");

  private final Process process;
  private final URI url;

  private ServerProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts a server and returns when it is ready.
   *
   * @param folder where its log goes
   */
  public static ServerProcess start(DatabaseUrl database, URI stripe, Path folder) {
    return start(database, stripe, folder, List.of());
  }

  /**
   * Starts a server and returns when it is ready.
   *
   * @param folder where its log goes
   * @param javaOptions more options of Java
   */
  public static ServerProcess start(
      DatabaseUrl database, URI stripe, Path folder, List<String> javaOptions) {
    var port = Node.freePort();
    var command = new ArrayList<>(List.of(java("java"), "-Xmx256m", "-XX:+UseG1GC"));
    command.addAll(javaOptions);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "dev.karamon.server.Main", "serve"));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server-" + port + ".log").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("KARAMON_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "KARAMON_DATABASE_URL", database.uri().reveal(),
                "KARAMON_MASTER_KEY", Node.MASTER_KEY,
                "KARAMON_STRIPE_API_BASE", stripe.toString(),
                "KARAMON_DATA_DIR", folder.toString(),
                "KARAMON_HTTP_PORT", Integer.toString(port)));
    try {
      var started = new ServerProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
      started.awaitReady();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public URI url() {
    return url;
  }

  /** Ends it as {@code kill -9} does. */
  public void isKilled() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** What it keeps in memory when everything that is garbage is thrown away, in bytes. */
  public long heapInUse() {
    jcmd("GC.run");
    var heap = HEAP.matcher(jcmd("GC.heap_info"));
    assertThat(heap.find()).as("the size of the heap").isTrue();
    return Long.parseLong(heap.group(1)) * 1024;
  }

  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  private void awaitReady() {
    try {
      Patience.until(STARTS_WITHIN, this::expectReady);
    } catch (AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private void expectReady() {
    assertThat(process.isAlive()).as("the server runs").isTrue();
    try {
      new Client(url).get("/health/ready").expect(200);
    } catch (UncheckedIOException notYet) {
      throw new AssertionError("The server does not listen yet", notYet);
    }
  }

  private String jcmd(String command) {
    try {
      var call =
          new ProcessBuilder(List.of(java("jcmd"), Long.toString(process.pid()), command)).start();
      return new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitEnd() {
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the server has ended").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String java(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }
}
