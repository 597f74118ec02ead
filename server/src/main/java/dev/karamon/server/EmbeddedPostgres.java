package dev.karamon.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own, its data kept in a folder: on 127.0.0.1 only, with a password,
 * durable. It stops with {@link #close} and also when this process is killed. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String DATABASE = "karamon";
  private static final int PORT_ATTEMPTS = 3;

  private final FolderLock lock;
  private final PostgresProcess process;
  private final DatabaseUrl url;
  private boolean closed;

  private EmbeddedPostgres(FolderLock lock, PostgresProcess process, DatabaseUrl url) {
    this.lock = lock;
    this.process = process;
    this.url = url;
  }

  /**
   * Returns when the database takes connections: after a first start of some seconds, in which
   * programs are unpacked and the database is created, or a later one of less than a second.
   *
   * @throws StartupException when the folder is in use, belongs to another PostgreSQL, or is
   *     inaccessible
   */
  public static EmbeddedPostgres start(Path dataDir) {
    var folder = PostgresFolder.of(dataDir);
    try {
      Files.createDirectories(folder.root());
      // Others may pass through, as the account of the server has to, but not look around.
      if (OsAccount.isOurs(folder.root())) {
        Files.setPosixFilePermissions(folder.root(), PosixFilePermissions.fromString("rwx--x--x"));
      }
      return startIn(folder);
    } catch (IOException e) {
      throw new StartupException(
          "The embedded PostgreSQL cannot use the folder " + folder.root() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("The start of the embedded PostgreSQL was interrupted", e);
    }
  }

  /** How to log in to the one that another process of this machine runs on the folder. */
  static DatabaseUrl urlOfRunning(Path dataDir) {
    var folder = PostgresFolder.of(dataDir);
    try {
      return address(rememberedPort(folder), DATABASE, DATABASE, folder.password());
    } catch (IOException | IllegalArgumentException e) {
      throw new StartupException(
          "The embedded PostgreSQL in " + folder.root() + " is being started: try again", e);
    }
  }

  private static EmbeddedPostgres startIn(PostgresFolder folder)
      throws IOException, InterruptedException {
    var lock = FolderLock.take(folder.lock());
    try {
      var version = Versions.ofThisBuild().postgresql();
      var binaries = PostgresBinaries.unpack(folder, version);
      var account = OsAccount.forFilesIn(folder.hasCluster() ? folder.cluster() : folder.root());
      account.requireReach(binaries.resolve("bin/postgres"));
      PostgresCluster.ensure(folder, binaries, version, account);
      PostgresBinaries.deleteOthers(folder, version);
      PostgresProcess.clearLeftovers(binaries, folder, account);
      return run(lock, folder, binaries, account);
    } catch (IOException | InterruptedException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedPostgres run(
      FolderLock lock, PostgresFolder folder, Path binaries, OsAccount account)
      throws IOException, InterruptedException {
    var port = freePort(rememberedPort(folder));
    for (var attempt = 1; ; attempt++) {
      var command = PostgresSettings.command(binaries, folder, port);
      var process =
          new PostgresProcess(binaries, folder, account, DeathWatch.watched(account, command));
      if (process.awaitReady()) {
        Files.writeString(folder.port(), port + "\n", US_ASCII);
        return logIn(lock, folder, process, port);
      }
      var taken = freePort(port) != port;
      if (!taken || attempt == PORT_ATTEMPTS) {
        throw new StartupException("PostgreSQL did not start:\n" + process.lastLines());
      }
      port = freePort(0);
    }
  }

  private static EmbeddedPostgres logIn(
      FolderLock lock, PostgresFolder folder, PostgresProcess process, int port)
      throws IOException {
    try {
      var superuser =
          address(port, "postgres", PostgresCluster.SUPERUSER, folder.superuserPassword());
      var owner = address(port, DATABASE, DATABASE, folder.password());
      PostgresOwner.ensure(superuser, owner);
      LOG.info("PostgreSQL takes connections on 127.0.0.1:{}", port);
      return new EmbeddedPostgres(lock, process, owner);
    } catch (SQLException e) {
      process.stop();
      throw new StartupException(
          "The embedded PostgreSQL started, but its database is not usable: " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      process.stop();
      throw e;
    }
  }

  private static DatabaseUrl address(int port, String database, String user, Path passwordFile)
      throws IOException {
    return new DatabaseUrl(
        "127.0.0.1", port, database, user, PrivateFile.readOrCreate(passwordFile), Map.of());
  }

  private static int rememberedPort(PostgresFolder folder) {
    try {
      return Integer.parseInt(Files.readString(folder.port(), US_ASCII).strip());
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /** The wanted port when it is free, else another. */
  private static int freePort(int wanted) throws IOException {
    try (var socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException | IllegalArgumentException e) {
      if (wanted == 0) {
        throw e;
      }
      return freePort(0);
    }
  }

  /** How to log in, as the owner of the database, who is no superuser. */
  public DatabaseUrl url() {
    return url;
  }

  /** Whether the server still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes, with what to say of it, when the server has ended without being told to. */
  CompletionStage<String> lost() {
    return process.lost();
  }

  /** Stops the server and gives the folder free; may be called again. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    process.stop();
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
