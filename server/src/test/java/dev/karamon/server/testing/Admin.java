package dev.karamon.server.testing;

import java.net.URI;
import java.util.Map;

/** Somebody who calls the admin API; paths are below {@code /admin/api/v1}. */
public final class Admin {
  private static final String ROOT = "/admin/api/v1";

  private final URI site;
  private final Client client;

  private Admin(URI site, Client client) {
    this.site = site;
    this.client = client;
  }

  /** Signs in as a browser does. */
  public static Admin signIn(URI site, String email, String password) {
    var nobody = new Client(site);
    var signedIn =
        nobody.post(ROOT + "/session", Map.of("email", email, "password", password)).expect(201);
    var cookie = signedIn.header("Set-Cookie").orElseThrow().split(";", 2)[0];
    return new Admin(site, nobody.with("Cookie", cookie).with("Origin", site.toString()));
  }

  /** Calls with a token. */
  public static Admin withToken(URI site, String token) {
    return new Admin(site, new Client(site).with("Authorization", "Bearer " + token));
  }

  /** Calls without being signed in. */
  public static Admin nobody(URI site) {
    return new Admin(site, new Client(site));
  }

  /** A program with a new token of this role. */
  public Admin programWithRole(String role) {
    var token = post("/tokens", Map.of("name", "of a " + role, "role", role)).expect(201);
    return withToken(site, token.at("/token").textValue());
  }

  /** What goes out with each call. */
  public Client client() {
    return client;
  }

  /** The same over another client. */
  public Admin through(Client other) {
    return new Admin(site, other);
  }

  /** GET. */
  public Answer get(String path) {
    return client.get(ROOT + path);
  }

  /** POST without a body. */
  public Answer post(String path) {
    return client.send("POST", ROOT + path);
  }

  /** POST. */
  public Answer post(String path, Object body) {
    return client.post(ROOT + path, body);
  }

  /** PUT. */
  public Answer put(String path, Object body) {
    return client.put(ROOT + path, body);
  }

  /** DELETE. */
  public Answer delete(String path) {
    return client.delete(ROOT + path);
  }

  /** Any method with a body. */
  public Answer send(String method, String path, Object body) {
    return client.send(method, ROOT + path, body);
  }
}
