package dev.karamon.server;

import dev.karamon.secret.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of the database: created once, checked at each start. */
final class PostgresCluster {
  static final String SUPERUSER = "postgres";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresCluster.class);
  private static final Duration INITDB_TIMEOUT = Duration.ofMinutes(3);

  private PostgresCluster() {}

  /** Creates the cluster unless it exists. It appears complete or not at all. */
  static void ensure(PostgresFolder folder, Path binaries, String version, OsAccount account)
      throws IOException {
    if (folder.hasCluster()) {
      requireMajor(folder, major(version));
      return;
    }
    LOG.info("Creating the database in {}", folder.cluster());
    var unfinished = folder.unfinishedCluster();
    FileTree.delete(unfinished);
    Files.createDirectory(unfinished);
    account.takeOver(unfinished);
    initialize(folder, binaries, account, PrivateFile.readOrCreate(folder.superuserPassword()));
    Files.move(unfinished, folder.cluster());
  }

  private static void initialize(
      PostgresFolder folder, Path binaries, OsAccount account, SecretText password)
      throws IOException {
    var passwordFile = folder.root().resolve("initdb-password");
    Files.deleteIfExists(passwordFile);
    PrivateFile.create(passwordFile, password);
    try {
      account.takeOver(passwordFile);
      account.requireReach(passwordFile);
      var initdb =
          OsCommand.run(
              account.wrap(initdb(binaries, folder.unfinishedCluster(), passwordFile)),
              INITDB_TIMEOUT);
      if (!initdb.succeeded()) {
        throw new StartupException(
            """
            PostgreSQL could not create its files in %s:
            %s
            A PostgreSQL of your own needs none of this: name it in KARAMON_DATABASE_URL.\
            """
                .formatted(folder.root(), initdb.output().strip()));
      }
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  // Commits wait while a new segment of the log is filled with zeros: 32 ms for the usual 16 MB.
  private static List<String> initdb(Path binaries, Path cluster, Path passwordFile) {
    return List.of(
        binaries.resolve("bin/initdb").toString(),
        "--pgdata=" + cluster,
        "--username=" + SUPERUSER,
        "--pwfile=" + passwordFile,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--wal-segsize=4",
        "--no-instructions");
  }

  private static void requireMajor(PostgresFolder folder, int ours) throws IOException {
    var text = Files.readString(folder.cluster().resolve("PG_VERSION")).strip();
    if (!text.equals(Integer.toString(ours))) {
      throw new StartupException(
          "The database in %s is of PostgreSQL %s, and this server brings PostgreSQL %d: start the version of the server that made it, or set %s to another folder"
              .formatted(folder.cluster(), text, ours, Setting.DATA_DIR.variable()));
    }
  }

  private static int major(String version) {
    return Integer.parseInt(version.replaceFirst("\\..*", ""));
  }
}
