package dev.karamon.openapi;

import dev.karamon.auth.admin.AdminSessions;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;

/** How admins and programs prove who they are. */
final class AdminSecurity {
  private static final String SESSION = "admin_session";
  private static final String TOKEN = "admin_token";

  private AdminSecurity() {}

  /** Adds the schemes to the document. */
  static void into(Components components) {
    components
        .addSecuritySchemes(
            SESSION,
            new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name(AdminSessions.COOKIE)
                .description(
                    "Set by signIn and kept by the browser; changes need an Origin header of our"
                        + " own."))
        .addSecuritySchemes(
            TOKEN,
            new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("A token for programs, kat_…"));
  }

  /** Either of the two. */
  static List<SecurityRequirement> either() {
    return List.of(
        new SecurityRequirement().addList(SESSION), new SecurityRequirement().addList(TOKEN));
  }
}
