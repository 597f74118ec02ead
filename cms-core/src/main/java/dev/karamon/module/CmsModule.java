package dev.karamon.module;

import dev.karamon.audit.AuditAction;
import dev.karamon.database.Migrations;
import dev.karamon.database.SealedColumn;
import dev.karamon.group.GroupFields;
import dev.karamon.member.MemberFields;
import io.vertx.core.Future;
import java.util.List;

/**
 * A part that is added to the CMS by being on the class path; found by {@code ServiceLoader}, one
 * instance a server. Its methods are called once each, in the order they stand here.
 */
public interface CmsModule {
  /** What it is called in logs. */
  String name();

  /** Its tables; brought up to date after the core's. */
  default List<Migrations.Source> migrations() {
    return List.of();
  }

  /** Where its tables hold what is sealed with the master key. */
  default List<SealedColumn> sealedColumns() {
    return List.of();
  }

  /** Gets what everything is built on; the tables are there. */
  default Future<Void> begin(Foundation foundation) {
    return Future.succeededFuture();
  }

  /** What it records in the audit log. */
  default List<AuditAction> auditActions() {
    return List.of();
  }

  /** Fields it adds to groups. */
  default List<GroupFields> groupFields() {
    return List.of();
  }

  /** Fields it adds to members. */
  default List<MemberFields> memberFields() {
    return List.of();
  }

  /**
   * Adds what its operations work with, admin routes, other paths, recurring tasks, health checks.
   */
  default void contribute(People people, Contributions into) {}

  /** Everything is assembled, admin routes of all modules included; adds paths that show them. */
  default void complete(Services services, Contributions into) {}

  /** The server listens: background work begins. */
  default Future<Void> start() {
    return Future.succeededFuture();
  }

  /** The server has stopped listening: background work ends, what is under way is finished. */
  default Future<Void> stop() {
    return Future.succeededFuture();
  }
}
