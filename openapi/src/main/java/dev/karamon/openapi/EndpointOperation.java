package dev.karamon.openapi;

import dev.karamon.endpoint.Api;
import dev.karamon.endpoint.Endpoint;
import dev.karamon.endpoint.ServedEndpoint;
import dev.karamon.operation.CatalogEntry;
import dev.karamon.operation.Model;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One endpoint as an operation of the document. */
record EndpointOperation(
    Api api, ServedEndpoint served, CatalogEntry entry, OperationSchemas schemas) {
  private static final String JSON = "application/json";

  /** The group for a model's operations, such as {@code Payments > Stripe, v1}. */
  static String tag(Model model) {
    return model.category().label() + " > " + model.name() + ", v" + model.version();
  }

  /** The endpoint. */
  Endpoint endpoint() {
    return served.endpoint();
  }

  /** Builds it, without an id; the schemas it names are put into the document. */
  Operation into(NamedSchemas named) {
    var endpoint = endpoint();
    var operation =
        new Operation()
            .addTagsItem(tag(entry.model()))
            .summary(endpoint.summary().isBlank() ? entry.spec().summary() : endpoint.summary())
            .description(EndpointText.of(endpoint, entry))
            .responses(responses(named));
    parameters(named).forEach(operation::addParametersItem);
    body(named).ifPresent(operation::setRequestBody);
    return operation.security(SecuritySchemes.of(api, endpoint, entry));
  }

  private ApiResponses responses(NamedSchemas named) {
    var responses = new ApiResponses();
    responses.addApiResponse(
        "200", new ApiResponse().description("Done.").content(json(named.add(schemas.answer()))));
    Failures.of(api, endpoint(), entry, responses);
    return responses;
  }

  private List<Parameter> parameters(NamedSchemas named) {
    var parameters = new ArrayList<Parameter>();
    var properties = schemas.input().properties();
    for (var name : served.pathParameters()) {
      var schema = properties.getOrDefault(name, Shapes.single("string"));
      parameters.add(parameter(name, schema).in("path").required(true));
    }
    if (entry.spec().reads()) {
      named.addOthers(schemas.input());
      properties.forEach((name, schema) -> {
        if (!served.pathParameters().contains(name)) {
          var required = schemas.input().requires(name);
          parameters.add(parameter(name, schema).in("query").required(required));
        }
      });
    }
    return parameters;
  }

  private static Parameter parameter(String name, Schema<?> schema) {
    return new Parameter().name(name).description(schema.getDescription()).schema(schema);
  }

  private Optional<RequestBody> body(NamedSchemas named) {
    var input = schemas.input();
    if (entry.spec().reads() || input.properties().isEmpty()) {
      return Optional.empty();
    }
    if (served.pathParameters().isEmpty()) {
      return Optional.of(body(named.add(input), input.root().getRequired()));
    }
    named.addOthers(input);
    var rest = input.properties();
    rest.keySet().removeAll(served.pathParameters());
    if (rest.isEmpty()) {
      return Optional.empty();
    }
    var required = rest.keySet().stream().filter(input::requires).toList();
    var body = Shapes.object(rest, required);
    body.setAdditionalProperties(false);
    return Optional.of(body(body, required));
  }

  private static RequestBody body(Schema<?> schema, @Nullable List<String> required) {
    return new RequestBody()
        .required(required != null && !required.isEmpty())
        .content(json(schema));
  }

  private static Content json(Schema<?> schema) {
    return new Content().addMediaType(JSON, new MediaType().schema(schema));
  }
}
