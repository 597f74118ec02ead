package dev.karamon.stripe.event.meaning;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karamon.error.KaramonException;
import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.SubscriptionId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeEventReaderTest {
  @Test
  void aSubscriptionNamesItselfAndItsCustomer() {
    var event =
        read(
            "customer.subscription.updated",
            "{\"id\":\"sub_1\",\"object\":\"subscription\",\"customer\":\"cus_1\"}");
    assertThat(event.customer()).contains(new CustomerId("cus_1"));
    assertThat(event.subscription()).contains(new SubscriptionId("sub_1"));
    assertThat(event.created()).isEqualTo(Instant.ofEpochSecond(1_800_000_000));
    assertThat(event.mode()).isEqualTo(StripeMode.TEST);
  }

  @Test
  void anExpandedCustomerAndADeletedOneAreRead() {
    var expanded =
        read(
            "checkout.session.completed",
            "{\"object\":\"checkout.session\",\"customer\":{\"id\":\"cus_2\",\"deleted\":true},"
                + "\"subscription\":\"sub_9\"}");
    assertThat(expanded.customer()).contains(new CustomerId("cus_2"));
    assertThat(expanded.subscription()).contains(new SubscriptionId("sub_9"));
  }

  @Test
  void aCustomerIsItsOwnCustomer() {
    var event = read("customer.deleted", "{\"id\":\"cus_3\",\"object\":\"customer\"}");
    assertThat(event.customer()).contains(new CustomerId("cus_3"));
  }

  @Test
  void idsThatAreNoneAreLeftOut() {
    var event =
        read(
            "invoice.paid",
            "{\"object\":\"invoice\",\"customer\":\"cus\\n\",\"subscription\":\"' OR 1=1\"}");
    assertThat(event.customer()).isEmpty();
    assertThat(event.subscription()).isEmpty();
  }

  @Test
  void aThinEventIsReadWithoutAThing() {
    var event =
        StripeEventReader.read(
            "{\"id\":\"evt_t\",\"object\":\"v2.core.event\",\"type\":\"v1.x\"}".getBytes(UTF_8));
    assertThat(event.customer()).isEmpty();
    assertThat(event.id()).isEqualTo("evt_t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "{}",
        "7",
        "\"evt_1\"",
        "",
        "{",
        "{\"id\":\"evt_1\"}",
        "{\"id\":\"evt 1\",\"object\":\"event\"}",
        "{\"id\":7,\"object\":\"event\",\"type\":\"x\",\"created\":1,\"livemode\":false,"
            + "\"data\":{\"object\":{}}}",
        "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":7,\"created\":1,\"livemode\":false,"
            + "\"data\":{\"object\":{}}}",
        "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"x\",\"created\":1e99,\"livemode\":false,"
            + "\"data\":{\"object\":{}}}",
        "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"x\",\"created\":1,\"livemode\":\"no\","
            + "\"data\":{\"object\":{}}}",
        "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"x\",\"created\":1,\"livemode\":false,"
            + "\"data\":{\"object\":[]}}"
      })
  void whatIsNoEventIsRefusedByName(String body) {
    assertThatThrownBy(() -> StripeEventReader.read(body.getBytes(UTF_8)))
        .isInstanceOf(KaramonException.class);
  }

  @Test
  void bytesThatAreNoUtf8AreRefusedByName() {
    var event =
        "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"x\",\"created\":1,\"livemode\":false,"
            + "\"data\":{\"object\":{\"note\":\"@\"}}}";
    assertThat(StripeEventReader.read(event.replace('@', 'ä').getBytes(UTF_8)).type())
        .isEqualTo("x");

    for (var body :
        new byte[][] {
          event.replace("@", "\u00f5\u0080\u0080\u0080").getBytes(ISO_8859_1),
          event.replace("@", "\u00ff").getBytes(ISO_8859_1),
          event.getBytes(UTF_16LE)
        }) {
      assertThatThrownBy(() -> StripeEventReader.read(body)).isInstanceOf(KaramonException.class);
    }
  }

  private static StripeEvent read(String type, String object) {
    var event =
        """
        {"id":"evt_1","object":"event","type":"%s","created":1800000000,"livemode":false,
         "data":{"object":%s}}
        """
            .formatted(type, object);
    return StripeEventReader.read(event.getBytes(UTF_8));
  }
}
