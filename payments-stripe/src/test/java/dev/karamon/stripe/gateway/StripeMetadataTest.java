package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.id.MemberId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeMetadataTest {
  private static final MemberId MEMBER = new MemberId(7);

  @Test
  void what_is_noted_is_read_again() {
    var installation = UUID.randomUUID();

    assertThat(StripeMetadata.memberIn(StripeMetadata.of(MEMBER, installation)))
        .contains(new NotedMember(MEMBER, Optional.of(installation.toString())));
  }

  @Test
  void a_client_reference_counts_alone_and_before_what_else_is_noted() {
    var reference = Optional.of("7");

    assertThat(StripeMetadata.memberIn(reference, Map.of()))
        .contains(new NotedMember(MEMBER, Optional.empty()));
    assertThat(StripeMetadata.memberIn(reference, Map.of("karamon_member_id", "8")))
        .contains(new NotedMember(MEMBER, Optional.empty()));
  }

  @Test
  void a_client_reference_is_of_the_installation_that_is_noted_beside_it() {
    assertThat(StripeMetadata.memberIn(Optional.of("7"), Map.of("karamon_installation", "another")))
        .contains(new NotedMember(MEMBER, Optional.of("another")));
  }

  @Test
  void a_client_reference_that_is_no_member_hides_none() {
    assertThat(StripeMetadata.memberIn(Optional.of("order 17"), Map.of("karamon_member_id", "7")))
        .contains(new NotedMember(MEMBER, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "07", "-7", "7.0", "seven", " 7", "9999999999999999999"})
  void what_is_no_id_of_a_member_notes_nobody(String text) {
    assertThat(StripeMetadata.memberIn(Map.of("karamon_member_id", text))).isEmpty();
    assertThat(StripeMetadata.memberIn(Optional.of(text), Map.of())).isEmpty();
  }
}
