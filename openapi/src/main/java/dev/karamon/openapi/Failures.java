package dev.karamon.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.karamon.endpoint.Api;
import dev.karamon.endpoint.Endpoint;
import dev.karamon.error.ErrorKind;
import dev.karamon.http.Statuses;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.operation.CatalogEntry;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How generated endpoints fail: in one shape, for one reason each. */
enum Failures {
  MALFORMED(
      ErrorKind.MALFORMED,
      "The request cannot be read: broken JSON, a wrong type, an unknown field."),
  UNAUTHENTICATED(
      ErrorKind.UNAUTHENTICATED, "Nobody is logged in, or the credentials are invalid."),
  FORBIDDEN(ErrorKind.FORBIDDEN, "The caller is known but may not do this."),
  NOT_FOUND(ErrorKind.NOT_FOUND, "It does not exist, or not for this caller."),
  CONFLICT(ErrorKind.CONFLICT, "The current state does not allow it."),
  TOO_LARGE(ErrorKind.TOO_LARGE, "The body is too large."),
  UNSUPPORTED_MEDIA_TYPE(ErrorKind.UNSUPPORTED_MEDIA_TYPE, "The body is not application/json."),
  REFUSED(ErrorKind.REFUSED, "The request is readable but a rule refuses it."),
  RATE_LIMITED(ErrorKind.RATE_LIMITED, "Called too often. Wait, then try again."),
  UNAVAILABLE(ErrorKind.UNAVAILABLE, "Something that is needed is unavailable. Try again later.");

  /** The name of the schema of one problem. */
  static final String ERROR = "Error";

  private static final String ENVELOPE = "Failure";
  private static final String REF = "#/components/responses/";

  /** All that is wrong, and the name of the request. */
  @Schema(name = ENVELOPE)
  record Envelope(
      @Schema(description = "All problems of the request.") List<Problem> errors,
      @JsonProperty("x-rcms-request-id")
          @Schema(description = "Include it when you report a problem.")
          String requestId) {}

  /** One thing that is wrong. */
  @Schema(name = ERROR)
  record Problem(
      @Schema(description = "Short and stable.", example = "required") String code,
      @Schema(description = "What to do, in one sentence.", example = "email is required.")
          String message,
      @Schema(
              description = "The field, as it was sent; absent when no single field is at fault.",
              example = "email")
          Optional<String> field) {}

  private final ErrorKind kind;
  private final String meaning;

  Failures(ErrorKind kind, String meaning) {
    this.kind = kind;
    this.meaning = meaning;
  }

  /** Adds all of them to a document, to be referred to. */
  static void into(Components components, NamedSchemas schemas) {
    var envelope = schemas.add(RecordSchema.of(Envelope.class));
    for (var failure : values()) {
      var response =
          new ApiResponse()
              .description(failure.meaning)
              .content(
                  new Content().addMediaType("application/json", new MediaType().schema(envelope)));
      for (var header : failure.headers()) {
        response.addHeaderObject(
            header, new Header().schema(new JsonSchema().typesItem("integer")));
      }
      components.addResponses(failure.component(), response);
    }
  }

  /** Adds those that a call of an endpoint can meet. */
  static void of(Api api, Endpoint endpoint, CatalogEntry operation, ApiResponses into) {
    for (var failure : values()) {
      if (failure.canHappen(api, endpoint, operation)) {
        into.addApiResponse(
            Integer.toString(Statuses.of(failure.kind)),
            new ApiResponse().$ref(REF + failure.component()));
      }
    }
  }

  private List<String> headers() {
    return switch (this) {
      case RATE_LIMITED ->
          List.of(
              "Retry-After",
              "x-rcms-ratelimit-limit",
              "x-rcms-ratelimit-remaining",
              "x-rcms-ratelimit-reset");
      case UNAVAILABLE -> List.of("Retry-After");
      default -> List.of();
    };
  }

  private String component() {
    return Names.pascal(name().toLowerCase(Locale.ROOT));
  }

  private boolean canHappen(Api api, Endpoint endpoint, CatalogEntry operation) {
    var writes = !operation.spec().reads();
    var checksLogin = operation.spec().caller().isLogIn();
    return switch (this) {
      case MALFORMED, NOT_FOUND, UNAVAILABLE -> true;
      case UNAUTHENTICATED -> api.security() != ApiSecurity.NONE;
      case FORBIDDEN -> endpoint.forGroups() || (writes && api.security() == ApiSecurity.COOKIE);
      case CONFLICT, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, REFUSED -> writes;
      case RATE_LIMITED ->
          endpoint.rateLimit(operation.spec()).isPresent() || (writes && checksLogin);
    };
  }
}
