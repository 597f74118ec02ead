package dev.karamon.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the embedded server is run; given on its command line, so that no old file decides. */
final class PostgresSettings {
  private PostgresSettings() {}

  static List<String> command(Path binaries, PostgresFolder folder, int port) {
    var command = new ArrayList<String>();
    command.add(binaries.resolve("bin/postgres").toString());
    command.add("-D");
    command.add(folder.cluster().toString());
    settings(port).forEach((name, value) -> command.add("--" + name + "=" + value));
    return List.copyOf(command);
  }

  private static Map<String, String> settings(int port) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "100");
    settings.put("fsync", "on");
    settings.put("full_page_writes", "on");
    settings.put("synchronous_commit", "on");
    settings.put("shared_buffers", "128MB");
    settings.put("wal_compression", "on");
    settings.put("max_wal_size", "512MB");
    // Pages leave for the disk bit by bit, not all at the end of a checkpoint while commits wait.
    settings.put("backend_flush_after", "256kB");
    settings.put("jit", "off");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    // Statements and details of errors carry personal data; the application logs its failures.
    settings.put("log_min_error_statement", "panic");
    settings.put("log_error_verbosity", "terse");
    settings.put("log_line_prefix", "");
    settings.put("logging_collector", "off");
    settings.put("log_destination", "stderr");
    return settings;
  }
}
