package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Patience;
import dev.karamon.server.testing.Shop;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestMember;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A price that is sold no longer still counts for those who pay it. */
@KaramonTest
class RetiredPricesIT {
  private final Site site;

  RetiredPricesIT(Site site) {
    this.site = site;
  }

  private TestMember subscriber(Shop shop) {
    var member = site.member();
    member.logsIn(shop.api()).subscribes();
    Patience.until(() -> assertThat(member.isIn(shop.group())).isTrue());
    return member;
  }

  @Test
  void who_pays_a_retired_price_stays_until_an_admin_drops_it() {
    var shop = site.shop();
    var leaving = subscriber(shop);
    var staying = subscriber(shop);
    site.admin()
        .put("/members/" + staying.id() + "/groups/" + shop.group().id(), Map.of())
        .expect(200);

    shop.group().withPrices(site.sandbox().price());

    assertThat(leaving.isIn(shop.group())).isTrue();
    var retired =
        site.admin().get("/groups/" + shop.group().id() + "/retired_prices").expect(200).json();
    assertThat(retired.path("total").intValue()).isEqualTo(1);
    assertThat(retired.at("/items/0/price").textValue()).isEqualTo(shop.price());
    assertThat(retired.at("/items/0/members_leaving").intValue()).isEqualTo(1);
    assertThat(retired.at("/items/0/members/0").longValue()).isEqualTo(leaving.id());

    drop(shop, shop.price()).expect(204);

    assertThat(leaving.isIn(shop.group())).isFalse();
    assertThat(staying.reasonsFor(shop.group())).containsExactly("manual");
    drop(shop, shop.price()).expectProblem(404, "not_found");
  }

  @Test
  void a_price_that_is_sold_cannot_be_dropped() {
    var shop = site.shop();

    drop(shop, shop.price()).expectProblem(404, "not_found");
    drop(shop, "not a price").expectProblem(404, "not_found");
  }

  @Test
  void a_price_that_is_sold_again_is_no_longer_retired() {
    var shop = site.shop();
    shop.group().withPrices(site.sandbox().price());

    shop.group().withPrices(shop.price());

    var retired = site.admin().get("/groups/" + shop.group().id() + "/retired_prices").expect(200);
    assertThat(retired.json().toString()).doesNotContain(shop.price());
  }

  private dev.karamon.server.testing.Answer drop(Shop shop, String price) {
    var path =
        "/groups/%d/retired_prices/test/%s".formatted(shop.group().id(), price.replace(" ", "%20"));
    return site.admin().delete(path);
  }
}
