package dev.karamon.openapi;

import dev.karamon.admin.AdminRoute;
import dev.karamon.admin.Nothing;
import dev.karamon.error.ErrorKind;
import dev.karamon.http.Problem;
import dev.karamon.http.Statuses;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.vertx.core.http.HttpMethod;
import java.util.Locale;

/** How admin routes fail: as problems of RFC 9457. */
enum AdminFailures {
  MALFORMED(ErrorKind.MALFORMED, "The request cannot be read; errors names every field."),
  UNAUTHENTICATED(ErrorKind.UNAUTHENTICATED, "Nobody is signed in."),
  FORBIDDEN(ErrorKind.FORBIDDEN, "The role does not suffice, or the page is of another origin."),
  NOT_FOUND(ErrorKind.NOT_FOUND, "It does not exist."),
  CONFLICT(
      ErrorKind.CONFLICT,
      "Somebody else changed it in the meantime, it already exists, or it is in use."),
  TOO_LARGE(ErrorKind.TOO_LARGE, "The body is too large."),
  UNSUPPORTED_MEDIA_TYPE(ErrorKind.UNSUPPORTED_MEDIA_TYPE, "The body is not application/json."),
  REFUSED(ErrorKind.REFUSED, "A rule refuses it; errors names every field."),
  RATE_LIMITED(ErrorKind.RATE_LIMITED, "Too many attempts. Wait, then try again."),
  UNAVAILABLE(ErrorKind.UNAVAILABLE, "Something that is needed is unavailable. Try again later.");

  private static final String REF = "#/components/responses/";

  private final ErrorKind kind;
  private final String meaning;

  AdminFailures(ErrorKind kind, String meaning) {
    this.kind = kind;
    this.meaning = meaning;
  }

  /** Adds all of them to the document, to be referred to. */
  static void into(Components components, NamedSchemas schemas) {
    var problem = schemas.add(RecordSchema.of(Problem.class));
    for (var failure : values()) {
      components.addResponses(
          failure.component(),
          new ApiResponse()
              .description(failure.meaning)
              .content(
                  new Content()
                      .addMediaType("application/problem+json", new MediaType().schema(problem))));
    }
  }

  /** Adds those that a call of a route can meet. */
  static void of(AdminRoute<?> route, ApiResponses into) {
    for (var failure : values()) {
      if (failure.canHappen(route)) {
        into.addApiResponse(
            Integer.toString(Statuses.of(failure.kind)),
            new ApiResponse().$ref(REF + failure.component()));
      }
    }
  }

  private String component() {
    return Names.pascal(name().toLowerCase(Locale.ROOT));
  }

  private boolean canHappen(AdminRoute<?> route) {
    var reads = route.method().equals(HttpMethod.GET);
    var sends = route.body() != Nothing.class;
    if (route.failures().contains(kind)) {
      return true;
    }
    return switch (this) {
      case UNAUTHENTICATED -> route.role().isPresent() || sends;
      case FORBIDDEN -> route.role().isPresent() || !reads;
      case NOT_FOUND -> !route.pathParameters().isEmpty();
      case CONFLICT, REFUSED, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> !reads;
      case RATE_LIMITED -> route.role().isEmpty() && sends;
      case MALFORMED, UNAVAILABLE -> true;
    };
  }
}
