package dev.karamon.identity;

import dev.karamon.actor.Actor;
import dev.karamon.database.Database;
import dev.karamon.database.DatabaseErrors;
import dev.karamon.id.MemberId;
import dev.karamon.member.EmailAddress;
import dev.karamon.member.Member;
import dev.karamon.member.MemberCredentials;
import dev.karamon.member.MemberStatus;
import dev.karamon.member.Members;
import dev.karamon.operation.Caller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Members who use the token of another identity provider. Issuer and subject identify them
 * permanently; they are created when first seen.
 */
public final class ExternalMembers {
  private final IdentityStore store = new IdentityStore();
  private final Database database;
  private final Members members;
  private final MemberCredentials credentials;
  private final ProviderTokens tokens;
  private final Clock clock;

  public ExternalMembers(
      Vertx vertx, Database database, Members members, MemberCredentials credentials, Clock clock) {
    this.database = database;
    this.members = members;
    this.credentials = credentials;
    this.tokens =
        new ProviderTokens(new ProviderKeys(vertx, new HttpJwksGateway(vertx), clock), clock);
    this.clock = clock;
  }

  /** The member a token names; empty when it is invalid or the member is blocked. */
  public Future<Optional<Caller>> caller(IdentityProvider provider, String token) {
    return tokens
        .read(provider, token)
        .compose(person ->
            person.map(this::known).orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  private Future<Optional<Caller>> known(ProviderTokens.Person person) {
    return database
        .with(client -> store.find(client, person, clock.instant()))
        .compose(found -> found.isPresent() ? Future.succeededFuture(found) : met(person))
        .map(known -> known.flatMap(IdentityStore.Known::caller));
  }

  /** Once more when somebody registered the same address meanwhile: now it is seen. */
  private Future<Optional<IdentityStore.Known>> met(ProviderTokens.Person person) {
    return database
        .transaction(tx -> meet(tx, person))
        .recover(failure ->
            DatabaseErrors.violatedConstraint(failure).isPresent()
                ? database.transaction(tx -> meet(tx, person))
                : Future.failedFuture(failure));
  }

  private Future<Optional<IdentityStore.Known>> meet(
      SqlConnection tx, ProviderTokens.Person person) {
    return store
        .claim(tx, person)
        .compose(claimed -> store.find(tx, person, clock.instant()))
        .compose(found ->
            found.isPresent()
                ? Future.succeededFuture(found)
                : holder(tx, person)
                    .compose(member -> store.insert(tx, person, member, clock.instant()))
                    .compose(linked -> store.find(tx, person, clock.instant())));
  }

  /**
   * A member with the same address is the same person only when both sides have verified it: else
   * whoever registered somebody else's address first would share an account with its owner.
   */
  private Future<MemberId> holder(SqlConnection tx, ProviderTokens.Person person) {
    if (person.email().isEmpty()) {
      return make(tx, person, Optional.empty());
    }
    return members
        .byEmail(tx, person.email().get())
        .compose(found -> {
          if (found.isEmpty()) {
            return make(tx, person, person.email());
          }
          return found
              .filter(Member::emailVerified)
              .map(member -> Future.succeededFuture(member.id()))
              .orElseGet(() -> make(tx, person, Optional.empty()));
        });
  }

  private Future<MemberId> make(
      SqlConnection tx, ProviderTokens.Person person, Optional<EmailAddress> email) {
    var actor = Actor.system("identity provider");
    return members
        .add(
            tx,
            actor,
            email.orElseGet(ExternalMembers::unreachable),
            person.name(),
            Optional.empty(),
            MemberStatus.ACTIVE,
            Set.of())
        .compose(id ->
            email
                .map(known -> credentials.confirmEmail(tx, actor, id, known.value(), true).map(id))
                .orElseGet(() -> Future.succeededFuture(id)));
  }

  /** An address that no mail reaches, and that nobody can have registered before. */
  private static EmailAddress unreachable() {
    return new EmailAddress(UUID.randomUUID() + "@members.invalid");
  }
}
