package dev.karamon.server;

import java.nio.file.Files;
import java.nio.file.Path;

/** The layout of an embedded PostgreSQL's data folder. */
record PostgresFolder(Path root) {
  static PostgresFolder of(Path dataDir) {
    return new PostgresFolder(dataDir.toAbsolutePath().normalize().resolve("postgres"));
  }

  Path binaries(String version) {
    return root.resolve(version);
  }

  Path cluster() {
    return root.resolve("data");
  }

  /** A cluster in the making; renamed when it is complete. */
  Path unfinishedCluster() {
    return root.resolve("data.new");
  }

  Path pidFile() {
    return cluster().resolve("postmaster.pid");
  }

  Path superuserPassword() {
    return root.resolve("superuser-password");
  }

  Path password() {
    return root.resolve("password");
  }

  Path port() {
    return root.resolve("port");
  }

  Path lock() {
    return root.resolve("lock");
  }

  boolean hasCluster() {
    return Files.exists(cluster().resolve("PG_VERSION"));
  }
}
