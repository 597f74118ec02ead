package dev.karamon.auth.admin;

import dev.karamon.actor.Actor;
import dev.karamon.actor.Role;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.audit.CoreAction;
import dev.karamon.auth.AuthError;
import dev.karamon.database.Database;
import dev.karamon.database.DatabaseErrors;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.id.AdminId;
import dev.karamon.json.Patterns;
import dev.karamon.member.EmailAddress;
import dev.karamon.page.Page;
import dev.karamon.page.PageRequest;
import dev.karamon.secret.OpaqueTokens;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The admin accounts, which owners create, change and delete. */
public final class AdminAccounts {
  /** A new admin. */
  public record Draft(
      @Schema(
              description = "The address to sign in with.",
              maxLength = EmailAddress.MAX_LENGTH,
              pattern = Patterns.EMAIL)
          String email,
      @Schema(description = "The admin's name.", maxLength = 100) String name,
      @Schema(description = "The admin's role.") Role role,
      @Schema(
              description = "The initial password; the admin can change it.",
              minLength = Passwords.MIN_LENGTH,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Draft[" + email + "]";
    }
  }

  /** Changes to an admin; omitted fields stay as they are. */
  public record Change(
      @Schema(
              description = "The address to sign in with.",
              maxLength = EmailAddress.MAX_LENGTH,
              pattern = Patterns.EMAIL)
          Optional<String> email,
      @Schema(description = "The admin's name.", maxLength = 100) Optional<String> name,
      @Schema(description = "The admin's role.") Optional<Role> role,
      @Schema(
              description = "A new password; it ends the admin's sessions.",
              minLength = Passwords.MIN_LENGTH,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          Optional<String> password,
      @Schema(description = "The version that was read; any other is refused.")
          Optional<Integer> version) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Change[" + email + "]";
    }
  }

  /** An admin. */
  public record View(
      long id,
      String email,
      String name,
      Role role,
      @Schema(description = "Whether signing in also requires a code.") boolean secondFactor,
      Instant createdAt,
      int version) {
    static View of(Admin admin) {
      return new View(
          admin.id().value(),
          admin.email(),
          admin.name(),
          admin.role(),
          admin.secondFactor(),
          admin.createdAt(),
          admin.version());
    }
  }

  private final AdminStore store = new AdminStore();
  private final AdminSessionStore sessions = new AdminSessionStore();
  private final Database database;
  private final Passwords passwords;
  private final Audit audit;
  private final Clock clock;

  public AdminAccounts(Database database, Passwords passwords, Audit audit, Clock clock) {
    this.database = database;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
  }

  Future<Page<View>> list(PageRequest page) {
    return database
        .list(client -> store.list(client, page))
        .map(all -> Page.of(page, all.items().stream().map(View::of).toList(), all.total()));
  }

  Future<Admin> find(AdminId id) {
    return database.with(client -> find(client, id));
  }

  Future<View> create(Actor actor, Draft draft) {
    PasswordProofs.refuseToken(actor, "create admins");
    var email = EmailAddress.read("email", draft.email()).value();
    return passwords
        .hash(new SecretText(draft.password()))
        .compose(hash ->
            database.transaction(tx ->
                store
                    .insert(tx, email, draft.name().strip(), draft.role(), hash, clock.instant())
                    .compose(id -> find(tx, id))
                    .compose(made ->
                        audit
                            .record(
                                tx,
                                actor,
                                CoreAction.ADMIN_CREATED,
                                Admin.subject(made.id()),
                                null,
                                View.of(made))
                            .map(View.of(made)))))
        .recover(AdminAccounts::emailTaken);
  }

  Future<View> change(Actor actor, AdminId id, Change change) {
    PasswordProofs.refuseToken(actor, "change admins");
    if (change.password().isPresent() && PasswordProofs.own(actor).equals(id)) {
      throw KaramonException.field(
          CommonError.REFUSED, "password", "Change your own password in your account.");
    }
    var email = change.email().map(text -> EmailAddress.read("email", text).value());
    return hash(change)
        .compose(hash ->
            database.transaction(tx ->
                store
                    .lockOwners(tx)
                    .compose(owners ->
                        find(tx, id)
                            .compose(before -> {
                              var after = changed(before, email, change, hash);
                              refuseLastOwner(owners, before, after.role());
                              return write(tx, actor, before, after, hash.isPresent());
                            }))))
        .recover(AdminAccounts::emailTaken);
  }

  /** Deletes an admin; their sessions and tokens stop working at once. */
  Future<Void> delete(Actor actor, AdminId id) {
    PasswordProofs.refuseToken(actor, "delete admins");
    return database.transaction(tx ->
        store
            .lockOwners(tx)
            .compose(owners ->
                find(tx, id)
                    .compose(before -> {
                      refuseLastOwner(owners, before, Role.VIEWER);
                      return store
                          .delete(tx, id)
                          .compose(done ->
                              audit.record(
                                  tx,
                                  actor,
                                  CoreAction.ADMIN_DELETED,
                                  Admin.subject(id),
                                  View.of(before),
                                  null));
                    })));
  }

  private Future<View> write(
      SqlConnection tx, Actor actor, Admin before, Admin after, boolean newPassword) {
    return store
        .update(tx, after)
        .compose(done -> Require.that(done, () -> KaramonException.stale("admin")))
        .compose(done -> find(tx, after.id()))
        .compose(written ->
            endSessions(tx, after.id(), newPassword)
                .compose(ended ->
                    audit.record(
                        tx,
                        actor,
                        newPassword ? CoreAction.ADMIN_PASSWORD_SET : CoreAction.ADMIN_CHANGED,
                        Admin.subject(after.id()),
                        View.of(before),
                        View.of(written)))
                .map(View.of(written)));
  }

  private Future<Integer> endSessions(SqlConnection tx, AdminId id, boolean newPassword) {
    return newPassword
        ? sessions.deleteOthers(tx, id, OpaqueTokens.hash(""))
        : Future.succeededFuture(0);
  }

  private Future<Admin> find(SqlClient client, AdminId id) {
    return store
        .byId(client, id)
        .map(found -> found.orElseThrow(() -> KaramonException.notFound("Admin " + id)));
  }

  private Future<Optional<String>> hash(Change change) {
    return change
        .password()
        .map(password -> passwords.hash(new SecretText(password)).map(Optional::of))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  private static Admin changed(
      Admin before, Optional<String> email, Change change, Optional<String> hash) {
    return new Admin(
        before.id(),
        email.orElse(before.email()),
        change.name().map(String::strip).orElse(before.name()),
        change.role().orElse(before.role()),
        hash.orElse(before.passwordHash()),
        before.secondFactor(),
        before.createdAt(),
        change.version().orElse(before.version()));
  }

  private static void refuseLastOwner(List<AdminId> owners, Admin before, Role becomes) {
    if (before.role() == Role.OWNER && becomes != Role.OWNER && owners.size() < 2) {
      throw new KaramonException(
          AuthError.LAST_OWNER, "This is the only owner. Make another admin an owner first.");
    }
  }

  private static <T> Future<T> emailTaken(Throwable failure) {
    return DatabaseErrors.taken(
        failure, "admin_email_key", "email", "An admin with this e-mail address already exists.");
  }
}
