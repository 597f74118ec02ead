package dev.karamon.auth.admin;

import dev.karamon.actor.Actor;
import dev.karamon.actor.Role;
import dev.karamon.admin.AdminCall;
import dev.karamon.admin.AdminRoute;
import dev.karamon.error.ErrorKind;
import dev.karamon.error.KaramonException;
import dev.karamon.id.AdminId;
import dev.karamon.json.Patterns;
import dev.karamon.json.Text;
import dev.karamon.member.EmailAddress;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretText;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Set-up, sign-in and tokens in the admin API. */
public final class AdminSessionRoutes {
  /** Who signs in. */
  public record SignIn(
      @Schema(description = "The admin's e-mail address.", maxLength = EmailAddress.MAX_LENGTH)
          String email,
      @Schema(
              description = "The admin's password.",
              minLength = 1,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          String password,
      @Schema(
              description =
                  "A code from the authenticator app, or a recovery code, for admins"
                      + " who have a second factor. Without it, a correct password is"
                      + " answered with second_factor_required.",
              maxLength = 40)
          Optional<String> code) {
    /** Without password and code. */
    @Override
    public String toString() {
      return "SignIn[" + email + "]";
    }
  }

  /** The first admin. */
  public record SetUp(
      @Schema(description = "From the set-up link in the server's log.", maxLength = 200)
          String token,
      @Schema(
              description = "The admin's e-mail address.",
              maxLength = EmailAddress.MAX_LENGTH,
              pattern = Patterns.EMAIL)
          String email,
      @Schema(description = "The admin's name.", maxLength = 100) String name,
      @Schema(
              description = "The admin's password.",
              minLength = Passwords.MIN_LENGTH,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          String password) {
    /** Without token and password. */
    @Override
    public String toString() {
      return "SetUp[" + email + "]";
    }
  }

  /** A new password for an admin who could not sign in any more. */
  public record Reset(
      @Schema(description = "From the link that \"karamon reset-admin\" printed.", maxLength = 200)
          String token,
      @Schema(
              description = "The new password.",
              minLength = Passwords.MIN_LENGTH,
              maxLength = Passwords.MAX_LENGTH,
              format = "password")
          String password) {
    /** Without token and password. */
    @Override
    public String toString() {
      return "Reset[hidden]";
    }
  }

  /** Who is signed in. */
  public record Session(
      @Schema(description = "admin or token.") String kind, String id, String label, Role role) {
    static Session of(Actor actor) {
      return new Session(actor.kind(), actor.id(), actor.label(), actor.role());
    }
  }

  /** Whether the first admin has still to be made. */
  public record SetUpState(boolean needed) {}

  private AdminSessionRoutes() {}

  /** The routes of the admin API for signing in and out. */
  public static List<AdminRoute<?>> of(
      FirstAdmin firstAdmin,
      AdminResets resets,
      AdminSignIns signIns,
      AdminSessions sessions,
      AdminTokens tokens) {
    return List.of(
        AdminRoute.get("/setup")
            .open()
            .does("setUpState", "Whether the first admin still has to be created.")
            .answers(
                SetUpState.class,
                call -> firstAdmin.exists().map(exists -> new SetUpState(!exists))),
        AdminRoute.post("/setup")
            .open()
            .does("setUp", "Create the first admin, with the one-time link from the server's log.")
            .takes(SetUp.class)
            .done(call ->
                firstAdmin.setUp(
                    call.actor(),
                    call.body().token(),
                    call.body().email(),
                    call.body().name(),
                    new SecretText(call.body().password()))),
        AdminRoute.post("/reset")
            .open()
            .does(
                "resetAccount",
                "Set a new password with the one-time link of \"karamon reset-admin\"; it removes"
                    + " the second factor and ends all sessions.")
            .takes(Reset.class)
            .done(call ->
                resets.reset(
                    call.actor(), call.body().token(), new SecretText(call.body().password()))),
        AdminRoute.post("/session")
            .open()
            .does("signIn", "Sign in; the answer sets the session cookie.")
            .takes(SignIn.class)
            .creates(
                Session.class,
                call ->
                    signIns
                        .signIn(attempt(call))
                        .map(signedIn -> {
                          call.setCookie(sessions.cookie(signedIn.session().reveal(), true));
                          return Session.of(signedIn.admin().actor());
                        })),
        AdminRoute.get("/session")
            .role(Role.VIEWER)
            .does("currentSession", "Who is signed in.")
            .answers(Session.class, call -> Future.succeededFuture(Session.of(call.actor()))),
        AdminRoute.delete("/session")
            .role(Role.VIEWER)
            .does("signOut", "Sign out.")
            .done(call -> {
              // Read first: a cookie that is set replaces the one that was sent.
              var session = call.cookie(AdminSessions.COOKIE);
              call.setCookie(sessions.cookie("", false));
              return session.map(signIns::signOut).orElseGet(Future::succeededFuture);
            }),
        AdminRoute.get("/sessions")
            .role(Role.VIEWER)
            .does("listSessions", "List your sessions; owners can list those of other admins.")
            .query("admin_id", Long.class, "Sessions of this admin; your own when omitted.")
            .lists(
                AdminSignIns.View.class,
                call ->
                    signIns.list(
                        call.actor(),
                        adminId(call),
                        call.page(),
                        call.cookie(AdminSessions.COOKIE))),
        AdminRoute.delete("/sessions")
            .role(Role.VIEWER)
            .mayFail(ErrorKind.NOT_FOUND)
            .does("signOutElsewhere", "End all your sessions except this one.")
            .done(call -> signIns.endOthers(call.actor(), call.cookie(AdminSessions.COOKIE))),
        AdminRoute.delete("/sessions/{id}")
            .role(Role.VIEWER)
            .path("id", UUID.class, "Its id.")
            .does("endSession", "End one of your sessions; owners can end anybody's.")
            .done(call -> signIns.end(call.actor(), sessionId(call))),
        AdminRoute.get("/tokens")
            .role(Role.OWNER)
            .does("listTokens", "Tokens for programs, without their secrets.")
            .lists(AdminTokens.View.class, call -> tokens.list(call.page())),
        AdminRoute.post("/tokens")
            .role(Role.OWNER)
            .does("createToken", "Create a token for a program; its secret is shown only once.")
            .takes(AdminTokens.Draft.class)
            .creates(AdminTokens.Created.class, call -> tokens.create(call.actor(), call.body())),
        AdminRoute.delete("/tokens/{id}")
            .role(Role.OWNER)
            .does("deleteToken", "Revoke a token.")
            .done(call -> tokens.delete(call.actor(), call.number("id"))));
  }

  private static AdminSignIns.Attempt attempt(AdminCall<SignIn> call) {
    return new AdminSignIns.Attempt(
        call.body().email().strip(),
        new SecretText(call.body().password()),
        call.body().code(),
        call.actor(),
        call.address(),
        call.header("User-Agent").orElse(""),
        call.cookie(AdminSessions.COOKIE));
  }

  private static Optional<AdminId> adminId(AdminCall<?> call) {
    return call.queryId("admin_id", AdminId::new);
  }

  private static UUID sessionId(AdminCall<?> call) {
    try {
      return UUID.fromString(call.path("id"));
    } catch (IllegalArgumentException e) {
      throw KaramonException.notFound("Session " + Text.excerpt(call.path("id")));
    }
  }
}
