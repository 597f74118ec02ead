package dev.karamon.server;

import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** What the commands run: all modules, put together. */
interface Product {
  /** Everything a node is started from. */
  record Start(Command command, ServerConfig config, DatabaseUrl database, SecretText masterKey) {

    /** Whether an empty system is filled with what a newcomer wants to try. */
    boolean withDemoData() {
      return command == Command.DEV;
    }

    /** Whether the first admin may be one that everybody knows: on this machine only. */
    boolean withDemoAdmin() {
      return command == Command.DEV || command == Command.DEMO;
    }

    /** Whether the sandbox is connected by itself; the demo plays the admin who does it. */
    boolean connectsSandbox() {
      return command != Command.DEMO;
    }
  }

  /** A node that serves. */
  interface Node {
    /** What the operator should read on the console, line by line. */
    List<String> greeting();

    /** Lets requests under way end, and stops. */
    Future<Void> close();
  }

  /** How a comparison with Stripe ended: what to print, and whether nothing deviates any longer. */
  record Reconciled(List<String> lines, boolean clean) {
    public Reconciled {
      lines = List.copyOf(lines);
    }
  }

  /** Migrates the database, then serves; what failed half-way is closed again. */
  Future<Node> start(Vertx vertx, Start start);

  /** Brings the database up to date and returns what was applied; blocks. */
  List<String> migrate(DatabaseUrl database);

  /** Seals all secrets with another key, all or none, and returns what was done. */
  Future<List<String>> rotateKey(
      Vertx vertx, DatabaseUrl database, SecretText old, SecretText next);

  /** A token by which an admin who cannot sign in any more sets a new password. */
  Future<SecretText> resetAdmin(Vertx vertx, DatabaseUrl database, String email);

  /** Compares with Stripe beside whatever serves the database; repairs unless it is a dry run. */
  Future<Reconciled> reconcile(Vertx vertx, Start start, boolean dryRun);

  /** Plays the whole main job and prints each step; false when an expectation did not hold. */
  Future<Boolean> demo(Vertx vertx, Start start);
}
