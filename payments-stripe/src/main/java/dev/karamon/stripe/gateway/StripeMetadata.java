package dev.karamon.stripe.gateway;

import dev.karamon.id.IdText;
import dev.karamon.id.MemberId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The metadata we write to customers, Checkout sessions, subscriptions and payments, and read
 * there.
 */
public final class StripeMetadata {
  private static final String MEMBER = "karamon_member_id";

  /** Ids of members begin at 1 in every installation, and several may share an account. */
  private static final String INSTALLATION = "karamon_installation";

  private StripeMetadata() {}

  /** The tags of something that belongs to a member of ours. */
  public static Map<String, String> of(MemberId member, UUID installation) {
    return Map.of(MEMBER, member.toString(), INSTALLATION, installation.toString());
  }

  /** The member that an object is tagged with. */
  public static Optional<NotedMember> memberIn(Map<String, String> metadata) {
    return memberIn(Optional.empty(), metadata);
  }

  /**
   * The member that a Checkout session is tagged with. A {@code client_reference_id} counts alone
   * as well: pages that others open have nothing else.
   */
  public static Optional<NotedMember> memberIn(
      Optional<String> clientReferenceId, Map<String, String> metadata) {
    var installation = Optional.ofNullable(metadata.get(INSTALLATION));
    return clientReferenceId
        .flatMap(StripeMetadata::memberId)
        .or(() -> Optional.ofNullable(metadata.get(MEMBER)).flatMap(StripeMetadata::memberId))
        .map(member -> new NotedMember(member, installation));
  }

  private static Optional<MemberId> memberId(String text) {
    return IdText.isId(text) ? Optional.of(new MemberId(Long.parseLong(text))) : Optional.empty();
  }
}
