package dev.karamon.member;

import dev.karamon.id.MemberId;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;

/** Checks that whoever acts for a member knows its password. */
@FunctionalInterface
public interface PasswordProof {
  /** Fails when it is another one, or when it was guessed at too often. */
  Future<Void> prove(MemberId member, SecretText password, String address);
}
