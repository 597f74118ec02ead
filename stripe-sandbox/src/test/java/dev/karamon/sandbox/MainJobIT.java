package dev.karamon.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.Subscription;
import com.stripe.model.WebhookEndpoint;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MainJobIT {
  private Shop shop;

  @BeforeEach
  void open() throws StripeException {
    shop = new Shop();
    WebhookEndpoint endpoint =
        shop.stripe
            .v1()
            .webhookEndpoints()
            .create(
                WebhookEndpointCreateParams.builder()
                    .setUrl(shop.webhookUrl())
                    .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.ALL)
                    .build());
    shop.expectSignedWith(endpoint.getSecret());
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private Session checkout(String customer) throws StripeException {
    return shop.stripe
        .v1()
        .checkout()
        .sessions()
        .create(
            SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                .setCustomer(customer)
                .setClientReferenceId("member-7")
                .putMetadata("checkout", "c1")
                .setSubscriptionData(
                    SessionCreateParams.SubscriptionData.builder()
                        .putMetadata("member", "7")
                        .build())
                .addLineItem(
                    SessionCreateParams.LineItem.builder()
                        .setPrice("price_gold_monthly")
                        .setQuantity(1L)
                        .build())
                .setSuccessUrl("https://shop.example/done?session={CHECKOUT_SESSION_ID}")
                .setCancelUrl("https://shop.example/cancelled")
                .build());
  }

  private String customer() throws StripeException {
    return shop.stripe
        .v1()
        .customers()
        .create(CustomerCreateParams.builder().setEmail("ann@example.com").build())
        .getId();
  }

  @Test
  void aBuyerPaysAndTheShopHearsOfItInTheRecordedOrder() throws StripeException {
    String customer = customer();
    Session session = checkout(customer);
    HttpResponse<String> page = shop.visit(session.getUrl());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Gold", "$15.00 / month", "Sandbox");

    HttpResponse<String> paid = shop.pay(session.getUrl(), Shop.GOOD_CARD);

    assertThat(paid.statusCode()).isEqualTo(303);
    assertThat(paid.headers().firstValue("Location"))
        .contains("https://shop.example/done?session=" + session.getId());
    Session completed = (Session) Shop.objectOf(shop.awaitEvent("checkout.session.completed"));
    assertThat(completed.getStatus()).isEqualTo("complete");
    assertThat(completed.getPaymentStatus()).isEqualTo("paid");
    assertThat(completed.getClientReferenceId()).isEqualTo("member-7");
    Subscription subscription =
        shop.stripe.v1().subscriptions().retrieve(completed.getSubscription());
    assertThat(subscription.getStatus()).isEqualTo("active");
    assertThat(subscription.getCustomer()).isEqualTo(customer);
    assertThat(subscription.getMetadata()).containsEntry("member", "7");
    assertThat(subscription.getItems().getData().getFirst().getPrice().getId())
        .isEqualTo("price_gold_monthly");
    shop.awaitEvent("invoice_payment.paid");
    assertThat(typesOldestFirst())
        .containsExactly(
            "customer.created",
            "charge.succeeded",
            "payment_method.attached",
            "customer.updated",
            "checkout.session.completed",
            "customer.subscription.created",
            "payment_intent.succeeded",
            "payment_intent.created",
            "invoice.created",
            "invoice.finalized",
            "invoice.paid",
            "invoice.payment_succeeded",
            "invoice_payment.paid");
  }

  private List<String> typesOldestFirst() throws StripeException {
    return shop
        .stripe
        .v1()
        .events()
        .list(EventListParams.builder().setLimit(100L).build())
        .getData()
        .reversed()
        .stream()
        .map(Event::getType)
        .toList();
  }

  @Test
  void aDeclinedCardLeavesTheSessionOpen() throws StripeException {
    Session session = checkout(customer());

    HttpResponse<String> declined = shop.pay(session.getUrl(), "4000 0000 0000 0002");

    assertThat(declined.statusCode()).isEqualTo(402);
    assertThat(declined.body()).contains("Your card was declined.");
    assertThat(shop.stripe.v1().checkout().sessions().retrieve(session.getId()).getStatus())
        .isEqualTo("open");
    assertThat(shop.pay(session.getUrl(), Shop.GOOD_CARD).statusCode()).isEqualTo(303);
  }

  @Test
  void cancellingNowSendsOneEventAndASecondTimeThereIsNothingToCancel() throws StripeException {
    shop.pay(checkout(customer()).getUrl(), Shop.GOOD_CARD);
    Subscription created =
        (Subscription) Shop.objectOf(shop.awaitEvent("customer.subscription.created"));
    shop.awaitEvent("invoice_payment.paid");
    int before = typesOldestFirst().size();

    Subscription canceled = shop.stripe.v1().subscriptions().cancel(created.getId());

    assertThat(canceled.getStatus()).isEqualTo("canceled");
    assertThat(canceled.getEndedAt()).isNotNull();
    shop.awaitEvent("customer.subscription.deleted");
    assertThat(typesOldestFirst()).hasSize(before + 1);
    assertThatThrownBy(() -> shop.stripe.v1().subscriptions().cancel(created.getId()))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e -> {
              assertThat(e.getStatusCode()).isEqualTo(404);
              assertThat(e.getCode()).isEqualTo("resource_missing");
            });
    assertThat(
            shop.stripe
                .v1()
                .subscriptions()
                .list(
                    SubscriptionListParams.builder()
                        .setCustomer(created.getCustomer())
                        .setStatus(SubscriptionListParams.Status.ALL)
                        .build())
                .getData())
        .hasSize(1);
  }

  @Test
  void aDeliveryThatFailsIsRetriedUntilItIsTaken() throws StripeException {
    shop.failures.set(2);
    String customer = customer();
    Event event = shop.awaitEvent("customer.created");
    assertThat(((com.stripe.model.Customer) Shop.objectOf(event)).getId()).isEqualTo(customer);
    long until = System.nanoTime() + 5_000_000_000L;
    Event logged = shop.stripe.v1().events().retrieve(event.getId());
    while (logged.getPendingWebhooks() > 0 && System.nanoTime() < until) {
      Shop.pause();
      logged = shop.stripe.v1().events().retrieve(event.getId());
    }
    assertThat(logged.getPendingWebhooks()).isZero();
  }
}
