package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Shop;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestMember;
import dev.karamon.server.testing.TestMember.LoggedIn;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members who are deleted while they buy; of what they paid no event has told. */
@KaramonTest(stripe = KaramonTest.Stripe.OVER_A_LINE)
class DeletedBuyersIT {
  private static final String CANCEL_NOW = "?subscriptions=cancel_now";

  private final Site site;
  private final Shop shop;

  DeletedBuyersIT(Site site) {
    this.site = site;
    this.shop = site.shop();
  }

  @AfterEach
  void mend_the_line() {
    site.line().isMended();
  }

  @ParameterizedTest
  @CsvSource({"cancel_now, canceled, false", "cancel_at_period_end, active, true"})
  void what_nobody_has_told_of_is_cancelled_as_well(String chosen, String status, boolean ending) {
    var buyer = buyer();
    site.sandbox().pays(buyer.checksOut());
    var subscription = subscription(buyer.member());

    delete(buyer, "?subscriptions=" + chosen).expect(204);

    var left = site.sandbox().get("/v1/subscriptions/" + subscription);
    assertThat(left.path("status").textValue()).isEqualTo(status);
    assertThat(left.path("cancel_at_period_end").booleanValue()).isEqualTo(ending);
  }

  @Test
  void what_nobody_has_told_of_refuses_the_deletion_and_is_applied() {
    var buyer = buyer();
    site.sandbox().pays(buyer.checksOut());

    assertThat(refusal(buyer, "")).contains(subscription(buyer.member()) + " (active, test mode)");

    assertThat(buyer.member().isIn(shop.group())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"refuse", "cancel_now", "cancel_at_period_end"})
  void while_stripe_cannot_be_asked_nobody_who_may_pay_is_deleted(String chosen) {
    var buyer = buyer();
    var page = buyer.checksOut();
    site.line().fails("/v1/", 500, Map.of());

    var failed = delete(buyer, "?subscriptions=" + chosen).expectProblem(503, "stripe_unreachable");

    assertThat(failed.at("/detail").textValue())
        .startsWith("The member was not deleted. Stripe cannot be reached");
    assertThat(failed.header("Retry-After")).isPresent();
    site.line().isMended();
    assertThat(buyer.checksOut()).isEqualTo(page);
  }

  @Test
  void who_never_was_a_customer_is_deleted_without_stripe() {
    var member = site.memberWithoutPassword();
    site.line().fails("/v1/", 500, Map.of());

    site.admin().delete("/members/" + member.id() + CANCEL_NOW).expect(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", CANCEL_NOW})
  void an_open_page_cannot_be_paid_any_more(String chosen) {
    var buyer = buyer();
    var page = buyer.calls("checkout").expect(200);

    delete(buyer, chosen).expect(204);

    assertThat(session(page).path("status").textValue()).isEqualTo("expired");
  }

  @Test
  void who_is_not_deleted_keeps_the_open_page() {
    var buyer = buyer();
    site.sandbox().pays(buyer.checksOut());
    var second = opensAnotherPage(buyer);

    refusal(buyer, "");

    assertThat(session(second).path("status").textValue()).isEqualTo("open");
  }

  @Test
  void what_is_bought_while_it_is_decided_counts() {
    var buyer = buyer();
    var page = buyer.checksOut();
    var reading = site.line().holdsOnce("/v1/subscriptions");
    var deletion = meanwhile(() -> delete(buyer, ""));
    reading.awaitAnswer();

    site.sandbox().pays(page);
    reading.release();

    assertThat(deletion.join().expectProblem(409, "in_use").at("/detail").textValue())
        .contains(subscription(buyer.member()));
    assertThat(buyer.member().isIn(shop.group())).isTrue();
  }

  @Test
  void a_page_that_is_being_opened_cannot_be_paid_either() {
    var buyer = buyer();
    var opening = site.line().holdsOnce("/v1/checkout/sessions");
    var checkout = meanwhile(() -> buyer.calls("checkout"));
    opening.awaitAnswer();
    var sessions = "/v1/checkout/sessions?customer=" + customer(buyer.member());

    delete(buyer, "").expect(204);
    opening.release();

    checkout.join().expectFailure(503, "stripe_busy");
    assertThat(site.sandbox().get(sessions).at("/data/0/status").textValue()).isEqualTo("expired");
  }

  @Test
  void a_page_that_is_opened_after_the_others_were_closed_puts_the_deletion_off() {
    var buyer = buyer();
    buyer.checksOut();
    var closing = site.line().holdsOnce("/expire");
    var deletion = meanwhile(() -> delete(buyer, ""));
    closing.awaitAnswer();
    var page = opensAnotherPage(buyer);
    closing.release();

    assertThat(deletion.join().expectProblem(409, "in_use").at("/detail").textValue())
        .contains("Delete the member again");

    delete(buyer, "").expect(204);
    assertThat(session(page).path("status").textValue()).isEqualTo("expired");
  }

  @Test
  void a_page_of_a_mode_without_a_key_has_to_run_out_first() {
    var buyer = buyer();
    buyer.checksOut();
    change(buyer, "mode = 'live'");

    assertThat(refusal(buyer, CANCEL_NOW)).contains("no secret key for live mode", "Enter one");

    change(buyer, "expires_at = now()");
    delete(buyer, CANCEL_NOW).expect(204);
  }

  private LoggedIn buyer() {
    return site.member().logsIn(shop.api());
  }

  private Answer opensAnotherPage(LoggedIn buyer) {
    var path = site.unique("another").replace(' ', '-');
    shop.api().endpoint(path, "Stripe::checkout", site.sells(site.sandbox().price()));
    return buyer.calls(path).expect(200);
  }

  private Answer delete(LoggedIn buyer, String chosen) {
    return site.admin().delete("/members/" + buyer.member().id() + chosen);
  }

  private String refusal(LoggedIn buyer, String chosen) {
    return delete(buyer, chosen).expectProblem(409, "in_use").at("/detail").textValue();
  }

  private void change(LoggedIn buyer, String values) {
    site.execute(
        "UPDATE stripe_checkout SET %s WHERE member_id = %d"
            .formatted(values, buyer.member().id()));
  }

  private static CompletableFuture<Answer> meanwhile(Supplier<Answer> call) {
    return CompletableFuture.supplyAsync(call).orTimeout(30, TimeUnit.SECONDS);
  }

  private JsonNode session(Answer page) {
    return site.sandbox().get("/v1/checkout/sessions/" + page.at("/session_id").textValue());
  }

  private static String customer(TestMember member) {
    return member.view().at("/stripe/customer_id").textValue();
  }

  private String subscription(TestMember member) {
    var all = site.sandbox().get("/v1/subscriptions?customer=" + customer(member));
    return all.at("/data/0/id").textValue();
  }
}
