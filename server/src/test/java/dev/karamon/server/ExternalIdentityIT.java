package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.Crowd;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestApi;
import dev.karamon.server.testing.TestProvider;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Members who come with the token of another identity provider. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED, durable = true)
class ExternalIdentityIT {
  private final Site site;
  private final TestProvider provider;
  private final TestApi api;

  ExternalIdentityIT(Site site) {
    this.site = site;
    this.provider = new TestProvider(site.clock());
    this.api =
        site.api("dynamic_token", Map.of("external_identity", provider.settings())).withLogin();
    api.endpoint("profile", "Login::profile");
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void who_is_seen_first_becomes_a_member_and_stays_the_same_one() {
    var subject = subject();
    var ids = new ConcurrentSkipListSet<Long>();

    Crowd.each(
        6,
        Collections.nCopies(6, provider.token(subject)),
        token -> ids.add(profile(token).expect(200).at("/member_id").longValue()));

    assertThat(ids).hasSize(1);
    var member = profile(provider.token(subject)).expect(200);
    assertThat(member.at("/member_id").longValue()).isEqualTo(ids.first());
    assertThat(member.at("/name").textValue()).isEqualTo("Rin");
    assertThat(member.at("/email").textValue()).endsWith("@members.invalid");
    assertThat(profile(provider.token(subject())).at("/member_id").longValue())
        .isNotEqualTo(ids.first());
  }

  @Test
  void groups_and_blocking_count_at_the_next_request() {
    var group = site.group("Gold");
    var token = provider.token(subject());
    var id = profile(token).expect(200).at("/member_id").longValue();

    site.admin().put("/members/" + id + "/groups/" + group.id(), Map.of()).expect(200);
    assertThat(profile(token).at("/group_ids").has(Long.toString(group.id()))).isTrue();
    var email = view(id).path("email").textValue();
    site.admin().put("/members/" + id, Map.of("email", email, "status", "blocked")).expect(200);
    profile(token).expectFailure(401, "unauthenticated");
  }

  @Test
  void every_token_that_is_not_quite_right_is_refused() {
    var wrong = new LinkedHashMap<String, String>();
    wrong.put("another issuer", with("iss", "https://evil.example"));
    wrong.put("another audience", with("aud", "bank"));
    wrong.put("other audiences", with("aud", List.of("bank", "post")));
    wrong.put("an end that has passed", with("exp", now() - 61));
    wrong.put("no end", without("exp"));
    wrong.put("an end that is no time", with("exp", "tomorrow"));
    wrong.put("a beginning that has not come", with("nbf", now() + 120));
    wrong.put("made in the future", with("iat", now() + 120));
    wrong.put("nobody", with("sub", " "));
    wrong.put("a number", with("sub", 7));
    wrong.put("too long a name", with("sub", "x".repeat(300)));
    wrong.put("another signer", provider.forged(provider.claims(subject())));
    wrong.put("a public key as a secret", provider.confused(provider.claims(subject())));
    wrong.put("none", TestProvider.content(Map.of("alg", "none"), provider.claims("a")) + ".");
    wrong.put(
        "none with a signature",
        TestProvider.content(Map.of("alg", "none", "kid", "first"), provider.claims("a")) + ".AA");
    wrong.put("another algorithm", header(Map.of("alg", "RS512", "kid", "first")));
    wrong.put("an unknown key", header(Map.of("alg", "RS256", "kid", "second")));
    wrong.put("an extension", header(Map.of("alg", "RS256", "kid", "first", "crit", List.of("x"))));
    wrong.put("no algorithm", header(Map.of("kid", "first")));
    wrong.put("no token", "a.b.c");

    wrong.forEach((what, token) -> assertThat(profile(token).status()).as(what).isEqualTo(401));
    profile(with("aud", List.of("bank", TestProvider.AUDIENCE))).expect(200);
    profile(with("exp", now() - 30)).expect(200);
  }

  @Test
  void a_new_key_is_fetched_when_it_is_met_but_nobody_makes_us_ask_all_the_time() {
    profile(provider.token(subject())).expect(200);
    assertThat(provider.asked()).isEqualTo(1);
    for (int i = 0; i < 5; i++) {
      profile(header(Map.of("alg", "RS256", "kid", "unknown " + i))).expect(401);
    }
    assertThat(provider.asked()).isEqualTo(1);

    provider.rotates("second", 2_048);
    site.clock().passes(Duration.ofSeconds(31));

    profile(provider.token(subject())).expect(200);
    assertThat(provider.asked()).isEqualTo(2);
  }

  @Test
  void keys_that_were_read_go_on_counting_while_the_provider_is_away() {
    var token = provider.token(subject());
    profile(token).expect(200);
    provider.fails();
    site.clock().passes(Duration.ofMinutes(9));
    profile(provider.token(subject())).expect(200);
    site.clock().passes(Duration.ofMinutes(2));
    profile(provider.token(subject())).expect(200);
    site.clock().passes(Duration.ofHours(25));
    site.adminSignsIn();

    profile(provider.token(subject())).expectFailure(503, "unavailable");
  }

  @Test
  void a_key_that_is_too_short_is_none() {
    provider.rotates("short", 1_024);

    profile(provider.token(subject())).expectFailure(401, "unauthenticated");
  }

  @Test
  void an_address_matches_only_where_both_sides_have_verified_it() {
    var taken = site.member();
    var claims = provider.claims(subject());
    claims.put("email", taken.email());

    for (var verified : new Object[] {false, "true", 1, true}) {
      claims.put("sub", subject());
      claims.put("email_verified", verified);
      var other = profile(provider.token(claims)).expect(200);
      assertThat(other.at("/member_id").longValue()).isNotEqualTo(taken.id());
      assertThat(other.at("/email").textValue()).isNotEqualTo(taken.email());
    }

    site.execute("UPDATE member SET email_verified_at = now() WHERE id = " + taken.id());
    claims.put("sub", subject());
    assertThat(profile(provider.token(claims)).at("/member_id").longValue()).isEqualTo(taken.id());
  }

  @Test
  void a_verified_address_that_nobody_has_becomes_the_members() {
    var email = site.unique("rin").replace(' ', '.') + "@example.com";
    var claims = provider.claims(subject());
    claims.put("email", email);
    claims.put("email_verified", true);

    var id = profile(provider.token(claims)).expect(200).at("/member_id").longValue();

    assertThat(view(id).path("email").textValue()).isEqualTo(email);
    assertThat(view(id).path("email_verified").booleanValue()).isTrue();
  }

  @Test
  void only_apis_that_say_so_take_such_tokens() {
    var other = site.api("dynamic_token").withLogin();
    other.endpoint("profile", "Login::profile");
    var token = provider.token(subject());
    bearer(other, token).expectFailure(401, "unauthenticated");
    profile(token).expect(200);

    var off = new HashMap<>(provider.settings());
    off.put("enabled", false);
    api.change(Map.of("external_identity", off)).expect(200);

    profile(token).expectFailure(401, "unauthenticated");
  }

  @Test
  void what_an_admin_enters_is_checked() {
    var wrong = new HashMap<>(provider.settings());
    wrong.put("jwks_url", "http://id.example/keys");
    assertThat(
            site.admin()
                .post(
                    "/apis", Map.of("title", "A", "security", "cookie", "external_identity", wrong))
                .expectProblem(422, "refused")
                .errorFields())
        .containsExactlyInAnyOrder("external_identity.jwks_url", "external_identity");
  }

  private Answer profile(String token) {
    return bearer(api, token);
  }

  private static Answer bearer(TestApi at, String token) {
    return at.call(at.visitor().with("Authorization", "Bearer " + token), "profile");
  }

  private String with(String claim, Object value) {
    var claims = provider.claims(subject());
    claims.put(claim, value);
    return provider.token(claims);
  }

  private String without(String claim) {
    var claims = provider.claims(subject());
    claims.remove(claim);
    return provider.token(claims);
  }

  private String header(Map<String, ?> header) {
    return provider.token(header, provider.claims(subject()));
  }

  private long now() {
    return site.clock().instant().getEpochSecond();
  }

  private String subject() {
    return site.unique("subject");
  }

  private JsonNode view(long member) {
    return site.admin().get("/members/" + member).expect(200).json();
  }
}
