package dev.karamon.stripe.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.stripe.StripeMode;
import dev.karamon.stripe.gateway.KeyCheck;
import dev.karamon.stripe.gateway.WebhookEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionCheckTest {
  private static final String URL = "https://site.example/webhooks/stripe";
  private static final WebhookTarget TARGET = WebhookTarget.of(URL, Set.of("a.made", "b.made"));

  @Test
  void without_a_key_everything_of_ours_is_missing() {
    var test = ConnectionCheck.withoutKey(Samples.untouched(StripeMode.TEST), Samples.NOW);

    assertThat(test.state()).isEqualTo(ConnectionHealth.State.UNCHECKED);
    assertThat(whats(test)).containsExactly("secret_key", "publishable_key", "webhook_secret");
  }

  @Test
  void an_endpoint_that_sends_everything_leaves_nothing_to_do_but_the_publishable_key() {
    assertThat(whats(test(List.of(endpoint(URL, true, List.of("*"))))))
        .containsExactly("publishable_key");
    assertThat(whats(test(List.of(endpoint(URL, true, List.of("a.made", "b.made"))))))
        .containsExactly("publishable_key");
  }

  @Test
  void an_endpoint_elsewhere_is_no_help() {
    assertThat(whats(test(List.of(endpoint("https://other.example/", true, List.of("*"))))))
        .containsExactly("publishable_key", "webhook_endpoint");
  }

  @Test
  void a_disabled_endpoint_is_no_help() {
    assertThat(whats(test(List.of(endpoint(URL, false, List.of("*"))))))
        .containsExactly("publishable_key", "webhook_endpoint");
  }

  @Test
  void event_types_that_are_not_sent_are_named() {
    var test = test(List.of(endpoint(URL, true, List.of("a.made"))));

    assertThat(test.missing())
        .filteredOn(missing -> missing.what().equals("event_types"))
        .singleElement()
        .satisfies(
            missing -> assertThat(missing.message()).contains("b.made").doesNotContain("a.made"));
  }

  @Test
  void permissions_are_named_and_endpoints_that_were_not_told_are_not_guessed_at() {
    var check =
        new KeyCheck(
            KeyCheck.State.MISSING_PERMISSION,
            "lacks",
            Optional.empty(),
            List.of("rak_customer_read"));
    var settings = Samples.settings(true, Optional.empty(), List.of());

    var test = ConnectionCheck.of(settings, check, Optional.empty(), TARGET, Samples.NOW);

    assertThat(whats(test)).containsExactly("permission", "publishable_key", "webhook_secret");
    assertThat(test.missing().getFirst().message()).contains("rak_customer_read");
  }

  private static ConnectionCheck test(List<WebhookEndpoint> endpoints) {
    var settings =
        Samples.settings(true, Optional.empty(), List.of(Samples.secret(1, Optional.empty())));
    var check = new KeyCheck(KeyCheck.State.OK, "fine", Optional.of("acct_1"), List.of());
    return ConnectionCheck.of(settings, check, Optional.of(endpoints), TARGET, Samples.NOW);
  }

  private static WebhookEndpoint endpoint(String url, boolean enabled, List<String> types) {
    return new WebhookEndpoint("we_1", url, enabled, types, Optional.empty());
  }

  private static List<String> whats(ConnectionCheck test) {
    return test.missing().stream().map(ConnectionCheck.Missing::what).toList();
  }
}
