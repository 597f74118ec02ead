package dev.karamon.stripe.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.stripe.CustomerId;
import dev.karamon.stripe.SubscriptionId;
import dev.karamon.stripe.event.meaning.EventMeaning;
import dev.karamon.stripe.event.meaning.InvoicePaymentFailedHandler;
import dev.karamon.stripe.event.meaning.StripeEvent;
import dev.karamon.stripe.event.meaning.StripeEventReader;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose an event is and which subscription it is about, in every shape that Stripe has sent. */
class EventShapesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          customer.subscription.updated | {"object":"subscription","id":"sub_1","customer":"cus_1"}
          customer.subscription.updated | {"object":"subscription","id":"sub_1","customer":{"id":"cus_1","object":"customer"}}
          customer.subscription.deleted | {"object":"subscription","id":"sub_1","customer":{"id":"cus_1","deleted":true}}
          checkout.session.completed    | {"object":"checkout.session","id":"cs_1","customer":"cus_1","subscription":"sub_1"}
          checkout.session.completed    | {"object":"checkout.session","id":"cs_1","customer":{"id":"cus_1"},"subscription":{"id":"sub_1"}}
          invoice.paid                  | {"object":"invoice","id":"in_1","customer":"cus_1","subscription":"sub_1"}
          invoice.paid                  | {"object":"invoice","id":"in_1","customer":"cus_1","subscription":{"id":"sub_1"}}
          invoice.paid                  | {"object":"invoice","id":"in_1","customer":"cus_1","parent":{"type":"subscription_details","subscription_details":{"subscription":"sub_1"}}}
          invoice.paid                  | {"object":"invoice","id":"in_1","customer":{"id":"cus_1","deleted":true},"parent":{"type":"subscription_details","subscription_details":{"subscription":{"id":"sub_1"}}}}
          """)
  void whatItIsAboutIsRead(String type, String object) {
    var event = read(type, object);

    assertThat(event.customer()).contains(new CustomerId("cus_1"));
    assertThat(event.subscription()).contains(new SubscriptionId("sub_1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          customer.deleted           | {"object":"customer","id":"cus_1","deleted":true}
          customer.updated           | {"object":"customer","id":"cus_1","subscription":null}
          checkout.session.completed | {"object":"checkout.session","id":"cs_1","customer":"cus_1","subscription":null}
          charge.refunded            | {"object":"charge","id":"ch_1","customer":"cus_1","refunded":true}
          invoice.paid               | {"object":"invoice","id":"in_1","customer":"cus_1","parent":null}
          invoice.paid               | {"object":"invoice","id":"in_1","customer":"cus_1","parent":{"type":"quote_details","quote_details":{"quote":"qt_1"},"subscription_details":null}}
          something.quite.new        | {"object":"news","id":"new_1","customer":"cus_1","parent":"sub_1"}
          """)
  void whatIsAboutNoSubscriptionNamesNone(String type, String object) {
    var event = read(type, object);

    assertThat(event.customer()).contains(new CustomerId("cus_1"));
    assertThat(event.subscription()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, true", "2, false", "null, false"})
  void onlyTheFirstFailureTellsSinceWhenAnInvoiceIsOwed(String attempts, boolean first) {
    var failed =
        read(
            "invoice.payment_failed",
            "{\"object\":\"invoice\",\"id\":\"in_1\",\"customer\":\"cus_1\",\"attempt_count\":%s,\"subscription\":\"sub_1\"}"
                .formatted(attempts));
    var subscription = new SubscriptionId("sub_1");

    assertThat(new InvoicePaymentFailedHandler().read(failed))
        .isEqualTo(
            first
                ? new EventMeaning.PaymentFailed(subscription, "in_1")
                : new EventMeaning.SubscriptionChanged(subscription, Optional.empty()));
  }

  private static StripeEvent read(String type, String object) {
    var event =
        """
        {"id":"evt_1","object":"event","api_version":"2099-01-01.future","type":"%s","news":[],
         "created":1800000000,"livemode":false,"data":{"object":%s,"previous_attributes":{}}}
        """
            .formatted(type, object);
    return StripeEventReader.read(event.getBytes(UTF_8));
  }
}
