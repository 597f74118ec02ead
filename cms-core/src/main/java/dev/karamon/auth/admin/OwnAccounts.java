package dev.karamon.auth.admin;

import dev.karamon.actor.Actor;
import dev.karamon.actor.Role;
import dev.karamon.async.Require;
import dev.karamon.audit.Audit;
import dev.karamon.audit.CoreAction;
import dev.karamon.auth.SignInThrottle;
import dev.karamon.database.Database;
import dev.karamon.error.CommonError;
import dev.karamon.error.KaramonException;
import dev.karamon.id.AdminId;
import dev.karamon.secret.OpaqueTokens;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.Optional;

/** What every admin may do with their own account; asks for the password where it matters. */
public final class OwnAccounts {
  /** An admin's own view. */
  public record View(
      long id,
      String email,
      String name,
      Role role,
      boolean secondFactor,
      int recoveryCodesLeft,
      int version) {
    private static View of(AdminAccounts.View admin, int recoveryCodesLeft) {
      return new View(
          admin.id(),
          admin.email(),
          admin.name(),
          admin.role(),
          admin.secondFactor(),
          recoveryCodesLeft,
          admin.version());
    }
  }

  private final AdminStore store = new AdminStore();
  private final AdminSessionStore sessions = new AdminSessionStore();
  private final Database database;
  private final Passwords passwords;
  private final AdminAccounts accounts;
  private final SecondFactors factors;
  private final PasswordProofs proofs;
  private final Audit audit;

  public OwnAccounts(
      Database database,
      Passwords passwords,
      AdminAccounts accounts,
      SecondFactors factors,
      SignInThrottle throttle,
      Audit audit) {
    this.database = database;
    this.passwords = passwords;
    this.accounts = accounts;
    this.factors = factors;
    this.proofs = new PasswordProofs(passwords, throttle);
    this.audit = audit;
  }

  Future<View> find(Actor actor) {
    return own(actor)
        .compose(
            admin -> codesLeft(admin).map(left -> View.of(AdminAccounts.View.of(admin), left)));
  }

  private Future<Integer> codesLeft(Admin admin) {
    return database.with(client -> factors.codesLeft(client, admin.id()));
  }

  Future<View> rename(Actor actor, String name, Optional<Integer> version) {
    var change =
        new AdminAccounts.Change(
            Optional.empty(), Optional.of(name), Optional.empty(), Optional.empty(), version);
    return own(actor)
        .compose(admin ->
            codesLeft(admin)
                .compose(left ->
                    accounts
                        .change(actor, admin.id(), change)
                        .map(changed -> View.of(changed, left))));
  }

  /** Ends all sessions but the one that asks. */
  Future<Void> changePassword(
      Actor actor, SecretText old, SecretText next, Optional<String> session) {
    return own(actor)
        .compose(admin ->
            proofs
                .prove(admin, "old_password", old)
                .compose(proved -> passwords.hash(next))
                .compose(hash ->
                    database.transaction(tx ->
                        setPassword(tx, actor, admin, hash)
                            .compose(done -> endOthers(tx, admin.id(), session)))));
  }

  Future<SecondFactors.Enrolment> addSecondFactor(Actor actor, SecretText password) {
    return own(actor)
        .compose(admin ->
            proofs.prove(admin, "password", password).compose(proved -> factors.begin(admin)));
  }

  Future<SecondFactors.Codes> confirmSecondFactor(Actor actor, String code) {
    return own(actor).compose(admin -> factors.confirm(actor, admin.id(), code));
  }

  Future<Void> removeSecondFactor(Actor actor, SecretText password, String code) {
    return proved(actor, password, code).compose(admin -> factors.remove(actor, admin.id()));
  }

  Future<SecondFactors.Codes> renewRecoveryCodes(Actor actor, SecretText password, String code) {
    return proved(actor, password, code).compose(admin -> factors.renewCodes(actor, admin.id()));
  }

  /** Removes the second factor of an admin who has lost it. */
  Future<Void> resetSecondFactor(Actor owner, AdminId id) {
    PasswordProofs.refuseToken(owner, "remove a second factor");
    if (PasswordProofs.own(owner).equals(id)) {
      throw new KaramonException(
          CommonError.REFUSED, "Remove your own second factor in your account.");
    }
    return accounts.find(id).compose(admin -> factors.remove(owner, admin.id()));
  }

  private Future<Admin> own(Actor actor) {
    return accounts.find(PasswordProofs.own(actor));
  }

  private Future<Admin> proved(Actor actor, SecretText password, String code) {
    return own(actor)
        .compose(admin -> {
          if (!admin.secondFactor()) {
            throw new KaramonException(CommonError.NOT_FOUND, "There is no second factor.");
          }
          return proofs
              .prove(admin, "password", password)
              .compose(done -> factors.prove(admin.id(), code))
              .map(admin);
        });
  }

  private Future<Void> setPassword(SqlConnection tx, Actor actor, Admin admin, String hash) {
    return store
        .update(tx, admin.withPassword(hash))
        .compose(done -> Require.that(done, () -> KaramonException.stale("admin")))
        .compose(done ->
            audit.record(
                tx,
                actor,
                CoreAction.ADMIN_PASSWORD_CHANGED,
                Admin.subject(admin.id()),
                null,
                Map.of("password", "changed")));
  }

  private Future<Void> endOthers(SqlConnection tx, AdminId id, Optional<String> session) {
    return sessions.deleteOthers(tx, id, OpaqueTokens.hash(session.orElse(""))).mapEmpty();
  }
}
