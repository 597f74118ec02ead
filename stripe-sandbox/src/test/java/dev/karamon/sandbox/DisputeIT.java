package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Money that goes back: refunds and disputes. */
class DisputeIT {
  private Shop shop;
  private JsonNode charge;

  @BeforeEach
  void open() {
    shop = new Shop();
    charge = shop.get("/v1/account");
  }

  @AfterEach
  void close() {
    shop.close();
  }

  /** Buys for $199.00 and remembers the charge. */
  private void buy(String card) {
    JsonNode session =
        shop.post(
            "/v1/checkout/sessions",
            "mode=payment&success_url=http://shop.example/ok&line_items[0][price]=price_lifetime&line_items[0][quantity]=1");
    shop.pay(session.get("url").asText(), card);
    charge = shop.get("/v1/charges").at("/data/0");
  }

  private void reload() {
    charge = shop.get("/v1/charges/" + charge.get("id").asText());
  }

  private JsonNode dispute() {
    return shop.get("/v1/disputes?charge=" + charge.get("id").asText()).at("/data/0");
  }

  @Test
  void aRefundInTwoPartsIsCountedOnTheCharge() {
    buy(Shop.GOOD_CARD);
    String before = shop.latestEvent();
    shop.post("/v1/refunds", "charge=" + charge.get("id").asText() + "&amount=5000");
    reload();
    assertThat(charge.get("amount_refunded").asLong()).isEqualTo(5_000);
    assertThat(charge.get("refunded").asBoolean()).isFalse();
    assertThat(shop.storyAfter(before))
        .containsExactly("refund.created", "charge.refunded", "refund.updated");
    JsonNode told = shop.get("/v1/events?type=charge.refunded").at("/data/0/data");
    assertThat(told.at("/previous_attributes/amount_refunded").asLong(-1)).isZero();

    shop.post("/v1/refunds", "payment_intent=" + charge.get("payment_intent").asText());

    reload();
    assertThat(charge.get("amount_refunded").asLong()).isEqualTo(19_900);
    assertThat(charge.get("refunded").asBoolean()).isTrue();
    assertThat(
            shop.get("/v1/charges/" + charge.get("id").asText() + "?expand[]=refunds")
                .at("/refunds/data"))
        .hasSize(2);
  }

  @Test
  void aRefundThatFailsLaterIsTakenBackFromTheCharge() {
    buy(Shop.GOOD_CARD);
    JsonNode refund = shop.post("/v1/refunds", "charge=" + charge.get("id").asText());
    String before = shop.latestEvent();

    shop.control("/sandbox/refunds/" + refund.get("id").asText() + "/fail", "{}");

    reload();
    assertThat(charge.get("amount_refunded").asLong()).isZero();
    assertThat(charge.get("refunded").asBoolean()).isFalse();
    assertThat(shop.get("/v1/refunds/" + refund.get("id").asText()).get("status").asText())
        .isEqualTo("failed");
    assertThat(shop.storyAfter(before)).containsExactly("refund.failed");
  }

  @Test
  void theDisputedCardPaysAndIsDisputed() {
    buy("4000 0000 0000 0259");
    assertThat(charge.get("paid").asBoolean()).isTrue();
    assertThat(charge.get("disputed").asBoolean()).isTrue();
    JsonNode dispute = dispute();
    assertThat(dispute.get("reason").asText()).isEqualTo("fraudulent");
    assertThat(dispute.get("status").asText()).isEqualTo("needs_response");
    assertThat(dispute.get("amount").asLong()).isEqualTo(19_900);
    assertThat(
            shop.get("/v1/disputes?payment_intent=" + charge.get("payment_intent").asText())
                .get("data"))
        .hasSize(1);
    assertThat(shop.story())
        .containsSubsequence(
            "charge.succeeded",
            "checkout.session.completed",
            "charge.dispute.created",
            "charge.dispute.funds_withdrawn");
    HttpResponse<String> refused =
        shop.send(
            shop.api("/v1/refunds")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("charge=" + charge.get("id").asText())));
    assertThat(Shop.json(refused).at("/error/code").asText()).isEqualTo("charge_disputed");
  }

  @Test
  void winningEvidenceBringsTheMoneyBack() {
    buy("4000000000000259");
    String before = shop.latestEvent();
    String path = "/v1/disputes/" + dispute().get("id").asText();
    JsonNode staged = shop.post(path, "evidence[uncategorized_text]=winning_evidence&submit=false");
    assertThat(staged.get("status").asText()).isEqualTo("needs_response");

    JsonNode won = shop.post(path, "submit=true");

    assertThat(won.get("status").asText()).isEqualTo("won");
    assertThat(won.at("/balance_transactions/1/amount").asLong()).isEqualTo(19_900);
    assertThat(shop.storyAfter(before))
        .containsExactly(
            "charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_reinstated");
  }

  @Test
  void losingEvidenceAndGivingUpLoseTheDispute() {
    buy("4000000000000259");
    String path = "/v1/disputes/" + dispute().get("id").asText();
    assertThat(
            shop.post(path, "evidence[uncategorized_text]=losing_evidence").get("status").asText())
        .isEqualTo("lost");
    buy("4000000000000259");
    String before = shop.latestEvent();
    path = "/v1/disputes/" + dispute().get("id").asText();
    assertThat(shop.post(path, "evidence[uncategorized_text]=hm").get("status").asText())
        .isEqualTo("under_review");
    assertThat(shop.post(path + "/close", "").get("status").asText()).isEqualTo("lost");
    assertThat(shop.storyAfter(before))
        .containsExactly("charge.dispute.updated", "charge.dispute.closed");
    assertThat(
            shop.send(shop.api(path + "/close").POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(400);
  }
}
