package dev.karamon.server.testing;

import java.util.Map;

/** An admin with a password, made by the owner. */
public final class TestAdmin {
  /** Every such admin's password. */
  public static final String PASSWORD = "an admin's password";

  private final Site site;
  private final long id;
  private final String email;

  private TestAdmin(Site site, long id, String email) {
    this.site = site;
    this.id = id;
    this.email = email;
  }

  /** Makes one. */
  public static TestAdmin make(Site site, String role) {
    var email = site.unique("admin").replace(' ', '-') + "@example.com";
    var made =
        site.admin()
            .post(
                "/admins",
                Map.of("email", email, "name", "Ada", "role", role, "password", PASSWORD))
            .expect(201);
    return new TestAdmin(site, made.at("/id").longValue(), email);
  }

  /** Its id. */
  public long id() {
    return id;
  }

  /** Its e-mail address. */
  public String email() {
    return email;
  }

  /** Signs in by password. */
  public Admin signsIn() {
    return Admin.signIn(site.url(), email, PASSWORD);
  }

  /** Tries to sign in. */
  public Answer triesToSignIn(String password) {
    return triesToSignIn(Map.of("email", email, "password", password));
  }

  /** Tries to sign in with a code as well. */
  public Answer triesToSignIn(String password, String code) {
    return triesToSignIn(Map.of("email", email, "password", password, "code", code));
  }

  private Answer triesToSignIn(Map<String, String> body) {
    return site.anybody().post("/admin/api/v1/session", body);
  }
}
