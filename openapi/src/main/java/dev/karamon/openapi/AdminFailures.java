package dev.karamon.openapi;

import dev.karamon.http.AdminRoute;
import dev.karamon.http.Nothing;
import dev.karamon.http.Problem;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.vertx.core.http.HttpMethod;
import java.util.Locale;

/** How admin routes fail: as problems of RFC 9457. */
enum AdminFailures {
  MALFORMED(400, "The request cannot be read; errors names every field."),
  UNAUTHENTICATED(401, "Nobody is signed in."),
  FORBIDDEN(403, "The role does not suffice, or the page is of another origin."),
  NOT_FOUND(404, "There is no such thing."),
  CONFLICT(409, "Somebody changed it meanwhile, it exists already, or it is in use."),
  REFUSED(422, "A rule refuses it; errors names every field."),
  RATE_LIMITED(429, "Tried too often. Wait, then try again."),
  UNAVAILABLE(503, "Something that is needed is out of reach. Try again later.");

  private static final String REF = "#/components/responses/";

  private final int status;
  private final String meaning;

  AdminFailures(int status, String meaning) {
    this.status = status;
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
            Integer.toString(failure.status), new ApiResponse().$ref(REF + failure.component()));
      }
    }
  }

  private String component() {
    return Names.pascal(name().toLowerCase(Locale.ROOT));
  }

  private boolean canHappen(AdminRoute<?> route) {
    var reads = route.method().equals(HttpMethod.GET);
    var sends = route.body() != Nothing.class;
    return switch (this) {
      case MALFORMED -> sends || !route.queryParameters().isEmpty();
      case UNAUTHENTICATED -> route.role().isPresent() || sends;
      case FORBIDDEN -> route.role().isPresent();
      case NOT_FOUND -> !route.pathParameters().isEmpty();
      case CONFLICT, REFUSED -> !reads;
      case RATE_LIMITED -> route.role().isEmpty() && sends;
      case UNAVAILABLE -> true;
    };
  }
}
