package dev.karamon.stripe.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.stripe.gateway.CannedStripe.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventPagesIT {
  private static final EventQuery ALL =
      new EventQuery(Optional.empty(), false, Set.of(), Optional.empty());

  @Test
  void events_come_as_stripe_sends_them_newest_first() {
    var newest = event("evt_2").put("something_new", "kept");
    var script =
        Map.of("GET /v1/events?limit=100", CannedStripe.list(true, newest, event("evt_1")));
    try (var stripe = CannedStripe.scripted(script)) {
      var fetched = stripe.gateway().events(ALL);

      assertThat(fetched.value().events()).containsExactly(newest, event("evt_1"));
      assertThat(fetched.value().more()).isTrue();
      assertThat(fetched.until()).isEqualTo(CannedStripe.at(CannedStripe.DATE));
    }
  }

  @Test
  void a_query_is_passed_on() {
    var query =
        new EventQuery(
            Optional.of(Instant.ofEpochMilli(1_790_000_000_999L)),
            true,
            Set.of("invoice.paid", "customer.deleted"),
            Optional.of("evt_1"));
    var asked =
        "GET /v1/events?created[gte]=1790000000&delivery_success=false&limit=100"
            + "&starting_after=evt_1&types[0]=customer.deleted&types[1]=invoice.paid";
    try (var stripe = CannedStripe.scripted(Map.of(asked, CannedStripe.list(false)))) {
      assertThat(stripe.gateway().events(query).value()).isEqualTo(new EventPage(List.of(), false));
    }
  }

  @Test
  void more_types_than_stripe_takes_are_not_sent() {
    try (var stripe = CannedStripe.answering(what -> Answer.ok(CannedStripe.list(false)))) {
      stripe.gateway().events(ofTypes(20));
      stripe.gateway().events(ofTypes(21));

      assertThat(stripe.asked().getFirst().what()).contains("types[19]=");
      assertThat(stripe.asked().getLast().what()).doesNotContain("types");
    }
  }

  @Test
  void a_page_that_is_no_list_is_not_taken_for_an_empty_one() {
    for (var body : List.of("{}", "{\"object\":\"list\",\"data\":[]}", CannedStripe.list(true))) {
      try (var stripe = CannedStripe.answering(what -> Answer.ok(body))) {
        assertThat(CannedStripe.failure(() -> stripe.gateway().events(ALL)).code())
            .isEqualTo(StripeError.STRIPE_UNREADABLE);
      }
    }
  }

  private static EventQuery ofTypes(int count) {
    var types = IntStream.range(0, count).mapToObj(i -> "type." + i).collect(Collectors.toSet());
    return new EventQuery(Optional.empty(), false, types, Optional.empty());
  }

  private static ObjectNode event(String id) {
    return StripeObjects.of("event").put("id", id);
  }
}
