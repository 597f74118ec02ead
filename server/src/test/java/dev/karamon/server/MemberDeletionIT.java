package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Payer;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestGroup;
import dev.karamon.server.testing.TestMember;
import dev.karamon.server.testing.Webhooks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody who is deleted is charged any further, unless an admin leaves it at a refusal. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
class MemberDeletionIT {
  private final Site site;
  private final Webhooks webhooks;
  private final String price;
  private final TestGroup group;

  MemberDeletionIT(Site site) {
    this.site = site;
    this.webhooks = site.webhooks();
    this.price = site.sandbox().price();
    this.group = site.groupSoldBy(price);
  }

  @AfterEach
  void mend_what_was_broken() {
    site.line().isMended();
    site.admin().put("/integrations/stripe", Map.of("active_mode", "test")).expect(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?subscriptions=refuse"})
  void who_pays_is_not_deleted_unless_it_is_said_what_becomes_of_the_subscription(String chosen) {
    var payer = payer();

    assertThat(refusal(payer, chosen))
        .contains(payer.subscriptionId() + " (active, test mode)")
        .contains("cancel_now");
    assertThat(payer.member().isIn(group)).isTrue();
    assertThat(atStripe(payer).path("status").textValue()).isEqualTo("active");
    assertThat(delete(payer, "?subscriptions=keep").expectProblem(400, "invalid_request"))
        .extracting(Answer::errorFields)
        .asString()
        .contains("subscriptions");
  }

  @Test
  void cancelled_now_they_end_at_stripe_before_the_member_goes() {
    var payer = payer();
    var byHand = site.group("Friends");
    grant(payer.member(), byHand);

    delete(payer, "?subscriptions=cancel_now").expect(204);

    assertThat(atStripe(payer).path("status").textValue()).isEqualTo("canceled");
    site.admin().get("/members/" + payer.member().id()).expectProblem(404, "not_found");
    assertThat(endOf(payer.member(), "subscription").path("cause").textValue())
        .isEqualTo("deletion by " + Site.ADMIN_EMAIL);
    assertThat(endOf(payer.member(), "manual").path("actor").textValue())
        .isEqualTo(Site.ADMIN_EMAIL);
    bringsNobodyBack(payer, payer.ends(Instant.now()));
  }

  @Test
  void cancelled_at_the_end_of_the_period_they_run_out_without_the_member() {
    var payer = payer();

    delete(payer, "?subscriptions=cancel_at_period_end").expect(204);

    var left = atStripe(payer);
    assertThat(left.path("status").textValue()).isEqualTo("active");
    assertThat(left.path("cancel_at_period_end").booleanValue()).isTrue();
    site.admin().get("/members/" + payer.member().id()).expectProblem(404, "not_found");
    var ended = endOf(payer.member(), "subscription");
    assertThat(ended.path("cause").textValue()).isEqualTo("member deleted");
    assertThat(ended.path("actor").textValue()).isEqualTo(Site.ADMIN_EMAIL);
    bringsNobodyBack(payer, payer.becomes("active", Instant.now()));
    bringsNobodyBack(payer, payer.ends(Instant.now().plusSeconds(60)));
  }

  @Test
  void an_end_after_further_periods_is_brought_forward_to_the_end_of_this_one() {
    var payer = payer();
    var inTenMonths = Instant.now().plus(300, ChronoUnit.DAYS).getEpochSecond();
    site.sandbox()
        .post(
            "/v1/subscriptions/" + payer.subscriptionId(),
            Map.of("cancel_at", String.valueOf(inTenMonths)));

    delete(payer, "?subscriptions=cancel_at_period_end").expect(204);

    var left = atStripe(payer);
    assertThat(left.path("cancel_at").longValue())
        .isEqualTo(left.at("/items/data/0/current_period_end").longValue());
  }

  @Test
  void what_is_paid_in_the_mode_that_is_not_chosen_counts_as_well() {
    var payer = payer();
    moveTo("live", payer);
    assertThat(refusal(payer, "")).contains(payer.subscriptionId() + " (active, live mode)");
    assertThat(refusal(payer, "?subscriptions=cancel_now"))
        .contains(payer.subscriptionId(), "no secret key for live mode", "Enter one");
    assertThat(refusal(payer, "?subscriptions=cancel_at_period_end")).contains("Enter one");
    moveTo("test", payer);
    chooseLiveMode();

    assertThat(refusal(payer, "")).contains(payer.subscriptionId() + " (active, test mode)");
    delete(payer, "?subscriptions=cancel_now").expect(204);

    assertThat(atStripe(payer).path("status").textValue()).isEqualTo("canceled");
  }

  @ParameterizedTest
  @CsvSource({"cancel_now, 500", "cancel_at_period_end, 500", "cancel_now, 403"})
  void when_stripe_fails_nothing_is_deleted(String chosen, int status) {
    var payer = payer();
    site.line().fails(payer.subscriptionId(), status, Map.of());

    var failed = delete(payer, "?subscriptions=" + chosen);

    failed.expect(status == 500 ? 503 : 422);
    assertThat(failed.at("/detail").textValue()).startsWith("The member was not deleted.");
    assertThat(payer.member().isIn(group)).isTrue();
    site.line().isMended();
    delete(payer, "?subscriptions=" + chosen).expect(204);
  }

  @Test
  void what_has_ended_keeps_nobody() {
    var ended = payer();
    site.sandbox().delete("/v1/subscriptions/" + ended.subscriptionId());
    delete(ended, "?subscriptions=cancel_now").expect(204);

    var member = site.memberWithoutPassword();
    grant(member, group);
    site.admin().delete("/members/" + member.id()).expect(204);
    assertThat(endOf(member, "manual").path("cause").textValue()).isEqualTo("member deleted");
    site.admin().delete("/members/" + member.id()).expectProblem(404, "not_found");
  }

  private Payer payer() {
    var payer = site.payer(price);
    webhooks.deliver(payer.becomes("active", Instant.now().minusSeconds(60))).expect(200);
    Patience.until(() -> assertThat(payer.member().isIn(group)).isTrue());
    return payer;
  }

  private Answer delete(Payer payer, String chosen) {
    return site.admin().delete("/members/" + payer.member().id() + chosen);
  }

  private String refusal(Payer payer, String chosen) {
    return delete(payer, chosen).expectProblem(409, "in_use").at("/detail").textValue();
  }

  private void moveTo(String mode, Payer payer) {
    for (var table : new String[] {"stripe_customer", "stripe_subscription"}) {
      site.execute(
          "UPDATE %s SET mode = '%s' WHERE customer_id = '%s'"
              .formatted(table, mode, payer.customer()));
    }
  }

  /** The sandbox knows no key of live mode; one is taken unseen while Stripe cannot be asked. */
  private void chooseLiveMode() {
    site.line().fails("/v1/", 500, Map.of());
    site.admin()
        .put(
            "/integrations/stripe/live",
            Map.of("status", "enabled", "secret_key", "sk_live_0123456789abcdefghij"))
        .expect(200);
    site.admin().put("/integrations/stripe", Map.of("active_mode", "live")).expect(200);
    site.line().isMended();
  }

  private JsonNode atStripe(Payer payer) {
    return site.sandbox().get("/v1/subscriptions/" + payer.subscriptionId());
  }

  private void grant(TestMember member, TestGroup to) {
    site.admin().put("/members/" + member.id() + "/groups/" + to.id(), Map.of()).expect(200);
  }

  private static JsonNode endOf(TestMember member, String kind) {
    for (var entry : member.audit().path("items")) {
      if (entry.path("action").textValue().equals("grant.removed")
          && entry.at("/before/source_kind").textValue().equals(kind)) {
        return entry;
      }
    }
    throw new AssertionError("No grant of " + kind + " was removed: " + member.audit());
  }

  private void bringsNobodyBack(Payer payer, JsonNode event) {
    webhooks.deliver(event).expect(200);
    var path = "/stripe/events/" + event.path("id").textValue();
    Patience.until(() ->
        assertThat(site.admin().get(path).expect(200).at("/status").textValue())
            .isIn("parked", "ignored", "done"));
    site.admin().get("/members/" + payer.member().id()).expectProblem(404, "not_found");
  }
}
