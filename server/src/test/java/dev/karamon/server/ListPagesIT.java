package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Lists in parts, and what is left out of them. */
@KaramonTest
class ListPagesIT {
  private final Site site;

  ListPagesIT(Site site) {
    this.site = site;
  }

  @Test
  void every_part_of_the_events_tells_how_many_there_are() {
    var word = word();
    var member = site.memberWithoutPassword();
    haveCustomer(word, member.id());
    haveEvents(word);

    assertParts("/stripe/events?customer_id=cus_" + word, 9);
    assertParts("/stripe/events?customer_id=cus_" + word + "&status=dead", 3);
    assertParts("/stripe/events?customer_id=cus_" + word + "&status=done&type=invoice.paid", 3);
    assertParts("/stripe/events?member_id=" + member.id(), 9);
    assertParts("/stripe/events?q=" + word, 9);
    assertParts("/stripe/events?sort=type&q=evt_" + word + "_1", 1);
    assertParts("/stripe/events?sort=-created&q=" + word + "&status=dead", 3);
    assertParts("/stripe/events?member_id=" + member.id() + "&q=" + word + "&type=invoice.paid", 4);
    assertParts("/stripe/events?customer_id=cus_none_" + word, 0);
  }

  @Test
  void every_part_of_the_subscriptions_tells_how_many_there_are() {
    var word = word();
    var price = site.sandbox().price();
    var group = site.groupSoldBy(price);
    var member = site.memberWithoutPassword();
    haveCustomer(word, member.id());
    haveSubscriptions(word, price);

    assertParts("/stripe/subscriptions?member_id=" + member.id(), 6);
    assertParts("/stripe/subscriptions?group_id=" + group.id(), 4);
    assertParts("/stripe/subscriptions?group_id=" + group.id() + "&status=active", 2);
    assertParts("/stripe/subscriptions?sort=member&q=" + word, 6);
    assertParts("/stripe/subscriptions?q=" + word + "&group_id=" + group.id(), 4);
    assertParts("/stripe/subscriptions?sort=-status&q=" + member.email(), 6);
    assertParts("/stripe/subscriptions?status=active&member_id=" + member.id(), 3);
  }

  @Test
  void every_part_of_the_members_and_of_the_audit_log_tells_how_many_there_are() {
    var word = word();
    var group = site.group("Part " + word);
    for (int i = 0; i < 5; i++) {
      var draft = Map.of("email", i + "@" + word + ".example", "name", "Part " + word);
      var id = site.admin().post("/members", draft).expect(201).at("/id").longValue();
      if (i % 2 == 0) {
        site.admin().put("/members/" + id + "/groups/" + group.id(), Map.of()).expect(200);
      }
      if (i == 0) {
        assertParts("/audit?subject=member:" + id, 2);
        assertParts("/audit?q=member:" + id + "&action=grant.", 1);
        assertParts("/audit?subject=member:" + id + "&from=2999-01-01T00:00:00Z", 0);
      }
    }

    assertParts("/members?q=" + word, 5);
    assertParts("/members?sort=-name&q=" + word, 5);
    assertParts("/members?group_id=" + group.id(), 3);
    assertParts("/members?group_id=" + group.id() + "&q=2@" + word, 1);
    assertParts("/members?q=none" + word, 0);
    assertParts("/groups?q=" + word, 1);
    assertParts("/groups?sort=-member_count&q=" + word, 1);
  }

  @Test
  void what_is_searched_for_stands_for_itself() {
    var word = word();
    for (var name : List.of("100%", "100 percent", "a_b", "axb", "c\\d", "cd", "$1")) {
      var email = name.hashCode() + "@" + word + ".example";
      site.admin().post("/members", Map.of("email", email, "name", word + name)).expect(201);
    }

    assertThat(names(word, "100%")).containsExactly("100%");
    assertThat(names(word, "a_b")).containsExactly("a_b");
    assertThat(names(word, "A_B")).containsExactly("a_b");
    assertThat(names(word, "c\\d")).containsExactly("c\\d");
    assertThat(names(word, "$1")).containsExactly("$1");
    assertThat(names(word, "'")).isEmpty();
  }

  @Test
  void every_list_can_be_searched() {
    var shop = site.shop();
    var paths = site.admin().get("/openapi.json").expect(200).at("/paths");
    var searched = new ArrayList<String>();
    site.admin().post("/stripe/reconcile", Map.of("dry_run", true)).expect(201);
    shop.group().withPrices(site.sandbox().price());
    for (var path : Answer.fieldNames(paths)) {
      if (paths.path(path).at("/get/parameters").findValuesAsText("name").contains("q")) {
        var id = path.startsWith("/groups") ? shop.group().id() : shop.api().id();
        var list = path.replace("{id}", Long.toString(id));
        assertThat(part(list + "?q=nothing-like-this", 0)).as(list).isEmpty();
        searched.add(list);
      }
    }

    assertThat(searched)
        .contains("/stripe/reconcile", "/groups/" + shop.group().id() + "/retired_prices")
        .hasSizeGreaterThan(12);
    var retired = "/groups/" + shop.group().id() + "/retired_prices?q=";
    assertThat(part(retired + shop.price().toUpperCase(Locale.ROOT), 1)).hasSize(1);
    assertThat(site.admin().get("/stripe/reconcile?q=OWNER@").at("/total").intValue()).isPositive();
  }

  private void assertParts(String list, int total) {
    var path = list + "&per_page=";
    var all = part(path + 100 + "&page=1", total);
    assertThat(all).as(list).hasSize(total);
    for (int size = 1; size <= total + 1; size++) {
      var pages = (total + size - 1) / size;
      for (int page = 1; page <= pages; page++) {
        var from = (page - 1) * size;
        assertThat(part(path + size + "&page=" + page, total))
            .as("%s, page %d of %d", list, page, size)
            .isEqualTo(all.subList(from, Math.min(total, from + size)));
      }
      assertThat(part(path + size + "&page=" + (pages + 1), total)).isEmpty();
      assertThat(part(path + size + "&page=" + (pages + 9), total)).isEmpty();
    }
  }

  private List<JsonNode> part(String path, int total) {
    var answer = site.admin().get(path).expect(200);
    assertThat(answer.at("/total").intValue()).as(path).isEqualTo(total);
    return StreamSupport.stream(answer.at("/items").spliterator(), false).toList();
  }

  private List<String> names(String word, String searched) {
    return site
        .admin()
        .get("/members?q=" + URLEncoder.encode(word + searched, UTF_8))
        .expect(200)
        .at("/items")
        .findValuesAsText("name")
        .stream()
        .map(name -> name.substring(word.length()))
        .toList();
  }

  private String word() {
    return site.unique("part").replaceAll("[^a-z0-9]", "") + "z";
  }

  private void haveCustomer(String word, long member) {
    site.execute(
        """
        INSERT INTO stripe_customer (mode, customer_id, member_id, current, created_at)
        VALUES ('test', 'cus_%s', %d, true, now())
        """
            .formatted(word, member));
  }

  /** Nine, of which every third is dead, and every second of the other type. */
  private void haveEvents(String word) {
    site.execute(
        """
        INSERT INTO stripe_event (event_id, type, mode, created_at, received_at, status, customer_id, body)
        SELECT 'evt_%1$s_' || n,
               CASE WHEN n %% 2 = 0 THEN 'invoice.paid' ELSE 'customer.updated' END, 'test',
               now() - n * interval '1 minute', now() - n %% 4 * interval '1 minute',
               CASE WHEN n %% 3 = 0 THEN 'dead' ELSE 'done' END, 'cus_%1$s', '{}'
          FROM generate_series(1, 9) n
        """
            .formatted(word));
  }

  /** Six, of which every second is active: four of the price, one of none of it, one of another. */
  private void haveSubscriptions(String word, String price) {
    site.execute(
        """
        WITH made AS (
          INSERT INTO stripe_subscription
            (subscription_id, mode, customer_id, status, cancel_at_period_end, collection_paused,
             created_at, covered_at, known_at)
          SELECT 'sub_%1$s_' || n, 'test', 'cus_%1$s',
                 CASE WHEN n %% 2 = 0 THEN 'active' ELSE 'canceled' END, false, false,
                 now() - n %% 3 * interval '1 minute', now(), now()
            FROM generate_series(1, 6) n
          RETURNING subscription_id
        )
        INSERT INTO stripe_subscription_item (subscription_id, item_id, price_id, quantity)
        SELECT subscription_id, replace(subscription_id, 'sub', 'si'),
               CASE WHEN right(subscription_id, 1) <= '5' THEN '%2$s' ELSE 'price_other' END,
               CASE WHEN right(subscription_id, 1) = '5' THEN 0 ELSE 1 END
          FROM made
        """
            .formatted(word, price));
  }
}
