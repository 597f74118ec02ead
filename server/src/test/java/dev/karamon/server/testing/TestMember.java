package dev.karamon.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A member, as the admin sees it and as it calls endpoints of an API once it has logged in. */
public final class TestMember {
  static final String PASSWORD = "a password of a member";

  /** The header that carries an access token. */
  public static final String TOKEN_HEADER = "X-RCMS-API-ACCESS-TOKEN";

  private final Site site;
  private final long id;
  private final String email;

  TestMember(Site site, long id, String email) {
    this.site = site;
    this.id = id;
    this.email = email;
  }

  /** Its id. */
  public long id() {
    return id;
  }

  /** Its e-mail address. */
  public String email() {
    return email;
  }

  /** E-mail address and password. */
  public Map<String, String> credentials() {
    return Map.of("email", email, "password", PASSWORD);
  }

  /** As the admin sees it. */
  public JsonNode view() {
    return site.admin().get("/members/" + id).expect(200).json();
  }

  /** The ids of the groups it is in, as the admin sees it. */
  public Set<Long> groups() {
    var ids = new HashSet<Long>();
    view().path("groups").forEach(group -> ids.add(group.path("id").longValue()));
    return ids;
  }

  /** Whether it is in a group. */
  public boolean isIn(TestGroup group) {
    return groups().contains(group.id());
  }

  /** Why it is in a group: the kinds of its live grants. */
  public Set<String> reasonsFor(TestGroup group) {
    var kinds = new HashSet<String>();
    for (var one : view().path("groups")) {
      if (one.path("id").longValue() == group.id()) {
        one.path("grants").forEach(grant -> kinds.add(grant.path("source_kind").textValue()));
      }
    }
    return kinds;
  }

  /** Actions on its grants, oldest first, as the audit log has them. */
  public JsonNode audit() {
    return site.admin().get("/audit?subject=member:" + id).expect(200).json();
  }

  /** Logs in at the endpoints {@code login} and {@code token}. */
  public LoggedIn logsIn(TestApi api) {
    var visitor = site.anybody();
    var challenge = visitor.post(api.path("login"), credentials()).expect(200);
    var tokens =
        visitor
            .post(
                api.path("token"), Map.of("grant_token", challenge.at("/grant_token").textValue()))
            .expect(200);
    return new LoggedIn(this, api, tokens.json());
  }

  /** A member with its tokens. */
  public record LoggedIn(TestMember member, TestApi api, JsonNode tokens) {
    /** What goes out with each call. */
    public Client client() {
      return member.site.anybody().with(TOKEN_HEADER, accessToken());
    }

    /** The access token. */
    public String accessToken() {
      return tokens.at("/access_token/value").textValue();
    }

    /** The refresh token. */
    public String refreshToken() {
      return tokens.at("/refresh_token/value").textValue();
    }

    /** Calls an endpoint. */
    public Answer calls(String endpoint) {
      return api.call(client(), endpoint);
    }

    /** What the endpoint {@code profile} says. */
    public JsonNode profile() {
      return calls("profile").expect(200).json();
    }

    /** Whether the profile names a group. */
    public boolean isIn(TestGroup group) {
      return profile().path("group_ids").has(Long.toString(group.id()));
    }

    /** The payment page that the endpoint {@code checkout} leads to. */
    public URI checksOut() {
      return URI.create(calls("checkout").expect(200).at("/url").textValue());
    }

    /** Checks out and pays; the id of the subscription, once it counts. */
    public String subscribes() {
      member.site.sandbox().pays(checksOut());
      Patience.until(() -> {
        if (!profile().at("/stripe/subscription_id").isTextual()) {
          throw new AssertionError("Nothing is known of what was paid");
        }
      });
      return profile().at("/stripe/subscription_id").textValue();
    }
  }
}
