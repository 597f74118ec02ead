package dev.karamon.member;

import dev.karamon.id.MemberId;
import dev.karamon.secret.SecretText;
import io.vertx.core.Future;

/** Checks that whoever acts for a member knows its password. */
@FunctionalInterface
public interface PasswordProof {
  /** The member as it was then; fails when it is another one, or was guessed at too often. */
  Future<Member> prove(MemberId member, SecretText password, String address);
}
