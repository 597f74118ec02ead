package dev.karamon.module;

import dev.karamon.actor.Actor;
import dev.karamon.async.InTurn;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.audit.CoreAction;
import dev.karamon.database.Database;
import dev.karamon.database.SealedColumn;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.secret.SecretBox;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reseals every secret in the database with another key: all of them, or none. */
final class KeyRotation {
  private final KeyRotationStore store = new KeyRotationStore();
  private final Database database;
  private final List<SealedColumn> columns;
  private final SecretBox old;
  private final SecretBox next;
  private final Audit audit;

  KeyRotation(
      Database database, List<SealedColumn> columns, SecretBox old, SecretBox next, Audit audit) {
    this.database = database;
    this.columns = List.copyOf(columns);
    this.old = old;
    this.next = next;
    this.audit = audit;
  }

  /** A value in the clear, in the place it belongs to. */
  private record Opened(SealedColumn column, String key, SecretText secret) {}

  /** Returns what it did, line by line; repeating it does no harm. */
  Future<List<String>> run() {
    return database.transaction(
        tx -> refuseWhileServing(tx).compose(alone -> lockAll(tx)).compose(done -> rotate(tx)));
  }

  /** A node with the old key would keep sealing with it. */
  private Future<Void> refuseWhileServing(SqlConnection tx) {
    return store
        .othersConnected(tx)
        .compose(others ->
            Require.that(
                others == 0,
                () -> refused("A server is running on this database. Stop all of them first.")));
  }

  private Future<Void> lockAll(SqlConnection tx) {
    return InTurn.each(columns, column -> store.lock(tx, column));
  }

  private Future<List<String>> rotate(SqlConnection tx) {
    return openAll(tx, old)
        .compose(all ->
            all.isPresent()
                ? sealAll(tx, all.get())
                : openAll(tx, next)
                    .compose(done ->
                        done.isPresent()
                            ? Future.succeededFuture(
                                List.of("Everything was already sealed with the new key."))
                            : Future.failedFuture(
                                refused(
                                    "Some secrets open with neither the current nor the new"
                                        + " key. Nothing was changed."))));
  }

  /** Empty unless everything opens. */
  private Future<Optional<List<Opened>>> openAll(SqlConnection tx, SecretBox box) {
    var opened = new ArrayList<Opened>();
    return InTurn.fold(
            columns,
            true,
            (sofar, column) ->
                store
                    .read(tx, column)
                    .map(values ->
                        values.stream().allMatch(value -> open(box, column, value, opened))
                            && sofar))
        .map(all -> all ? Optional.of(opened) : Optional.empty());
  }

  private static boolean open(
      SecretBox box, SealedColumn column, KeyRotationStore.Value value, List<Opened> into) {
    var secret = box.openIfOurs(value.box().getBytes(), column.row(value.key()));
    secret.ifPresent(text -> into.add(new Opened(column, value.key(), text)));
    return secret.isPresent();
  }

  private Future<List<String>> sealAll(SqlConnection tx, List<Opened> all) {
    return InTurn.each(all, one -> store.write(tx, one.column(), seal(one)))
        .compose(done ->
            audit.record(
                tx,
                Actor.system("rotate-key"),
                CoreAction.MASTER_KEY_ROTATED,
                "master_key",
                null,
                Map.of("values", all.size())))
        .map(done -> report(all));
  }

  private KeyRotationStore.Value seal(Opened one) {
    var box = next.seal(one.secret(), one.column().row(one.key()));
    return new KeyRotationStore.Value(one.key(), Buffer.buffer(box));
  }

  private List<String> report(List<Opened> all) {
    return columns.stream()
        .map(column -> {
          var count = all.stream().filter(one -> one.column().equals(column)).count();
          return column + ": " + count + " sealed anew";
        })
        .toList();
  }

  private static KaramonException refused(String message) {
    return new KaramonException(CommonError.REFUSED, message);
  }
}
